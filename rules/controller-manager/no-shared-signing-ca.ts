import { atSetting, type Component, component, defineRule, type Example, text, valueOf } from '#core';

/** Signers of certificates with which people and programs say who they are. Those that kubelets serve with open nothing. */
const SIGNERS = [
  'cluster-signing',
  'cluster-signing-kube-apiserver-client',
  'cluster-signing-kubelet-client',
  'cluster-signing-legacy-unknown',
];

/** Files of kubeadm, kops, k3s and others: `etcd/ca.crt`, `etcd-ca.pem`, `etcd/server-ca.key`. */
const ETCD = /\/etcd\/(?:[^/]+\/)?(?:(?:server|peer|etcd)-)?ca(?:-key)?\.[a-z]+$|(?:^|\/)etcd-?(?:server-|peer-)?ca(?:-key)?\.[a-z]+$/;

const FRONT_PROXY = /(?:^|\/)(?:front-proxy|request-?header|aggregator)-(?:client-)?ca(?:-key)?\.[a-z]+$/;

export default defineRule({
  id: 'controller-manager/no-shared-signing-ca',
  summary: 'The CA that signs what is requested in the cluster must not be that of etcd or of front proxies.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
  ],
  docs: {
    why: `
      etcd lets in every certificate of its CA, whoever it names, and a front proxy may say of every request who made it. Where the controller manager signs
      with that CA, one approved CertificateSigningRequest, such as each kubelet makes, opens the database or makes its owner any user.`,
    fix: 'Sign with the CA of the cluster, `/etc/kubernetes/pki/ca.crt` with kubeadm, and keep the keys of the other CAs away from the controller manager. Certificates that were signed stay good: make a new CA for etcd.',
    ignore: 'The file has a misleading name, and holds the CA of the cluster.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    for (const signer of SIGNERS) {
      const flags = [`${signer}-cert-file`, `${signer}-key-file`];
      const flag = flags.find(it => openedBy(program, it) !== undefined);
      if (flag === undefined) continue;
      const setting = program.setting(flag);
      yield {
        at: atSetting(program, setting),
        message: `${openedBy(program, flag)}: --${flag} is ${valueOf(setting)}.`,
      };
    }
  },
});

/** What a certificate of this CA is good for beyond the cluster's own API; undefined where nothing is known. */
function openedBy(program: Component, flag: string): string | undefined {
  const setting = program.setting(flag);
  if (setting.origin !== 'set') return undefined;
  const path = setting.value.trim();
  if (ETCD.test(path)) return 'Whoever has a certificate signed gets one of the CA of etcd';
  return FRONT_PROXY.test(path)
    ? 'Whoever has a certificate signed gets one of the CA of front proxies, who may pose as anyone'
    : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'The CA of etcd',
    file: 'args/kube-controller-manager',
    bad: text`
      --cluster-signing-cert-file=/etc/kubernetes/pki/etcd/ca.crt
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever has a certificate signed gets one of the CA of etcd: --cluster-signing-cert-file is /etc/kubernetes/pki/etcd/ca.crt.
      --cluster-signing-key-file=/etc/kubernetes/pki/etcd/ca.key
    `,
  },
  {
    title: 'The CA of front proxies, for one signer',
    file: 'args/kube-controller-manager',
    bad: text`
      --cluster-signing-cert-file=/etc/kubernetes/pki/ca.crt
      --cluster-signing-kubelet-client-key-file=/etc/kubernetes/pki/front-proxy-ca.key
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever has a certificate signed gets one of the CA of front proxies, who may pose as anyone: --cluster-signing-kubelet-client-key-file is /etc/kubernetes/pki/front-proxy-ca.key.
    `,
  },
  {
    title: 'The CA of the cluster',
    file: 'args/kube-controller-manager',
    good: text`
      --cluster-signing-cert-file=/etc/kubernetes/pki/ca.crt
      --cluster-signing-key-file=/etc/kubernetes/pki/ca.key
      --cluster-signing-kubelet-serving-cert-file=/etc/kubernetes/pki/serving.crt
      --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
    `,
  },
];

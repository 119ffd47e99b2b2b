import { choice, component, defineRule, type Example, exposePath, setFlag, text } from '#core';

const FLAG = 'client-ca-file';
const FOLDER = '/etc/kubernetes/pki';

export default defineRule({
  id: 'apiserver/require-client-ca',
  summary: 'The API server must know which CA signs client certificates.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.25'], trivy: ['KCV-0028'], kubescape: ['C-0139'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates'],
  docs: {
    why: `
      Without \`--${FLAG}\` no client can prove with a certificate who it is. Kubelets, controller manager and
      scheduler then need tokens, and long-lived tokens in files are stolen more easily than keys.`,
    fix: 'Point it at the CA of the cluster, and at no other: whoever that CA signs for can be any user.',
    ignore: 'All clients, nodes included, come with tokens of an external identity provider.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (!apiserver.lacks(FLAG)) return;
    yield {
      at: apiserver,
      message: `No client can prove who it is with a certificate: --${FLAG} is not set.`,
      fixes: [
        choice(
          `Set --${FLAG} to ${FOLDER}/ca.crt`,
          setFlag(apiserver, FLAG, `${FOLDER}/ca.crt`),
          exposePath(apiserver, FOLDER, 'k8s-certs'),
        ),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No CA',
    file: 'args/kube-apiserver',
    bad: text`
      --authorization-mode=Node,RBAC
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No client can prove who it is with a certificate: --client-ca-file is not set.
      --secure-port=16443
    `,
    fixed: text`
      --authorization-mode=Node,RBAC
      --client-ca-file=/etc/kubernetes/pki/ca.crt
      --secure-port=16443
    `,
  },
  {
    title: 'Set, here by kubeadm',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];

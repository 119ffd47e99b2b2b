import { component, defineRule, type Example, missingFlags, nameFiles, text } from '#core';

const FLAG = 'kubelet-certificate-authority';

export default defineRule({
  id: 'apiserver/require-kubelet-ca',
  summary: 'The API server must verify the certificates of kubelets.',
  severity: 'warning',
  profiles: ['cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.5'], checkov: ['CKV_K8S_73'], trivy: ['KCV-0006'], kubescape: ['C-0117'] },
  links: ['https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#apiserver-to-kubelet'],
  docs: {
    why: `
      Without \`--${FLAG}\` the API server takes any certificate for that of a kubelet. Whoever
      stands between sees what \`kubectl exec\`, \`attach\`, \`logs\` and \`port-forward\` carry, and types along.`,
    fix: `
      First give the kubelets certificates that the cluster CA has signed: \`serverTLSBootstrap: true\`, and someone who approves their
      requests. kubeadm's kubelets sign for themselves until then, and logs and exec fail once the flag is set.`,
    ignore: 'Nobody can stand between: API server and kubelets talk through a tunnel such as Konnectivity.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    // There was no encryption to verify anything with then, which is another rule's matter.
    const https = apiserver.setting('kubelet-https');
    if (!missingFlags(apiserver, FLAG).length || (https.origin === 'set' && https.value === 'false')) return;
    const fix = nameFiles(apiserver, { [FLAG]: 'ca.crt' });
    yield {
      at: apiserver,
      message: `Any certificate passes for that of a kubelet: --${FLAG} is not set.`,
      cause: 'Nobody proves who they are between API server and kubelets',
      fixes: [{ ...fix, title: `${fix.title} (it must have signed the certificates of kubelets)` }],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'kubeadm does not pass it',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Any certificate passes for that of a kubelet: --kubelet-certificate-authority is not set.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - name: kubelet-certificate-authority
            value: /etc/kubernetes/pki/ca.crt
    `,
  },
  {
    title: 'kubeadm keeps its certificates elsewhere',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Any certificate passes for that of a kubelet: --kubelet-certificate-authority is not set.
      certificatesDir: /var/lib/minikube/certs
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      certificatesDir: /var/lib/minikube/certs
      apiServer:
        extraArgs:
          kubelet-certificate-authority: /var/lib/minikube/certs/ca.crt
    `,
  },
  {
    title: 'Named',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --kubelet-certificate-authority=/var/lib/kubernetes/ca.pem
    `,
  },
];

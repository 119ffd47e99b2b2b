import { component, defineRule, type Example, missingFlags, nameFiles, text } from '#core';

const FILES: Readonly<Record<string, string>> = {
  'kubelet-client-certificate': 'apiserver-kubelet-client.crt',
  'kubelet-client-key': 'apiserver-kubelet-client.key',
};

export default defineRule({
  id: 'apiserver/require-kubelet-client-certificate',
  summary: 'The API server must show kubelets a certificate.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.4'], checkov: ['CKV_K8S_72'], trivy: ['KCV-0005'], kubescape: ['C-0116'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  docs: {
    why: `
      Without a certificate the API server is anonymous to kubelets. Logs and \`kubectl exec\` then work only with kubelets that
      let anonymous requests run commands in their containers, and those let everyone on the network do so.`,
    fix: `
      Give the API server a client certificate for kubelets, and set \`authentication.anonymous.enabled: false\` and
      \`authentication.x509.clientCAFile\` in the configuration of the kubelets.`,
    ignore: 'There are no kubelets: a control plane for something else.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const missing = missingFlags(apiserver, ...Object.keys(FILES));
    if (!missing.length) return;
    yield {
      at: apiserver,
      message: `The API server is anonymous to kubelets: --${missing[0]} is not set.`,
      cause: 'Nobody proves who they are between API server and kubelets',
      fixes: [nameFiles(apiserver, Object.fromEntries(missing.map(it => [it, FILES[it]!])))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Neither certificate nor key',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=6443
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server is anonymous to kubelets: --kubelet-client-certificate is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key --secure-port=6443
    `,
  },
  {
    title: 'The key is missing',
    file: 'args/kube-apiserver',
    bad: text`
      --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server is anonymous to kubelets: --kubelet-client-key is not set.
    `,
    fixed: text`
      --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
      --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key
    `,
  },
  {
    title: 'kubeadm passes both',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];

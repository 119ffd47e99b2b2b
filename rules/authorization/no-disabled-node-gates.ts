import { component, defineRule, type Example, text, weakenedGates } from '#core';

export default defineRule({
  id: 'authorization/no-disabled-node-gates',
  summary: 'Feature gates that keep nodes and users to their rights must not be weakened.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
  ],
  docs: {
    why: `
      These gates close ways around the rights that roles give: a kubelet that reads objects of other nodes,
      certificates for kubelets that were checked too little, a shell that opens with the right to read.`,
    fix: 'Take the gate out of `--feature-gates`, so that the default of the version holds.',
    ignore: 'A client breaks for a while, and the gate goes away with a later version anyway.',
  },

  on: component('kube-apiserver'),

  check: (apiserver, { kubernetesVersion }) =>
    weakenedGates(apiserver, apiserver.version ?? kubernetesVersion, {
      'AllowInsecureKubeletCertificateSigningRequests=true': ['Kubelets may ask for certificates of other nodes'],
      'AuthorizeNodeWithSelectors=false': ['A kubelet may read Pods of other nodes', '1.33'],
      'AuthorizePodWebsocketUpgradeCreatePermission=false': ['Whoever may get pods/exec can open a shell in a Pod'],
      'AuthorizeWithSelectors=false': ['Rights cannot be limited by selectors', '1.33'],
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Weakened',
    file: 'args/kube-apiserver',
    bad: text`
      --feature-gates=AuthorizeNodeWithSelectors=false
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A kubelet may read Pods of other nodes, up to Kubernetes 1.33: --feature-gates has AuthorizeNodeWithSelectors=false.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'With the name of the component that it belongs to',
    file: 'args/kube-apiserver',
    bad: text`
      --feature-gates=kube:AuthorizeNodeWithSelectors=false
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A kubelet may read Pods of other nodes, up to Kubernetes 1.33: --feature-gates has kube:AuthorizeNodeWithSelectors=false.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'On',
    file: 'args/kube-apiserver',
    good: text`
      --feature-gates=AuthorizeNodeWithSelectors=true
      --secure-port=6443
    `,
  },
];

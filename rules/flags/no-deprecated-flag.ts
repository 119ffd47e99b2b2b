import { component, defineRule, deprecatedFlags, type Example, releaseOf, text } from '#core';

export default defineRule({
  id: 'flags/no-deprecated-flag',
  summary: 'Programs of the control plane should not be given flags that are about to go.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/using-api/deprecation-policy/#deprecating-a-flag-or-cli'],
  docs: {
    why: 'A deprecated flag has little or no effect left, and a later release does not start with it.',
    fix: 'Look into the changelog of the release for what came in its place, and take the flag away.',
    ignore: 'The cluster is not going to be upgraded.',
  },

  on: component(),

  check: (program, context) => deprecatedFlags(program, releaseOf(program, context.kubernetesVersion)),
});

export const examples = (): readonly Example[] => [
  {
    title: 'No cloud is built in any more',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.30',
    bad: text`
      --cloud-provider=external
      ^^^^^^^^^^^^^^^^^^^^^^^^^ --cloud-provider of kube-apiserver is left out of the help since 1.29, as flags are that are to go.
      --secure-port=6443
    `,
  },
  {
    title: 'A port that goes',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.22',
    bad: text`
      --insecure-port=0
      ^^^^^^^^^^^^^^^^^ --insecure-port of kube-apiserver is deprecated since 1.10, and gone from 1.24 on.
      --secure-port=6443
    `,
  },
  {
    title: 'Nothing old',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.30',
    good: text`
      --secure-port=6443
    `,
  },
];

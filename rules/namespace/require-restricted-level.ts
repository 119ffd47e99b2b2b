import { choice, defineRule, type Example, isSystemNamespace, LABEL_PREFIX, LABELS, replaceValue, resource, text } from '#core';

export default defineRule({
  id: 'namespace/require-restricted-level',
  summary: 'A namespace should admit restricted pods only.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.2.6', '5.2.7', '5.2.9'], kubescape: ['C-0197', 'C-0198', 'C-0200', 'C-0201'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  ],
  docs: {
    why: `
      The level \`baseline\` keeps pods away from their node, but lets containers run as root, gain privileges, and keep
      every capability that a runtime gives.`,
    fix: `
      Enforce \`restricted\`. Until all pods are ready for it, set \`warn\` and \`audit\` to \`restricted\`, and see what they
      name.`,
    ignore: 'Pods that cannot do without root, such as those of many databases and installers.',
  },

  on: { ...resource('', 'Namespace'), mentions: LABEL_PREFIX },

  *check(namespace) {
    const level = namespace.at('metadata', 'labels', LABELS.enforce);
    if (level.asString() !== 'baseline' || isSystemNamespace(namespace.name)) return;
    yield {
      at: level,
      message: `The namespace${namespace.name && ` ${namespace.name}`} admits containers that run as root: it enforces baseline.`,
      fixes: [choice('Enforce restricted (pods that need more are refused then)', replaceValue(level, 'restricted'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Baseline',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          pod-security.kubernetes.io/enforce: baseline
                                              ^^^^^^^^ The namespace shop admits containers that run as root: it enforces baseline.
    `,
    fixed: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          pod-security.kubernetes.io/enforce: restricted
    `,
  },
  {
    title: 'With a name that the API server makes up',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        generateName: shop-
        labels: {pod-security.kubernetes.io/enforce: baseline}
                                                     ^^^^^^^^ The namespace admits containers that run as root: it enforces baseline.
    `,
    fixed: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        generateName: shop-
        labels: {pod-security.kubernetes.io/enforce: restricted}
    `,
  },
  {
    title: 'Restricted, and a namespace of the control plane',
    file: 'shop.yaml',
    good: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          pod-security.kubernetes.io/enforce: restricted
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: kube-system
        labels:
          pod-security.kubernetes.io/enforce: baseline
    `,
  },
];

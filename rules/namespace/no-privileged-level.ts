import { choice, defineRule, type Example, isSystemNamespace, LABEL_PREFIX, LABELS, replaceValue, resource, text } from '#core';

export default defineRule({
  id: 'namespace/no-privileged-level',
  summary: 'A namespace must not admit every pod there can be.',
  severity: 'warning',
  profiles: ['cis'],
  controls: {
    'cis-1.12': ['5.2.2', '5.2.3', '5.2.4', '5.2.5', '5.2.8', '5.2.10', '5.2.11', '5.2.12'],
    kubescape: ['C-0193', 'C-0194', 'C-0195', 'C-0196', 'C-0199', 'C-0202', 'C-0203', 'C-0204'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  docs: {
    why: `
      Whoever may create pods in a namespace that enforces \`privileged\` owns the nodes: a privileged pod, or one that
      mounts the disk of its node, is let in like any other.`,
    fix: `
      Enforce \`baseline\`, or better \`restricted\`. Warn of what the stricter level would refuse before it is enforced.`,
    ignore: 'A namespace of agents that serve the nodes themselves, in which nobody else may create pods.',
  },

  on: { ...resource('', 'Namespace'), mentions: LABEL_PREFIX },

  *check(namespace) {
    const level = namespace.at('metadata', 'labels', LABELS.enforce);
    if (level.asString() !== 'privileged' || isSystemNamespace(namespace.name)) return;
    yield {
      at: level,
      message: `The namespace ${namespace.name} admits every pod: it enforces privileged.`,
      fixes: [
        choice('Enforce baseline (pods that need more are refused then)', replaceValue(level, 'baseline')),
        choice('Enforce restricted (pods that need more are refused then)', replaceValue(level, 'restricted')),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Privileged',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          pod-security.kubernetes.io/enforce: privileged
                                              ^^^^^^^^^^ The namespace shop admits every pod: it enforces privileged.
          pod-security.kubernetes.io/warn: baseline
    `,
    fixed: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          pod-security.kubernetes.io/enforce: baseline
          pod-security.kubernetes.io/warn: baseline
    `,
  },
  {
    title: 'A stricter level, and a namespace of the control plane',
    file: 'shop.yaml',
    good: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          pod-security.kubernetes.io/enforce: baseline
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: kube-system
        labels:
          pod-security.kubernetes.io/enforce: privileged
    `,
  },
];

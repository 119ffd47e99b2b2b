import { choice, defineRule, type Example, isSystemNamespace, LABELS, resource, setKey, text } from '#core';

export default defineRule({
  id: 'namespace/require-enforced-level',
  summary: 'A namespace must say which pods it admits.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['5.2.1'], kubescape: ['C-0192'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/',
  ],
  docs: {
    why: `
      Without a label the default of the cluster holds, and unless someone has configured another one, that is to admit
      every pod: a privileged one, or one that mounts the disk of its node.`,
    fix: `
      Label the namespace \`pod-security.kubernetes.io/enforce: baseline\`, or better \`restricted\`.`,
    ignore: `
      A cluster whose admission configuration has a default, or whose pods are judged by policies of another kind.`,
  },

  on: resource('', 'Namespace'),

  *check(namespace) {
    const { isPart, name, root } = namespace;
    const metadata = root.at('metadata');
    const labels = metadata.at('labels');
    const isAbsent = labels.type === 'absent' ? metadata.lacks('labels') : labels.type === 'mapping' && labels.lacks(LABELS.enforce);
    if (isPart || !name || isSystemNamespace(name) || !isAbsent) return;
    yield {
      at: { place: namespace.place, name: LABELS.enforce },
      message: `The namespace ${name} does not say which pods it admits; unless the cluster has another default, it admits every one.`,
      fixes: [
        choice('Enforce baseline (pods that need more are refused then)', setKey(labels, LABELS.enforce, 'baseline')),
        choice('Enforce restricted (pods that need more are refused then)', setKey(labels, LABELS.enforce, 'restricted')),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No labels, and other labels',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
              ^^^^ The namespace shop does not say which pods it admits; unless the cluster has another default, it admits every one.
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: bank
              ^^^^ The namespace bank does not say which pods it admits; unless the cluster has another default, it admits every one.
        labels:
          pod-security.kubernetes.io/warn: restricted
          team: bank
    `,
    fixed: text`
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
        name: bank
        labels:
          pod-security.kubernetes.io/warn: restricted
          team: bank
          pod-security.kubernetes.io/enforce: baseline
    `,
  },
  {
    title: 'A level, and a namespace of the control plane',
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
    `,
  },
  {
    title: 'Labels that a chart fills in',
    file: 'templates/shop.yaml',
    good: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          {{- toYaml .Values.labels | nindent 4 }}
    `,
  },
];

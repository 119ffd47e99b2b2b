import {
  choice,
  closest,
  defineRule,
  didYouMean,
  type Example,
  isLabelVersion,
  isLevel,
  LABEL_PREFIX,
  LABELS,
  LEVELS,
  type Problem,
  removeValue,
  replaceValue,
  resource,
  setKey,
  suggest,
  text,
  type Value,
} from '#core';

export default defineRule({
  id: 'namespace/no-invalid-pod-security-label',
  summary: 'A Pod Security label of a namespace must be one that Kubernetes understands.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces'],
  docs: {
    why: `
      A label with a wrong key does nothing, and the namespace admits every pod although it looks guarded. With a wrong
      value the API server refuses the namespace, or, where it is there already, lets nothing but restricted pods in
      and neither warns nor audits.`,
    fix: `
      Keys are \`enforce\`, \`audit\` and \`warn\`, each with a \`-version\` beside it. Levels are \`privileged\`, \`baseline\` and \`restricted\`; versions are \`latest\`, or like \`v1.34\`.`,
    ignore: 'There is nothing to ignore: the label means nothing.',
  },

  on: { ...resource('', 'Namespace'), mentions: LABEL_PREFIX },

  *check(namespace) {
    const labels = namespace.at('metadata', 'labels');
    for (const [key, value] of labels.entries()) {
      if (!key.startsWith(LABEL_PREFIX)) continue;
      if (!NAMES.includes(key.slice(LABEL_PREFIX.length))) yield unknownKey(labels, key, value);
      else if (value.exists || (value.type === 'absent' && !namespace.isPart)) yield* wrongValue(key, value);
    }
  },
});

/** Without the prefix, in which all are alike. */
const NAMES: readonly string[] = Object.values(LABELS).map(it => it.slice(LABEL_PREFIX.length));

function unknownKey(labels: Value, key: string, value: Value): Problem {
  const name = closest(key.slice(LABEL_PREFIX.length), NAMES);
  const meant = name === undefined ? undefined : `${LABEL_PREFIX}${name}`;
  const isFree = meant !== undefined && labels.lacks(meant) && value.type === 'string';
  return {
    at: { place: value.keyPlace, name: key },
    message: `Kubernetes knows no label ${key}, and ignores it.${didYouMean(meant)}`,
    fixes: isFree ? [choice(`Write ${meant}`, setKey(labels, meant, value.asString()!), removeValue(value))] : [],
  };
}

function* wrongValue(key: string, value: Value): Iterable<Problem> {
  const text = value.asString() ?? '';
  const isVersion = key.endsWith('-version');
  if (value.type === 'string' && (isVersion ? isLabelVersion(text) : isLevel(text))) return;
  const meant = isVersion ? (/^1\.\d+$/.test(text) ? `v${text}` : undefined) : closest(text, LEVELS);
  const propose = isVersion || text.toLowerCase() === meant ? suggest : choice; // Any other word is a guess.
  yield {
    at: value,
    message: `${text || 'What is empty'} is ${isVersion ? 'no version: latest, or one like v1.34' : 'no level: privileged, baseline or restricted'}.`,
    fixes: meant === undefined ? [] : [propose(`Write ${meant}`, replaceValue(value, meant))],
  };
}

export const examples = (): readonly Example[] => [
  {
    title: 'Values that mean nothing',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        labels:
          pod-security.kubernetes.io/enforce: Restricted
                                              ^^^^^^^^^^ Restricted is no level: privileged, baseline or restricted.
          pod-security.kubernetes.io/enforce-version: "1.34"
                                                      ^^^^^^ 1.34 is no version: latest, or one like v1.34.
          pod-security.kubernetes.io/warn: strict
                                           ^^^^^^ strict is no level: privileged, baseline or restricted.
    `,
    fixed: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        labels:
          pod-security.kubernetes.io/enforce: restricted
          pod-security.kubernetes.io/enforce-version: "v1.34"
          pod-security.kubernetes.io/warn: strict
    `,
  },
  {
    title: 'Keys that mean nothing',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        labels:
          pod-security.kubernetes.io/enforced: baseline
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kubernetes knows no label pod-security.kubernetes.io/enforced, and ignores it. Did you mean pod-security.kubernetes.io/enforce?
          pod-security.kubernetes.io/level: restricted
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Kubernetes knows no label pod-security.kubernetes.io/level, and ignores it.
    `,
    fixed: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        labels:
          pod-security.kubernetes.io/level: restricted
          pod-security.kubernetes.io/enforce: baseline
    `,
  },
  {
    title: 'Labels that Kubernetes understands, or that a chart fills in',
    file: 'shop.yaml',
    good: text`
      apiVersion: v1
      kind: Namespace
      metadata: {labels: {pod-security.kubernetes.io/enforce: baseline, pod-security.kubernetes.io/warn: "{{ .Values.level }}"}}
    `,
  },
  {
    title: 'Values that are empty',
    file: 'shop.yaml',
    bad: text`
      apiVersion: v1
      kind: Namespace
      metadata:
        labels:
          pod-security.kubernetes.io/enforce:
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ What is empty is no level: privileged, baseline or restricted.
          pod-security.kubernetes.io/warn-version: ""
                                                   ^^ What is empty is no version: latest, or one like v1.34.
    `,
  },
];

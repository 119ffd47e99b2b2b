import { component, defineRule, elementsOf, type Example, suggest, text, withoutElement } from '#core';

/** `api/all` has the alpha versions too; a key without a value is true. */
const ALL = {
  'feature-gates': /^AllAlpha *= *(?:true|True|TRUE|t|T|1)$/,
  'runtime-config': /^api\/(?:all|alpha)(?: *= *(?:true|True|TRUE|t|T|1)?)?$/,
} as const;

export default defineRule({
  id: 'apiserver/no-alpha-features',
  summary: 'The API server must not have all alpha features on.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
    'https://kubernetes.io/docs/reference/using-api/#api-versioning',
  ],
  docs: {
    why: `
      Alpha features are off by default because they are not finished: they have had no security review, and may lose data or
      vanish with the next version. All of them at once is more than anyone can watch.`,
    fix: 'Name the features and API groups you need, one by one.',
    ignore: 'A test cluster that is there to try alpha features.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    for (const [flag, pattern] of Object.entries(ALL)) {
      const elements = elementsOf(apiserver.setting(flag));
      for (const [index, element] of elements.entries()) {
        // Of a key that is named twice, the last counts.
        if (!pattern.test(element.text) || elements.slice(index + 1).some(it => keyOf(it.text) === keyOf(element.text))) continue;
        yield {
          at: element,
          message: `Unfinished features are on: --${flag} has ${element.text}.`,
          fixes: [suggest(`Take ${element.text} out of --${flag}`, withoutElement(apiserver, flag, element.text))],
        };
      }
    }
  },
});

const keyOf = (entry: string): string => entry.split('=')[0]!.trim();

export const examples = (): readonly Example[] => [
  {
    title: 'All at once',
    file: 'args/kube-apiserver',
    bad: text`
      --feature-gates=AllAlpha=true,InPlacePodVerticalScaling=true
                      ^^^^^^^^^^^^^ Unfinished features are on: --feature-gates has AllAlpha=true.
      --runtime-config=api/all=true
                       ^^^^^^^^^^^^ Unfinished features are on: --runtime-config has api/all=true.
      --secure-port=6443
    `,
    fixed: text`
      --feature-gates=InPlacePodVerticalScaling=true
      --secure-port=6443
    `,
  },
  {
    title: 'One by one',
    file: 'args/kube-apiserver',
    good: text`
      --feature-gates=AllAlpha=true,AllAlpha=false,InPlacePodVerticalScaling=true
      --runtime-config=api/beta=true,storage.k8s.io/v1alpha1=true
    `,
  },
];

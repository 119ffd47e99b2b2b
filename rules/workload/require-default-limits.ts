import { defineRule, type Example, resource, text, type Value } from '#core';

const RESOURCES = ['cpu', 'memory'] as const;

const NAMES = { cpu: 'CPU', memory: 'memory' };

export default defineRule({
  id: 'workload/require-default-limits',
  summary: 'A range of limits for containers should give limits to those that have none.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0039'] },
  links: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  docs: {
    why: `
      A container without limits may use all of its node. A LimitRange is there to give it some; one without \`default\` and
      \`max\` gives none.`,
    fix: 'Name CPU and memory in `default`, or in `max`, which then is the default as well.',
    ignore: 'A range that only keeps containers from asking for too little.',
  },

  on: resource('', 'LimitRange'),

  *check(range) {
    if (range.isPart) return;
    for (const item of range.at('spec', 'limits').items()) {
      const type = item.at('type');
      if (type.asString() !== 'Container') continue;
      const missing = RESOURCES.filter(it => lacksResource(item, 'default', it) && lacksResource(item, 'max', it));
      if (missing.length)
        yield {
          at: type,
          message: `Containers without a limit of ${missing.map(it => NAMES[it]).join(' and ')} get none from this range.`,
        };
    }
  },
});

const lacksResource = (item: Value, key: string, name: string): boolean => {
  const section = item.at(key);
  return section.type === 'absent' ? item.lacks(key) : section.type === 'mapping' && section.lacks(name);
};

export const examples = (): readonly Example[] => [
  {
    title: 'Requests, and memory only',
    file: 'range.yaml',
    bad: text`
      apiVersion: v1
      kind: LimitRange
      metadata: {name: shop}
      spec:
        limits:
          - type: Container
                  ^^^^^^^^^ Containers without a limit of CPU get none from this range.
            defaultRequest: {cpu: 100m}
            default: {memory: 1Gi}
    `,
  },
  {
    title: 'Both, one as the maximum',
    file: 'range.yaml',
    good: text`
      apiVersion: v1
      kind: LimitRange
      metadata: {name: shop}
      spec:
        limits:
          - type: Container
            max: {cpu: 2}
            default: {memory: 1Gi}
          - type: PersistentVolumeClaim
            max: {storage: 1Ti}
    `,
  },
];

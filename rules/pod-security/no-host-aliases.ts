import { atKey, choice, defineRule, type Example, pods, removeValue, text } from '#core';

export default defineRule({
  id: 'pod-security/no-host-aliases',
  summary: 'A pod must not write names of its own into /etc/hosts.',
  severity: 'info',
  profiles: [],
  controls: { trivy: ['KSV-0007'] },
  links: ['https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
  docs: {
    why: `
      A name in \`/etc/hosts\` outranks DNS. What is sent to that name goes to the address that stands here, whoever has
      it by now.`,
    fix: 'Let DNS answer: with a Service of type ExternalName, or with an entry in the DNS of the cluster.',
    ignore: 'A name that no DNS knows, of a machine whose address does not change.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      const aliases = pod.at('hostAliases');
      if (!aliases.items().length) continue;
      yield {
        at: atKey(aliases),
        message: 'The pod overrules DNS by names of its own.',
        fixes: [choice('Remove hostAliases', removeValue(aliases))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A name of its own',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostAliases:
        ^^^^^^^^^^^ The pod overrules DNS by names of its own.
          - ip: 10.0.0.7
            hostnames: [db.example]
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'None',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostAliases: []
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];

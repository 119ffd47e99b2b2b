import { choice, defineRule, type Example, listField, pods, replaceValue, text } from '#core';

/** A day, in seconds. */
const DAY = 86_400;

export default defineRule({
  id: 'service-account/no-long-lived-token',
  summary: 'A token in a volume must expire within a day.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection'],
  docs: {
    why: `
      Whoever copies the token has the account until it expires, or until the pod is deleted: for a pod that runs for
      months, a long lifetime is all that limits it.`,
    fix: `
      Set \`expirationSeconds\` to an hour, or leave it out, which comes to the same. The kubelet renews the token when four
      fifths of its life are over; the program has to read the file again, which the file here does not tell.`,
    ignore: 'A program that reads its token once, until there is a better one.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const volume of pod.volumes) {
        for (const source of listField(pod, volume, 'projected', 'sources').items) {
          const at = source.at('serviceAccountToken', 'expirationSeconds');
          const seconds = at.type === 'number' ? at.asNumber()! : 0;
          if (seconds <= DAY) continue;
          yield {
            at,
            message: `The token is good for ${lifetime(seconds)}.`,
            fixes: [choice('Have it expire after an hour (the program must read it again)', replaceValue(at, 3600))],
          };
        }
      }
    }
  },
});

function lifetime(seconds: number): string {
  const days = seconds / DAY;
  return days >= 2 ? `${Math.floor(days)} days` : `${Math.floor(seconds / 3600)} hours`;
}

export const examples = (): readonly Example[] => [
  {
    title: 'A year',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: token
            projected:
              sources:
                - serviceAccountToken: {path: token, audience: vault, expirationSeconds: 31536000}
                                                                                         ^^^^^^^^ The token is good for 365 days.
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: token
            projected:
              sources:
                - serviceAccountToken: {path: token, audience: vault, expirationSeconds: 3600}
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'A day, an hour, and an hour unsaid',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: tokens
            projected:
              sources:
                - serviceAccountToken: {path: a, audience: a, expirationSeconds: 86400}
                - serviceAccountToken: {path: b, audience: b, expirationSeconds: 3600}
                - serviceAccountToken: {path: c, audience: c}
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];

import { atKey, defineRule, type Example, listField, pods, text } from '#core';

export default defineRule({
  id: 'service-account/require-token-audience',
  summary: 'A token in a volume must say for whom it is.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection'],
  docs: {
    why: `
      A token without an audience is one for the API server. Whoever it is shown to, say an identity provider or a vault,
      can use it there as the pod.`,
    fix: 'Name in `audience` the one who is to accept the token.',
    ignore: 'A token that is meant for the API server.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const volume of pod.volumes) {
        const sources = listField(pod, volume, 'projected', 'sources').items;
        // What the API server itself gives to pods, or the same by hand.
        if (sources.some(it => it.at('configMap', 'name').asString() === 'kube-root-ca.crt')) continue;
        for (const source of sources) {
          const token = source.at('serviceAccountToken');
          const isUnsaid = token.at('audience').asString() === '' || (pod.isWhole && token.lacks('audience'));
          if (token.type !== 'mapping' || !isUnsaid) continue;
          yield {
            at: { ...atKey(token), name: `volumes.${volume.at('name').asString() ?? ''}.${token.at('path').asString() ?? ''}.audience` },
            message: 'The token names no audience: whoever gets it can use it at the API server.',
          };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'For nobody in particular',
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
                - serviceAccountToken: {path: token, expirationSeconds: 3600}
                  ^^^^^^^^^^^^^^^^^^^ The token names no audience: whoever gets it can use it at the API server.
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'For a vault',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: token
            projected:
              sources:
                - serviceAccountToken: {path: token, audience: vault}
                - configMap: {name: roots}
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];

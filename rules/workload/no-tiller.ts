import { argumentOf, called, commandWords, defineRule, type Example, imageOf, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-tiller',
  summary: 'Tiller, the server of Helm 2, must not run in a cluster.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { checkov: ['CKV_K8S_34', 'CKV_K8S_45'], trivy: ['KSV-0102'] },
  links: ['https://github.com/helm/helm-2to3'],
  docs: {
    why: `
      Tiller asks nobody who they are unless it is told to: whoever reaches its port installs what they like, with the
      rights of its service account, mostly all there are. It has had no fixes since 2020.`,
    fix: 'Migrate the releases to Helm 3, which needs no server, and remove Tiller.',
    ignore: 'There is no reason to keep it.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        const image = imageOf(container);
        if (image?.name !== 'tiller') continue;
        const listen = argumentOf(commandWords(container), /^--?listen$/)?.value ?? '';
        const who = /^(?:localhost|127\.0\.0\.1|\[::1\]):/.test(listen) ? 'whoever is in its pod' : 'whoever reaches it';
        yield { at: image.at, message: `The ${called(container)} is Tiller, which does what ${who} asks, unless it wants certificates.` };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Open, and for its own pod',
    file: 'tiller.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: tiller, namespace: kube-system}
      spec:
        containers:
          - name: tiller
            image: gcr.io/kubernetes-helm/tiller:v2.16.1
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container tiller is Tiller, which does what whoever reaches it asks, unless it wants certificates.
          - name: local
            image: gcr.io/kubernetes-helm/tiller@sha256:0a3d
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container local is Tiller, which does what whoever is in its pod asks, unless it wants certificates.
            args: [--listen=localhost:44134]
    `,
  },
  {
    title: 'Something else of that name',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: tiller}
      spec:
        containers:
          - {name: tiller, image: registry.example/tiller/web:1.4}
    `,
  },
];

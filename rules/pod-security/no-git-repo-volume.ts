import { atKey, atLeast, defineRule, type Example, isGiven, pods, text } from '#core';

export default defineRule({
  id: 'pod-security/no-git-repo-volume',
  summary: 'A pod must not have git run on its node for a volume.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/storage/volumes/#gitrepo'],
  docs: {
    why: `
      For a \`gitRepo\` volume the kubelet runs git as root on the node. Whoever writes the repository, or the pod, can
      have it run commands there (CVE-2024-10220). Since Kubernetes 1.33 kubelets refuse such volumes by default.`,
    fix: `
      Clone into an \`emptyDir\` with an init container.`,
    ignore: 'There is no reason to keep one.',
  },

  on: pods,

  *check(pods, { kubernetesVersion }) {
    for (const pod of pods) {
      for (const volume of pod.volumes) {
        if (!isGiven(pod, volume, 'gitRepo')) continue;
        const name = volume.at('name').asString() ?? '';
        const which = name ? `the volume ${name}` : 'a volume';
        yield {
          at: { ...atKey(volume.at('gitRepo')), name: `volumes.${name}.gitRepo` },
          message:
            kubernetesVersion !== undefined && atLeast(kubernetesVersion, '1.33')
              ? `The kubelet of Kubernetes ${kubernetesVersion} runs no git for ${which} unless it is told to, and does not start the pod.`
              : `For ${which} the kubelet runs git as root on the node.`,
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A repository',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - name: site
            gitRepo:
            ^^^^^^^ For the volume site the kubelet runs git as root on the node.
              repository: https://git.example/site.git
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'In a release that refuses it',
    file: 'pod.yaml',
    kubernetesVersion: '1.33',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: site, gitRepo: {repository: 'https://git.example/site.git'}}
                         ^^^^^^^ The kubelet of Kubernetes 1.33 runs no git for the volume site unless it is told to, and does not start the pod.
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'A folder of its own',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: site, emptyDir: {}}
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];

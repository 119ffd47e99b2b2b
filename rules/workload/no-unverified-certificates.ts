import { defineRule, type Example, pods, text, weakSwitches } from '#core';

export default defineRule({
  id: 'workload/no-unverified-certificates',
  summary: 'A program must verify the certificates of those it talks to.',
  severity: 'warning',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  docs: {
    why: `
      Whoever stands between the two can pose as the other side: reads what is sent, passwords and tokens included, and answers what they like.`,
    fix: `
      Remove the setting, and give the program the authority that signs: from a ConfigMap, or in the image.`,
    ignore: `
      A cluster whose kubelets have certificates that they signed themselves: until they are replaced.`,
  },

  on: pods,

  check: weakSwitches('certificate'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Two of them',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: metrics-server
            image: registry.k8s.io/metrics-server/metrics-server:v0.7.2
            args: [--secure-port=10250, --kubelet-insecure-tls]
                                        ^^^^^^^^^^^^^^^^^^^^^^ The container metrics-server believes every kubelet.
          - name: app
            image: registry.example/app:1.4
            env: [{name: NODE_TLS_REJECT_UNAUTHORIZED, value: "0"}]
                                                              ^^^ The container app believes every certificate.
    `,
  },
  {
    title: 'Turned off',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: metrics-server
            image: registry.k8s.io/metrics-server/metrics-server:v0.7.2
            args: [--secure-port=10250, --kubelet-insecure-tls=false]
          - name: app
            image: registry.example/app:1.4
            env: [{name: NODE_TLS_REJECT_UNAUTHORIZED, value: "1"}]
    `,
  },
];

import { defineRule, type Example, pods, refusing, hostProbes, text } from '#core';

export default defineRule({
  id: 'pod-security/no-host-probes',
  summary: 'A probe or lifecycle handler must not name a host to call.',
  severity: 'warning',
  profiles: ['pss-baseline', 'pss-restricted'],
  controls: { pss: ['baseline', 'baseline/host-probes'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
  ],
  docs: {
    why: `
      The kubelet makes these calls itself, from the network of the node. With \`host\`, whoever may create pods sends
      requests to the loopback interface of every node and to the metadata service of the cloud, past network policies.
      Admission refuses it since Kubernetes 1.34.`,
    fix: `
      Remove \`host\`: the kubelet calls the pod. To call under a name, set the header \`Host\` in \`httpHeaders\`.
      On the network of its node, the program must not listen on the loopback interface alone.`,
    ignore: 'A pod on the network of its node whose program listens on one address only.',
  },

  on: pods,

  check: refusing(hostProbes),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Probes and handlers that call elsewhere',
    file: 'web.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: app
                image: registry.example/app:1.4
                livenessProbe:
                  httpGet:
                    host: 169.254.169.254
                          ^^^^^^^^^^^^^^^ The kubelet calls 169.254.169.254 for livenessProbe of the container app, from the network of the node.
                    path: /
                    port: 80
                readinessProbe: {tcpSocket: {port: 8080, host: localhost}}
                                                               ^^^^^^^^^ The kubelet calls localhost for readinessProbe of the container app, from the network of the node.
                lifecycle: {preStop: {httpGet: {port: 8080, host: hooks.example}}}
                                                                  ^^^^^^^^^^^^^ The kubelet calls hooks.example for preStop of the container app, from the network of the node.
    `,
    fixed: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: app
                image: registry.example/app:1.4
                livenessProbe:
                  httpGet:
                    path: /
                    port: 80
                readinessProbe: {tcpSocket: {port: 8080}}
                lifecycle: {preStop: {httpGet: {port: 8080}}}
    `,
  },
  {
    title: 'A release that does not look at hosts',
    file: 'pod.yaml',
    kubernetesVersion: '1.33',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            livenessProbe: {tcpSocket: {port: 8080, host: localhost}}
    `,
  },
  {
    title: 'Probes of the pod itself',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            livenessProbe: {httpGet: {port: 8080, host: ""}}
            startupProbe: {grpc: {port: 9000}}
    `,
  },
];

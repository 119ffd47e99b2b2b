import { defineRule, type Example, pods, refusing, hostPorts, text } from '#core';

export default defineRule({
  id: 'pod-security/no-host-ports',
  summary: 'A container must not take ports of its node.',
  severity: 'warning',
  profiles: ['cis', 'pss-baseline', 'pss-restricted', 'nsa'],
  controls: {
    'cis-1.12': ['5.2.12'],
    pss: ['baseline', 'baseline/host-ports'],
    checkov: ['CKV_K8S_26'],
    trivy: ['KSV-0024'],
    kubescape: ['C-0044'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/configuration/overview/',
  ],
  docs: {
    why: `
      A port of the node is open to everything that reaches the node, past Services, Ingresses and many network
      plugins. It also ties the pod to nodes on which the port is free.`,
    fix: `
      Remove \`hostPort\`, and let a Service or a Gateway lead to the container.`,
    ignore: 'A load balancer or an agent that has to be reached at the address of every node.',
  },

  on: pods,

  check: refusing(hostPorts),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A port of the node',
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
                ports:
                  - containerPort: 8443
                    hostPort: 443
                              ^^^ The container app takes port 443 of the node.
                    protocol: TCP
                  - {containerPort: 9090, hostPort: 0}
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
                ports:
                  - containerPort: 8443
                    protocol: TCP
                  - {containerPort: 9090, hostPort: 0}
    `,
  },
  {
    title: 'A port on the network of the node, which the API server would fill in again',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: agent}
      spec:
        hostNetwork: true
        containers:
          - name: agent
            image: registry.example/agent:1.4
            ports:
              - containerPort: 9965
                hostPort: 9965
                          ^^^^ The container agent takes port 9965 of the node.
    `,
  },
  {
    title: 'Ports of the pod',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports: [{containerPort: 8443}, {containerPort: 80, hostPort: "80"}]
    `,
  },
];

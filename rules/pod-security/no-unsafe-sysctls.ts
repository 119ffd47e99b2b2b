import { defineRule, type Example, pods, refusing, sysctls, text } from '#core';

export default defineRule({
  id: 'pod-security/no-unsafe-sysctls',
  summary: 'A pod must not set kernel parameters that Kubernetes does not count as safe.',
  severity: 'warning',
  profiles: ['recommended', 'pss-baseline', 'pss-restricted'],
  controls: { pss: ['baseline', 'baseline/sysctls'], trivy: ['KSV-0026'], 'kube-linter': ['unsafe-sysctls'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
  ],
  docs: {
    why: `
      A parameter is safe that is kept apart for each pod and harms no other. Of those that are not, many change the
      kernel for everything on the node: whoever sets one can take memory or connections from other pods, or weaken the
      node. The kubelet refuses such pods unless its operator has allowed the parameter.`,
    fix: 'Remove the entry. What the node needs is set on the node.',
    ignore: `
      A parameter that the operator has allowed on nodes of their own (\`--allowed-unsafe-sysctls\`).`,
  },

  on: pods,

  check: refusing(sysctls),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A parameter that is not safe',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls:
            - name: net.core.somaxconn
                    ^^^^^^^^^^^^^^^^^^ Kubernetes does not count the kernel parameter net.core.somaxconn as safe.
              value: "1024"
            - name: net.ipv4.tcp_syncookies
              value: "1"
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls:
            - name: net.ipv4.tcp_syncookies
              value: "1"
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'A safe one, spelled with slashes',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls: [{name: net/ipv4/tcp_syncookies, value: "1"}]
                           ^^^^^^^^^^^^^^^^^^^^^^^ Pod Security knows the kernel parameter net/ipv4/tcp_syncookies only with dots: net.ipv4.tcp_syncookies.
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls: [{name: net.ipv4.tcp_syncookies, value: "1"}]
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'A parameter that counts as safe later',
    file: 'pod.yaml',
    kubernetesVersion: '1.31',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls: [{name: net.ipv4.tcp_rmem, value: 4096 87380 6291456}, {name: net.ipv4.tcp_fin_timeout, value: "30"}]
                           ^^^^^^^^^^^^^^^^^ Kubernetes 1.31 does not count the kernel parameter net.ipv4.tcp_rmem as safe; 1.32 is the first that does.
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls: [{name: net.ipv4.tcp_fin_timeout, value: "30"}]
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'The same in a later release',
    file: 'pod.yaml',
    kubernetesVersion: '1.32',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          sysctls: [{name: net.ipv4.tcp_rmem, value: 4096 87380 6291456}]
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];

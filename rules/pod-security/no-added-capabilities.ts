import { defineRule, type Example, pods, refusing, capabilitiesBaseline, text } from '#core';

export default defineRule({
  id: 'pod-security/no-added-capabilities',
  summary: 'A container must not add capabilities beyond those that container runtimes give.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'pss-baseline', 'nsa'],
  controls: {
    'cis-1.12': ['5.2.8', '5.2.9'],
    pss: ['baseline', 'baseline/capabilities'],
    checkov: ['CKV_K8S_39'],
    trivy: ['KSV-0005', 'KSV-0119', 'KSV-0120'],
    kubescape: ['C-0046'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  ],
  docs: {
    why: `
      Capabilities are the powers of root, one by one. With \`SYS_ADMIN\`, \`SYS_PTRACE\`, \`SYS_MODULE\` or
      \`DAC_READ_SEARCH\` a process gets from the container to the node; with \`NET_ADMIN\` or \`NET_RAW\` it redirects or
      forges the traffic of others.`,
    fix: `
      Remove it from \`add\`. Names are written without \`CAP_\` and in capitals; other spellings are not recognised by
      admission.`,
    ignore: 'A program whose purpose is that power: a network plugin, a profiler.',
  },

  on: pods,

  check: refusing(capabilitiesBaseline),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Powers over the node and the network',
    file: 'vpn.yaml',
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
              - name: vpn
                image: registry.example/vpn:3
                securityContext:
                  capabilities:
                    drop: [ALL]
                    add:
                      - NET_ADMIN
                        ^^^^^^^^^ The capability NET_ADMIN gives the container vpn the say over interfaces, routes and firewalls of its network.
                      - SYS_ADMIN
                        ^^^^^^^^^ The capability SYS_ADMIN gives the container vpn most powers of root, mounting among them.
                      - CHOWN
                      - LEASE
                        ^^^^^ The capability LEASE gives the container vpn more than containers have.
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
              - name: vpn
                image: registry.example/vpn:3
                securityContext:
                  capabilities:
                    drop: [ALL]
                    add:
                      - CHOWN
    `,
  },
  {
    title: 'The only entry, with the prefix that Linux uses',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {capabilities: {drop: [ALL], add: [CAP_SYS_PTRACE]}}
                                                                ^^^^^^^^^^^^^^ The capability CAP_SYS_PTRACE gives the container app the memory of every process that it sees.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {capabilities: {drop: [ALL]}}
    `,
  },
  {
    title: 'Capabilities that containers have anyway',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {capabilities: {add: [CHOWN, NET_BIND_SERVICE, SYS_CHROOT]}}
    `,
  },
];

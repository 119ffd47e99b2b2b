import { defineRule, type Example, pods, refusing, capabilitiesRestricted, text } from '#core';

export default defineRule({
  id: 'pod-security/require-dropped-capabilities',
  summary: 'A container must drop all capabilities, and add none but NET_BIND_SERVICE.',
  severity: 'warning',
  profiles: ['cis', 'pss-restricted'],
  controls: {
    'cis-1.12': ['5.2.9'],
    pss: ['restricted', 'restricted/capabilities'],
    checkov: ['CKV_K8S_25', 'CKV_K8S_28', 'CKV_K8S_37'],
    trivy: ['KSV-0003', 'KSV-0004', 'KSV-0022', 'KSV-0106'],
    'kube-linter': ['drop-net-raw-capability'],
  },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  ],
  docs: {
    why: `
      Container runtimes give every container a dozen powers of root, such as changing the owner of files and forging
      packets. Few programs use any of them; attackers do.`,
    fix: `
      Drop \`ALL\`, and add what the program needs by name. A program that starts as root uses capabilities to change its
      user and the owners of files, and to listen on low ports: unless \`runAsUser\` or \`runAsNonRoot\` rules that out, try
      it first.`,
    ignore: `
      A program that needs a capability which the baseline allows, such as \`CHOWN\`: it has no place at the restricted
      level.`,
  },

  on: pods,

  check: refusing(capabilitiesRestricted),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Nothing dropped, or not all of it',
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
                      ^^^ The container app does not drop all capabilities.
                image: registry.example/app:1.4
              - name: proxy
                image: registry.example/proxy:2
                securityContext:
                  capabilities:
                    drop: [NET_RAW] # at least
                    ^^^^ The container proxy does not drop all capabilities.
              - name: logs
                image: registry.example/logs:2
                securityContext: {capabilities: {add: [NET_BIND_SERVICE]}}
                ^^^^^^^^^^^^^^^ The container logs does not drop all capabilities.
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
                securityContext:
                  capabilities:
                    drop:
                      - ALL
              - name: proxy
                image: registry.example/proxy:2
                securityContext:
                  capabilities:
                    drop: [NET_RAW, ALL] # at least
              - name: logs
                image: registry.example/logs:2
                securityContext: {capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}}
    `,
  },
  {
    title: 'All dropped, but more added than may be',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE, CHOWN]}}
                                                                                  ^^^^^ The capability CHOWN gives the container app more than the restricted level allows.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}
    `,
  },
  {
    title: 'All dropped, and a pod of Windows, where it means nothing',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        os: {name: windows}
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];

import { defineRule, type Example, pods, refusing, appArmorProfile, text } from '#core';

export default defineRule({
  id: 'pod-security/no-unconfined-apparmor',
  summary: 'A container must not run without AppArmor, or under a profile that does not confine.',
  severity: 'warning',
  profiles: ['recommended', 'pss-baseline', 'pss-restricted'],
  controls: { pss: ['baseline', 'baseline/apparmor'], trivy: ['KSV-0002'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tutorials/security/apparmor/',
  ],
  docs: {
    why: `
      Where the node has AppArmor, the default profile of the container runtime keeps containers from mounting, from
      tracing other processes and from writing to dangerous parts of \`/proc\` and \`/sys\`. \`Unconfined\` gives all that
      up.`,
    fix: `
      Use \`RuntimeDefault\` (\`runtime/default\` in an annotation), or \`Localhost\` with a profile of your own. Somebody
      wrote \`Unconfined\`, perhaps for a reason: try the program first.`,
    ignore: 'A program that has to do what the default profile forbids, until a profile for it is written.',
  },

  on: pods,

  check: refusing(appArmorProfile),
});

export const examples = (): readonly Example[] => [
  {
    title: 'By fields',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          appArmorProfile: {type: Unconfined}
                                  ^^^^^^^^^^ AppArmor does not confine the pod.
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {appArmorProfile: {type: unconfined}}
                                                      ^^^^^^^^^^ unconfined is no profile of AppArmor that confines the container app.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          appArmorProfile: {type: RuntimeDefault}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {appArmorProfile: {type: RuntimeDefault}}
    `,
  },
  {
    title: 'By annotation',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          container.apparmor.security.beta.kubernetes.io/app: unconfined
                                                              ^^^^^^^^^^ AppArmor does not confine the container app: its profile is unconfined.
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          container.apparmor.security.beta.kubernetes.io/app: runtime/default
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'Profiles that confine',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        annotations:
          container.apparmor.security.beta.kubernetes.io/app: localhost/web
          container.apparmor.security.beta.kubernetes.io/other: runtime/default
      spec:
        securityContext: {appArmorProfile: {type: RuntimeDefault}}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {appArmorProfile: {type: Localhost, localhostProfile: web}}
    `,
  },
];

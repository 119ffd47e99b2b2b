import { defineRule, type Example, pods, refusing, seLinuxOptions, text } from '#core';

export default defineRule({
  id: 'pod-security/no-custom-selinux-options',
  summary: 'A container must not choose an SELinux user or role, or a type that is not one of containers.',
  severity: 'warning',
  profiles: ['recommended', 'pss-baseline', 'pss-restricted'],
  controls: { pss: ['baseline', 'baseline/selinux'], trivy: ['KSV-0025'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container',
  ],
  docs: {
    why: `
      SELinux keeps containers from the files and processes of the node by their type. \`spc_t\` and the like switch that
      off for the container; another user or role gives it the rights of programs of the node.`,
    fix: `
      Remove the field: the runtime gives every pod a label of its own. A \`level\` may stay.`,
    ignore: 'An agent of the node that comes with a policy of its own.',
  },

  on: pods,

  check: refusing(seLinuxOptions),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A type of the node, and a user and a role',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          seLinuxOptions:
            user: sysadm_u
                  ^^^^^^^^ The pod gives itself the SELinux user sysadm_u.
            role: sysadm_r
                  ^^^^^^^^ The pod gives itself the SELinux role sysadm_r.
            level: s0:c1,c2
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seLinuxOptions: {type: spc_t, level: s0}}
                                                     ^^^^^ The Pod Security Standards do not allow the SELinux type spc_t of the container app.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          seLinuxOptions:
            level: s0:c1,c2
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seLinuxOptions: {level: s0}}
    `,
  },
  {
    title: 'A type that came in 1.31, before that',
    file: 'pod.yaml',
    kubernetesVersion: '1.30',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seLinuxOptions: {type: container_engine_t}}
                                                     ^^^^^^^^^^^^^^^^^^ The Pod Security Standards do not allow the SELinux type container_engine_t of the container app.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seLinuxOptions: {}}
    `,
  },
  {
    title: 'Types of containers',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {seLinuxOptions: {type: container_engine_t, level: s0}}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {seLinuxOptions: {type: container_kvm_t}}
    `,
  },
];

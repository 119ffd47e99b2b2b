import { defineRule, type Example, groupProblems, resource, text } from '#core';

export default defineRule({
  id: 'audit/no-wrong-group',
  summary: 'Resources in an audit policy must be named with the group that has them.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      A resource in another group than its own matches no request: what the rule was to record, or to keep out of the log, is left to the rules behind it.
      Groups are named without version; the core group is empty.`,
    fix: `
      Name the group that \`kubectl api-resources\` shows before the slash of the API version, and resources in the plural and small letters.`,
    ignore: 'A resource of your own has the name of a built-in one, in a group that only looks built in.',
  },

  on: resource('audit.k8s.io', 'Policy'),

  *check(policy, { kubernetesVersion }) {
    for (const rule of policy.at('rules').items()) {
      for (const entry of rule.at('resources').items()) yield* groupProblems(entry, kubernetesVersion);
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A Deployment in the core group, and a group with its version',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          resources:
            - group: ""
              resources: [deployments]
                          ^^^^^^^^^^^ deployments of the core group matches nothing: the resource is in apps.
            - group: batch/v1
                     ^^^^^^^^ The API server does not start with this policy: batch/v1 is no API group, as groups are named without version.
              resources: [jobs]
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          resources:
            - group: "apps"
              resources: [deployments]
            - group: batch
              resources: [jobs]
    `,
  },
  {
    title: 'A version for a group',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          resources:
            - group: v1
                     ^^ There is no API group v1: this is a version, and matches nothing.
              resources: [pods]
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Request
          resources:
            - group: ""
              resources: [pods]
    `,
  },
  {
    title: 'Several in one list, and a kind',
    file: 'audit-policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: "" # core
              resources: [Secret, pods, "roles"]
                          ^^^^^^ "Secret" matches nothing: the resource is called secrets.
                                        ^^^^^^^ roles of the core group matches nothing: the resource is in rbac.authorization.k8s.io.
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: "" # core
              resources: [secrets, pods, "roles"]
    `,
  },
  {
    title: 'Every group, before it may be named',
    file: 'audit-policy.yaml',
    kubernetesVersion: '1.33',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: "*"
                     ^^^ The API server does not start with this policy: before Kubernetes 1.36, * is no API group.
    `,
  },
  {
    title: 'Own groups',
    file: 'audit-policy.yaml',
    good: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: Metadata
          resources:
            - group: ""
              resources: ["pods/exec", events, "*/status"]
            - group: events.k8s.io
              resources: [events]
            - group: metrics.k8s.io
              resources: [pods]
            - group: extensions
              resources: [ingresses]
    `,
  },
];

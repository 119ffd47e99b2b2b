import { defineRule, type Example, kubeconfig, subjectIn, text, usersOf } from '#core';

/** Members of the first are asked nothing at all; kubeadm binds the second to cluster-admin. */
const GROUPS: Readonly<Record<string, string>> = {
  'system:masters': 'is allowed everything, whatever roles say',
  'kubeadm:cluster-admins': 'has the role cluster-admin where kubeadm made the cluster',
};

export default defineRule({
  id: 'kubeconfig/no-administrator',
  summary: 'A kubeconfig that others can read must not be that of an administrator.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubeadm-certs/#kubeconfig-additional-users',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  docs: {
    why: `
      The groups in the certificate decide. Members of \`system:masters\` are asked nothing: no role, no webhook and no admission policy for rights limits them, and nothing but a new
      CA takes such a certificate back before it expires.`,
    fix: 'Keep `admin.conf` on the control plane for emergencies, and give people and programs users with the rights that they need.',
    ignore: 'The cluster is made for one test and gone after it.',
  },

  on: kubeconfig,

  *check(config) {
    for (const { name, value } of usersOf(config)) {
      const certificate = value.at('client-certificate-data');
      const group = subjectIn(certificate.asString())?.organizations.find(it => Object.hasOwn(GROUPS, it));
      if (group === undefined) continue;
      yield {
        at: { place: certificate.keyPlace, name: certificate.path.join('.') },
        message: `The user ${JSON.stringify(name)} ${GROUPS[group]}: the certificate is for the group ${group}.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A certificate for system:masters',
    file: 'admin.conf',
    bad: text`
      apiVersion: v1
      kind: Config
      users:
        - name: kubernetes-admin
          user:
            client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJmVENDQVMrZ0F3SUJBZ0lVQ0JMc08za3J1Z0llYW9JaEliaHk0cWFUSEM0d0JRWURLMlZ3TURReEZ6QVYKQmdOVkJBb01Ebk41YzNSbGJUcHRZWE4wWlhKek1Sa3dGd1lEVlFRRERCQnJkV0psY201bGRHVnpMV0ZrYldsdQpNQjRYRFRJMk1URXlNekEzTkRZek4xb1hEVE0yTVRFeU1EQTNORFl6TjFvd05ERVhNQlVHQTFVRUNnd09jM2x6CmRHVnRPbTFoYzNSbGNuTXhHVEFYQmdOVkJBTU1FR3QxWW1WeWJtVjBaWE10WVdSdGFXNHdLakFGQmdNclpYQUQKSVFBd3Zqalc5TWZ2UlVMeklBRWJiZ1JhUWtTc3R2dWRFWnhQQmE4Y3N6SmdlS05UTUZFd0hRWURWUjBPQkJZRQpGS3kzTmN0dGQvZVMvNE8ybVBIQ1RVQVM1L2J6TUI4R0ExVWRJd1FZTUJhQUZLeTNOY3R0ZC9lUy80TzJtUEhDClRVQVM1L2J6TUE4R0ExVWRFd0VCL3dRRk1BTUJBZjh3QlFZREsyVndBMEVBTWMvOGorYkJxRm1MK1dOWEdYbHYKc1prSi8zYzZYdExoZm5TVXMyT0tqZGFwNnVWRmtBWjhHNWsvdkVIU25ZQmgrNjYxZ2VsZWJZZm5jWnhVZno1MwpBUT09Ci0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K
            ^^^^^^^^^^^^^^^^^^^^^^^ The user "kubernetes-admin" is allowed everything, whatever roles say: the certificate is for the group system:masters.
            client-key: /root/admin.key
    `,
  },
  {
    title: 'A certificate for somebody else',
    file: 'jane.conf',
    good: text`
      apiVersion: v1
      kind: Config
      users:
        - name: jane
          user:
            client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJYVENDQVErZ0F3SUJBZ0lVT1BqQ2QrM2FtTzZvT1FPczVlcFY4Y0YzSklJd0JRWURLMlZ3TUNReEV6QVIKQmdOVkJBb01DbVJsZG1Wc2IzQmxjbk14RFRBTEJnTlZCQU1NQkdwaGJtVXdIaGNOTWpZeE1USXpNRGMwTmpNMwpXaGNOTXpZeE1USXdNRGMwTmpNM1dqQWtNUk13RVFZRFZRUUtEQXBrWlhabGJHOXdaWEp6TVEwd0N3WURWUVFECkRBUnFZVzVsTUNvd0JRWURLMlZ3QXlFQU1MNDQxdlRINzBWQzh5QUJHMjRFV2tKRXJMYjduUkdjVHdXdkhMTXkKWUhpalV6QlJNQjBHQTFVZERnUVdCQlNzdHpYTGJYZjNrditEdHBqeHdrMUFFdWYyOHpBZkJnTlZIU01FR0RBVwpnQlNzdHpYTGJYZjNrditEdHBqeHdrMUFFdWYyOHpBUEJnTlZIUk1CQWY4RUJUQURBUUgvTUFVR0F5dGxjQU5CCkFIN0FPb240K3NJMVVRSWxxc0RQc2NVS1ZXT3VyZjJkcWJISEVUZ3VObm1ZUndxMFkxTW9FM1BheXhlcS9RajMKd1dEVGRLR1RjSTUyWWpHWDduZVlsd1U9Ci0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K
            client-key: /home/jane/jane.key
    `,
  },
];

import { auditLogLimit, component, defineRule, type Example, setFlag, suggest, text } from '#core';

const FLAG = 'audit-log-maxage';

export default defineRule({
  id: 'apiserver/require-audit-log-maxage',
  summary: 'Old audit logs must be kept for thirty days at least, and a limit be stated.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.17'], checkov: ['CKV_K8S_92'], trivy: ['KCV-0020'], kubescape: ['C-0131'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend'],
  docs: {
    why: `
      Break-ins are noticed weeks after they began. What was deleted before then cannot tell how. Without a limit old logs stay until the disk is full, and the API server with it.`,
    fix: 'Set `--audit-log-maxage` to 30 or more, as far as the disk allows.',
    ignore: 'Logs are shipped elsewhere at once, and kept there.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, { kubernetesVersion }) {
    const limit = auditLogLimit(apiserver, FLAG, 30, kubernetesVersion);
    if (!limit) return;
    yield {
      at: limit.at,
      message:
        limit.value === undefined
          ? 'Nobody says how long old audit logs are kept: --audit-log-maxage is not set.'
          : `Old audit logs are deleted after ${limit.value} days: --${FLAG} is below 30.`,
      fixes: [suggest(`Set --${FLAG} to 30`, setFlag(apiserver, FLAG, '30'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Not said',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-path=/var/log/audit.log
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody says how long old audit logs are kept: --audit-log-maxage is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-maxage=30 --audit-log-path=/var/log/audit.log
    `,
  },
  {
    title: 'Too little',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          audit-log-path: /var/log/kubernetes/audit/audit.log
          audit-log-maxage: "5" # small disk
                            ^^^ Old audit logs are deleted after 5 days: --audit-log-maxage is below 30.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          audit-log-path: /var/log/kubernetes/audit/audit.log
          audit-log-maxage: "30" # small disk
    `,
  },
  {
    title: 'Enough, and standard output',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-path=/var/log/audit.log --audit-log-maxage=30
    `,
  },
  {
    title: 'Standard output',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-path=-
    `,
  },
];

import { auditLogLimit, component, defineRule, type Example, setFlag, suggest, text } from '#core';

const FLAG = 'audit-log-maxbackup';

export default defineRule({
  id: 'apiserver/require-audit-log-maxbackup',
  summary: 'Ten old audit logs must be kept at least, and a limit be stated.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.18'], checkov: ['CKV_K8S_93'], trivy: ['KCV-0021'], kubescape: ['C-0132'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend'],
  docs: {
    why: `
      Whoever wants traces to go makes many harmless requests, until the files with the traces are deleted. Without a limit old logs stay until the disk is full, and the API server with it.`,
    fix: 'Set `--audit-log-maxbackup` to 10 or more, as far as the disk allows.',
    ignore: 'Logs are shipped elsewhere at once, and kept there.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, { kubernetesVersion }) {
    const limit = auditLogLimit(apiserver, FLAG, 10, kubernetesVersion);
    if (!limit) return;
    yield {
      at: limit.at,
      message:
        limit.value === undefined
          ? 'Nobody says how many old audit logs are kept: --audit-log-maxbackup is not set.'
          : `Old audit logs are deleted when there are more than ${limit.value}: --${FLAG} is below 10.`,
      fixes: [suggest(`Set --${FLAG} to 10`, setFlag(apiserver, FLAG, '10'))],
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
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody says how many old audit logs are kept: --audit-log-maxbackup is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-maxbackup=10 --audit-log-path=/var/log/audit.log
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
          audit-log-maxbackup: "5" # small disk
                               ^^^ Old audit logs are deleted when there are more than 5: --audit-log-maxbackup is below 10.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          audit-log-path: /var/log/kubernetes/audit/audit.log
          audit-log-maxbackup: "10" # small disk
    `,
  },
  {
    title: 'Enough, and standard output',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-path=/var/log/audit.log --audit-log-maxbackup=10
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

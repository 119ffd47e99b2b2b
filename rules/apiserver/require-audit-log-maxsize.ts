import { auditLogLimit, component, defineRule, type Example, setFlag, suggest, text } from '#core';

const FLAG = 'audit-log-maxsize';

export default defineRule({
  id: 'apiserver/require-audit-log-maxsize',
  summary: 'An audit log must hold 100 megabytes at least before it is rotated, and a limit be stated.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.19'], checkov: ['CKV_K8S_94'], trivy: ['KCV-0022'], kubescape: ['C-0133'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend'],
  docs: {
    why: `
      Small files are rotated often, and as only so many are kept, what they hold is soon gone. How large they get should be written where it can be seen.`,
    fix: 'Set `--audit-log-maxsize` to 100 or more, as far as the disk allows.',
    ignore: 'Logs are shipped elsewhere at once, and kept there.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, { kubernetesVersion }) {
    const limit = auditLogLimit(apiserver, FLAG, 100, kubernetesVersion);
    if (!limit) return;
    yield {
      at: limit.at,
      message:
        limit.value === undefined
          ? 'Nobody says how large an audit log gets before it is rotated: --audit-log-maxsize is not set.'
          : `The audit log is rotated already at ${limit.value} megabytes: --${FLAG} is below 100.`,
      fixes: [suggest(`Set --${FLAG} to 100`, setFlag(apiserver, FLAG, '100'))],
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
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody says how large an audit log gets before it is rotated: --audit-log-maxsize is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-maxsize=100 --audit-log-path=/var/log/audit.log
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
          audit-log-maxsize: "5" # small disk
                             ^^^ The audit log is rotated already at 5 megabytes: --audit-log-maxsize is below 100.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          audit-log-path: /var/log/kubernetes/audit/audit.log
          audit-log-maxsize: "100" # small disk
    `,
  },
  {
    title: 'Enough, and standard output',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-log-path=/var/log/audit.log --audit-log-maxsize=100
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

import { auditingCause, component, defineRule, type Example, exposePath, setFlag, suggest, text } from '#core';

const FLAG = 'audit-log-path';
const FOLDER = '/var/log/kubernetes/audit';

/** How long and how much is kept, as CIS 1.2.17 to 1.2.19 ask; without limits the log fills the disk. */
const LIMITS: readonly (readonly [flag: string, value: string])[] = [
  ['audit-log-maxage', '30'],
  ['audit-log-maxbackup', '10'],
  ['audit-log-maxsize', '100'],
];

export default defineRule({
  id: 'apiserver/require-audit-log-path',
  summary: 'The API server must have somewhere to write audit events.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['1.2.16'], checkov: ['CKV_K8S_91'], trivy: ['KCV-0019'], kubescape: ['C-0130', 'C-0067'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend'],
  docs: {
    why: `
      A policy alone records nothing: without \`--${FLAG}\` or \`--audit-webhook-config-file\` the API server
      evaluates it and throws every event away.`,
    fix: `
      Set \`--${FLAG}\` to a file on a directory of the node that outlives the container, limit age and size, and ship the
      log to a place that the node cannot change. \`-\` writes to standard output.`,
    ignore: 'A throw-away test cluster, or one whose requests are recorded by a proxy in front of it.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    if (!apiserver.lacks(FLAG) || !apiserver.lacks('audit-webhook-config-file')) return;
    const limits = LIMITS.filter(([flag]) => apiserver.lacks(flag));
    yield {
      at: apiserver,
      message: `Audit events go nowhere: neither --${FLAG} nor --audit-webhook-config-file is set.`,
      ...auditingCause(apiserver),
      fixes: [
        suggest(
          `Set --${FLAG} to ${FOLDER}/audit.log${limits.length ? ', and limit what is kept' : ''}`,
          setFlag(apiserver, FLAG, `${FOLDER}/audit.log`),
          ...limits.map(([flag, value]) => setFlag(apiserver, flag, value)),
          exposePath(apiserver, FOLDER, 'audit-log', true),
        ),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A policy whose events nobody keeps',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
        ^^^^^^^^^ Audit events go nowhere: neither --audit-log-path nor --audit-webhook-config-file is set.
          audit-log-maxage: "7" # days
          audit-policy-file: /etc/kubernetes/audit/policy.yaml
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          audit-log-maxage: "7" # days
          audit-log-maxbackup: "10"
          audit-log-maxsize: "100"
          audit-log-path: /var/log/kubernetes/audit/audit.log
          audit-policy-file: /etc/kubernetes/audit/policy.yaml
        extraVolumes:
          - name: audit-log
            hostPath: /var/log/kubernetes/audit
            mountPath: /var/log/kubernetes/audit
            pathType: DirectoryOrCreate
    `,
  },
  {
    title: 'An empty path is none',
    file: 'args/kube-apiserver',
    bad: text`
      --audit-log-maxage=30
      ^^^^^^^^^^^^^^^^^^^^^ Audit events go nowhere: neither --audit-log-path nor --audit-webhook-config-file is set.
      --audit-log-maxbackup=10
      --audit-log-maxsize=100
      --audit-log-path=
    `,
    fixed: text`
      --audit-log-maxage=30
      --audit-log-maxbackup=10
      --audit-log-maxsize=100
      --audit-log-path=/var/log/kubernetes/audit/audit.log
    `,
  },
  {
    title: 'A log, standard output, or a webhook',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-webhook-config-file=/etc/kubernetes/audit-webhook.yaml
    `,
  },
];

import { auditingCause, choice, component, createFile, defineRule, type Example, exposePath, setFlag, text } from '#core';

const FLAG = 'audit-policy-file';
const FOLDER = '/etc/kubernetes/audit';
const FILE = `${FOLDER}/policy.yaml`;

export default defineRule({
  id: 'apiserver/require-audit-policy',
  summary: 'The API server must be told what to record of who did what.',
  severity: 'error',
  profiles: ['recommended', 'cis', 'nsa'],
  controls: { 'cis-1.12': ['3.2.1'], kubescape: ['C-0160'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  docs: {
    why: `
      Without \`--${FLAG}\` the API server records nothing, even where a log path is set. After a break-in
      nobody can say which Secrets were read, which Pods were entered, or who was given which role.`,
    fix: `
      Write an audit Policy, put it on every control-plane node, and point \`--${FLAG}\` at it.
      The API server does not start while the file is missing. The file that the quick fix creates keeps bodies of Secrets out of the log.`,
    ignore: 'A throw-away test cluster, or one whose requests are recorded by a proxy in front of it.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    if (!apiserver.lacks(FLAG)) return;
    const set = [setFlag(apiserver, FLAG, FILE), exposePath(apiserver, FOLDER, 'audit-policy')];
    const path = context.newFile(apiserver.place.file, 'audit', 'policy.yaml');
    yield {
      at: apiserver,
      message: `Nothing is recorded of who did what: --${FLAG} is not set.`,
      ...auditingCause(apiserver),
      fixes: [
        ...(path ? [choice(`Set --${FLAG} and create ${path}`, ...set, createFile(path, POLICY))] : []),
        choice(`Set --${FLAG} to ${FILE}`, ...set),
      ],
    };
  },
});

const POLICY = text`
  # The first rule that matches a request decides.
  apiVersion: audit.k8s.io/v1
  kind: Policy
  omitStages:
    - RequestReceived
  rules:
    # The cluster watching itself, and health checks: many, and all alike.
    - level: None
      users: ["system:kube-proxy"]
      verbs: [watch]
      resources:
        - group: ""
          resources: [endpoints, services]
        - group: discovery.k8s.io
          resources: [endpointslices]
    - level: None
      verbs: [get, list, watch, create, update, patch]
      resources:
        - group: coordination.k8s.io
          resources: [leases]
        - group: ""
          resources: [events]
        - group: events.k8s.io
          resources: [events]
    - level: None
      nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version"]
    # Bodies would put secrets and tokens into the log.
    - level: Metadata
      resources:
        - group: ""
          resources: [secrets, configmaps, "serviceaccounts/token"]
        - group: authentication.k8s.io
          resources: [tokenreviews]
    # Who was allowed what.
    - level: RequestResponse
      verbs: [create, update, patch, delete, deletecollection]
      resources:
        - group: rbac.authorization.k8s.io
    - level: Request
      verbs: [create, update, patch, delete, deletecollection]
      resources:
        - group: admissionregistration.k8s.io
        - group: apiextensions.k8s.io
    - level: Metadata
`;

export const examples = (): readonly Example[] => [
  {
    title: 'kubeadm supplies no audit policy',
    file: 'kubeadm/cluster.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Nothing is recorded of who did what: --audit-policy-file is not set.
      kubernetesVersion: v1.33.2
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.33.2
      apiServer:
        extraArgs:
          - name: audit-policy-file
            value: /etc/kubernetes/audit/policy.yaml
        extraVolumes:
          - name: audit-policy
            hostPath: /etc/kubernetes/audit
            mountPath: /etc/kubernetes/audit
            readOnly: true
            pathType: DirectoryOrCreate
    `,
    created: { 'kubeadm/audit/policy.yaml': POLICY },
  },
  {
    title: 'Set',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --audit-policy-file=/etc/kubernetes/audit.yaml
    `,
  },
];

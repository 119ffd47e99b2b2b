import {
  choice,
  defineRoleRule,
  type Example,
  type Grant,
  type Proposal,
  replaceValue,
  resource,
  resourceProblems,
  text,
  type Value,
} from '#core';

/** What monitoring reads of a node, for which the kubelet asks by these names in every version. */
const MONITORING = ['nodes/metrics', 'nodes/stats'];

export default defineRoleRule({
  id: 'rbac/no-nodes-proxy',
  summary: 'A role must not allow `nodes/proxy`, which is the whole API of the kubelet.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.10'], checkov: ['CKV2_K8S_2'], trivy: ['KSV-0047'], kubescape: ['C-0279'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization',
  ],
  docs: {
    why: `
      The API of the kubelet runs commands in every container of its node. The kubelet derives the verb from the HTTP method, and
      a WebSocket begins with GET: \`get\` is enough. Such a request passes no admission and leaves no trace in the audit log.`,
    fix: `
      Name what is read: \`nodes/metrics\`, \`nodes/stats\`, \`nodes/log\` or \`nodes/spec\`; from Kubernetes 1.33 on also
      \`nodes/healthz\`, \`nodes/pods\` and \`nodes/configz\`.`,
    ignore: 'A node agent that has no other way to what it reads, on the Kubernetes versions that it serves.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    const access = { group: '', resources: ['nodes/proxy'], verbs: ['get', 'create'] };
    yield* resourceProblems(role, access, () => 'Holders can run commands in every container of every node', forMonitoring);
  },
});

/** Offered to those who only read; with `create`, somebody may want to run commands. */
function forMonitoring(grant: Grant, proxy: Value): readonly Proposal[] {
  if (grant.covers.verbs.includes('create')) return [];
  const named = grant.rule
    .at('resources')
    .items()
    .map(it => it.asString());
  const missing = MONITORING.filter(it => !named.includes(it));
  return missing.length ? [choice(`Name ${missing.join(' and ')} instead`, replaceValue(proxy, ...missing))] : [];
}

export const examples = (): readonly Example[] => [
  {
    title: 'A scraper that may do more than scrape',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: prometheus
      rules:
        - apiGroups: [""]
          resources:
            - nodes
            - nodes/proxy # cAdvisor
              ^^^^^^^^^^^ Holders can run commands in every container of every node: get on nodes/proxy is allowed.
            - pods
          verbs: [get, list, watch]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: prometheus
      rules:
        - apiGroups: [""]
          resources:
            - nodes
            - nodes/metrics # cAdvisor
            - nodes/stats
            - pods
          verbs: [get, list, watch]
    `,
  },
  {
    title: 'What is needed is named already',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [nodes/metrics, nodes/stats, nodes/proxy], verbs: [get]}
                                                                    ^^^^^^^^^^^ Holders can run commands in every container of every node: get on nodes/proxy is allowed.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [nodes/metrics, nodes/stats], verbs: [get]}
    `,
  },
  {
    title: 'Every verb, without a guess at what it is for',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
        - {apiGroups: [""], resources: [nodes/proxy], verbs: ["*"]}
                                        ^^^^^^^^^^^ Holders can run commands in every container of every node: every verb on nodes/proxy is allowed.
    `,
  },
  {
    title: 'Metrics only, and a Role, which grants nothing on nodes',
    file: 'roles.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: prometheus}
      rules:
        - {apiGroups: [""], resources: [nodes, nodes/metrics], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: prometheus, namespace: monitoring}
      rules:
        - {apiGroups: [""], resources: [nodes/proxy], verbs: [get]}
    `,
  },
];

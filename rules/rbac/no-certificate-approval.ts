import { defineRoleRule, enumerate, type Example, type Grant, grantsOf, resource, resourceProblems, text, verbProblems } from '#core';

const GROUP = 'certificates.k8s.io';

/** Names in `resourceNames` that cover the signer of certificates for any user. */
const CLIENT_SIGNERS = ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'];

/** The signer of certificates with which kubelets log in. It looks at the names in a request, and not at who made it. */
const NODE_SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';

export default defineRoleRule({
  id: 'rbac/no-certificate-approval',
  summary: 'A role must not allow approving certificate requests of signers that it does not name.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.11'], checkov: ['CKV_K8S_156'], kubescape: ['C-0280'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization',
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers',
  ],
  docs: {
    why: `
      Approving takes two rights: \`update\` on \`certificatesigningrequests/approval\`, and \`approve\` on the signer. With both for the
      signer \`kubernetes.io/kube-apiserver-client\`, a certificate can be had that logs in as any user, and that nothing revokes;
      with \`kubernetes.io/kube-apiserver-client-kubelet\`, one that logs in as any node.`,
    fix: 'List the signers in `resourceNames`, such as `kubernetes.io/kubelet-serving`; `example.com/*` names all of a domain.',
    ignore: 'The controller or the people who are to decide about every certificate.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    yield* verbProblems(role, { group: GROUP, resources: ['signers'], verbs: ['approve', 'sign'] }, 'choice', (grant, verb) => {
      const clients = signersOf(grant);
      const signers = clients ?? (verb === 'approve' && grant.names?.includes(NODE_SIGNER) ? NODE_SIGNER : undefined);
      const consequence =
        verb === 'approve'
          ? `who can update approvals have certificates made for any ${clients ? 'user' : 'node'}`
          : 'who can update the status of requests put certificates of their own making into them';
      return signers && `"${verb}" on ${signers} lets holders ${consequence}.`;
    });
    if (grantsOf(role, { group: GROUP, resources: ['signers'], verbs: ['approve', 'sign'] }).length) return;
    // Half of the right: the other half may come from any other role.
    const approval = { group: GROUP, resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'] };
    yield* resourceProblems(role, approval, () => 'Holders can approve requests to every signer that another role opens to them');
  },
});

function signersOf({ names }: Grant): string | undefined {
  if (!names) return 'every signer';
  const clients = names.filter(it => CLIENT_SIGNERS.includes(it));
  return clients.length ? enumerate(clients) : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'Every signer',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: csr-approver
      rules:
        - apiGroups: [certificates.k8s.io]
          resources: [certificatesigningrequests/approval]
          verbs: [update]
        - apiGroups: [certificates.k8s.io]
          resources: [signers]
          verbs: [approve, sign]
                  ^^^^^^^ "approve" on every signer lets holders who can update approvals have certificates made for any user.
                           ^^^^ "sign" on every signer lets holders who can update the status of requests put certificates of their own making into them.
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: csr-approver
      rules:
        - apiGroups: [certificates.k8s.io]
          resources: [certificatesigningrequests/approval]
          verbs: [update]
        - apiGroups: [certificates.k8s.io]
          resources: [signers]
          verbs: [sign]
    `,
  },
  {
    title: 'The signers for users and for nodes, by name, and approval without a signer',
    file: 'clusterroles.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: signer}
      rules:
        - {apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: ["kubernetes.io/*"], verbs: [approve]}
                                                                                                               ^^^^^^^ "approve" on kubernetes.io/* lets holders who can update approvals have certificates made for any user.
        - {apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: [kubernetes.io/kube-apiserver-client-kubelet], verbs: [approve]}
                                                                                                                                         ^^^^^^^ "approve" on kubernetes.io/kube-apiserver-client-kubelet lets holders who can update approvals have certificates made for any node.
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: approver}
      rules:
        - {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [patch]}
                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Holders can approve requests to every signer that another role opens to them: patch on certificatesigningrequests/approval is allowed.
    `,
  },
  {
    title: 'Serving certificates of nodes only',
    file: 'clusterrole.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: kubelet-serving-approver}
      rules:
        - {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [get, list, watch]}
        - {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update]}
        - {apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: [kubernetes.io/kubelet-serving], verbs: [approve]}
    `,
  },
];

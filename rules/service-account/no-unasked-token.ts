import { choice, defineRule, type Example, mayBeStatic, mountNoToken, podField, pods, type PodSpec, text } from '#core';

export default defineRule({
  id: 'service-account/no-unasked-token',
  summary: 'A pod with an account of its own must say whether it needs the token.',
  severity: 'info',
  profiles: ['cis'],
  controls: {
    'cis-1.12': ['5.1.6'],
    checkov: ['CKV_K8S_38'],
    trivy: ['KSV-0036'],
    kubescape: ['C-0034', 'C-0190', 'C-0261'],
  },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting'],
  docs: {
    why: `
      An account may be there for the identity alone: for a cloud, for pulling images, for a policy. The pod finds a token
      for the API server in its file system all the same, and whoever breaks into it has what is bound to the account.`,
    fix: `
      Set \`automountServiceAccountToken\` for the pod: \`false\` where its programs do not call the API, \`true\` where they
      do. What the pod says outranks what the account says. To an account that a binding gives a role, the
      token is not taken.`,
    ignore: 'Pods whose account has a role bound: then they call the API, and the token is meant.',
  },

  on: pods,
  needs: 'accounts',

  *check(pods, { hasRole, withholdsToken }) {
    for (const pod of pods) {
      const name = accountOf(pod);
      const { value, isCertain } = podField(pod, 'boolean', 'automountServiceAccountToken');
      if (!name || name === 'default' || value !== undefined || !isCertain || mayBeStatic(pod)) continue;
      if (withholdsToken(name, pod.resource.namespace)) continue;
      yield {
        at: { place: pod.at(FIELDS.find(it => pod.at(it).exists)!).place, name: 'automountServiceAccountToken' },
        message: `The pod gets a token of the service account ${name}, and does not say that it needs one.`,
        // What has a role is meant to ask.
        fixes: hasRole(pod.resource) ? [] : [choice('Mount no token (what runs there must not ask the API server)', mountNoToken(pod))],
      };
    }
  },
});

/** The old name of the field counts where the new one is empty. */
const FIELDS = ['serviceAccountName', 'serviceAccount'];

function accountOf(pod: PodSpec): string | undefined {
  const { value, isCertain } = podField(pod, 'string', 'serviceAccountName');
  return value || (isCertain ? podField(pod, 'string', 'serviceAccount').value : undefined);
}

export const examples = (): readonly Example[] => [
  {
    title: 'Nothing said',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        serviceAccountName: web
                            ^^^ The pod gets a token of the service account web, and does not say that it needs one.
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        automountServiceAccountToken: false
        serviceAccountName: web
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'An account that has a role, and so is meant to ask the API server',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        serviceAccountName: web
                            ^^^ The pod gets a token of the service account web, and does not say that it needs one.
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: web, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
      subjects: [{kind: ServiceAccount, name: web}]
    `,
  },
  {
    title: 'Said by the pod, and by its account',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        serviceAccountName: web
        automountServiceAccountToken: true
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: job, namespace: shop}
      spec:
        serviceAccountName: job
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: job, namespace: shop}
      automountServiceAccountToken: false
    `,
  },
];

import {
  atPod,
  choice,
  defineRule,
  type Example,
  mayBeStatic,
  mountNoToken,
  podField,
  pods,
  type PodSpec,
  replaceValue,
  suggest,
  text,
} from '#core';

export default defineRule({
  id: 'service-account/no-default-account',
  summary: 'A pod must not get a token of the service account that all pods of its namespace share.',
  severity: 'info',
  profiles: ['cis'],
  controls: {
    'cis-1.12': ['5.1.5', '5.1.6'],
    checkov: ['CKV_K8S_38'],
    trivy: ['KSV-0036'],
    kubescape: ['C-0034', 'C-0190', 'C-0261'],
    'kube-linter': ['default-service-account'],
  },
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting'],
  docs: {
    why: `
      Unless a pod says otherwise it runs as the account \`default\`, and finds a token for the API server in its file
      system. Whoever breaks into it has that token; what is ever granted to \`default\` is granted to every such pod.`,
    fix: `
      Set \`automountServiceAccountToken: false\` where the program does not call the API. Where it does, make an account
      for it, name that in \`serviceAccountName\`, and bind to it what it needs.`,
    ignore: 'A namespace that holds one workload, which needs the API.',
  },

  on: pods,
  needs: 'accounts',

  *check(pods, { withholdsToken }) {
    for (const pod of pods) {
      // A static Pod can have no token.
      if (!runsAsDefault(pod) || mayBeStatic(pod)) continue;
      const { value, at, isCertain } = podField(pod, 'boolean', 'automountServiceAccountToken');
      if (value === true) {
        yield {
          at,
          message: 'The pod asks for a token of the service account default, which all pods of its namespace share.',
          fixes: [choice('Mount no token', replaceValue(at, false))],
        };
      } else if (value === undefined && isCertain && !withholdsToken('default', pod.resource.namespace)) {
        yield {
          at: { ...atPod(pod, 'automountServiceAccountToken'), place: pod.at().keyPlace },
          message: 'The pod gets a token of the service account default, which all pods of its namespace share.',
          fixes: [suggest('Mount no token', mountNoToken(pod))],
        };
      }
    }
  },
});

function runsAsDefault(pod: PodSpec): boolean {
  const name = podField(pod, 'string', 'serviceAccountName');
  if (name.value) return name.value === 'default';
  const old = podField(pod, 'string', 'serviceAccount');
  return (name.isCertain || name.value === '') && old.isCertain && (!old.value || old.value === 'default');
}

export const examples = (): readonly Example[] => [
  {
    title: 'No account named, and the default one asked for',
    file: 'pods.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
      ^^^^ The pod gets a token of the service account default, which all pods of its namespace share.
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: job}
      spec:
        serviceAccountName: default
        automountServiceAccountToken: true
                                      ^^^^ The pod asks for a token of the service account default, which all pods of its namespace share.
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        automountServiceAccountToken: false
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: job}
      spec:
        serviceAccountName: default
        automountServiceAccountToken: false
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
  {
    title: 'An account of its own, no token, and a default account that gives none',
    file: 'pods.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        serviceAccountName: web
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: job, namespace: shop}
      spec:
        automountServiceAccountToken: false
        containers:
          - {name: app, image: registry.example/app:1.4}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default, namespace: stock}
      automountServiceAccountToken: false
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: count, namespace: stock}
      spec:
        containers:
          - {name: app, image: registry.example/app:1.4}
    `,
  },
];

import { choice, defineRule, type Example, resource, setKey, text, type Value } from '#core';

/** What somebody who takes over a cluster writes: workloads, rights, and the webhooks themselves. */
const POWERFUL: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'pods/ephemeralcontainers', 'pods/exec', 'replicationcontrollers', 'secrets', 'serviceaccounts'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  batch: ['cronjobs', 'jobs'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
};

export default defineRule({
  id: 'admission/no-fail-open-webhook',
  summary: 'A webhook that is to refuse something should not be passed by when it does not answer.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy',
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  ],
  docs: {
    why: `
      With \`failurePolicy: Ignore\` whoever keeps the backend from answering, or makes it slow, writes what it would have refused. Backends are Pods like others: they can be crowded out.`,
    fix: 'Set `failurePolicy` to `Fail`, run several replicas, and leave out of the rules what the backend itself needs to start.',
    ignore: 'The webhook only helps, and something else checks again what was let in meanwhile.',
  },

  on: resource('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration'),

  *check(configuration) {
    for (const webhook of configuration.at('webhooks').items()) {
      const policy = webhook.at('failurePolicy');
      const what = webhook
        .at('rules')
        .items()
        .map(powerfulIn)
        .find(it => it !== undefined);
      if (policy.asString() !== 'Ignore' || what === undefined) continue;
      yield {
        at: policy,
        message: `What the webhook would refuse of ${what} is let in while it does not answer: failurePolicy is Ignore.`,
        fixes: [
          choice('Set failurePolicy to Fail (nothing is then written while it does not answer)', setKey(webhook, 'failurePolicy', 'Fail')),
        ],
      };
    }
  },
});

/** The first resource of a rule that matters, as its author wrote it. */
function powerfulIn(rule: Value): string | undefined {
  const list = (key: string): readonly string[] =>
    rule
      .at(key)
      .items()
      .flatMap(it => it.asString() ?? []);
  const groups = list('apiGroups').flatMap(it =>
    it === '*' ? Object.values(POWERFUL) : Object.hasOwn(POWERFUL, it) ? [POWERFUL[it]!] : [],
  );
  return groups.length ? list('resources').find(it => /^\*(?:\/\*)?$/.test(it) || groups.some(names => names.includes(it))) : undefined;
}

export const examples = (): readonly Example[] => [
  {
    title: 'Pods, while it answers',
    file: 'webhooks.yaml',
    bad: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: policies}
      webhooks:
        - name: validate.example.com
          failurePolicy: Ignore
                         ^^^^^^ What the webhook would refuse of pods is let in while it does not answer: failurePolicy is Ignore.
          rules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps, pods]}
    `,
    fixed: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: policies}
      webhooks:
        - name: validate.example.com
          failurePolicy: Fail
          rules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps, pods]}
    `,
  },
  {
    title: 'Objects of its own',
    file: 'webhooks.yaml',
    good: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: widgets}
      webhooks:
        - name: validate.example.com
          failurePolicy: Ignore
          rules:
            - {apiGroups: [example.com], apiVersions: [v1], operations: [CREATE], resources: ["*"]}
    `,
  },
];

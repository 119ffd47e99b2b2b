import { defineRoleRule, type Example, type Grant, isWildcard, resource, resourceProblems, text } from '#core';

const WRITING = ['create', 'update', 'patch'];

/** What writing a configuration means for the objects that pass through the API server. */
const EFFECT: Readonly<Record<string, string>> = {
  mutatingwebhookconfigurations: 'read and rewrite',
  validatingwebhookconfigurations: 'read and refuse',
};

export default defineRoleRule({
  id: 'rbac/no-webhook-configuration-writing',
  summary: 'A role must not allow writing configurations of admission webhooks that it does not name.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['5.1.12'], checkov: ['CKV_K8S_155'], trivy: ['KSV-0114'], kubescape: ['C-0281'] },
  links: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  ],
  docs: {
    why: `
      The API server sends every object that is written to the webhooks that these configurations name, Secrets included, and a
      mutating one may answer with another image or command for every Pod. Who can change or delete them also switches off
      the policies that others rely on.`,
    fix: `
      Deploy the configuration together with the webhook, and name it in \`resourceNames\` with \`get\`, \`update\` and \`patch\`:
      that is what a controller needs to keep the CA bundle up to date.`,
    ignore: 'A policy engine or installer that makes its configurations as it runs.',
  },

  on: resource('rbac.authorization.k8s.io', 'ClusterRole'),

  *check(role) {
    for (const name of Object.keys(EFFECT)) {
      const access = { group: 'admissionregistration.k8s.io', resources: [name], verbs: [...WRITING, 'delete', 'deletecollection'] };
      yield* resourceProblems(role, access, grant =>
        writes(grant) ? `Holders can ${EFFECT[name]} every object that is written` : 'Holders can switch off what admission webhooks check',
      );
    }
  },
});

const writes = (grant: Grant): boolean => grant.verbs.some(it => isWildcard(it) || WRITING.includes(it.asString()!));

export const examples = (): readonly Example[] => [
  {
    title: 'A controller that may write every configuration',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: controller
      rules:
        - apiGroups:
            - admissionregistration.k8s.io
          resources:
            - mutatingwebhookconfigurations
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Holders can read and rewrite every object that is written: create and update on mutatingwebhookconfigurations are allowed.
            - validatingwebhookconfigurations
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Holders can read and refuse every object that is written: create and update on validatingwebhookconfigurations are allowed.
          verbs: [get, create, update]
    `,
    fixed: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: controller
      rules:
        - apiGroups:
            - admissionregistration.k8s.io
          resources:
            - validatingwebhookconfigurations
          verbs: [get, create, update]
    `,
  },
  {
    title: 'Deleting is enough to be rid of a policy',
    file: 'clusterrole.yaml',
    bad: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: cleaner}
      rules:
        - apiGroups: [admissionregistration.k8s.io]
          resources: [validatingwebhookconfigurations]
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Holders can switch off what admission webhooks check: delete on validatingwebhookconfigurations is allowed.
          verbs: [list, delete]
    `,
  },
  {
    title: 'Its own configuration, and reading all',
    file: 'clusterrole.yaml',
    good: text`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: controller}
      rules:
        - apiGroups: [admissionregistration.k8s.io]
          resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations]
          verbs: [get, list, watch]
        - apiGroups: [admissionregistration.k8s.io]
          resources: [mutatingwebhookconfigurations]
          resourceNames: [injector]
          verbs: [update, patch]
    `,
  },
];

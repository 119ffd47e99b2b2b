import { defineRule, type Example, resource, text } from '#core';

const EVERYONE: Readonly<Record<string, string>> = {
  '*': 'everyone',
  'system:authenticated': 'everyone who signs in, each service account included,',
  'system:unauthenticated': 'everyone who reaches the API server',
};

export default defineRule({
  id: 'authorization/no-broad-abac-policy',
  summary: 'An ABAC policy must not allow everyone something, nor anyone everything.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/abac/#policy-file-format'],
  docs: {
    why: `
      Each line of the file grants on its own, on top of what roles grant. One with \`*\` for the user gives every Pod's token what it names; one with \`*\` for namespace, resource and
      API group makes a user administrator of the cluster.`,
    fix: 'Name users, namespaces and resources one by one, or better: write roles and bindings, and do without the file.',
    ignore: 'The program that the line is about is part of the control plane and cannot use RBAC.',
  },

  on: resource('abac.authorization.kubernetes.io', 'Policy'),

  *check(policy) {
    const spec = policy.at('spec');
    const said = (key: string): string => spec.at(key).asString() ?? '';
    const isReadOnly = spec.at('readonly').asBoolean() === true;
    const hasAll = ['namespace', 'resource', 'apiGroup'].every(it => said(it) === '*');
    const key = ['user', 'group'].find(it => Object.hasOwn(EVERYONE, said(it)));
    const names = ['user', 'group'].filter(it => said(it) !== '');
    // A line about a user and a group is for the members of the group who have that name; API discovery is for everyone.
    const isPublic = key !== undefined && names.every(it => Object.hasOwn(EVERYONE, said(it)));
    if (isPublic && (said('resource') !== '' || (said('nonResourcePath') !== '' && !isReadOnly))) {
      const group = said('apiGroup') === '*' ? '' : ` of ${said('apiGroup') || 'the core group'}`;
      const what =
        said('resource') === '' ? said('nonResourcePath') : said('resource') === '*' ? `every resource${group}` : said('resource');
      const where = said('resource') && said('namespace') !== '*' ? ` in the namespace ${JSON.stringify(said('namespace'))}` : '';
      yield {
        at: spec.at(key),
        message: `Whatever roles say, ${EVERYONE[said(key)]} may ${isReadOnly ? 'read' : 'read and change'} ${what}${where}: ${key} is ${said(key)}.`,
      };
    } else if (hasAll && !isReadOnly && names[0] !== undefined) {
      const at = spec.at(names[0]);
      yield {
        at,
        message: `Whatever roles say, the ${names[0]} ${JSON.stringify(at.asString())} may do everything: namespace, resource and apiGroup are *.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'For everyone, and everything',
    file: 'abac-policy.jsonl',
    bad: text`
      # The first line is fine.
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "nonResourcePath": "*", "readonly": true}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "*", "namespace": "*", "resource": "*", "apiGroup": "*", "readonly": true}}
                                                                                                    ^^^ Whatever roles say, everyone may read every resource: user is *.
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "namespace": "shop", "resource": "pods"}}
                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^ Whatever roles say, everyone who signs in, each service account included, may read and change pods in the namespace "shop": group is system:authenticated.
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "namespace": "*", "resource": "*", "apiGroup": "*"}}
                                                                                                    ^^^^^^ Whatever roles say, the user "jane" may do everything: namespace, resource and apiGroup are *.
    `,
  },
  {
    title: 'A user, a namespace, a resource',
    file: 'abac-policy.jsonl',
    good: text`
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "kubelet", "namespace": "*", "resource": "pods", "readonly": true}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "bob", "namespace": "shop", "resource": "pods", "apiGroup": ""}}
    `,
  },
];

import { defineRule, type Example, resource, text } from '#core';

const SIGNED_IN = 'everyone who signs in, each service account included,';

/** Groups that anyone is in. */
const EVERYONE: Readonly<Record<string, string>> = {
  'system:authenticated': SIGNED_IN,
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
      Each line of the file grants on its own, on top of what roles grant. One with \`*\` for the user or the group gives every Pod's token what it names; one with \`*\` for namespace, resource and
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
    const star = ['user', 'group'].find(it => said(it) === '*');
    const key = star ?? (Object.hasOwn(EVERYONE, said('group')) ? 'group' : undefined);
    const who = star ? SIGNED_IN : EVERYONE[said('group')];
    const names = ['user', 'group'].filter(it => said(it) !== '');
    // A * makes the line one for the group system:authenticated, whatever stands beside it (`pkg/apis/abac/v1beta1/conversion.go`). Otherwise
    // a line about a user and a group is for the members of the group who have that name; API discovery is for everyone.
    const isPublic = key !== undefined && (star !== undefined || names.length === 1);
    if (isPublic && (said('resource') !== '' || (said('nonResourcePath') !== '' && !isReadOnly))) {
      const group = said('apiGroup') === '*' ? '' : ` of ${said('apiGroup') || 'the core group'}`;
      const what =
        said('resource') === '' ? said('nonResourcePath') : said('resource') === '*' ? `every resource${group}` : said('resource');
      const where = said('resource') === '' || said('namespace') === '*' ? '' : placeIn(said('namespace'));
      yield {
        at: spec.at(key),
        message: `Whatever roles say, ${who} may ${isReadOnly ? 'read' : 'read and change'} ${what}${where}: ${key} is ${said(key)}.`,
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

/** A line without a namespace is for what lies in none, and for lists across all of them. */
const placeIn = (namespace: string): string =>
  namespace === '' ? ' in requests that name no namespace' : ` in the namespace ${JSON.stringify(namespace)}`;

export const examples = (): readonly Example[] => [
  {
    title: 'For everyone, and everything',
    file: 'abac-policy.jsonl',
    bad: text`
      # The first line is fine.
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "nonResourcePath": "*", "readonly": true}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "*", "namespace": "*", "resource": "*", "apiGroup": "*", "readonly": true}}
                                                                                                    ^^^ Whatever roles say, everyone who signs in, each service account included, may read every resource: user is *.
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "namespace": "shop", "resource": "pods"}}
                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^ Whatever roles say, everyone who signs in, each service account included, may read and change pods in the namespace "shop": group is system:authenticated.
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "jane", "namespace": "*", "resource": "*", "apiGroup": "*"}}
                                                                                                    ^^^^^^ Whatever roles say, the user "jane" may do everything: namespace, resource and apiGroup are *.
    `,
  },
  {
    title: 'A star beside a name, and no namespace',
    file: 'abac-policy.jsonl',
    bad: text`
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "alice", "group": "*", "namespace": "*", "resource": "*", "apiGroup": "*"}}
                                                                                                                      ^^^ Whatever roles say, everyone who signs in, each service account included, may read and change every resource: group is *.
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"group": "system:authenticated", "resource": "nodes", "readonly": true}}
                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^ Whatever roles say, everyone who signs in, each service account included, may read nodes in requests that name no namespace: group is system:authenticated.
    `,
  },
  {
    title: 'A user, a namespace, a resource',
    file: 'abac-policy.jsonl',
    good: text`
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "kubelet", "namespace": "*", "resource": "pods", "readonly": true}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "bob", "namespace": "shop", "resource": "pods", "apiGroup": ""}}
      {"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "system:authenticated", "namespace": "shop", "resource": "pods"}}
    `,
  },
];

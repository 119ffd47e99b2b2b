/** Who can really do what: grants, bindings and their holders, within a file and across files. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorkspace } from '../core/session.ts';
import { rules as all } from '../rules/index.ts';
import { type Files, findingsOf, openWorkspace } from './harness/workspace.ts';

const rules = all.filter(({ id }) => id.startsWith('rbac/'));

const GROUP = 'rbac.authorization.k8s.io';

/** `core/pods:get,list` as an entry of `rules`; names follow a `#`, and an empty group is written `core`. */
function entry(short: string): string {
  const [, groups, resources, verbs, names] = /^([^/]+)\/([^:]+):([^#]+)(?:#(.+))?$/.exec(short)!;
  const list = (text: string): string =>
    `[${text
      .split(',')
      .map(one => JSON.stringify(one === 'core' ? '' : one))
      .join(', ')}]`;
  return `  - {apiGroups: ${list(groups!)}, resources: ${list(resources!)}, verbs: ${list(verbs!)}${names ? `, resourceNames: ${list(names)}` : ''}}\n`;
}

const object = (kind: string, name: string, rest: string, namespace?: string, version = 'v1'): string =>
  `apiVersion: ${GROUP}/${version}\nkind: ${kind}\nmetadata: {name: ${JSON.stringify(name)}${namespace ? `, namespace: ${namespace}` : ''}}\n${rest}---\n`;

const clusterRole = (name: string, ...entries: string[]): string => object('ClusterRole', name, `rules:\n${entries.map(entry).join('')}`);

const role = (path: string, ...entries: string[]): string => {
  const [namespace, name] = path.split('/') as [string, string];
  return object('Role', name, `rules:\n${entries.map(entry).join('')}`, namespace || undefined);
};

/** `sa:shop/ci`, `sa:ci`, `user:jane`, `group:team`. */
function subject(short: string): string {
  const [kind, ...rest] = short.split(':');
  const name = rest.join(':');
  if (kind !== 'sa') return `  - {kind: ${kind === 'user' ? 'User' : 'Group'}, name: ${JSON.stringify(name)}, apiGroup: ${GROUP}}\n`;
  const [a, b] = name.split('/');
  return `  - {kind: ServiceAccount, name: ${b ?? a}${b ? `, namespace: ${a}` : ''}}\n`;
}

const bind = (name: string, kindOfRole: string, to: string, subjects: readonly string[], namespace?: string): string =>
  object(
    namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    name,
    `roleRef: {apiGroup: ${GROUP}, kind: ${kindOfRole}, name: ${JSON.stringify(to)}}\nsubjects:\n${subjects.map(subject).join('')}`,
    namespace || undefined,
  );

const account = (path: string, rest = ''): string => {
  const [namespace, name] = path.split('/');
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}, namespace: ${namespace}}\n${rest}---\n`;
};

/** The same with the label of what Kubernetes itself maintains. */
const labelled = (text: string): string => text.replace('metadata: {', 'metadata: {labels: {kubernetes.io/bootstrapping: rbac-defaults}, ');

const workload = (kind: string, path: string, serviceAccountName: string, rest = ''): string => {
  const [namespace, name] = path.split('/');
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec:\n  template:\n    spec:\n      serviceAccountName: ${serviceAccountName}\n${rest}---\n`;
};

/** What one rule says about files: `path: message`, each followed by ` < message` for every related place. */
function said(rule: string, files: Files, related = false): string[] {
  const workspace = openWorkspace(rules, files);
  return findingsOf(workspace, Object.keys(files))
    .filter(it => it.rule === `rbac/${rule}`)
    .map(it => `${it.place.file}: ${it.message}${related ? it.related.map(one => ` < ${one.place.file}: ${one.message}`).join('') : ''}`);
}

interface Case {
  readonly title: string;
  readonly rule: string;
  readonly files: Files;
  readonly found: readonly string[];
  readonly related?: boolean;
}

/** One file where text is given. */
const on = (title: string, rule: string, files: string | Files, ...found: string[]): Case => ({
  title,
  rule,
  files: typeof files === 'string' ? { 'a.yaml': files } : files,
  found: found.map(it => (typeof files === 'string' ? `a.yaml: ${it}` : it)),
});

const withRelated = (it: Case): Case => ({ ...it, related: true });

const run = (cases: readonly Case[]): void => {
  for (const { title, rule, files, found, related } of cases) it(title, () => assert.deepEqual(said(rule, files, related), found));
};

describe('rules of a role are expanded', () => {
  const secrets = (where: string, verbs: string) =>
    `Holders can read every Secret ${where}: ${verbs} on secrets ${verbs.includes(' and ') ? 'are' : 'is'} allowed.`;
  run([
    on(
      'several groups, resources and verbs',
      'no-cluster-wide-secret-reading',
      clusterRole('a', 'apps,core/pods,secrets:get,create,watch'),
      secrets('where this role is bound', 'get and watch'),
    ),
    on('not in another group', 'no-cluster-wide-secret-reading', clusterRole('a', 'apps/secrets:get')),
    on('not when limited to names', 'no-cluster-wide-secret-reading', clusterRole('a', 'core/secrets:get#tls')),
    on(
      'an empty name lets a list through',
      'no-cluster-wide-secret-reading',
      `${object('ClusterRole', 'a', 'rules:\n  - {apiGroups: [""], resources: [secrets], verbs: [get, list], resourceNames: [""]}\n')}`,
      secrets('where this role is bound', 'list'),
    ),
    on(
      'every verb on a named resource',
      'no-nodes-proxy',
      clusterRole('a', 'core/nodes/proxy:*'),
      'Holders can run commands in every container of every node: every verb on nodes/proxy is allowed.',
    ),
    on('a wildcard resource is left to its own rule', 'no-cluster-wide-secret-reading', clusterRole('a', 'core/*:get')),
    on('every verb says nothing more about what is written', 'no-workload-creation', role('shop/a', 'apps/deployments:*')),
    on('one subresource of every resource', 'no-workload-deletion', clusterRole('a', 'core/*/exec:delete')),
    on(
      'a role of Kubernetes itself',
      'no-cluster-wide-secret-reading',
      labelled(clusterRole('system:kube-controller-manager', 'core/secrets:get')),
    ),
    on(
      'another role with the label of those',
      'no-cluster-wide-secret-reading',
      labelled(clusterRole('a', 'core/secrets:get')),
      secrets('where this role is bound', 'get'),
    ),
    on(
      'rules that aggregation replaces',
      'no-cluster-wide-secret-reading',
      clusterRole('a', 'core/secrets:get').replace('rules:', 'aggregationRule: {clusterRoleSelectors: []}\nrules:'),
    ),
    on(
      'a Role in a file without a namespace',
      'no-pods-exec',
      role('/a', 'core/pods/exec:create'),
      "Holders can run commands in every Pod in the role's namespace: create on pods/exec is allowed.",
    ),
    on('rules that are missing', 'no-pods-exec', object('Role', 'a', '')),
    on(
      'rules of the wrong type',
      'no-pods-exec',
      object('Role', 'a', 'rules: {apiGroups: [""], resources: [pods/exec], verbs: [create]}\n'),
    ),
    on(
      'entries of the wrong type',
      'no-pods-exec',
      object('Role', 'a', 'rules: [7, null, {apiGroups: "", resources: pods/exec, verbs: {create: true}}]\n'),
    ),
    on(
      'flow style on one line',
      'no-pods-attach',
      `{apiVersion: ${GROUP}/v1, kind: Role, metadata: {name: a, namespace: b}, rules: [{apiGroups: [""], resources: [pods/attach], verbs: [create]}]}`,
      'Holders can attach to the processes of every Pod in the namespace b: create on pods/attach is allowed.',
    ),
    on(
      'line ends of Windows',
      'no-event-deletion',
      role('b/a', 'core/events:delete').replaceAll('\n', '\r\n'),
      '"delete" lets holders delete every event in the namespace b.',
    ),
    on(
      'an anchor for the verbs',
      'no-event-deletion',
      object(
        'Role',
        'a',
        'rules:\n  - {apiGroups: [""], resources: [pods], verbs: &all [get, delete]}\n  - {apiGroups: [""], resources: [events], verbs: *all}\n',
        'b',
      ),
      '"delete" lets holders delete every event in the namespace b.',
    ),
    on(
      'a template in the names limits, perhaps',
      'no-token-creation',
      object(
        'ClusterRole',
        'a',
        'rules:\n  - apiGroups: [""]\n    resources: [serviceaccounts/token]\n    verbs: [create]\n    resourceNames: {{ .Values.names }}\n',
      ),
    ),
    on(
      'a template in the verbs is not known',
      'no-pods-exec',
      object('Role', 'a', 'rules:\n  - apiGroups: [""]\n    resources: [pods/exec]\n    verbs: {{ .Values.verbs }}\n'),
    ),
    on(
      'a list of objects',
      'no-pods-exec',
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: ${GROUP}/v1\n  kind: Role\n  metadata: {name: a, namespace: b}\n  rules: [{apiGroups: [""], resources: [pods/exec], verbs: [create]}]\n`,
      'Holders can run commands in every Pod in the namespace b: create on pods/exec is allowed.',
    ),
  ]);
});

describe('who holds a role', () => {
  const reader = clusterRole('reader', 'core/secrets:get');
  const READS = 'Holders can read every Secret where this role is bound: get on secrets is allowed.';
  const held = (whom: string, through: string, everywhere = true) =>
    ` < b.yaml: Held by ${whom}${everywhere ? ' in every namespace' : ''} through ${through}.`;
  run(
    [
      on(
        'a binding in another file',
        'no-cluster-wide-secret-reading',
        { 'a.yaml': reader, 'b.yaml': bind('ci', 'ClusterRole', 'reader', ['sa:shop/ci']) },
        `a.yaml: ${READS}${held('the service account shop/ci', 'ClusterRoleBinding ci')}`,
      ),
      on(
        'a RoleBinding to a ClusterRole',
        'no-cluster-wide-secret-reading',
        { 'a.yaml': reader, 'b.yaml': bind('ci', 'ClusterRole', 'reader', ['user:jane'], 'shop') },
        `a.yaml: ${READS}${held('the user jane', 'RoleBinding shop/ci', false)}`,
      ),
      on(
        'a Role of that name is another role',
        'no-cluster-wide-secret-reading',
        { 'a.yaml': reader, 'b.yaml': bind('ci', 'Role', 'reader', ['user:jane'], 'shop') },
        `a.yaml: ${READS}`,
      ),
      on(
        'nobody',
        'no-cluster-wide-secret-reading',
        { 'a.yaml': reader, 'b.yaml': bind('ci', 'ClusterRole', 'other', ['user:jane']) },
        `a.yaml: ${READS}`,
      ),
      on(
        'four are named, the rest is counted',
        'no-cluster-wide-secret-reading',
        { 'a.yaml': reader, 'b.yaml': bind('ci', 'ClusterRole', 'reader', ['user:a', 'user:b', 'user:c', 'user:d', 'user:e', 'user:f']) },
        `a.yaml: ${READS}${['a', 'b', 'c'].map(it => held(`the user ${it}`, 'ClusterRoleBinding ci')).join('')}${held('the user d', 'ClusterRoleBinding ci; 2 more')}`,
      ),
      on(
        'a Role in its own namespace',
        'no-pods-exec',
        {
          'a.yaml': role('shop/debug', 'core/pods/exec:create'),
          'b.yaml': bind('ci', 'Role', 'debug', ['sa:ci'], 'shop') + bind('ci', 'Role', 'debug', ['sa:ci'], 'other'),
        },
        `a.yaml: Holders can run commands in every Pod in the namespace shop: create on pods/exec is allowed.${held('the service account shop/ci', 'RoleBinding shop/ci', false)}`,
      ),
      on(
        'without namespaces, only in a related folder',
        'no-pods-exec',
        {
          'x/a.yaml': role('/debug', 'core/pods/exec:create'),
          'x/b.yaml': bind('ci', 'Role', 'debug', ['user:near'], ''),
          'y/b.yaml': bind('ci', 'Role', 'debug', ['user:far'], ''),
        },
        "x/a.yaml: Holders can run commands in every Pod in the role's namespace: create on pods/exec is allowed. < x/b.yaml: Held by the user near through RoleBinding ci.",
      ),
      on(
        'of two roles of one name, the nearer',
        'no-cluster-wide-secret-reading',
        { 'x/a.yaml': reader, 'y/a.yaml': reader, 'y/b.yaml': bind('ci', 'ClusterRole', 'reader', ['user:jane']) },
        `x/a.yaml: ${READS}`,
        `y/a.yaml: ${READS} < y/b.yaml: Held by the user jane in every namespace through ClusterRoleBinding ci.`,
      ),
    ].map(withRelated),
  );

  it('changes with the binding, and moves with it', () => {
    const workspace = openWorkspace(rules, { 'a.yaml': reader, 'b.yaml': '' });
    const related = () => workspace.report('a.yaml').findings[0]!.related;
    assert.deepEqual(related(), []);
    const binding = bind('ci', 'ClusterRole', 'reader', ['user:jane']);
    workspace.set('b.yaml', binding);
    const [first] = related();
    assert.equal(binding.slice(first!.place.range.start, first!.place.range.end), '"jane"');
    workspace.set('b.yaml', `# moved\n${binding}`);
    assert.equal(related()[0]!.place.range.start, first!.place.range.start + '# moved\n'.length);
    workspace.set('b.yaml', undefined);
    assert.deepEqual(related(), []);
  });

  it('is another digest only where the answer is another', () => {
    const workspace = openWorkspace(rules, {
      'a.yaml': reader,
      'b.yaml': bind('ci', 'ClusterRole', 'reader', ['user:jane']),
      'c.yaml': role('shop/x', 'core/pods:get'),
    });
    const before = workspace.digest('a.yaml');
    workspace.set('c.yaml', role('shop/x', 'core/pods:list'));
    assert.equal(workspace.digest('a.yaml'), before);
    workspace.set('b.yaml', bind('ci', 'ClusterRole', 'reader', ['user:jim']));
    assert.notEqual(workspace.digest('a.yaml'), before);
  });

  it('keeps its place where the file itself grows above both', () => {
    const text = reader + bind('ci', 'ClusterRole', 'reader', ['user:jane']);
    const workspace = openWorkspace(rules, { 'a.yaml': text });
    workspace.report('a.yaml');
    const grown = `# one\n# two\n---\n${text}`;
    workspace.set('a.yaml', grown);
    const [related] = workspace.report('a.yaml').findings.find(it => it.rule === 'rbac/no-cluster-wide-secret-reading')!.related;
    assert.equal(grown.slice(related!.place.range.start, related!.place.range.end), '"jane"');
  });
});

describe('what a binding names', () => {
  const reader = role('shop/reader', 'core/pods:get');
  const gone = (name: string) => `No file of the workspace defines ${name}: whoever creates it decides what this binding gives.`;
  run([
    on(
      'a role that no file defines',
      'no-dangling-role',
      reader + bind('ci', 'Role', 'raeder', ['user:jane'], 'shop'),
      gone('the Role raeder'),
    ),
    on('roles are kept elsewhere', 'no-dangling-role', {
      'x/a.yaml': reader,
      'y/b.yaml': bind('ci', 'Role', 'raeder', ['user:jane'], 'shop'),
    }),
    on('a role of every cluster', 'no-dangling-role', reader + bind('ci', 'ClusterRole', 'view', ['user:jane'], 'shop')),
    on('a role of a component', 'no-dangling-role', reader + bind('ci', 'ClusterRole', 'system:auth-delegator', ['user:jane'])),
    on(
      'in another namespace only',
      'no-dangling-role',
      { 'a.yaml': reader, 'b.yaml': bind('ci', 'Role', 'reader', ['user:jane'], 'build') },
      'b.yaml: There is no Role reader in the namespace build, only in shop: this binding gives nothing.',
    ),
    on('in a namespace that is not known yet', 'no-dangling-role', reader + bind('ci', 'Role', 'reader', ['user:jane'], '')),
    on(
      'a role whose name a template decides may be it',
      'no-dangling-role',
      `${reader}${reader.replace('{name: "reader", namespace: shop}', '\n  name: {{ .Values.name }}')}${bind('ci', 'Role', 'raeder', ['user:jane'], 'shop')}`,
    ),
    on(
      'the name of the role is a template',
      'no-dangling-role',
      `${reader}${bind('ci', 'Role', 'NAME', ['user:jane'], 'shop').replace('"NAME"', '"{{ .Values.name }}"')}`,
    ),
    on('a patch', 'no-dangling-role', {
      'kustomization.yaml': 'patches: [{path: b.yaml}]\n',
      'a.yaml': reader,
      'b.yaml': bind('ci', 'Role', 'raeder', ['user:jane'], 'shop'),
    }),
    on(
      'an account that no file defines',
      'no-dangling-account',
      account('shop/web') + bind('ci', 'ClusterRole', 'view', ['sa:shop/wbe', 'sa:shop/web', 'sa:shop/default'], 'shop'),
      'No file of the workspace defines the service account shop/wbe: whoever creates it gets what view allows.',
    ),
    on('accounts are kept elsewhere', 'no-dangling-account', {
      'x/a.yaml': account('shop/web'),
      'y/b.yaml': bind('ci', 'ClusterRole', 'view', ['sa:shop/wbe'], 'shop'),
    }),
    on(
      'an account without a namespace for the whole cluster',
      'no-refused-binding',
      bind('ci', 'ClusterRole', 'view', ['sa:web']),
      'The API server refuses this binding as it stands: the service account web needs a namespace.',
    ),
    on('an account without a namespace in a RoleBinding', 'no-refused-binding', bind('ci', 'ClusterRole', 'view', ['sa:web'], 'shop')),
    on(
      'an account whose namespace is a template',
      'no-refused-binding',
      bind('ci', 'ClusterRole', 'view', ['sa:NS/web']).replace('NS', '"{{ .Release.Namespace }}"'),
    ),
    on(
      'an account of another namespace',
      'no-cross-namespace-binding',
      bind('ci', 'ClusterRole', 'view', ['sa:build/ci', 'sa:web'], 'shop'),
      'Whoever can start Pods in the namespace build as ci gets what view allows in the namespace shop.',
    ),
  ]);

  it('is never absent while files may be missing', () => {
    const workspace = createWorkspace({ rules, overrides: { profile: 'all' } });
    workspace.set('a.yaml', reader + bind('ci', 'Role', 'raeder', ['user:jane'], 'shop'));
    assert.deepEqual(
      findingsOf(workspace, ['a.yaml']).filter(it => it.rule.includes('dangling')),
      [],
    );
    workspace.complete();
    assert.equal(findingsOf(workspace, ['a.yaml']).filter(it => it.rule.includes('dangling')).length, 1);
  });

  it('is there as soon as a file defines it', () => {
    const workspace = openWorkspace(rules, { 'a.yaml': reader + bind('ci', 'Role', 'raeder', ['user:jane'], 'shop') });
    const count = () => findingsOf(workspace, ['a.yaml']).filter(it => it.rule === 'rbac/no-dangling-role').length;
    assert.equal(count(), 1);
    workspace.set('other/b.yaml', role('shop/raeder', 'core/pods:get'));
    assert.equal(count(), 0);
  });
});

describe('subjects that are many', () => {
  run([
    on(
      'everyone who can log in, as an administrator',
      'no-authenticated-admin',
      bind('a', 'ClusterRole', 'cluster-admin', ['group:system:authenticated']),
      'Every user and every service account gets what cluster-admin allows.',
    ),
    on(
      'no credentials, for what is public',
      'no-anonymous-binding',
      bind('a', 'ClusterRole', 'system:public-info-viewer', ['group:system:unauthenticated']),
    ),
    on(
      'all nodes',
      'no-nodes-group-binding',
      bind('a', 'ClusterRole', 'agent', ['group:system:nodes', 'user:system:node:n1']),
      'Every node gets what agent allows, past the Node authorizer.',
      'The node n1 gets what agent allows, past the Node authorizer.',
    ),
    on(
      'accounts of one namespace',
      'no-all-service-accounts-binding',
      bind('a', 'ClusterRole', 'puller', ['group:system:serviceaccounts:shop']),
      'Every service account in the namespace shop, also those made later, gets what puller allows.',
    ),
  ]);
});

describe('bindings that Kubernetes itself makes', () => {
  const everything = (whom: string) => `cluster-admin allows ${whom} everything in the cluster.`;
  run([
    on(
      'are left alone',
      'no-anonymous-binding',
      labelled(bind('system:public-info-viewer', 'ClusterRole', 'system:public-info-viewer', ['group:system:unauthenticated'])),
    ),
    on(
      'for a controller',
      'no-component-role-binding',
      labelled(
        bind('system:controller:job-controller', 'ClusterRole', 'system:controller:job-controller', ['sa:kube-system/job-controller']),
      ),
    ),
    on(
      'are not meant by their label',
      'no-cluster-admin-binding',
      labelled(bind('mine', 'ClusterRole', 'cluster-admin', ['sa:shop/ci'])),
      everything('the service account shop/ci'),
    ),
    on(
      'have the subjects that Kubernetes puts there',
      'no-cluster-admin-binding',
      labelled(bind('cluster-admin', 'ClusterRole', 'cluster-admin', ['group:system:masters', 'user:jane'])),
      everything('the user jane'),
    ),
    on(
      'have the role that Kubernetes gives them',
      'no-authenticated-binding',
      labelled(bind('system:basic-user', 'ClusterRole', 'reader', ['group:system:authenticated'])),
      'Every user and every service account gets what reader allows.',
    ),
    on(
      'of a controller, with an account of another namespace',
      'no-component-role-binding',
      labelled(bind('system:controller:job-controller', 'ClusterRole', 'system:controller:job-controller', ['sa:shop/job-controller'])),
      'system:controller:job-controller is made for a component of Kubernetes, and the service account shop/job-controller gets all that it may do.',
    ),
  ]);
});

describe('power over the namespace of the cluster', () => {
  const can = (who: string, what: string) => `${who} can ${what} in kube-system, and so have the cluster.`;
  run([
    on(
      'by a role of another file',
      'no-kube-system-binding',
      {
        'a.yaml': role('kube-system/r', 'core/secrets:get'),
        'b.yaml': bind('b', 'Role', 'r', ['sa:shop/ci', 'sa:kube-system/own', 'user:system:kube-scheduler'], 'kube-system'),
      },
      `b.yaml: ${can('ci', 'read every Secret')}`,
    ),
    on(
      'by a role that every cluster has',
      'no-kube-system-binding',
      bind('b', 'ClusterRole', 'admin', ['user:jane'], 'kube-system'),
      can('jane', 'get a token of every service account'),
    ),
    on(
      'by what aggregation collects',
      'no-kube-system-binding',
      {
        'a.yaml': clusterRole('part', 'core/pods/exec:create').replace('{name: "part"}', '{name: part, labels: {to: sum}}'),
        'b.yaml':
          object('ClusterRole', 'sum', 'aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: sum}}]}\nrules: []\n') +
          bind('b', 'ClusterRole', 'sum', ['user:jane'], 'kube-system'),
      },
      `b.yaml: ${can('jane', 'run commands in every Pod')}`,
    ),
    on(
      'not by reading Pods',
      'no-kube-system-binding',
      role('kube-system/r', 'core/pods:get') + bind('b', 'Role', 'r', ['user:jane'], 'kube-system'),
    ),
    on(
      'not by a role of another namespace',
      'no-kube-system-binding',
      role('shop/r', 'core/secrets:get') + bind('b', 'Role', 'r', ['user:jane'], 'kube-system'),
    ),
  ]);
});

describe('what several bindings come to', () => {
  const admin = bind('op', 'ClusterRole', 'cluster-admin', ['sa:shop/operator']);
  const deploys = role('shop/deploy', 'apps/deployments:create') + bind('ci', 'Role', 'deploy', ['sa:build/ci'], 'shop');
  const as = 'start Pods in the namespace shop as the service account shop/operator, and so do everything';
  const together = (does: string, who = 'the service account build/ci') => `By several bindings together, ${who} can ${does}.`;
  run([
    on(
      'Pods beside an administrator of another file',
      'no-combined-escalation',
      { 'a.yaml': admin, 'b.yaml': deploys },
      `b.yaml: ${together(as)}`,
    ),
    on('not beside an administrator of another namespace', 'no-combined-escalation', {
      'a.yaml': admin.replace('namespace: shop', 'namespace: ops'),
      'b.yaml': deploys,
    }),
    on('not for the administrator itself', 'no-combined-escalation', {
      'a.yaml': admin,
      'b.yaml': deploys.replace('name: ci, namespace: build', 'name: operator, namespace: shop'),
    }),
    on('not for who starts Pods everywhere', 'no-combined-escalation', {
      'a.yaml': admin,
      'b.yaml': clusterRole('d', 'apps/deployments:create') + bind('ci', 'ClusterRole', 'd', ['sa:build/ci']),
    }),
    on(
      'labels of namespaces, and Jobs',
      'no-combined-escalation',
      {
        'a.yaml': clusterRole('l', 'core/namespaces:patch') + bind('l', 'ClusterRole', 'l', ['sa:build/ci']),
        'b.yaml': clusterRole('j', 'batch/jobs:create') + bind('j', 'ClusterRole', 'j', ['sa:build/ci']),
      },
      `a.yaml: ${together('take the limits of Pod Security from a namespace and start privileged Pods')}`,
    ),
    on(
      'not when one role has both, and says so',
      'no-combined-escalation',
      clusterRole('l', 'core/namespaces:patch', 'batch/jobs:create') + bind('l', 'ClusterRole', 'l', ['sa:build/ci']),
    ),
    on(
      'not of two subjects',
      'no-combined-escalation',
      clusterRole('l', 'core/namespaces:patch') +
        clusterRole('j', 'batch/jobs:create') +
        bind('l', 'ClusterRole', 'l', ['user:jane']) +
        bind('j', 'ClusterRole', 'j', ['user:jim']),
    ),
    on(
      'volumes of the node, and Pods of a namespace',
      'no-combined-escalation',
      clusterRole('v', 'core/persistentvolumes:create') +
        bind('v', 'ClusterRole', 'v', ['user:jane']) +
        clusterRole('j', 'core/pods:create') +
        bind('j', 'ClusterRole', 'j', ['user:jane']),
      together('start Pods with any directory of a node as a volume', 'the user jane'),
    ),
    ...['core/replicationcontrollers:create', 'batch/cronjobs:patch', 'apps/statefulsets:update'].map(starts =>
      on(
        `volumes of the node, and ${starts}`,
        'no-combined-escalation',
        clusterRole('v', 'core/persistentvolumes:create') +
          bind('v', 'ClusterRole', 'v', ['user:jane']) +
          clusterRole('j', starts) +
          bind('j', 'ClusterRole', 'j', ['user:jane'], 'shop'),
        together('start Pods with any directory of a node as a volume in the namespace shop', 'the user jane'),
      ),
    ),
    on(
      'once for the whole cluster, and not again in each namespace',
      'no-combined-escalation',
      clusterRole('l', 'core/namespaces:patch') +
        bind('l', 'ClusterRole', 'l', ['user:jane']) +
        clusterRole('j', 'batch/jobs:create') +
        bind('j', 'ClusterRole', 'j', ['user:jane']) +
        bind('j', 'ClusterRole', 'j', ['user:jane'], 'shop'),
      together('take the limits of Pod Security from a namespace and start privileged Pods', 'the user jane'),
    ),
    on(
      'with what the groups of an account have, in an earlier file',
      'no-combined-escalation',
      {
        'a.yaml': clusterRole('l', 'core/namespaces:patch') + bind('l', 'ClusterRole', 'l', ['group:system:serviceaccounts:build']),
        'b.yaml': clusterRole('j', 'batch/jobs:create') + bind('j', 'ClusterRole', 'j', ['sa:build/ci']),
      },
      `b.yaml: ${together('take the limits of Pod Security from a namespace and start privileged Pods')}`,
    ),
    on(
      'of an account that is also named as a user',
      'no-combined-escalation',
      clusterRole('l', 'core/namespaces:patch') +
        bind('l', 'ClusterRole', 'l', ['sa:build/ci']) +
        clusterRole('j', 'batch/jobs:create') +
        bind('j', 'ClusterRole', 'j', ['user:system:serviceaccount:build:ci']),
      together('take the limits of Pod Security from a namespace and start privileged Pods'),
    ),
  ]);
});

describe('what Pods hold', () => {
  const reader = clusterRole('reader', 'core/secrets:get') + bind('web', 'ClusterRole', 'reader', ['sa:shop/web']);
  const admin = bind('web', 'ClusterRole', 'cluster-admin', ['sa:shop/web']);
  const pods = (can: string) => `b.yaml: These Pods hold the token of the service account shop/web, which can ${can} in the whole cluster.`;
  run([
    on(
      'the token of an administrator',
      'no-administrator-pods',
      { 'a.yaml': admin, 'b.yaml': workload('Deployment', 'shop/web', 'web') },
      'b.yaml: These Pods hold the token of the service account shop/web, which can do everything in the cluster.',
    ),
    on(
      'of an administrator by a role of their own',
      'no-administrator-pods',
      {
        'a.yaml': clusterRole('all', '*/*:*') + bind('web', 'ClusterRole', 'all', ['sa:shop/web']),
        'b.yaml': workload('StatefulSet', 'shop/web', 'web'),
      },
      'b.yaml: These Pods hold the token of the service account shop/web, which can do everything in the cluster.',
    ),
    on(
      'a token that reads Secrets',
      'no-takeover-pods',
      { 'a.yaml': reader, 'b.yaml': workload('Deployment', 'shop/web', 'web') },
      pods('read every Secret'),
    ),
    on('none, as the account says', 'no-takeover-pods', {
      'a.yaml': reader,
      'b.yaml': workload('Deployment', 'shop/web', 'web'),
      'c.yaml': account('shop/web', 'automountServiceAccountToken: false\n'),
    }),
    on(
      'one, as the Pod says over its account',
      'no-takeover-pods',
      {
        'a.yaml': reader,
        'b.yaml': workload('Deployment', 'shop/web', 'web', '      automountServiceAccountToken: true\n'),
        'c.yaml': account('shop/web', 'automountServiceAccountToken: false\n'),
      },
      pods('read every Secret'),
    ),
    on('perhaps none, as a template says', 'no-takeover-pods', {
      'a.yaml': reader,
      'b.yaml': workload('Deployment', 'shop/web', 'web', '      automountServiceAccountToken: {{ .Values.mount }}\n'),
    }),
    on('of an account of another namespace', 'no-takeover-pods', {
      'a.yaml': reader,
      'b.yaml': workload('Deployment', 'other/web', 'web'),
    }),
    on(
      'on every node',
      'no-powerful-daemonset',
      { 'a.yaml': reader, 'b.yaml': workload('DaemonSet', 'shop/agent', 'web') },
      'b.yaml: Every node holds the token of the service account shop/web, which can read every Secret in the whole cluster.',
    ),
    on('on some nodes', 'no-powerful-daemonset', {
      'a.yaml': reader,
      'b.yaml': workload('DaemonSet', 'shop/agent', 'web', '      nodeSelector: {disk: ssd}\n'),
    }),
    on(
      'as a user',
      'no-takeover-pods',
      {
        'a.yaml': clusterRole('reader', 'core/secrets:get') + bind('web', 'ClusterRole', 'reader', ['user:system:serviceaccount:shop:web']),
        'b.yaml': workload('Deployment', 'shop/web', 'web'),
      },
      pods('read every Secret'),
    ),
    on(
      'of two roles, the worse',
      'no-takeover-pods',
      {
        'a.yaml': reader,
        'b.yaml': workload('Deployment', 'shop/web', 'web'),
        'c.yaml':
          clusterRole('imp', 'core/groups:impersonate') +
          bind('imp', 'ClusterRole', 'imp', ['user:system:serviceaccount:shop:web', 'sa:shop/web']),
      },
      pods('act as any user or in any group'),
    ),
  ]);
});

describe('what aggregation collects', () => {
  const collects = (name: string, selector: string, label = ''): string =>
    object('ClusterRole', name, `aggregationRule: {clusterRoleSelectors: [${selector}]}\n`).replace('{name', `{labels: {${label}}, name`);
  const leaf = (label: string, ...entries: string[]): string =>
    clusterRole('leaf', ...entries).replace('{name', `{labels: {${label}}, name`);
  const web = bind('web', 'ClusterRole', 'top', ['sa:shop/web']) + workload('Deployment', 'shop/web', 'web');
  const can = (does: string) => `These Pods hold the token of the service account shop/web, which can ${does} in the whole cluster.`;
  const secrets = leaf('of: b, "system": "{{ x }}"', 'core/secrets:get');
  const found = can('read every Secret');
  const byExpression = (title: string, key: string, operator: string, values: string, ...all: string[]): Case =>
    on(
      title,
      'no-takeover-pods',
      collects('top', `{matchExpressions: [{key: ${key}, operator: ${operator}${values}}]}`) + secrets + web,
      ...all,
    );
  run([
    on(
      'is followed through roles that collect others',
      'no-takeover-pods',
      collects('top', '{matchLabels: {of: a}}') + collects('mid', '{matchLabels: {of: b}}', 'of: a') + secrets + web,
      found,
    ),
    on(
      'ends where roles collect each other',
      'no-takeover-pods',
      collects('top', '{matchLabels: {of: a}}', 'of: c') +
        collects('mid', '{matchLabels: {of: b}}, {matchLabels: {of: c}}', 'of: a') +
        secrets +
        web,
      found,
    ),
    byExpression('by a list of values', 'of', 'In', ', values: [a, b]', found),
    byExpression('by another list', 'of', 'In', ', values: [a]'),
    byExpression('by a label', 'of', 'Exists', '', found),
    byExpression('by a value that is not in a list', 'of', 'NotIn', ', values: [b]'),
    byExpression('not by a label that it has not', 'to', 'Exists', ''),
    on(
      'not by the absence of a label that a template may add',
      'no-takeover-pods',
      collects('top', '{matchExpressions: [{key: of, operator: Exists}, {key: to, operator: DoesNotExist}]}') + secrets + web,
    ),
    byExpression('not by an operator that there is not', 'of', 'Has', ''),
    on(
      'has the roles of every cluster',
      'no-administrator-pods',
      collects('top', '{matchExpressions: [{key: of, operator: DoesNotExist}]}') + web,
      'These Pods hold the token of the service account shop/web, which can do everything in the cluster.',
    ),
    on(
      'has what administrators of a namespace get',
      'no-takeover-pods',
      collects('top', '{matchLabels: {rbac.authorization.k8s.io/aggregate-to-admin: "true"}}') + web,
      can('get a token of every service account'),
    ),
  ]);
});

describe('a Role', () => {
  const cases: readonly (readonly [rule: string, entry: string, found: string])[] = [
    ['no-role-writing', 'rbac.authorization.k8s.io/clusterroles,roles:create', 'roles'],
    ['no-binding-writing', 'rbac.authorization.k8s.io/clusterrolebindings,rolebindings:create', 'rolebindings'],
    ['no-quota-writing', 'core,scheduling.k8s.io/priorityclasses,resourcequotas:create', 'resourcequotas'],
    ['no-quota-writing', 'core,flowcontrol.apiserver.k8s.io/flowschemas,limitranges:create', 'limitranges'],
    ['no-network-policy-writing', 'cilium.io/ciliumclusterwidenetworkpolicies,ciliumnetworkpolicies:delete', 'ciliumnetworkpolicies'],
    ['no-network-policy-writing', 'projectcalico.org/globalnetworkpolicies,networkpolicies:delete', 'networkpolicies'],
  ];
  for (const [rule, entries, resource] of cases) {
    it(`grants nothing on what belongs to no namespace: ${entries}`, () => {
      const found = said(rule, { 'a.yaml': role('shop/a', entries) });
      assert.equal(found.length, 1);
      assert.match(found[0]!, new RegExp(` on ${resource} is allowed`));
      assert.equal(said(rule, { 'a.yaml': clusterRole('a', entries) }).length, 2);
    });
  }
  run([
    on(
      'lets a ClusterRole be bound in its namespace',
      'no-bind',
      role('shop/a', 'rbac.authorization.k8s.io/clusterroles:bind'),
      '"bind" lets holders who can write bindings give themselves every cluster role, cluster-admin included, in the namespace shop.',
    ),
    on(
      'counts for its own namespace',
      'no-namespace-changing',
      role('shop/a', 'core/namespaces:patch'),
      'Holders can take the labels of Pod Security and of network policies from the namespace of this role: patch on namespaces is allowed.',
    ),
  ]);
});

describe('what comes with OpenShift', () => {
  const own = clusterRole('op', 'core/pods:get') + role('op/op', 'core/pods:get') + account('op/op');
  const absent = (role: string) => `No file of the workspace defines the ${role}: whoever creates it decides what this binding gives.`;
  run([
    on('is not missed among ClusterRoles', 'no-dangling-role', own + bind('b', 'ClusterRole', 'cluster-monitoring-view', ['sa:op/op'])),
    on(
      'is missed as a Role',
      'no-dangling-role',
      own + bind('b', 'Role', 'cluster-reader', ['sa:op/op'], 'op'),
      absent('Role cluster-reader'),
    ),
    on(
      'is not missed in its namespaces',
      'no-dangling-role',
      own + bind('b', 'Role', 'prometheus-k8s', ['sa:op/op'], 'openshift-monitoring'),
    ),
    on(
      'is not missed among accounts',
      'no-dangling-account',
      own + bind('b', 'Role', 'op', ['sa:openshift-monitoring/prometheus-k8s'], 'op'),
    ),
  ]);
});

describe('what the roles for users collect', () => {
  const into = (audience: string, ...entries: string[]): string =>
    clusterRole('more', ...entries).replace('{name', `{labels: {${GROUP}/aggregate-to-${audience}: "true"}, name`);
  const all = (audience: string, does: string): string => `Everyone with the role ${audience} ${does}.`;
  const rule = 'no-dangerous-aggregation';
  run([
    on('Secrets', rule, into('view', 'core/secrets:get'), all('view', 'can read every Secret')),
    on(
      'acting as service accounts',
      rule,
      into('view', 'core/serviceaccounts:impersonate'),
      all('view', 'can act as every service account'),
    ),
    on('acting as service accounts, as usual', rule, into('edit', 'core/serviceaccounts:impersonate')),
    on(
      'acting as users',
      rule,
      into('view', 'core/users,groups:impersonate'),
      all('view', 'in the whole cluster can act as any user or in any group'),
    ),
    on(
      'nodes',
      rule,
      into('edit', 'core/nodes/proxy:get'),
      all('edit', 'in the whole cluster can run commands in every container of every node'),
    ),
    on(
      'what namespaces give comes first',
      rule,
      into('view', 'core/users:impersonate', 'core/secrets:get'),
      all('view', 'can read every Secret'),
    ),
    on('questions', rule, into('view', 'authorization.k8s.io,authentication.k8s.io/subjectaccessreviews,tokenreviews:create')),
    on(
      'questions, and more',
      rule,
      into('view', 'authorization.k8s.io,example.com/subjectaccessreviews:create'),
      all('view', 'can change things, as this role allows more than reading'),
    ),
  ]);
});

describe('what thousands of bindings give', () => {
  const soon = (title: string, text: () => string): void =>
    void it(title, () => {
      const start = Date.now();
      findingsOf(openWorkspace(rules, { 'a.yaml': text() }), ['a.yaml']);
      assert.ok(Date.now() - start < 20_000, `${Date.now() - start} ms`);
    });
  const many = (count: number, one: (at: number) => string): string => Array.from({ length: count }, (_, at) => one(at)).join('');
  for (const whom of ['group:devs', 'sa:shop/ci']) {
    soon(
      `is known soon where one subject is in each: ${whom}`,
      () => clusterRole('d', 'core/pods:create,get') + many(2000, at => bind('d', 'ClusterRole', 'd', [whom], `n${at}`)),
    );
  }
  soon('is known soon where roles collect each other', () =>
    many(
      2000,
      at =>
        `apiVersion: ${GROUP}/v1\nkind: ClusterRole\nmetadata: {name: r${at}, labels: {x: y}}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {x: y}}]}\n---\n${bind(`b${at}`, 'ClusterRole', `r${at}`, ['user:u'])}`,
    ),
  );
});

describe('odd texts', () => {
  const ODD = [
    'kind: Role',
    `apiVersion: ${GROUP}/v1\nkind: RoleBinding\nsubjects: 7\nroleRef: []\n`,
    `apiVersion: ${GROUP}/v1\nkind: ClusterRole\nmetadata: []\nrules: [[[]]]\naggregationRule: x\n`,
  ];
  const more = [
    `\uFEFF${clusterRole('a', 'core/secrets:get')}`,
    `apiVersion: ${GROUP}/v1\nkind: RoleBinding\nmetadata: {name: &a a}\nroleRef: {name: *a, kind: Role}\nsubjects: [{kind: User, name: *a}, null, {}, {kind: ServiceAccount}]\n`,
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {template: 7}\n# serviceAccountName\n',
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      {{ include "pod" . }}\n',
    'rbac.authorization.k8s.io',
    `kind: ClusterRole\nmetadata: {name: {{ x }}}\nrules:\n{{- range .Values.rules }}\n  - {{ . }}\n{{- end }}\n`,
  ];
  it('cost no rule its findings', () => {
    for (const text of [...ODD, ...more, ...ODD.map(it => it.replaceAll('\n', '\r\n'))]) {
      const workspace = openWorkspace(rules, { 'a.yaml': text, 'b.yaml': bind('a', 'ClusterRole', 'a', ['user:a']) });
      const failed = workspace.report('a.yaml').unjudged.filter(it => it.reason.startsWith('The rule'));
      assert.deepEqual(failed, [], text);
      for (let at = 0; at < text.length; at += 7) workspace.describe('a.yaml', at);
      workspace.granted('a.yaml');
    }
  });

  it('end soon, however many bind one role', () => {
    const files: Record<string, string> = { 'role.yaml': clusterRole('reader', 'core/secrets:get') };
    for (let i = 0; i < 400; i++) files[`b${i}.yaml`] = bind(`b${i}`, 'ClusterRole', 'reader', ['group:team', `sa:shop/a${i}`]);
    const start = Date.now();
    const workspace = openWorkspace(rules, files);
    findingsOf(workspace, Object.keys(files));
    assert.ok(Date.now() - start < 10_000);
  });
});

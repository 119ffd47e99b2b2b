/** Audit policies decide as the API server's checker does; what is said about rules that never apply holds for every request. */

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type AuditPolicy, type AuditRequest, auditPolicyOf, decide, dropsEverything } from '../core/model/auditpolicy.ts';
import { ANY, requestDecidedBy, requestOf, RESOURCE_VERBS, shadowOf, unmatchedRequest } from '../core/model/auditprobes.ts';
import { readYaml } from '../core/formats/yaml/index.ts';

/** A rule as it is written; every part may be missing. */
interface Written {
  readonly level: string;
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
  readonly verbs?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly resources?: readonly {
    readonly group?: string;
    readonly resources?: readonly string[];
    readonly resourceNames?: readonly string[];
  }[];
}

const policyOf = (text: string): AuditPolicy | undefined => auditPolicyOf(readYaml('a.yaml', text).documents[0]!.parse().root.at('rules'));

const written = (rules: readonly Written[]): AuditPolicy => policyOf(JSON.stringify({ rules }))!;

/** Line by line what `ruleMatches` in k8s.io/apiserver/pkg/audit/policy/checker.go does. */
function goMatches(rule: Written, request: AuditRequest): boolean {
  if (rule.users?.length && !rule.users.includes(request.user)) return false;
  if (rule.userGroups?.length && !request.groups.some(it => rule.userGroups!.includes(it))) return false;
  if (rule.verbs?.length && !rule.verbs.includes(request.verb)) return false;
  if (rule.namespaces?.length || rule.resources?.length) {
    if (request.url !== undefined) return false;
    if (rule.namespaces?.length && !rule.namespaces.includes(request.namespace)) return false;
    if (!rule.resources?.length) return true;
    const combined = request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`;
    for (const entry of rule.resources) {
      if ((entry.group ?? '') !== request.group) continue;
      if (!entry.resources?.length) return true;
      for (const name of entry.resources) {
        if (entry.resourceNames?.length && !entry.resourceNames.includes(request.name)) continue;
        if (name === combined || name === '*') return true;
        if (name.startsWith('*/') && request.subresource === name.slice(2)) return true;
        if (name.endsWith('/*') && request.resource === name.slice(0, -2)) return true;
      }
    }
    return false;
  }
  if (!rule.nonResourceURLs?.length) return true;
  if (request.url === undefined) return false;
  return rule.nonResourceURLs.some(
    it => it === '*' || it === request.url || (it.endsWith('*') && request.url!.startsWith(it.replace(/\*+$/, ''))),
  );
}

const some = (...names: string[]) => fc.option(fc.subarray(names, { minLength: 0, maxLength: 2 }), { nil: undefined, freq: 2 });

const parts = {
  level: fc.constantFrom('None', 'Metadata', 'Request', 'RequestResponse'),
  users: some('ann', 'system:anonymous', 'system:serviceaccount:shop:web'),
  userGroups: some('system:authenticated', 'system:unauthenticated', 'system:masters', 'system:serviceaccounts'),
  verbs: some('get', 'list', 'create', 'delete'),
};

const rule = fc.oneof(
  fc.record({
    ...parts,
    namespaces: some('shop', 'kube-system', ''),
    resources: fc.option(
      fc.array(
        fc.record({
          group: fc.constantFrom('', 'apps'),
          resources: some('pods', 'pods/log', '*', '*/log', 'pods/*', 'secrets', 'deployments'),
          resourceNames: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, some('one', 'two')),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      { nil: undefined },
    ),
  }),
  fc.record({ ...parts, nonResourceURLs: some('*', '/healthz*', '/api', '/api*', '/') }),
);

const who = fc.constantFrom(
  { user: 'ann', groups: ['system:authenticated'] },
  { user: 'bob', groups: ['system:authenticated', 'system:masters'] },
  { user: 'system:anonymous', groups: ['system:unauthenticated'] },
  { user: 'system:serviceaccount:shop:web', groups: ['system:authenticated', 'system:serviceaccounts', 'system:serviceaccounts:shop'] },
);

const request: fc.Arbitrary<AuditRequest> = fc.oneof(
  fc
    .record({
      who,
      verb: fc.constantFrom(...RESOURCE_VERBS),
      group: fc.constantFrom('', 'apps', 'batch'),
      resource: fc.constantFrom('pods', 'secrets', 'deployments', 'jobs'),
      subresource: fc.constantFrom('', 'log', 'exec'),
      namespace: fc.constantFrom('shop', 'kube-system', 'else', ''),
      name: fc.constantFrom('one', 'three', ''),
    })
    .map(({ who: person, ...rest }) => ({ ...rest, ...person })),
  fc
    .record({ who, verb: fc.constantFrom('get', 'post'), url: fc.constantFrom('/', '/api', '/api/v1', '/healthz', '/healthz/etcd') })
    .map(({ who: person, ...rest }) => ({ ...rest, ...person, group: '', resource: '', subresource: '', namespace: '', name: '' })),
);

const json = (rules: readonly unknown[]): Written[] => JSON.parse(JSON.stringify(rules)) as Written[];

test('the first rule that matches decides, as in the API server', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), request, (rules, it) => {
      const all = json(rules);
      const policy = written(all);
      const first = all.findIndex(each => goMatches(each, it));
      const decision = decide(policy, it);
      assert.ok(decision);
      assert.equal(decision.rule === undefined ? -1 : policy.rules.indexOf(decision.rule), first);
    }),
    { numRuns: 3000 },
  );
});

test('no request gets to a rule that is said never to apply, and one gets to each of the others', () => {
  let shadowed = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), fc.array(request, { minLength: 20, maxLength: 20 }), (rules, requests) => {
      const policy = written(json(rules));
      for (const each of policy.rules) {
        const shadow = shadowOf(policy, each);
        if (!shadow) continue;
        shadowed++;
        for (const it of requests) assert.notEqual(decide(policy, it)?.rule, each);
        if (shadow.by) assert.ok(policy.rules.indexOf(shadow.by) < policy.rules.indexOf(each));
      }
      if (!unmatchedRequest(policy)) for (const it of requests) assert.ok(it.url !== undefined || decide(policy, it)?.rule);
      if (dropsEverything(policy)) for (const it of requests) assert.ok((decide(policy, it)?.rule?.level ?? 'None') === 'None');
    }),
    { numRuns: 600 },
  );
  assert.ok(shadowed > 50, 'hardly any rule was shadowed');
});

test('a request that is given for a rule is decided by it', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.constantFrom(...RESOURCE_VERBS), (rules, verb) => {
      const policy = written(json(rules));
      for (const each of policy.rules) {
        const it = requestDecidedBy(policy, each, { group: '', resource: 'secrets' }, verb);
        if (it) assert.equal(decide(policy, it)?.rule, each);
      }
    }),
    { numRuns: 600 },
  );
});

test('what a template may add or hide decides nothing', () => {
  const secrets = requestOf({ group: '', resource: 'secrets' }, 'get');
  const decided = (text: string): string | undefined => {
    const policy = policyOf(text);
    const decision = policy && decide(policy, secrets);
    return decision && (decision.rule ? decision.rule.level : 'no rule');
  };
  assert.equal(decided('rules:\n- level: Metadata\n'), 'Metadata');
  assert.equal(decided('rules: []\n'), 'no rule');
  assert.equal(decided('rules:\n{{ .Values.rules }}\n- level: Metadata\n'), undefined);
  assert.equal(decided('rules:\n- level: None\n  users: ["{{ .Values.user }}"]\n- level: Metadata\n'), undefined);
  assert.equal(decided('rules:\n- level: None\n  users: ["{{ .Values.user }}"]\n  verbs: [list]\n- level: Metadata\n'), 'Metadata');
  assert.equal(decided('rules:\n- level: None\n  resources: [{group: "*"}]\n- level: Metadata\n'), undefined);
});

test('odd policies are no trouble', () => {
  for (const text of [
    'rules: 5',
    'rules: [5, [], null, {level: [x]}]',
    'rules: {a: b}',
    '',
    'rules:\n- resources: x\n- resources: [y]\n  users: {a: b}',
  ]) {
    const policy = policyOf(text);
    for (const each of policy?.rules ?? []) shadowOf(policy!, each);
    if (policy)
      assert.doesNotThrow(() => [
        unmatchedRequest(policy),
        dropsEverything(policy),
        decide(policy, requestOf({ group: '', resource: ANY }, 'get')),
      ]);
  }
});

test('a large policy takes no time', () => {
  const names = Array.from({ length: 60 }, (_, index) => `name-${index}`);
  const broad: Written = { level: 'Metadata', users: names, verbs: [...RESOURCE_VERBS], namespaces: names };
  const policy = written(Array.from({ length: 40 }, () => broad));
  assert.equal(shadowOf(policy, policy.rules[39]!), undefined);
});

/** What a role grants, compared with the authorizer of Kubernetes, request by request. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { grantsOf, rulesOf } from '../core/model/policyrule.ts';
import type { Resource } from '../core/model/resource.ts';
import { readFile } from '../core/read.ts';

interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

const resourceOf = (object: object): Resource =>
  readFile(
    'role.yaml',
    JSON.stringify({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', ...object }),
  )!.documents[0]!.read().resources[0]!;

/** Whether a rule allows a request; a translation of `RuleAllows` and of what it calls, Kubernetes 1.34. */
function allows(rule: PolicyRule, group: string, resource: string, verb: string, name: string): boolean {
  const subresource = resource.split('/')[1] ?? '';
  const isOne = (list: readonly string[] | undefined, wanted: string) => list?.some(each => each === '*' || each === wanted) ?? false;
  const matchesResource = (rule.resources ?? []).some(each => {
    if (each === '*' || each === resource) return true;
    if (subresource === '') return false;
    return each.length === subresource.length + 2 && each.startsWith('*/') && each.endsWith(subresource);
  });
  const matchesName = !rule.resourceNames?.length || rule.resourceNames.includes(name);
  return isOne(rule.verbs, verb) && isOne(rule.apiGroups, group) && matchesResource && matchesName;
}

const some = (...values: string[]) => fc.array(fc.constantFrom(...values), { maxLength: 3 });

const GROUPS = ['', 'apps', '*'];
const RESOURCES = ['pods', 'pods/exec', 'pods/*', '*/exec', '*', '*/*', 'secrets'];
const VERBS = ['get', 'list', 'create', 'update', '*', 'deletecollection'];

const anyRule: fc.Arbitrary<PolicyRule> = fc.record(
  { apiGroups: some(...GROUPS), resources: some(...RESOURCES), verbs: some(...VERBS), resourceNames: some('', 'own', '*') },
  { requiredKeys: ['verbs'] },
);

/** The name that a request carries which is about an object nobody named: none at all where it is about a collection. */
const nameIn = (resource: string, verb: string): string =>
  !resource.includes('/') && ['list', 'create', 'deletecollection'].includes(verb) ? '' : 'other';

describe('what a role grants', () => {
  it('is what the authorizer allows', () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 3 }),
        fc.constantFrom('', 'apps'),
        fc.constantFrom('pods', 'pods/exec', 'secrets'),
        fc.constantFrom('get', 'list', 'create', 'update', 'deletecollection'),
        (rules, group, resource, verb) => {
          const grants = grantsOf(resourceOf({ metadata: { name: 'a' }, rules }), { group, resources: [resource], verbs: [verb] });
          const expected = rules.some(rule => allows(rule, group, resource, verb, nameIn(resource, verb)));
          assert.equal(
            grants.some(grant => grant.names === undefined),
            expected,
          );
          const ofOwn = rules.some(rule => allows(rule, group, resource, verb, 'own'));
          assert.equal(
            grants.some(grant => grant.names === undefined || grant.names.includes('own')),
            ofOwn || expected,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('points at the values that grant it', () => {
    const role = resourceOf({
      rules: [{ apiGroups: ['', 'apps'], resources: ['pods', '*/exec', 'pods/exec', 'pods/log'], verbs: ['get', 'create', '*'] }],
    });
    const [grant, ...others] = grantsOf(role, { group: '', resources: ['pods/exec', 'pods/attach'], verbs: ['create'] });
    assert.deepEqual(others, []);
    assert.deepEqual(grant!.covers, { resources: ['pods/exec'], verbs: ['create'] });
    assert.deepEqual(
      grant!.resources.map(value => value.asString()),
      ['*/exec', 'pods/exec'],
    );
    assert.deepEqual(
      grant!.verbs.map(value => value.asString()),
      ['create', '*'],
    );
  });

  it('is nothing where Kubernetes maintains the role, or writes its rules', () => {
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
    assert.equal(rulesOf(resourceOf({ rules })).length, 1);
    const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
    assert.equal(rulesOf(resourceOf({ rules, metadata: { name: 'view', labels } })).length, 0);
    assert.equal(rulesOf(resourceOf({ rules, metadata: { name: 'system:controller:job-controller', labels } })).length, 0);
    assert.equal(rulesOf(resourceOf({ rules, metadata: { name: 'view' } })).length, 1);
    assert.equal(rulesOf(resourceOf({ rules, metadata: { name: 'viewer', labels } })).length, 1);
    assert.equal(rulesOf(resourceOf({ rules, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } })).length, 0);
  });
});

/** What rules about audit policies share: which rule decides on what, and what is lost or spilt by it. */

import {
  type AuditPolicy,
  type AuditRule,
  auditPolicyOf,
  decide,
  dropsEverything,
  isCatchAll,
  isEmpty,
  isForResources,
} from '../model/auditpolicy.ts';
import { ANY, requestDecidedBy, requestOf, RESOURCE_VERBS, type Target } from '../model/auditprobes.ts';
import { insertItem, type Proposal, replaceValue, suggest } from '../fix.ts';
import { enumerate } from './grants.ts';
import type { Data } from '../model/value.ts';
import { onceFor } from '../once.ts';
import type { Problem } from '../rule.ts';
import type { Resource } from '../model/resource.ts';

/** Resources of one group, subresources included, and what is done to them. */
export interface Deeds {
  readonly group: string;
  /** As a policy names them: `pods`, `pods/exec`. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'] as const;

/** The policy, if it is all there. One that drops everything has that one fault only. */
export const judgedPolicy = onceFor((resource: Resource): AuditPolicy | undefined => {
  const policy = resource.isPart ? undefined : auditPolicyOf(resource.at('rules'));
  return policy && !dropsEverything(policy) ? policy : undefined;
});

/** What goes into the log with its content: one problem for each rule that decides so. `what` begins the sentence; without `byName`, rules about single objects do not count. */
export function* loggedBodies(
  resource: Resource,
  what: string,
  sent: readonly Deeds[],
  answered: readonly Deeds[],
  byName = true,
): Iterable<Problem> {
  const policy = judgedPolicy(resource);
  for (const rule of policy?.rules ?? []) {
    const all = rule.level === 'Request' ? sent : rule.level === 'RequestResponse' ? [...sent, ...answered] : [];
    const deeds = decidedDeeds(all, (target, verb) => requestDecidedBy(policy!, rule, target, verb, byName) !== undefined);
    if (!deeds.length) continue;
    yield {
      at: rule.value.at('level'),
      message: `${what}: this rule decides on ${deedsInWords(deeds)}, and its level is ${rule.level}.`,
      fixes: [withoutBodies(resource, policy!, rule, deeds)],
    };
  }
}

/** What anybody may do without a trace: one problem for each rule that decides so. `what` begins the sentence. */
export function* unrecordedDeeds(resource: Resource, what: string, all: readonly Deeds[]): Iterable<Problem> {
  const policy = judgedPolicy(resource);
  for (const rule of policy?.rules ?? []) {
    // Rules that drop writes of every kind are told so once.
    if (rule.level !== 'None' || dropsWrites(rule) || isCatchAll(rule)) continue;
    const deeds = decidedDeeds(all, (target, verb) => decide(policy!, requestOf(target, verb))?.rule === rule);
    if (!deeds.length) continue;
    yield {
      at: rule.value.at('level'),
      message: `${what}: this rule decides on ${deedsInWords(deeds)}, and its level is None.`,
      fixes: [recordBefore(resource, policy!, rule, deeds)],
    };
  }
}

/** Of these deeds, those that nobody would ever know of because no rule, or only the last one, speaks of them. */
export const forgottenDeeds = (policy: AuditPolicy, all: readonly Deeds[]): readonly Deeds[] =>
  decidedDeeds(all, (target, verb) => {
    const decision = decide(policy, requestOf(target, verb));
    return decision !== undefined && (!decision.rule || (decision.rule.level === 'None' && isCatchAll(decision.rule)));
  });

/** Whether a rule drops changes of whatever kind, if only by some people or in some namespaces. */
export const dropsWrites = (rule: AuditRule): boolean =>
  rule.level === 'None' &&
  !rule.resources.length &&
  !rule.isOpen &&
  isEmpty(rule.nonResourceURLs) &&
  (isEmpty(rule.verbs) || WRITES.some(it => rule.verbs.names.includes(it)));

/** Whether a rule, told narrower as here, certainly decides on a change of something: what earlier rules leave to it. */
export function decidesOnChange(policy: AuditPolicy, rule: AuditRule, narrower: Partial<AuditRule>): boolean {
  const narrowed = { ...rule, ...narrower };
  const rules = policy.rules.map(it => (it === rule ? narrowed : it));
  return WRITES.some(it => requestDecidedBy({ rules }, narrowed, { group: ANY, resource: ANY }, it) !== undefined);
}

/** Whether a rule is about nothing but URLs that are no resources. */
export const isAboutUrls = (rule: AuditRule): boolean => !isForResources(rule) && !isEmpty(rule.nonResourceURLs);

/** Verbs and resources that pass, those with equal verbs together. */
function decidedDeeds(all: readonly Deeds[], isDecided: (target: Target, verb: string) => boolean): readonly Deeds[] {
  const found = new Map<string, { group: string; resources: string[]; verbs: string[] }>();
  for (const { group, resources, verbs } of all) {
    for (const name of resources) {
      const [resource = '', subresource = ''] = name.split('/');
      const decided = verbs.filter(it => isDecided({ group, resource, subresource }, it));
      if (!decided.length) continue;
      const key = `${group} ${decided.join()}`;
      const same = found.get(key) ?? { group, resources: [], verbs: decided };
      found.set(key, same);
      if (!same.resources.includes(name)) same.resources.push(name);
    }
  }
  return merged([...found.values()]);
}

/** The same resources, with different verbs, are one. */
function merged(all: readonly Deeds[]): readonly Deeds[] {
  const byResources = new Map<string, Deeds>();
  for (const deeds of all) {
    const key = `${deeds.group} ${deeds.resources.join()}`;
    const before = byResources.get(key)?.verbs ?? [];
    byResources.set(key, { ...deeds, verbs: [...new Set([...before, ...deeds.verbs])] });
  }
  return [...byResources.values()];
}

/** "get and list of secrets, and on every change of roles and rolebindings". */
export function deedsInWords(all: readonly Deeds[], joint = ', and on '): string {
  const byVerbs = new Map<string, string[]>();
  for (const { verbs, resources } of all) byVerbs.set(verbsInWords(verbs), [...(byVerbs.get(verbsInWords(verbs)) ?? []), ...resources]);
  return [...byVerbs].map(([verbs, resources]) => `${verbs} of ${enumerate(resources)}`).join(joint);
}

/** What a rule is about: "create and update of all resources in these namespaces". */
export function requestsInWords(rule: AuditRule): string {
  const verbs = rule.verbs.names.length ? `${enumerate(rule.verbs.names)} of ` : '';
  const namespaces = isEmpty(rule.namespaces) ? '' : ' in these namespaces';
  return `${verbs}${rule.resources.length ? 'these resources' : 'all resources'}${namespaces}`;
}

function verbsInWords(verbs: readonly string[]): string {
  if (verbs.length === RESOURCE_VERBS.length) return 'every use';
  return verbs.join() === WRITES.join() ? 'every change' : enumerate(verbs);
}

function groupsOf(all: readonly Deeds[]): Data {
  const groups = [...new Set(all.map(it => it.group))];
  return groups.map(group => ({ group, resources: all.filter(it => it.group === group).flatMap(it => it.resources) }));
}

/** A rule about nothing else gets another level; before any other, one is put that spares these resources. */
function withoutBodies(resource: Resource, policy: AuditPolicy, rule: AuditRule, deeds: readonly Deeds[]): Proposal {
  const names = deeds.flatMap(it => it.resources);
  if (isAboutNothingElse(rule, names)) return suggest('Record metadata', replaceValue(rule.value.at('level'), 'Metadata'));
  const sparing = { level: 'Metadata', resources: groupsOf(deeds), ...omittedBy(rule) };
  return suggest(`Record ${enumerate(names)} without bodies`, insertItem(resource.at('rules'), sparing, policy.rules.indexOf(rule)));
}

/** The stages that a rule omits, so that what is taken out of it is not recorded more often. */
function omittedBy(rule: AuditRule): { readonly omitStages?: Data } {
  const stages = rule.value.at('omitStages').toData();
  return Array.isArray(stages) && stages.length ? { omitStages: stages } : {};
}

const isAboutNothingElse = (rule: AuditRule, names: readonly string[]): boolean =>
  rule.resources.length > 0 &&
  !rule.isOpen &&
  rule.resources.every(it => !isEmpty(it.resources) && !it.resources.isOpen && it.resources.names.every(name => names.includes(name)));

function recordBefore(resource: Resource, policy: AuditPolicy, rule: AuditRule, deeds: readonly Deeds[]): Proposal {
  const verbs = [...new Set(deeds.flatMap(it => it.verbs))];
  const dropped = isEmpty(rule.verbs) ? RESOURCE_VERBS : rule.verbs.names;
  if (
    isAboutNothingElse(
      rule,
      deeds.flatMap(it => it.resources),
    ) &&
    dropped.every(it => verbs.includes(it))
  ) {
    return suggest('Record metadata', replaceValue(rule.value.at('level'), 'Metadata'));
  }
  return suggest(
    'Record them before this rule',
    insertItem(resource.at('rules'), { level: 'Metadata', verbs, resources: groupsOf(deeds) }, policy.rules.indexOf(rule)),
  );
}

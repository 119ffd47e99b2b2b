/** An audit policy, evaluated as the API server does: the first rule that matches a request decides. */

import type { Value } from './value.ts';

export const AUDIT_LEVELS = ['None', 'Metadata', 'Request', 'RequestResponse'] as const;

export const AUDIT_STAGES = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'] as const;

/** A request as the API server sees it once it knows who asks for what. Source: `k8s.io/apiserver/pkg/authorization/authorizer`, Attributes. */
export interface AuditRequest {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  /** The path of a request that is for no resource; undefined for the others, which the rest describes. */
  readonly url?: string;
  readonly group: string;
  readonly resource: string;
  /** Empty where there is none. */
  readonly subresource: string;
  /** Empty for what is in no namespace, and for lists across all of them. */
  readonly namespace: string;
  readonly name: string;
}

/** A list of names. An empty one selects as little as a missing one. */
export interface Names {
  readonly names: readonly string[];
  /** Whether a template may add names, or stands in the place of one. */
  readonly isOpen: boolean;
}

export interface GroupResources {
  /** Undefined where it cannot be known, and for `*`, which older releases refuse. */
  readonly group: string | undefined;
  readonly resources: Names;
  readonly resourceNames: Names;
}

export interface AuditRule {
  readonly value: Value;
  /** Undefined where a template decides. */
  readonly level: string | undefined;
  readonly users: Names;
  readonly userGroups: Names;
  readonly verbs: Names;
  readonly namespaces: Names;
  readonly nonResourceURLs: Names;
  readonly resources: readonly GroupResources[];
  /** Whether a template may add entries to `resources`. */
  readonly isOpen: boolean;
}

export interface AuditPolicy {
  readonly rules: readonly AuditRule[];
}

/** The policy whose rules are given; undefined where a template may add rules, so that nothing can be said to decide. */
export function auditPolicyOf(rules: Value): AuditPolicy | undefined {
  return rules.isClosed ? { rules: rules.items().map(ruleOf) } : undefined;
}

/** What a policy makes of a request: the rule that decides, or that none does and nothing is recorded. Undefined where that cannot be known. */
export function decide(policy: AuditPolicy, request: AuditRequest): { readonly rule: AuditRule | undefined } | undefined {
  for (const rule of policy.rules) {
    const isMatch = matches(rule, request);
    if (isMatch === undefined) return undefined;
    if (isMatch) return { rule };
  }
  return { rule: undefined };
}

/** Whether a rule matches a request; undefined where it cannot be known. Source: `k8s.io/apiserver/pkg/audit/policy/checker.go`, ruleMatches. */
export function matches(rule: AuditRule, request: AuditRequest): boolean | undefined {
  return every([
    selects(rule.users, it => it === request.user),
    selects(rule.userGroups, it => request.groups.includes(it)),
    selects(rule.verbs, it => it === request.verb),
    ...(isForResources(rule)
      ? [matchesResource(rule, request)]
      : isEmpty(rule.nonResourceURLs)
        ? []
        : [request.url === undefined ? false : selects(rule.nonResourceURLs, it => matchesUrl(it, request.url!))]),
  ]);
}

/** Whether a rule is only about resources: rules that name neither resources nor namespaces nor URLs are about everything. */
export const isForResources = (rule: AuditRule): boolean => rule.resources.length > 0 || rule.isOpen || !isEmpty(rule.namespaces);

/** Whether a list certainly selects everything. */
export const isEmpty = ({ names, isOpen }: Names): boolean => !names.length && !isOpen;

/** Whether a rule certainly matches every request. */
export const isCatchAll = (rule: AuditRule): boolean =>
  rule.value.type === 'mapping' && !isForResources(rule) && [rule.users, rule.userGroups, rule.verbs, rule.nonResourceURLs].every(isEmpty);

/** The rules up to the first that matches everything: the others never apply. */
export function reachedRules({ rules }: AuditPolicy): readonly AuditRule[] {
  const last = rules.findIndex(isCatchAll);
  return last < 0 ? rules : rules.slice(0, last + 1);
}

/** Whether no event is ever written: every rule that can apply says so, and what none matches is not recorded either. */
export function dropsEverything(policy: AuditPolicy): boolean {
  const reached = reachedRules(policy);
  return reached.length > 0 && reached.every(it => it.level === 'None');
}

function matchesResource(rule: AuditRule, request: AuditRequest): boolean | undefined {
  if (request.url !== undefined) return false;
  const isNamespace = selects(rule.namespaces, it => it === request.namespace);
  if (!rule.resources.length && !rule.isOpen) return isNamespace;
  const answers = rule.resources.map(it => matchesEntry(it, request));
  const isResource = some(rule.isOpen ? [...answers, undefined] : answers);
  return every([isNamespace, isResource]);
}

function matchesEntry({ group, resources, resourceNames }: GroupResources, request: AuditRequest): boolean | undefined {
  const isGroup = group === undefined ? undefined : group === request.group;
  if (isEmpty(resources)) return isGroup;
  return every([isGroup, selects(resources, it => matchesName(it, request)), selects(resourceNames, it => it === request.name)]);
}

/** `pods`, `pods/log`, `*`, `*` + `/log`; and `pods/*`, which matches `pods` itself as well. */
function matchesName(pattern: string, { resource, subresource }: AuditRequest): boolean {
  if (pattern === '*' || pattern === (subresource ? `${resource}/${subresource}` : resource)) return true;
  if (pattern.startsWith('*/') && pattern.slice(2) === subresource) return true;
  return pattern.endsWith('/*') && pattern.slice(0, -2) === resource;
}

const matchesUrl = (pattern: string, url: string): boolean =>
  pattern === '*' || pattern === url || (pattern.endsWith('*') && url.startsWith(pattern.replace(/\*+$/, '')));

function selects(list: Names, isNamed: (name: string) => boolean): boolean | undefined {
  if (isEmpty(list) || list.names.some(isNamed)) return true;
  return list.isOpen ? undefined : false;
}

const every = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;

const some = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;

function ruleOf(value: Value): AuditRule {
  const names = (key: string) => namesIn(value, key);
  return {
    value,
    level: value.at('level').asString() ?? (value.lacks('level') ? '' : undefined),
    users: names('users'),
    userGroups: names('userGroups'),
    verbs: names('verbs'),
    namespaces: names('namespaces'),
    nonResourceURLs: names('nonResourceURLs'),
    resources: value
      .at('resources')
      .items()
      .map(it => ({
        group: groupOfEntry(it),
        resources: namesIn(it, 'resources'),
        resourceNames: namesIn(it, 'resourceNames'),
      })),
    isOpen: !isClosed(value, 'resources'),
  };
}

function groupOfEntry(entry: Value): string | undefined {
  if (entry.lacks('group')) return '';
  const group = entry.at('group').asString();
  return group === '*' ? undefined : group;
}

function namesIn(parent: Value, key: string): Names {
  const items = parent.at(key).items();
  return {
    names: items.flatMap(it => it.asString() ?? []),
    isOpen: !isClosed(parent, key) || items.some(it => it.type === 'unknown'),
  };
}

const isClosed = (parent: Value, key: string): boolean =>
  parent.lacks(key) || (parent.at(key).isClosed && parent.at(key).type !== 'unknown');

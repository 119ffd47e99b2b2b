/** Joins what all documents of a workspace say about roles, bindings and service accounts. */

import type { AccountSaid, BindingSaid, PodSaid, RoleSaid, Said } from './said.ts';
import { isBuiltInRole, userFacingRole } from '../facts/clusterroles.ts';
import type { Place } from '../text.ts';
import type { Policy } from '../model/policy.ts';
import type { SubjectName } from '../model/standing.ts';

/** Something said, and where. */
export type At<S extends Said> = S & {
  /** Of its name. */
  readonly place: Place;
  /** Where its document starts. */
  readonly start: number;
};

export interface Graph {
  /** The definition that a binding refers to: of several, the one that is nearest to it. */
  roleOf(binding: At<BindingSaid>): At<RoleSaid> | undefined;
  /** Every definition of a role of this name, whatever its namespace. */
  rolesNamed(kind: string, name: string): readonly At<RoleSaid>[];
  /** Every binding that refers to a name. */
  bindingsTo(kind: string, name: string): readonly At<BindingSaid>[];
  /** The bindings that refer to this very definition. */
  bindingsOf(role: At<RoleSaid>): readonly At<BindingSaid>[];
  /** The bindings that name a subject. Groups that a service account is in count for it. */
  bindingsFor(subject: SubjectName): At<BindingSaid>[];
  /** The rules that a binding gives, those of aggregation included. */
  policies(binding: At<BindingSaid>): readonly Policy[];
  /** The rules of a role, those of aggregation included. */
  rulesOf(role: At<RoleSaid>): readonly Policy[];
  accounts(name: string): readonly At<AccountSaid>[];
  /** The accounts of a namespace that bindings name. */
  accountsIn(namespace: string | undefined): readonly SubjectName[];
  podsOf(account: SubjectName): readonly At<PodSaid>[];
  /** Roles whose name is known, whole, by folder. */
  readonly roleFolders: ReadonlySet<string>;
  readonly accountFolders: ReadonlySet<string>;
  /** The accounts that say, or may say, that their token is not mounted, sorted. */
  readonly withholding: readonly { readonly name: string; readonly namespace: string | undefined }[];
  /** Whether some role, or some account, has a name that cannot be seen: then none is certainly absent. */
  readonly hidesRoles: boolean;
  readonly hidesAccounts: boolean;
}

export function graphOf(all: readonly At<Said>[]): Graph {
  const roles = all.filter(it => it.is === 'role') as At<RoleSaid>[];
  const bindings = all.filter(it => it.is === 'binding') as At<BindingSaid>[];
  const accounts = all.filter(it => it.is === 'account') as At<AccountSaid>[];
  const pods = all.filter(it => it.is === 'pod') as At<PodSaid>[];

  const whole = roles.filter(it => it.name !== undefined && !it.isPart);
  const byName = grouped(whole, it => `${it.kind} ${it.name}`);
  const refs = grouped(bindings, it => (it.role ? `${it.role.kind} ${it.role.name}` : undefined));
  const bySubject = new Map<string, At<BindingSaid>[]>();
  for (const binding of bindings) {
    for (const key of new Set(binding.subjects.map(it => keyOf(it.subject)))) push(bySubject, key, binding);
  }
  const accountsByName = grouped(accounts, it => it.name);
  const podsByAccount = grouped(pods, it => it.account);
  const bound = new Map<string, Map<string, SubjectName>>();
  for (const { subjects } of bindings) {
    for (const { subject } of subjects) {
      if (subject.kind !== 'ServiceAccount' || subject.namespace === undefined) continue;
      const known = bound.get(subject.namespace) ?? new Map<string, SubjectName>();
      bound.set(subject.namespace, known.set(subject.name, subject));
    }
  }

  const graph: Graph = {
    rolesNamed: (kind, name) => byName.get(`${kind} ${name}`) ?? [],
    roleOf: binding => binding.role && nearest(candidates(binding), binding),
    bindingsTo: (kind, name) => refs.get(`${kind} ${name}`) ?? [],
    bindingsOf: role => (refs.get(`${role.kind} ${role.name}`) ?? []).filter(it => graph.roleOf(it) === role),
    bindingsFor: subject => {
      const found = namesOf(subject).flatMap(it => bySubject.get(it) ?? []);
      return [...new Set(found)];
    },
    rulesOf: role => {
      const collects = role.collects;
      if (!collects) return role.policies;
      return whole
        .filter(it => it.kind === 'ClusterRole' && it !== role && collects.some(labels => matches(labels, it.labels)))
        .flatMap(it => it.policies);
    },
    policies: binding => {
      const role = graph.roleOf(binding);
      if (role) return graph.rulesOf(role);
      const { kind, name } = binding.role ?? { kind: '', name: '' };
      return (kind === 'ClusterRole' ? userFacingRole(name) : undefined) ?? [];
    },
    accounts: name => accountsByName.get(name) ?? [],
    accountsIn: namespace => (namespace === undefined ? [] : [...(bound.get(namespace)?.values() ?? [])]),
    podsOf: ({ name, namespace }) => (podsByAccount.get(name) ?? []).filter(it => it.namespace === namespace),
    roleFolders: new Set(whole.filter(it => !isBuiltInRole(it.kind, it.name!)).map(it => folderOf(it.place))),
    accountFolders: new Set(accounts.filter(it => it.name !== undefined && !it.isPart).map(it => folderOf(it.place))),
    withholding: accounts
      .flatMap(({ name, namespace, mounts }) =>
        name !== undefined && (mounts === false || mounts === 'unknown') ? [{ name, namespace }] : [],
      )
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    hidesRoles: roles.some(it => it.name === undefined),
    hidesAccounts: accounts.some(it => it.name === undefined),
  };
  return graph;

  function candidates(binding: At<BindingSaid>): readonly At<RoleSaid>[] {
    const { kind, name } = binding.role!;
    const named = graph.rolesNamed(kind, name);
    if (kind === 'ClusterRole') return named;
    return binding.kind === 'RoleBinding' ? named.filter(it => it.namespace === binding.namespace) : [];
  }
}

export const folderOf = ({ file }: Place): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** The same subject always has the same key. */
const keyOf = ({ kind, name, namespace }: SubjectName): string => `${kind} ${namespace ?? ''} ${name}`;

/** A service account is also a user, and in the groups of its namespace and of all; everyone is authenticated. */
function namesOf(subject: SubjectName): string[] {
  if (subject.kind !== 'ServiceAccount') return [keyOf(subject)];
  const group = (name: string): string => keyOf({ kind: 'Group', name, namespace: undefined });
  const own = subject.namespace;
  return [
    keyOf(subject),
    ...(own === undefined
      ? []
      : [
          keyOf({ kind: 'User', name: `system:serviceaccount:${own}:${subject.name}`, namespace: undefined }),
          group(`system:serviceaccounts:${own}`),
        ]),
    group('system:serviceaccounts'),
    group('system:authenticated'),
  ];
}

/** Which of several definitions is meant: that of the same file, else of the folder that has most in common. Those without any namespace only count from a related folder. */
function nearest(all: readonly At<RoleSaid>[], binding: At<BindingSaid>): At<RoleSaid> | undefined {
  const related = all.filter(
    it => it.kind === 'ClusterRole' || it.namespace !== undefined || areRelated(folderOf(it.place), folderOf(binding.place)),
  );
  let best: At<RoleSaid> | undefined;
  let most = -1;
  for (const it of related) {
    const common = it.place.file === binding.place.file ? Number.MAX_SAFE_INTEGER : inCommon(it.place.file, binding.place.file);
    if (common > most) {
      best = it;
      most = common;
    }
  }
  return best;
}

const areRelated = (a: string, b: string): boolean => a === b || a === '' || b === '' || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

function inCommon(a: string, b: string): number {
  const one = a.split('/');
  const other = b.split('/');
  let count = 0;
  while (count < one.length && one[count] === other[count]) count++;
  return count;
}

const matches = (wanted: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

function grouped<T>(all: readonly T[], keyFor: (it: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of all) {
    const key = keyFor(it);
    if (key !== undefined) push(groups, key, it);
  }
  return groups;
}

function push<T>(groups: Map<string, T[]>, key: string, it: T): void {
  const known = groups.get(key);
  if (known) known.push(it);
  else groups.set(key, [it]);
}

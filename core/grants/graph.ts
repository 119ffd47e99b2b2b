/** Joins what all documents of a workspace say about roles, bindings and service accounts. */

import type { AccountSaid, At, BindingSaid, PodSaid, RoleSaid } from './said.ts';
import { asAccount } from '../model/account.ts';
import { aggregation, type Collectable } from './aggregation.ts';
import { LABELLED_ROLES, userFacingRole } from '../facts/clusterroles.ts';
import { folderOf, foldersInCommon } from '../folders.ts';
import { inOrder, NAMES, type Register } from './register.ts';
import { once, onceFor } from '../once.ts';
import type { Policy } from '../model/policy.ts';
import type { SubjectName } from '../model/standing.ts';

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
  /** Those that name the very subject; a service account also as a user. In order. */
  bindingsNaming(subject: SubjectName): readonly At<BindingSaid>[];
  /** The rules that a binding gives, those of aggregation included. */
  policies(binding: At<BindingSaid>): readonly Policy[];
  /** The rules of a role, those of aggregation included. */
  rulesOf(role: At<RoleSaid>): readonly Policy[];
  accounts(name: string): readonly At<AccountSaid>[];
  /** The accounts of a namespace that bindings name. */
  accountsIn(namespace: string): readonly SubjectName[];
  /** The service accounts of a name that bindings give a role, each with the namespace that is said, if any. */
  boundAccounts(name: string): readonly SubjectName[];
  podsOf(account: SubjectName): readonly At<PodSaid>[];
  /** Whether a folder has roles, or accounts, whose names are known. Roles that every cluster has do not count. */
  hasRoles(folder: string): boolean;
  hasAccounts(folder: string): boolean;
  /** The accounts that say, or may say, that their token is not mounted, sorted. */
  withholding(): readonly { readonly name: string; readonly namespace: string | undefined }[];
  /** Whether some role, or some account, has a name that cannot be seen: then none is certainly absent. */
  readonly hidesRoles: boolean;
  readonly hidesAccounts: boolean;
}

export function graphOf(register: Register): Graph {
  const collected = aggregation(once(clusterRoles));
  const roleOf = onceFor((it: At<BindingSaid>) => it.role && nearest(candidates(it), it));
  const graph: Graph = {
    rolesNamed: (kind, name) => register.find('role', NAMES.role(kind, name)),
    roleOf,
    bindingsTo: (kind, name) => register.find('binding', NAMES.role(kind, name)),
    bindingsOf: role => (role.name === undefined ? [] : graph.bindingsTo(role.kind, role.name).filter(it => roleOf(it) === role)),
    bindingsFor: subject => [...new Set(identitiesOf(subject).flatMap(it => register.find('binding', NAMES.subject(it))))],
    bindingsNaming: subject => {
      const own = register.find('binding', NAMES.subject(subject));
      const user = userOf(subject);
      const others = user ? register.find('binding', NAMES.subject(user)) : [];
      return others.length ? [...new Set([...own, ...others])].sort(inOrder) : own;
    },
    rulesOf: role => (role.collects ? collected(role) : role.policies),
    policies: binding => {
      const role = roleOf(binding);
      if (role) return graph.rulesOf(role);
      const { kind, name } = binding.role ?? { kind: '', name: '' };
      return (kind === 'ClusterRole' ? userFacingRole(name) : undefined) ?? [];
    },
    accounts: name => register.find('account', NAMES.account(name)),
    accountsIn: namespace => {
      const accounts = accountsNamedBy(NAMES.accountsOf(namespace)).filter(it => it.namespace === namespace);
      return [...new Map(accounts.map(it => [it.name, it])).values()];
    },
    boundAccounts: name => accountsNamedBy(NAMES.account(name)).filter(it => it.name === name),
    podsOf: ({ name, namespace }) => register.find('pod', NAMES.account(name)).filter(it => it.namespace === namespace),
    hasRoles: folder => register.find('role', NAMES.folder(folder)).length > 0,
    hasAccounts: folder => register.find('account', NAMES.folder(folder)).length > 0,
    withholding: once(() =>
      register
        .find('account', NAMES.withholding)
        .map(({ name, namespace }) => ({ name: name!, namespace }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ),
    hidesRoles: register.find('role', NAMES.nameless).length > 0,
    hidesAccounts: register.find('account', NAMES.nameless).length > 0,
  };
  return graph;

  /** The service accounts that bindings of a name have as subjects, those among them that are named as users. */
  function accountsNamedBy(name: string): readonly SubjectName[] {
    const subjects = register.find('binding', name).flatMap(it => it.subjects.map(one => asAccount(one.subject)));
    return subjects.filter(it => it.kind === 'ServiceAccount');
  }

  /** Those of the files, and those that every cluster has beside them. */
  function clusterRoles(): readonly Collectable[] {
    const written = register.find('role', NAMES.clusterRoles);
    const names = new Set(written.map(it => it.name));
    return [...written, ...LABELLED_ROLES.filter(it => !names.has(it.name))];
  }

  function candidates(binding: At<BindingSaid>): readonly At<RoleSaid>[] {
    const { kind, name } = binding.role!;
    const named = graph.rolesNamed(kind, name);
    if (kind === 'ClusterRole') return named;
    return binding.kind === 'RoleBinding' ? named.filter(it => it.namespace === binding.namespace) : [];
  }
}

/** The subject first. A service account is also a user, and in the groups of its namespace and of all; everyone is authenticated. */
export function identitiesOf(subject: SubjectName): readonly SubjectName[] {
  if (subject.kind !== 'ServiceAccount') return [subject];
  return [
    subject,
    ...[userOf(subject) ?? []].flat(),
    ...(subject.namespace === undefined ? [] : [named('Group', `system:serviceaccounts:${subject.namespace}`)]),
    named('Group', 'system:serviceaccounts'),
    named('Group', 'system:authenticated'),
  ];
}

const userOf = ({ kind, name, namespace }: SubjectName): SubjectName | undefined =>
  kind === 'ServiceAccount' && namespace !== undefined ? named('User', `system:serviceaccount:${namespace}:${name}`) : undefined;

const named = (kind: 'User' | 'Group', name: string): SubjectName => ({ kind, name, namespace: undefined });

/** Which of several definitions is meant: that of the same file, else of the folder that has most in common. Those without any namespace only count from a related folder. */
function nearest(all: readonly At<RoleSaid>[], binding: At<BindingSaid>): At<RoleSaid> | undefined {
  const here = all.find(it => it.place.file === binding.place.file);
  if (here) return here;
  const related = all.filter(
    it => it.kind === 'ClusterRole' || it.namespace !== undefined || areRelated(folderOf(it.place.file), folderOf(binding.place.file)),
  );
  let best: At<RoleSaid> | undefined;
  let most = -1;
  for (const it of related) {
    const common = foldersInCommon(it.place.file, binding.place.file);
    if (common > most) {
      best = it;
      most = common;
    }
  }
  return best;
}

const areRelated = (a: string, b: string): boolean => a === b || a === '' || b === '' || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

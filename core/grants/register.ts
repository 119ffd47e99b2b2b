/** Everything that documents say about who may do what, found by name. */

import { type At, type Said, withholds } from './said.ts';
import { asAccount } from '../model/account.ts';
import type { SubjectName } from '../model/standing.ts';
import { addTo } from '../groups.ts';
import { folderOf } from '../folders.ts';
import { isBuiltInRole } from '../facts/clusterroles.ts';

export interface Register {
  /** In order of files and places. */
  find<Is extends Said['is']>(is: Is, name: string): readonly At<Extract<Said, { readonly is: Is }>>[];
  /** The same with all that some files say replaced. What the others say is not looked at again. */
  with(files: ReadonlyMap<string, readonly At<Said>[]>): Register;
}

/** What entries are found by. */
export const NAMES = {
  /** A role whose name is known, whole, and a binding that refers to it. */
  role: (kind: string, name: string): string => `${kind} ${name}`,
  /** A binding, by a subject. The same subject always has the same name. */
  subject: ({ kind, name, namespace }: SubjectName): string => `for ${kind} ${namespace ?? ''} ${name}`,
  /** A binding, by the namespace of a service account that it names. */
  accountsOf: (namespace: string): string => `accounts of ${namespace}`,
  /** Accounts, and roles that are not built in, whose name is known, whole. */
  folder: (folder: string): string => `in ${folder}`,
  /** An account, a Pod that names it, and a binding that does. */
  account: (name: string): string => `account ${name}`,
  /** Every ClusterRole whose name is known, whole. */
  clusterRoles: 'cluster roles',
  /** Roles and accounts whose name cannot be seen. */
  nameless: 'nameless',
  /** Accounts that say, or may say, that their token is not mounted. */
  withholding: 'withholding',
} as const;

export function registerOf(all: readonly At<Said>[]): Register {
  return layered(indexed(all), new Map());
}

type Index = ReadonlyMap<string, readonly At<Said>[]>;

/** `base`, but for what these files say. */
function layered(base: Index, replaced: ReadonlyMap<string, readonly At<Said>[]>): Register {
  const own = indexed([...replaced.values()].flat());
  const find = (key: string): readonly At<Said>[] => {
    const below = base.get(key) ?? [];
    if (!replaced.size) return below;
    const others = below.filter(it => !replaced.has(it.place.file));
    const added = own.get(key);
    return added ? [...others, ...added].sort(inOrder) : others;
  };
  return {
    find: <Is extends Said['is']>(is: Is, name: string) => find(`${is} ${name}`) as readonly At<Extract<Said, { readonly is: Is }>>[],
    with: files => layered(base, new Map([...replaced, ...files])),
  };
}

function indexed(all: readonly At<Said>[]): Index {
  const index = new Map<string, At<Said>[]>();
  for (const it of [...all].sort(inOrder)) {
    for (const name of new Set(namesOf(it))) {
      const key = `${it.is} ${name}`;
      addTo(index, key, it);
    }
  }
  return index;
}

function namesOf(it: At<Said>): readonly string[] {
  switch (it.is) {
    case 'role': {
      if (it.name === undefined) return [NAMES.nameless];
      if (it.isPart) return [];
      return [
        NAMES.role(it.kind, it.name),
        ...(it.kind === 'ClusterRole' ? [NAMES.clusterRoles] : []),
        ...(isBuiltInRole(it.kind, it.name) ? [] : [NAMES.folder(folderOf(it.place.file))]),
      ];
    }
    case 'binding':
      return [
        ...(it.role ? [NAMES.role(it.role.kind, it.role.name)] : []),
        ...it.subjects.flatMap(({ subject }) => {
          const { kind, name, namespace } = asAccount(subject);
          if (kind !== 'ServiceAccount') return [NAMES.subject(subject)];
          return [NAMES.subject(subject), NAMES.account(name), ...(namespace === undefined ? [] : [NAMES.accountsOf(namespace)])];
        }),
      ];
    case 'account': {
      if (it.name === undefined) return [NAMES.nameless];
      return [
        NAMES.account(it.name),
        ...(it.isPart ? [] : [NAMES.folder(folderOf(it.place.file))]),
        ...(withholds(it) ? [NAMES.withholding] : []),
      ];
    }
    case 'pod':
      return [NAMES.account(it.account)];
  }
}

export const inOrder = ({ place: a }: At<Said>, { place: b }: At<Said>): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.range.start - b.range.start;

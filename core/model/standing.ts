/** Who may do what, as the files of a workspace tell: what a rule learns when it asks about roles, bindings and Pods. */

import type { Place } from '../text.ts';
import type { Policy } from './policy.ts';
import type { Power } from '../facts/powers.ts';
import type { Resource } from './resource.ts';

/** A subject of a binding by name. A service account has a namespace; undefined where that is not known. */
export interface SubjectName {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Someone who has a role. */
export interface Holder {
  readonly subject: SubjectName;
  /** `RoleBinding shop/ci`. */
  readonly binding: string;
  /** Whether a ClusterRoleBinding gives it, and so in every namespace. */
  readonly isEverywhere: boolean;
  /** The subject, in the binding. */
  readonly place: Place;
}

/** The role that a binding names. */
export interface Bound {
  /**
   * `absent`     every file of the workspace is known, roles like it are defined near, and none defines this one.
   * `elsewhere`  a Role of that name is there, but in other namespaces only: `namespaces`.
   * `unknown`    it may be anywhere.
   */
  readonly is: 'defined' | 'built-in' | 'absent' | 'elsewhere' | 'unknown';
  readonly namespaces: readonly string[];
  /** Where it is defined. */
  readonly place: Place | undefined;
  readonly powers: readonly Power[];
}

/** Rights of one subject that only several bindings together give. */
export interface Combined {
  /** To follow "can". */
  readonly does: string;
  /** The other bindings that have a part in it. */
  readonly through: readonly { readonly binding: string; readonly place: Place }[];
}

/** What the Pods of a workload may do. */
export interface Running {
  readonly account: SubjectName;
  readonly powers: readonly Power[];
  /** The bindings that give these, as `Holder.binding`, at the subject. */
  readonly through: readonly { readonly binding: string; readonly place: Place }[];
}

/** Questions about the workspace. Places in the file of the subject itself move with it. */
export interface Grants {
  /** Who holds a role. Empty where nobody does, or where that cannot be seen. */
  holders(role: Resource): readonly Holder[];
  /** What aggregation brings into a ClusterRole that collects others; empty for any other. */
  collected(role: Resource): readonly Policy[];
  /** The subjects of a binding that say who they are. */
  subjects(binding: Resource): readonly SubjectName[];
  bound(binding: Resource): Bound;
  /** Whether a service account that a binding names is certainly not there: accounts of its namespace are defined near, all files are known. */
  isAbsent(binding: Resource, account: SubjectName): boolean;
  /** Told to one of the bindings that have a part in it only. */
  combined(binding: Resource, subject: SubjectName): readonly Combined[];
  /** Undefined where no token is mounted, or the account is not known. */
  running(workload: Resource): Running | undefined;
}

/** Where no file says anything. */
export const NOTHING_GRANTED: Grants = {
  holders: () => [],
  collected: () => [],
  subjects: () => [],
  bound: () => ({ is: 'unknown', namespaces: [], place: undefined, powers: [] }),
  isAbsent: () => false,
  combined: () => [],
  running: () => undefined,
};

/** Bindings as they are named in what is said about them. */

import type { At, BindingSaid } from './said.ts';
import { asAccount } from '../model/account.ts';
import type { Place } from '../text.ts';
import { shift } from '../text.ts';
import type { SubjectName } from '../model/standing.ts';

/** A binding, at the subject. */
export interface Through {
  readonly binding: string;
  readonly place: Place;
}

/** `RoleBinding shop/ci`. */
export const nameOf = ({ kind, name, namespace }: At<BindingSaid>): string =>
  `${kind} ${kind === 'RoleBinding' && namespace ? `${namespace}/` : ''}${name ?? ''}`.trim();

/** At the binding itself where it names the subject by a group only. */
export function through(binding: At<BindingSaid>, subject: SubjectName): Through {
  const own = binding.subjects.find(it => isNamed(it.subject, subject) || isNamed(asAccount(it.subject), subject));
  return { binding: nameOf(binding), place: own ? { file: binding.place.file, range: shift(own.range, binding.start) } : binding.place };
}

export const isNamed = (one: SubjectName, other: SubjectName): boolean =>
  one.kind === other.kind && one.name === other.name && one.namespace === other.namespace;

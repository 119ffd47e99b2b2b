/** Service accounts and the users that they are. */

import type { SubjectName } from './standing.ts';

/** The service account that a user is; undefined for others. Source: `apiserver/pkg/authentication/serviceaccount/util.go`. */
export function accountOf({ kind, name }: SubjectName): SubjectName | undefined {
  const [, namespace, own] = (kind === 'User' && /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name)) || [];
  return namespace === undefined || own === undefined ? undefined : { kind: 'ServiceAccount', name: own, namespace };
}

/** The subject itself, but for a user that is a service account. */
export const asAccount = (subject: SubjectName): SubjectName => accountOf(subject) ?? subject;

/** Bindings whose subjects are too many: the same finding at the subject that stands for them. */

import { isBootstrapSubject } from '../model/role.ts';
import { asAccount } from '../model/account.ts';
import { removeValue, type Safety } from '../fix.ts';
import type { Problem } from '../rule.ts';
import type { SubjectName } from '../model/standing.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

/** A subject of a binding, as the authorizer compares it. */
export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  /** Of a service account: its own, else that of the binding; never empty, undefined where it is not known. */
  readonly namespace: string | undefined;
  readonly value: Value;
}

/** Names of groups. A user of such a name is just anyone whom somebody has named so. */
const GROUPS: readonly string[] = [
  'masters',
  'nodes',
  'authenticated',
  'unauthenticated',
  'serviceaccounts',
  'monitoring',
  'bootstrappers',
];

/**
 * Whether a subject is, as far as its name tells, a part of Kubernetes: `system:` is reserved for these, but also starts the names of all
 * service accounts and of the groups that they are in.
 */
export function isOfKubernetes(subject: SubjectName): boolean {
  const { kind, name, namespace } = asAccount(subject);
  if (kind === 'ServiceAccount') return namespace === 'kube-system';
  if (kind === 'Group') {
    const of = /^system:serviceaccounts:(.*)/.exec(name)?.[1];
    return name === 'kubeadm:cluster-admins' || (of === undefined ? name.startsWith('system:') : of === 'kube-system');
  }
  return name.startsWith('system:') && !name.startsWith('system:serviceaccount') && !GROUPS.includes(name.slice('system:'.length));
}

/** The ClusterRoles that Kubernetes itself gives to everyone; they allow asking what the API is, and who one is. */
export const PUBLIC_ROLES: readonly string[] = [
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
];

/** The ClusterRoles of Kubernetes whose holders read Secrets, run commands in Pods, and start Pods of their own. */
export const POWERFUL_ROLES: readonly string[] = ['cluster-admin', 'admin', 'edit'];

/** What `name` a binding's `roleRef` has if it refers to an object of this kind; undefined otherwise. */
export const boundRole = (binding: Resource, kind: 'Role' | 'ClusterRole'): string | undefined =>
  binding.at('roleRef', 'kind').asString() === kind ? binding.at('roleRef', 'name').asString() : undefined;

/**
 * A problem at the name of every subject for which `message` gives one, and a fix where other subjects remain.
 * `role` reads "what reader allows". None for subjects that Kubernetes itself puts there.
 */
export function* subjectProblems(
  binding: Resource,
  safety: Safety,
  message: (subject: Subject, role: string) => string | undefined,
): Iterable<Problem> {
  const bound = binding.at('roleRef', 'name');
  const role = `what ${bound.asString() ?? 'the role'} allows`;
  const values = binding.at('subjects').items();
  const found = values.flatMap(value => {
    const subject = subjectOf(value, binding);
    const text = subject && !isBootstrapSubject(binding, subject) ? message(subject, role) : undefined;
    return text === undefined ? [] : [{ subject: subject!, text }];
  });
  for (const { subject, text } of found) {
    yield {
      at: subject.value.at('name'),
      message: text,
      related: bound.exists ? [{ place: bound.place, message: 'The role it gets.' }] : [],
      fixes:
        found.length < values.length
          ? [{ title: `Take ${subject.name} out of this binding`, safety, edits: [removeValue(subject.value)] }]
          : [],
    };
  }
}

/** Undefined where it does not say who it is. */
export function subjectOf(value: Value, binding: Resource): Subject | undefined {
  const kind = value.at('kind').asString();
  const name = value.at('name').asString();
  if (name === undefined || (kind !== 'User' && kind !== 'Group' && kind !== 'ServiceAccount')) return undefined;
  const own = value.at('namespace');
  const namespace = own.type === 'unknown' ? undefined : own.asString() || binding.namespace;
  return { kind, name, namespace: kind === 'ServiceAccount' ? namespace : undefined, value };
}

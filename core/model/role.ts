/** What is special about roles and bindings. */

import { bootstrapBinding, isBootstrapName } from '../facts/bootstrap.ts';
import type { Resource } from './resource.ts';
import type { SubjectName } from './standing.ts';

/**
 * Whether Kubernetes itself maintains this role: it restores it at every start, so nobody can narrow it. It goes by the name; the label
 * alone, which is copied with a file, says nothing.
 * Source: kubernetes.io/docs/reference/access-authn-authz/rbac, "Default roles and role bindings".
 */
export const isBootstrapRole = (it: Resource): boolean => isLabelled(it) && isBootstrapName(it.kind, it.name, it.namespace);

/** Whether Kubernetes itself puts this subject into this binding, and does so again at every start. */
export function isBootstrapSubject(binding: Resource, { kind, name, namespace }: SubjectName): boolean {
  const made = isLabelled(binding) ? bootstrapBinding(binding.kind, binding.name, binding.namespace) : undefined;
  if (!made || made.role !== binding.at('roleRef', 'name').asString()) return false;
  if (binding.at('roleRef', 'kind').asString() !== (binding.kind === 'RoleBinding' ? 'Role' : 'ClusterRole')) return false;
  return made.subjects.includes(`${kind} ${kind === 'ServiceAccount' ? `${namespace}/` : ''}${name}`);
}

const isLabelled = (it: Resource): boolean => it.at('metadata', 'labels', 'kubernetes.io/bootstrapping').asString() === 'rbac-defaults';

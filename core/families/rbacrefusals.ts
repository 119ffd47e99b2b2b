/**
 * Bindings that the API server does not take.
 * Source: Kubernetes 1.34, `pkg/apis/rbac/validation/validation.go` and `pkg/apis/rbac/v1/defaults.go`.
 */

import { removeValue, replaceValue, suggest } from '../fix.ts';
import type { Problem } from '../rule.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

const GROUP = 'rbac.authorization.k8s.io';

const KINDS: readonly string[] = ['User', 'Group', 'ServiceAccount'];

/** A problem at everything for which the API server refuses a binding. None for parts, and for versions that are not served. */
export function* bindingRefusals(binding: Resource): Iterable<Problem> {
  if (binding.isPart || binding.apiVersion !== `${GROUP}/v1`) return;
  yield* roleProblems(binding);
  for (const subject of binding.at('subjects').items()) yield* problemsOf(subject, binding);
}

function* roleProblems(binding: Resource): Iterable<Problem> {
  const group = binding.at('roleRef', 'apiGroup');
  const kind = binding.at('roleRef', 'kind');
  const given = group.asString();
  if (given && given !== GROUP) {
    yield {
      at: group,
      message: `The API server refuses this binding: roles are in the group ${GROUP}, not in ${given}.`,
      fixes: [suggest('Name the group of roles', replaceValue(group, GROUP))],
    };
  }
  const named = kind.asString();
  if (named === undefined || named === 'ClusterRole' || (named === 'Role' && binding.kind === 'RoleBinding')) return;
  yield {
    at: kind,
    message:
      named === 'Role'
        ? 'The API server refuses this binding: a ClusterRoleBinding can only bind a ClusterRole.'
        : `The API server refuses this binding: ${named} is no kind of role.`,
  };
}

function* problemsOf(subject: Value, binding: Resource): Iterable<Problem> {
  const kind = subject.at('kind');
  const group = subject.at('apiGroup');
  const named = kind.asString();
  const given = group.asString();
  if (named === undefined) return;
  if (!KINDS.includes(named)) {
    yield { at: kind, message: `The API server refuses this binding: a subject is a User, a Group or a ServiceAccount, and no ${named}.` };
  } else if (named === 'ServiceAccount' && given) {
    yield {
      at: group,
      message: `The API server refuses this binding: service accounts are in the core group, not in ${given}.`,
      fixes: [suggest('Remove the group', removeValue(group))],
    };
  } else if (named !== 'ServiceAccount' && given && given !== GROUP) {
    yield {
      at: group,
      message: `The API server refuses this binding: users and groups are in ${GROUP}, not in ${given}.`,
      fixes: [suggest('Name the group of roles', replaceValue(group, GROUP))],
    };
  }
  const name = subject.at('name').asString();
  if (named === 'ServiceAccount' && name && binding.kind === 'ClusterRoleBinding' && isMissing(subject)) {
    yield {
      at: subject.at('name'),
      message: `The API server refuses this binding as it stands: the service account ${name} needs a namespace.`,
    };
  }
}

const isMissing = (subject: Value): boolean => subject.at('namespace').asString() === '' || subject.lacks('namespace');

/** What is special about roles and bindings. */

import type { Resource } from './resource.ts';

/**
 * Whether Kubernetes itself maintains this role or binding: it restores it at every start, so nobody can narrow it.
 * Source: kubernetes.io/docs/reference/access-authn-authz/rbac, "Default roles and role bindings".
 */
export const isBootstrapRole = (it: Resource): boolean =>
  it.at('metadata', 'labels', 'kubernetes.io/bootstrapping').asString() === 'rbac-defaults';

/**
 * The bindings that Kubernetes itself makes, and the names of its roles.
 * Source: `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go`, `namespace_policy.go` and `controller_policy.go`, Kubernetes 1.34.
 */

/** A binding of Kubernetes: the role it refers to, and the subjects as `kind name`, those of service accounts with their namespace. */
export interface BootstrapBinding {
  readonly role: string;
  readonly subjects: readonly string[];
}

const CLUSTER_ROLES: readonly string[] = [
  'cluster-admin',
  'admin',
  'edit',
  'view',
  'system:aggregate-to-admin',
  'system:aggregate-to-edit',
  'system:aggregate-to-view',
  'system:auth-delegator',
  'system:basic-user',
  'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
  'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
  'system:certificates.k8s.io:kube-apiserver-client-approver',
  'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver',
  'system:certificates.k8s.io:kubelet-serving-approver',
  'system:certificates.k8s.io:legacy-unknown-approver',
  'system:cluster-trust-bundle-discovery',
  'system:discovery',
  'system:heapster',
  'system:kube-aggregator',
  'system:kube-controller-manager',
  'system:kube-dns',
  'system:kube-scheduler',
  'system:kubelet-api-admin',
  'system:monitoring',
  'system:node',
  'system:node-bootstrapper',
  'system:node-problem-detector',
  'system:node-proxier',
  'system:persistent-volume-provisioner',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
  'system:volume-scheduler',
];

/** By namespace. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  'kube-system': [
    'extension-apiserver-authentication-reader',
    'system::leader-locking-kube-controller-manager',
    'system::leader-locking-kube-scheduler',
    'system:controller:bootstrap-signer',
    'system:controller:cloud-provider',
    'system:controller:token-cleaner',
  ],
  'kube-public': ['system:controller:bootstrap-signer'],
};

const CONTROLLER = /^system:controller:([a-z][a-z-]*)$/;

const binding = (role: string, ...subjects: readonly string[]): BootstrapBinding => ({ role, subjects });

const CLUSTER_ROLE_BINDINGS: Readonly<Record<string, BootstrapBinding>> = {
  'cluster-admin': binding('cluster-admin', 'Group system:masters'),
  'system:basic-user': binding('system:basic-user', 'Group system:authenticated'),
  'system:cluster-trust-bundle-discovery': binding('system:cluster-trust-bundle-discovery', 'Group system:serviceaccounts'),
  'system:discovery': binding('system:discovery', 'Group system:authenticated'),
  'system:kube-controller-manager': binding('system:kube-controller-manager', 'User system:kube-controller-manager'),
  'system:kube-dns': binding('system:kube-dns', 'ServiceAccount kube-system/kube-dns'),
  'system:kube-scheduler': binding('system:kube-scheduler', 'User system:kube-scheduler'),
  'system:monitoring': binding('system:monitoring', 'Group system:monitoring'),
  'system:node': binding('system:node'),
  'system:node-proxier': binding('system:node-proxier', 'User system:kube-proxy'),
  'system:public-info-viewer': binding('system:public-info-viewer', 'Group system:authenticated', 'Group system:unauthenticated'),
  'system:service-account-issuer-discovery': binding('system:service-account-issuer-discovery', 'Group system:serviceaccounts'),
  'system:volume-scheduler': binding('system:volume-scheduler', 'User system:kube-scheduler'),
};

/** In `kube-system`. */
const ROLE_BINDINGS: Readonly<Record<string, BootstrapBinding>> = {
  'system::extension-apiserver-authentication-reader': binding(
    'extension-apiserver-authentication-reader',
    'User system:kube-controller-manager',
    'User system:kube-scheduler',
  ),
  'system::leader-locking-kube-controller-manager': binding(
    'system::leader-locking-kube-controller-manager',
    'User system:kube-controller-manager',
    'ServiceAccount kube-system/kube-controller-manager',
  ),
  'system::leader-locking-kube-scheduler': binding(
    'system::leader-locking-kube-scheduler',
    'User system:kube-scheduler',
    'ServiceAccount kube-system/kube-scheduler',
  ),
};

/** Whether Kubernetes makes a role of this name there. Each controller has one; new releases bring more of them. */
export const isBootstrapName = (kind: string, name: string, namespace: string | undefined): boolean =>
  kind === 'ClusterRole'
    ? CLUSTER_ROLES.includes(name) || CONTROLLER.test(name)
    : kind === 'Role' && namespace !== undefined && (own(ROLES, namespace) ?? []).includes(name);

/** The binding of this name that Kubernetes makes there; undefined where it makes none. */
export function bootstrapBinding(kind: string, name: string, namespace: string | undefined): BootstrapBinding | undefined {
  const controller = CONTROLLER.exec(name)?.[1];
  const ofController = controller && binding(name, `ServiceAccount kube-system/${controller}`);
  if (kind === 'ClusterRoleBinding') return ofController || own(CLUSTER_ROLE_BINDINGS, name);
  if (kind !== 'RoleBinding' || namespace === undefined) return undefined;
  if (ofController) return isBootstrapName('Role', name, namespace) ? ofController : undefined;
  return namespace === 'kube-system' ? own(ROLE_BINDINGS, name) : undefined;
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

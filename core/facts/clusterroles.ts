/**
 * The roles that every cluster has.
 * Source: kubernetes.io/docs/reference/access-authn-authz/rbac, "Default roles and role bindings", and
 * `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go`, Kubernetes 1.34.
 */

import type { Policy } from '../model/policy.ts';

const policy = (groups: string, resources: string, verbs: string): Policy => ({
  groups: groups.split(' '),
  resources: resources.split(' '),
  verbs: verbs.split(' '),
  names: undefined,
  urls: [],
});

const READ = 'get list watch';
const WRITE = 'create delete deletecollection patch update';

const VIEW: readonly Policy[] = [
  policy('', 'configmaps endpoints events persistentvolumeclaims pods pods/log replicationcontrollers serviceaccounts services', READ),
  policy('apps', 'daemonsets deployments replicasets statefulsets', READ),
  policy('batch', 'cronjobs jobs', READ),
  policy('networking.k8s.io', 'ingresses networkpolicies', READ),
];

const EDIT: readonly Policy[] = [
  policy('', 'secrets pods/attach pods/exec pods/portforward pods/proxy services/proxy', READ),
  policy('', 'serviceaccounts', 'impersonate'),
  policy('', 'pods pods/attach pods/eviction pods/exec pods/portforward pods/proxy', WRITE),
  policy('', 'configmaps events persistentvolumeclaims replicationcontrollers secrets serviceaccounts services services/proxy', WRITE),
  policy('', 'serviceaccounts/token', 'create'),
  policy('apps', 'daemonsets deployments replicasets statefulsets', WRITE),
  policy('batch', 'cronjobs jobs', WRITE),
  policy('networking.k8s.io', 'ingresses networkpolicies', WRITE),
  ...VIEW,
];

const ADMIN: readonly Policy[] = [policy('rbac.authorization.k8s.io', 'rolebindings roles', `${READ} ${WRITE}`), ...EDIT];

const USER_FACING: Readonly<Record<string, readonly Policy[]>> = {
  'cluster-admin': [policy('*', '*', '*')],
  admin: ADMIN,
  edit: EDIT,
  view: VIEW,
};

/** The roles of every cluster that aggregation can reach, with the labels that they have. Those that collect have what they come to. */
export const LABELLED_ROLES: readonly Labelled[] = (
  [
    ['cluster-admin', undefined, 'cluster-admin'],
    ['admin', undefined, 'admin'],
    ['edit', 'admin', 'edit'],
    ['view', 'edit', 'view'],
    ['system:aggregate-to-admin', 'admin', 'admin'],
    ['system:aggregate-to-edit', 'edit', 'edit'],
    ['system:aggregate-to-view', 'view', 'view'],
  ] as const
).map(([name, into, as]) => ({
  name,
  labels: new Map([
    ['kubernetes.io/bootstrapping', 'rbac-defaults'],
    ...(into ? [[`rbac.authorization.k8s.io/aggregate-to-${into}`, 'true'] as const] : []),
  ]),
  hidesLabels: false,
  collects: undefined,
  policies: USER_FACING[as]!,
}));

interface Labelled {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly hidesLabels: false;
  readonly collects: undefined;
  readonly policies: readonly Policy[];
}

/** What Kubernetes writes into a ClusterRole of its own, as far as rights over others go. */
export const maintainedRules = (name: string): readonly Policy[] => LABELLED_ROLES.find(it => it.name === name)?.policies ?? [];

/** What a ClusterRole that people bind allows in every cluster, as far as rights over others go; undefined for any other. */
export const userFacingRole = (name: string): readonly Policy[] | undefined =>
  Object.hasOwn(USER_FACING, name) ? USER_FACING[name] : undefined;

/** Whether Kubernetes, or an installer that is as usual as kubeadm, makes a role of this name. `system:` and `kubeadm:` are reserved for that. */
export const isBuiltInRole = (kind: string, name: string): boolean =>
  (kind === 'ClusterRole' && userFacingRole(name) !== undefined) ||
  /^(?:system|kubeadm):/.test(name) ||
  (kind === 'Role' && name === 'extension-apiserver-authentication-reader');

/**
 * Whether a role may come with OpenShift, whose clusters all have these.
 * Source: `pkg/bootstrappolicy/policy.go` of openshift/openshift-apiserver, and the manifests of openshift/cluster-monitoring-operator
 * and operator-framework/operator-lifecycle-manager.
 */
export const mayBeOfOpenShift = (kind: string, name: string, namespace: string | undefined): boolean =>
  kind === 'ClusterRole' ? OPENSHIFT_ROLES.includes(name) : isOpenShiftNamespace(namespace);

/** Whether OpenShift makes a namespace itself, or reserves its name. */
export const isOpenShiftNamespace = (namespace: string | undefined): boolean => /^openshift(?:-|$)/.test(namespace ?? '');

const OPENSHIFT_ROLES: readonly string[] = (
  'alert-routing-edit basic-user cluster-debugger cluster-monitoring-view cluster-reader cluster-status global-operators-admin ' +
  'global-operators-edit global-operators-view helm-chartrepos-viewer monitoring-edit monitoring-rules-edit monitoring-rules-view ' +
  'olm-operators-admin olm-operators-edit olm-operators-view registry-admin registry-editor registry-viewer self-access-reviewer ' +
  'self-provisioner storage-admin sudoer'
).split(' ');

/** Whether a ClusterRole is made for one component of the control plane or of the nodes, and for nobody else. */
export const isComponentRole = (name: string): boolean =>
  name.startsWith('system:controller:') || name.startsWith('system:certificates.k8s.io:') || COMPONENT_ROLES.includes(name);

const COMPONENT_ROLES: readonly string[] = [
  'system:kube-aggregator',
  'system:kube-controller-manager',
  'system:kube-scheduler',
  'system:kubelet-api-admin',
  'system:node',
  'system:node-bootstrapper',
];

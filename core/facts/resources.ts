/** The API groups that own the built-in resources, and what can be done with them. Source: kubernetes.io/docs/reference/kubernetes-api, Kubernetes 1.34. */

const GROUPS: Readonly<Record<string, string>> = {
  '':
    'bindings componentstatuses configmaps endpoints events limitranges namespaces nodes persistentvolumeclaims persistentvolumes pods podtemplates ' +
    'replicationcontrollers resourcequotas secrets serviceaccounts services',
  'admissionregistration.k8s.io':
    'mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations ' +
    'validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations',
  'apiextensions.k8s.io': 'customresourcedefinitions',
  'apiregistration.k8s.io': 'apiservices',
  apps: 'controllerrevisions daemonsets deployments replicasets statefulsets',
  'authentication.k8s.io': 'selfsubjectreviews tokenreviews',
  'authorization.k8s.io': 'localsubjectaccessreviews selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews',
  autoscaling: 'horizontalpodautoscalers',
  batch: 'cronjobs jobs',
  'certificates.k8s.io': 'certificatesigningrequests clustertrustbundles',
  'coordination.k8s.io': 'leases',
  'discovery.k8s.io': 'endpointslices',
  'flowcontrol.apiserver.k8s.io': 'flowschemas prioritylevelconfigurations',
  'networking.k8s.io': 'ingressclasses ingresses ipaddresses networkpolicies servicecidrs',
  'node.k8s.io': 'runtimeclasses',
  policy: 'poddisruptionbudgets',
  'rbac.authorization.k8s.io': 'clusterrolebindings clusterroles rolebindings roles',
  'resource.k8s.io': 'deviceclasses resourceclaims resourceclaimtemplates resourceslices',
  'scheduling.k8s.io': 'priorityclasses',
  'storage.k8s.io': 'csidrivers csinodes csistoragecapacities storageclasses volumeattachments',
};

/** Belong to no namespace. */
const OF_CLUSTER =
  'componentstatuses namespaces nodes persistentvolumes mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations ' +
  'validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations customresourcedefinitions apiservices ' +
  'selfsubjectreviews tokenreviews selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews certificatesigningrequests ' +
  'clustertrustbundles flowschemas prioritylevelconfigurations ingressclasses ipaddresses servicecidrs runtimeclasses clusterrolebindings ' +
  'clusterroles deviceclasses resourceslices priorityclasses csidrivers csinodes storageclasses volumeattachments';

const CLUSTER: ReadonlySet<string> = new Set(OF_CLUSTER.split(' '));

/** Some that only the authorizer knows, and some of others. */
const OTHERS_OF_CLUSTER: ReadonlySet<string> = new Set([
  'users.',
  'groups.',
  'signers.certificates.k8s.io',
  'nodes.authentication.k8s.io',
  'users.authentication.k8s.io',
  'groups.authentication.k8s.io',
  'uids.authentication.k8s.io',
  'userextras.authentication.k8s.io',
  'ciliumclusterwidenetworkpolicies.cilium.io',
  'globalnetworkpolicies.crd.projectcalico.org',
  'globalnetworkpolicies.projectcalico.org',
]);

/** What can be done with most resources. */
const ORDINARY = 'get list watch create update patch delete deletecollection';

/** What can be done with the others; subresources of nodes that only the kubelet serves are left out, as it takes what verbs it likes. */
const VERBS: Readonly<Record<string, string>> = {
  bindings: 'create',
  componentstatuses: 'get list',
  localsubjectaccessreviews: 'create',
  selfsubjectaccessreviews: 'create',
  selfsubjectreviews: 'create',
  selfsubjectrulesreviews: 'create',
  subjectaccessreviews: 'create',
  tokenreviews: 'create',
  namespaces: 'get list watch create update patch delete',
  'namespaces/finalize': 'update',
  'nodes/proxy': 'get create update patch delete',
  'pods/attach': 'get create',
  'pods/binding': 'create',
  'pods/ephemeralcontainers': 'get update patch',
  'pods/eviction': 'create',
  'pods/exec': 'get create',
  'pods/log': 'get',
  'pods/portforward': 'get create',
  'pods/proxy': 'get create update patch delete',
  'pods/resize': 'get update patch',
  'services/proxy': 'get create update patch delete',
  'serviceaccounts/token': 'create',
  'certificatesigningrequests/approval': 'get update patch',
  roles: `${ORDINARY} escalate bind`,
  clusterroles: `${ORDINARY} escalate bind`,
  serviceaccounts: `${ORDINARY} impersonate`,
};

const OWNERS: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS).flatMap(([group, names]) => names.split(' ').map(it => [it, group])),
);

/** The group of a built-in resource, its subresources included (`pods/exec`); undefined for any other. Events are in two groups: the core one is given. */
export const groupOf = (resource: string): string | undefined => OWNERS.get(resource.split('/')[0]!);

/** Whether an API group is one of Kubernetes itself, all of whose resources are known here. */
export const isBuiltInGroup = (group: string): boolean => Object.hasOwn(GROUPS, group);

/** Whether a resource only answers questions, so that creating one changes nothing. */
export const isReview = (group: string, resource: string): boolean =>
  (group === 'authentication.k8s.io' || group === 'authorization.k8s.io') && resource.endsWith('reviews');

/**
 * Whether objects of a resource, or of what it is a subresource of, belong to no namespace: a Role grants nothing on them. A request
 * about one namespace counts as a request in it. Known of built-in resources, and of some that rules ask about.
 */
export function isOfCluster(group: string, resource: string): boolean {
  const base = resource.split('/')[0]!;
  return base !== 'namespaces' && ((OWNERS.get(base) === group && CLUSTER.has(base)) || OTHERS_OF_CLUSTER.has(`${base}.${group}`));
}

/** The resources of a built-in group, without subresources; only those that belong to a namespace, where a Role is to name them. */
export const resourcesOf = (group: string, ofNamespace: boolean): readonly string[] =>
  (isBuiltInGroup(group) ? GROUPS[group]!.split(' ') : []).filter(it => !ofNamespace || !CLUSTER.has(it));

/** What can be done with a built-in resource or subresource; undefined for what is not known. */
export function verbsOf(resource: string): readonly string[] | undefined {
  const special = Object.hasOwn(VERBS, resource) ? VERBS[resource] : undefined;
  if (special !== undefined) return special.split(' ');
  if (/\/(?:status|scale)$/.test(resource)) return ['get', 'update', 'patch'];
  return OWNERS.has(resource) ? ORDINARY.split(' ') : undefined;
}

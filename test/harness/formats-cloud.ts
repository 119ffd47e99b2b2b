/** One component's settings as clouds and their tools write them: kOps, Gardener, EKS, OpenShift. */

import { stringify } from 'yaml';
import type { ComponentName } from '../../core/model/component.ts';
import { KUBELET_FIELDS } from '../../core/adapters/componentconfigfields.ts';
import type { Field } from '../../core/adapters/fields.ts';
import { KOPS_FIELDS } from '../../core/adapters/kopsfields.ts';
import { isOverruledByKops } from '../../core/facts/kops.ts';
import { suppliedTo } from '../../core/adapters/kops.ts';
import type { Format, Settings } from './formats.ts';
import type { Files } from './workspace.ts';

export const CLOUD_FORMATS: readonly Format[] = [
  {
    name: 'kOps Cluster',
    supplied: (name, all) =>
      suppliedTo(name, { version: undefined, authorization: hasMode(all) ? 'rbac' : 'none', hasAuthentication: false }),
    write: kopsCluster,
    cannotFix: [
      // kOps has a switch for it, which needs a secret that no file holds.
      'apiserver/require-encryption-provider-config',
    ],
  },
  { name: 'kOps Cluster, parts', isPart: true, hasKeys: true, write: kopsParts },
  { name: 'kOps InstanceGroup', isPart: true, hasKeys: true, write: kopsGroup },
  { name: 'Gardener Shoot', isPart: true, hasKeys: true, write: gardenerShoot },
  { name: 'eksctl ClusterConfig', isPart: true, hasKeys: true, write: eksctl },
  {
    name: 'EKS NodeConfig, config',
    isPart: true,
    hasKeys: true,
    write: (name, all) => eksNode(name, 'config', inFields(all, KUBELET_FIELDS)),
  },
  {
    name: 'EKS NodeConfig, flags',
    isPart: true,
    write: (name, all) =>
      eksNode(
        name,
        'flags',
        all.map(([flag, value]) => `--${flag}=${value}`),
      ),
  },
  { name: 'OpenShift KubeletConfig', isPart: true, hasKeys: true, write: openshiftKubelet },
  { name: 'OpenShift KubeAPIServerConfig', isPart: true, hasKeys: true, write: openshiftConfiguration },
  { name: 'OpenShift MasterConfig and NodeConfig', isPart: true, hasKeys: true, write: openshift3 },
];

type Mapping = Readonly<Record<string, unknown>>;

const hasMode = (all: Settings): boolean => all.some(([flag]) => flag === 'authorization-mode');

/** The settings as keys; undefined where one has no key, or the key cannot say it. */
function inFields(all: Settings, table: readonly Field[]): Mapping | undefined {
  const root: Record<string, unknown> = {};
  for (const [flag, value] of all) {
    const field = table.find(it => it.flag === flag);
    const data = field && dataOf(field, value);
    if (!field || data === undefined || all.filter(it => it[0] === flag).length > 1) return undefined;
    let holder = root;
    for (const step of field.path.slice(0, -1)) holder = (holder[String(step)] ??= {}) as Record<string, unknown>;
    holder[String(field.path.at(-1))] = data;
  }
  return root;
}

function dataOf({ type, isUnsetByZero }: Field, value: string): unknown {
  if (value === '' || (isUnsetByZero && /^0/.test(value))) return undefined;
  if (type === 'boolean') return /^(?:true|false)$/.test(value) ? value === 'true' : undefined;
  if (type === 'number') return /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
  if (type === 'list') return value.split(',');
  if (type === 'map') {
    const pairs = value.split(',').map(it => it.split('='));
    return pairs.every(it => it.length === 2)
      ? Object.fromEntries(pairs.map(([key, it]) => [key!, it === 'true' || (it === 'false' ? false : it)]))
      : undefined;
  }
  return type === 'text' ? value : undefined;
}

const document = (path: string, apiVersion: string, kind: string, rest: Mapping): Files => ({
  [path]: `# ours\n${stringify({ apiVersion, kind, ...rest })}`,
});

const KOPS: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver': 'kubeAPIServer',
  'kube-controller-manager': 'kubeControllerManager',
  'kube-scheduler': 'kubeScheduler',
  kubelet: 'kubelet',
  'kube-proxy': 'kubeProxy',
};

/** What kOps may overrule is not known, whatever is written. */
const isOverruled = (name: ComponentName, all: Settings): boolean => name === 'kube-apiserver' && all.some(it => isOverruledByKops(...it));

/** The programs of which a Cluster says all. */
function kopsCluster(name: ComponentName, all: Settings): Files | undefined {
  if (isOverruled(name, all) || (name !== 'kube-apiserver' && name !== 'kube-controller-manager')) return undefined;
  const modes = all.filter(it => it[0] === 'authorization-mode').map(it => it[1]);
  const isSwitch = modes.length === 1 && /^(?:Node,RBAC|AlwaysAllow)$/.test(modes[0]!);
  const section = inFields(isSwitch ? all.filter(it => it[0] !== 'authorization-mode') : all, KOPS_FIELDS[name]!);
  if (!section) return undefined;
  return document('kops/cluster.yaml', 'kops.k8s.io/v1alpha2', 'Cluster', {
    metadata: { name: 'a.example.com' },
    spec: {
      ...(modes.length ? { authorization: modes[0] === 'AlwaysAllow' ? { alwaysAllow: {} } : { rbac: {} } } : {}),
      etcdClusters: [{ name: 'main' }],
      ...(Object.keys(section).length ? { [KOPS[name]!]: section } : {}),
    },
  });
}

function kopsParts(name: ComponentName, all: Settings): Files | undefined {
  const section = KOPS_FIELDS[name] && !hasMode(all) && !isOverruled(name, all) && all.length && inFields(all, KOPS_FIELDS[name]);
  return section ? document('kops/cluster.yaml', 'kops.k8s.io/v1alpha2', 'Cluster', { spec: { [KOPS[name]!]: section } }) : undefined;
}

function kopsGroup(name: ComponentName, all: Settings): Files | undefined {
  const section = name === 'kubelet' && all.length && inFields(all, KOPS_FIELDS[name]!);
  return section ? document('kops/nodes.yaml', 'kops.k8s.io/v1alpha2', 'InstanceGroup', { spec: { kubelet: section } }) : undefined;
}

/** Keys of a Shoot that stand for flags that some rule is about. */
const GARDENER: Readonly<Partial<Record<ComponentName, Readonly<Record<string, readonly [path: string, type: Field['type']]>>>>> = {
  'kube-apiserver': {
    'anonymous-auth': ['enableAnonymousAuthentication', 'boolean'],
    'feature-gates': ['featureGates', 'map'],
    'oidc-client-id': ['oidcConfig.clientID', 'text'],
    'oidc-groups-claim': ['oidcConfig.groupsClaim', 'text'],
    'oidc-groups-prefix': ['oidcConfig.groupsPrefix', 'text'],
    'oidc-issuer-url': ['oidcConfig.issuerURL', 'text'],
    'oidc-username-claim': ['oidcConfig.usernameClaim', 'text'],
    'oidc-username-prefix': ['oidcConfig.usernamePrefix', 'text'],
    'runtime-config': ['runtimeConfig', 'map'],
    'tls-min-version': ['tlsMinVersion', 'text'],
  },
  kubelet: {
    'feature-gates': ['featureGates', 'map'],
    'pod-max-pids': ['podPidsLimit', 'number'],
    'protect-kernel-defaults': ['protectKernelDefaults', 'boolean'],
    'seccomp-default': ['seccompDefault', 'boolean'],
    'streaming-connection-idle-timeout': ['streamingConnectionIdleTimeout', 'text'],
  },
};

function gardenerShoot(name: ComponentName, all: Settings): Files | undefined {
  const table = Object.entries(GARDENER[name] ?? {}).map(([flag, [path, type]]) => ({
    flag,
    path: path.split('.'),
    type,
    initial: undefined,
    isUnsetByZero: false,
  }));
  const section = all.length ? inFields(all, table) : undefined;
  return section && document('shoot.yaml', 'core.gardener.cloud/v1beta1', 'Shoot', { spec: { kubernetes: { [KOPS[name]!]: section } } });
}

function eksctl(name: ComponentName, all: Settings): Files | undefined {
  const isOurs = ({ path: [key] }: Field): boolean =>
    !/^(?:address|clusterDomain|authentication|authorization|serverTLSBootstrap)$/.test(String(key));
  const section = name === 'kubelet' && all.length && inFields(all, KUBELET_FIELDS.filter(isOurs));
  return section
    ? document('eks.yaml', 'eksctl.io/v1alpha5', 'ClusterConfig', { nodeGroups: [{ name: 'one', kubeletExtraConfig: section }] })
    : undefined;
}

const eksNode = (name: ComponentName, key: string, data: unknown): Files | undefined =>
  name === 'kubelet' && data && Object.keys(data).length
    ? document('node.yaml', 'node.eks.aws/v1alpha1', 'NodeConfig', { spec: { kubelet: { [key]: data } } })
    : undefined;

function openshiftKubelet(name: ComponentName, all: Settings): Files | undefined {
  const section = name === 'kubelet' && all.length && inFields(all, KUBELET_FIELDS);
  return section
    ? document('kubelet.yaml', 'machineconfiguration.openshift.io/v1', 'KubeletConfig', { spec: { kubeletConfig: section } })
    : undefined;
}

/** A flag that is given more than once, and one that separates by commas, are lists. */
const inLists = (all: Settings): Mapping =>
  Object.fromEntries(
    all.map(([flag]) => [flag, all.filter(it => it[0] === flag).flatMap(it => (SEPARATED.test(flag) ? it[1].split(',') : it[1]))]),
  );

const SEPARATED = /^(?:enable-admission-plugins|tls-cipher-suites|authorization-mode|feature-gates)$/;

function openshiftConfiguration(name: ComponentName, all: Settings): Files | undefined {
  const api = 'kubecontrolplane.config.openshift.io/v1';
  if (!all.length) return undefined;
  if (name === 'kube-apiserver') return document('config.yaml', api, 'KubeAPIServerConfig', { apiServerArguments: inLists(all) });
  if (name !== 'kube-controller-manager') return undefined;
  return document('config.yaml', api, 'KubeControllerManagerConfig', { extendedArguments: inLists(all) });
}

const OPENSHIFT_3: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver': 'apiServerArguments',
  'kube-controller-manager': 'controllerArguments',
  'kube-scheduler': 'schedulerArguments',
  kubelet: 'kubeletArguments',
  'kube-proxy': 'proxyArguments',
};

function openshift3(name: ComponentName, all: Settings): Files | undefined {
  const key = OPENSHIFT_3[name];
  if (!key || !all.length) return undefined;
  return name === 'kubelet' || name === 'kube-proxy'
    ? document('node-config.yaml', 'v1', 'NodeConfig', { [key]: inLists(all) })
    : document('master-config.yaml', 'v1', 'MasterConfig', { kubernetesMasterConfig: { [key]: inLists(all) } });
}

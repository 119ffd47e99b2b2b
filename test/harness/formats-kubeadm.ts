/** One component's settings as those write them that have kubeadm do the work: Cluster API, kind, operators; and in kubeadm's other documents. */

import type { ComponentName } from '../../core/model/component.ts';
import { suppliedByKubeadm } from '../../core/facts/kubeadm.ts';
import type { Format, Settings } from './formats.ts';
import type { Files } from './workspace.ts';

export const kubeadmFormats: readonly Format[] = [
  { name: 'Cluster API v1beta1', supplied: suppliedByClusterApi, write: (name, all) => controlPlane('v1beta1', name, all) },
  { name: 'Cluster API v1beta2', supplied: suppliedByClusterApi, write: (name, all) => controlPlane('v1beta2', name, all) },
  { name: 'Cluster API patch', isPart: true, write: clusterApiPatch },
  { name: 'ClusterClass', isPart: true, write: clusterClass },
  { name: 'KubeadmConfigTemplate', isPart: true, write: configTemplate },
  { name: 'kubeadm v1alpha1', isPart: true, write: firstVersion },
  { name: 'kubeadm v1alpha3', isPart: true, write: lastAlpha },
  { name: 'kubeadm InitConfiguration v1beta3', isPart: true, write: (name, all) => kubelet('v1beta3', 'InitConfiguration', name, all) },
  { name: 'kubeadm JoinConfiguration v1beta4', isPart: true, write: (name, all) => kubelet('v1beta4', 'JoinConfiguration', name, all) },
  { name: 'patch of kind', isPart: true, write: kindPatch },
  { name: 'JSON patch of kind', isPart: true, write: kindJsonPatch },
  { name: 'EKS Anywhere', isPart: true, write: eksAnywhere },
  { name: 'Kamaji', isPart: true, write: kamaji },
];

const quoted = (text: string): string => JSON.stringify(text);

const areUnique = (all: Settings): boolean => new Set(all.map(it => it[0])).size === all.length;

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** Arguments under a key, as a mapping or as a list; nothing where there are none. */
function listed(key: string, all: Settings, isList: boolean): string {
  if (!all.length) return '';
  const entries = all.map(([flag, value]) =>
    isList ? `  - name: ${flag}\n    value: ${quoted(value)}\n` : `  ${flag}: ${quoted(value)}\n`,
  );
  return `${key}:\n${entries.join('')}`;
}

/** Where a ClusterConfiguration has them, since `v1beta1`. */
const SECTIONS: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  'kube-apiserver': ['apiServer'],
  'kube-controller-manager': ['controllerManager'],
  'kube-scheduler': ['scheduler'],
  etcd: ['etcd', 'local'],
};

function clusterConfiguration(name: ComponentName, all: Settings, isList: boolean): string | undefined {
  const path = SECTIONS[name];
  if (!path || !(isList || areUnique(all))) return undefined;
  const inner = listed('extraArgs', all, isList);
  return inner && path.reduceRight((text, key) => `${key}:\n${indented(text, 2)}`, inner);
}

/** What Cluster API puts in from the Cluster is not known. */
function suppliedByClusterApi(name: ComponentName): Readonly<Record<string, string | undefined>> {
  const nothing = { version: undefined, certificatesDir: undefined, etcdDataDir: undefined, serviceSubnet: undefined };
  const supplied = suppliedByKubeadm(name, {
    ...nothing,
    etcd: 'local',
    podSubnet: undefined,
    dnsDomain: undefined,
    clusterName: undefined,
  });
  const hidden = {
    'kube-apiserver': ['secure-port', 'service-account-issuer', 'service-cluster-ip-range'],
    'kube-controller-manager': ['allocate-node-cidrs', 'cluster-cidr', 'cluster-name', 'service-cluster-ip-range'],
  }[String(name)];
  return { ...supplied, ...Object.fromEntries((hidden ?? []).map(it => [it, undefined])) };
}

/** Folders that the machines have files in: fixes may name others there. */
const FOLDERS = ['audit', 'encryption', 'admission', 'authentication', 'authorization', 'pki'];

function controlPlane(version: 'v1beta1' | 'v1beta2', name: ComponentName, all: Settings): Files | undefined {
  const configuration = clusterConfiguration(name, all, version === 'v1beta2');
  if (configuration === undefined) return undefined;
  return {
    'cluster/control-plane.yaml': `apiVersion: controlplane.cluster.x-k8s.io/${version}
kind: KubeadmControlPlane
metadata:
  name: production
spec:
  version: "\${KUBERNETES_VERSION}"
  machineTemplate: {}
  kubeadmConfigSpec:
    files:
${FOLDERS.map(it => `    - {path: /etc/kubernetes/${it}/file, contentFrom: {secret: {name: a, key: b}}}\n`).join('')}    clusterConfiguration:
      certificatesDir: /etc/kubernetes/pki
${indented(configuration, 6)}`,
  };
}

function clusterApiPatch(name: ComponentName, all: Settings): Files | undefined {
  const configuration = clusterConfiguration(name, all, false);
  return configuration
    ? {
        'patch-args.yaml': `apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: {name: production}
spec:
  kubeadmConfigSpec:
    clusterConfiguration:
${indented(configuration, 6)}`,
      }
    : undefined;
}

function clusterClass(name: ComponentName, all: Settings): Files | undefined {
  const path = SECTIONS[name];
  if (!path || !areUnique(all)) return undefined;
  const base = `/spec/template/spec/kubeadmConfigSpec/clusterConfiguration/${path.join('/')}/extraArgs`;
  return {
    'class.yaml': `apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata: {name: production}
spec:
  patches:
  - name: arguments
    definitions:
    - selector: {apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlaneTemplate}
      jsonPatches:
      - op: add
        path: ${base}
        value:
          v: "2"
${indented(listed('x', all, false).split('\n').slice(1).join('\n'), 8)}`,
  };
}

function configTemplate(name: ComponentName, all: Settings): Files | undefined {
  if (name !== 'kubelet') return undefined;
  return {
    'workers.yaml': `apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata: {name: workers}
spec:
  template:
    spec:
      joinConfiguration:
        nodeRegistration:
          kubeletExtraArgs:
          - {name: v, value: "2"}
${indented(listed('x', all, true).split('\n').slice(1).join('\n'), 8)}`,
  };
}

function firstVersion(name: ComponentName, all: Settings): Files | undefined {
  const key = {
    'kube-apiserver': 'apiServerExtraArgs',
    'kube-controller-manager': 'controllerManagerExtraArgs',
    'kube-scheduler': 'schedulerExtraArgs',
  }[String(name)];
  const start = 'apiVersion: kubeadm.k8s.io/v1alpha1\nkind: MasterConfiguration\n';
  if (!areUnique(all) || !(key || name === 'etcd')) return undefined;
  return {
    'kubeadm.yaml': `${start}${key ? listed(key, all, false) : `etcd:\n  image: ""\n${indented(listed('extraArgs', all, false), 2)}`}`,
  };
}

function lastAlpha(name: ComponentName, all: Settings): Files | undefined {
  if (name !== 'etcd' || !areUnique(all)) return undefined;
  return {
    'kubeadm.yaml': `apiVersion: kubeadm.k8s.io/v1alpha3\nkind: ClusterConfiguration\n${clusterConfiguration(name, all, false) ?? ''}`,
  };
}

function nodeConfiguration(version: 'v1beta3' | 'v1beta4', kind: string, name: ComponentName, all: Settings): string | undefined {
  if (name !== 'kubelet' || !(version === 'v1beta4' || areUnique(all))) return undefined;
  const own = indented(listed('kubeletExtraArgs', [['v', '2'], ...all], version === 'v1beta4'), 2);
  return `apiVersion: kubeadm.k8s.io/${version}\nkind: ${kind}\nnodeRegistration:\n${own}`;
}

function kubelet(version: 'v1beta3' | 'v1beta4', kind: string, name: ComponentName, all: Settings): Files | undefined {
  const text = nodeConfiguration(version, kind, name, all);
  return text === undefined ? undefined : { 'node.yaml': text };
}

function kindPatch(name: ComponentName, all: Settings): Files | undefined {
  const configuration = clusterConfiguration(name, all, false);
  const patch =
    configuration === undefined
      ? nodeConfiguration('v1beta3', 'JoinConfiguration', name, all)
      : `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n${configuration}`;
  return patch === undefined
    ? undefined
    : { 'kind.yaml': `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nkubeadmConfigPatches:\n- |\n${indented(patch, 2)}nodes: []\n` };
}

function kindJsonPatch(name: ComponentName, all: Settings): Files | undefined {
  const path = SECTIONS[name];
  if (!path || !areUnique(all)) return undefined;
  const value = indented(listed('value', [['v', '2'], ...all], false), 2);
  const patch = `- op: add\n  path: /${path.join('/')}/extraArgs\n${value}`;
  return {
    'kind.yaml': `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatchesJSON6902:
- group: kubeadm.k8s.io
  version: v1beta3
  kind: ClusterConfiguration
  patch: |
${indented(patch, 4)}`,
  };
}

function eksAnywhere(name: ComponentName, all: Settings): Files | undefined {
  if (name !== 'kube-apiserver' || !areUnique(all)) return undefined;
  return {
    'cluster.yaml': `apiVersion: anywhere.eks.amazonaws.com/v1alpha1
kind: Cluster
metadata: {name: production}
spec:
  controlPlaneConfiguration:
${indented(listed('apiServerExtraArgs', [['v', '2'], ...all], false), 4)}`,
  };
}

function kamaji(name: ComponentName, all: Settings): Files | undefined {
  const key = name === 'etcd' ? undefined : SECTIONS[name]?.[0];
  if (!key) return undefined;
  const own = all.map(([flag, value]) => `        - ${quoted(`--${flag}=${value}`)}\n`).join('');
  return {
    'tenant.yaml': `apiVersion: kamaji.clastix.io/v1alpha1
kind: TenantControlPlane
metadata: {name: tenant}
spec:
  controlPlane:
    deployment:
      extraArgs:
        ${key}:
        - --v=2
${own}`,
  };
}

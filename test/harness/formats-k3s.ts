/** Settings of a component in the formats of k3s, RKE2 and RKE, k0s, and what those pass besides. */

import type { ComponentName } from '../../core/model/component.ts';
import type { Format, Settings } from './formats.ts';
import { K3S_DATA, suppliedByK3s } from '../../core/facts/k3s.ts';
import { RKE2_DATA, suppliedByRke2 } from '../../core/facts/rke2.ts';
import { suppliedByK0s } from '../../core/facts/k0s.ts';

export function k3sFormats(): readonly Format[] {
  return [
    {
      name: 'k3s configuration',
      supplied: suppliedToK3s,
      write: (name, all) => configuration('etc/rancher/k3s/config.yaml', 'cluster-init: true\n', name, all),
    },
    {
      name: 'RKE2 configuration',
      supplied: suppliedToRke2,
      write: (name, all) => configuration('etc/rancher/rke2/config.yaml', 'cni: cilium\n', name, all),
    },
    { name: 'k3s unit', supplied: suppliedToK3s, write: (name, all) => unit('k3s', 'cluster-init', name, all) },
    { name: 'RKE2 unit', supplied: suppliedToRke2, write: (name, all) => unit('rke2', 'cni=cilium', name, all) },
    { name: 'RKE2ControlPlane', supplied: suppliedToRke2, write: rke2ControlPlane },
    { name: 'k0s ClusterConfig', supplied: name => suppliedByK0s(name, true), write: k0sCluster },
    { name: 'Rancher cluster', isPart: true, write: rancherCluster },
    { name: 'k3d configuration', isPart: true, write: k3dCluster },
    { name: 'RKE cluster', isPart: true, write: rkeCluster },
    {
      name: 'k3s configuration, drop-in',
      isPart: true,
      write: (name, all) => configuration('etc/rancher/k3s/config.yaml.d/10-arguments.yaml', 'tls-san+: [k3s.example.com]\n', name, all),
    },
  ];
}

const suppliedToK3s = (name: ComponentName): Readonly<Record<string, string | undefined>> =>
  suppliedByK3s(name, { version: undefined, dataDir: K3S_DATA, etcd: 'own' });

const suppliedToRke2 = (name: ComponentName): Readonly<Record<string, string | undefined>> =>
  suppliedByRke2(name, { version: undefined, dataDir: RKE2_DATA, etcd: 'own', isHardened: false, hasAuditPolicy: false });

/** What etcd's own file has in sections, its arguments cannot say. */
const NESTED = /(?:^|-)(?:ca-file|cert-file|key-file|client-cert-auth|client-cert-file|client-key-file|auto-tls|crl-file)$/;

function configuration(path: string, own: string, name: ComponentName, all: Settings): Record<string, string> | undefined {
  if (name === 'etcd' && all.some(([flag]) => NESTED.test(flag))) return undefined;
  const items = all.map(([flag, value]) => `  - ${JSON.stringify(`${flag}=${value}`)}\n`);
  return { [path]: `# servers\n${own}${items.length ? `${name}-arg:\n${items.join('')}` : ''}` };
}

/** As its installer writes it: a word a line, each in quotes. Some argument has to be there. */
function unit(program: 'k3s' | 'rke2', own: string, name: ComponentName, all: Settings): Record<string, string> | undefined {
  if (all.some(([flag, value]) => (name === 'etcd' && NESTED.test(flag)) || value.includes("'"))) return undefined;
  const words = [`--${own}`, '--kube-proxy-arg=v=2', ...all.map(([flag, value]) => `--${name}-arg=${flag}=${value}`)];
  return {
    [`${program}.service`]: `[Unit]\nDescription=Lightweight Kubernetes\n\n[Service]\nExecStart=/usr/local/bin/${program} \\\n    server \\\n${words
      .map(it => `\t'${it}' \\\n`)
      .join('')}\nRestart=always\n`,
  };
}

const hasNested = (name: ComponentName, all: Settings): boolean => name === 'etcd' && all.some(([flag]) => NESTED.test(flag));

function rke2ControlPlane(name: ComponentName, all: Settings): Record<string, string> | undefined {
  if (hasNested(name, all)) return undefined;
  const path = {
    'kube-apiserver': ['serverConfig', 'kubeAPIServer'],
    'kube-controller-manager': ['serverConfig', 'kubeControllerManager'],
    'kube-scheduler': ['serverConfig', 'kubeScheduler'],
    kubelet: ['agentConfig', 'kubelet'],
    'kube-proxy': ['agentConfig', 'kubeProxy'],
    etcd: ['serverConfig', 'etcd', 'customConfig'],
  }[name];
  const keys = path.map((key, depth) => `${'  '.repeat(depth + 1)}${key}:\n`).join('');
  const indent = '  '.repeat(path.length + 1);
  const items = all.map(([flag, value]) => `${indent}- ${JSON.stringify(`--${flag}=${value}`)}\n`).join('');
  return {
    'rke2.yaml': `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: RKE2ControlPlane\nmetadata:\n  name: production\nspec:\n  replicas: 3\n${items && `${keys}${indent}extraArgs:\n${items}`}`,
  };
}

/** A flag stands there once. */
const isTwice = (all: Settings): boolean => new Set(all.map(it => it[0])).size < all.length;

const mapped = (indent: string, all: Settings): string =>
  all.map(([flag, value]) => `${indent}${flag}: ${JSON.stringify(value)}\n`).join('');

function k0sCluster(name: ComponentName, all: Settings): Record<string, string> | undefined {
  const path = {
    'kube-apiserver': ['api'],
    'kube-controller-manager': ['controllerManager'],
    'kube-scheduler': ['scheduler'],
    etcd: ['storage', 'etcd'],
  }[name as string];
  if (!path || isTwice(all)) return undefined;
  const keys = path.map((key, depth) => `${'  '.repeat(depth + 1)}${key}:\n`).join('');
  const indent = '  '.repeat(path.length + 1);
  const args = all.length ? `${keys}${indent}extraArgs:\n${mapped(`${indent}  `, all)}` : '';
  return {
    'k0s.yaml': `apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\nmetadata:\n  name: k0s\nspec:\n  installConfig: {}\n${args}`,
  };
}

function rancherCluster(name: ComponentName, all: Settings): Record<string, string> | undefined {
  if (hasNested(name, all)) return undefined;
  const items = all.map(([flag, value]) => `        - ${JSON.stringify(`${flag}=${value}`)}\n`).join('');
  return {
    'cluster.yaml': `apiVersion: provisioning.cattle.io/v1\nkind: Cluster\nmetadata:\n  name: production\nspec:\n  rkeConfig:\n    machineGlobalConfig:\n      cni: calico\n${items && `      ${name}-arg:\n${items}`}`,
  };
}

function k3dCluster(name: ComponentName, all: Settings): Record<string, string> | undefined {
  // Nothing is added to it.
  if (name === 'etcd' || !all.length || all.some(it => it[1] === '')) return undefined;
  const items = all
    .map(([flag, value]) => `      - arg: ${JSON.stringify(`--${name}-arg=${flag}=${value}`)}\n        nodeFilters: ["all:*"]\n`)
    .join('');
  return { 'k3d.yaml': `apiVersion: k3d.io/v1alpha5\nkind: Simple\noptions:\n  k3s:\n    extraArgs:\n${items}` };
}

function rkeCluster(name: ComponentName, all: Settings): Record<string, string> | undefined {
  if (isTwice(all)) return undefined;
  const service = {
    'kube-apiserver': 'kube-api',
    'kube-controller-manager': 'kube-controller',
    'kube-scheduler': 'scheduler',
    'kube-proxy': 'kubeproxy',
  }[name as string];
  return {
    'cluster.yml': `nodes:\n- address: 10.0.0.4\n  role: [controlplane, etcd, worker]\nservices:\n  ${service ?? name}:\n    extra_args:\n${mapped('      ', all)}`,
  };
}

/** What follows from the settings of a k3s or RKE2 node, whether they stand in its file or on its command line. */

import { COMPONENTS, type ComponentName } from '../model/component.ts';
import { encryptionFile, K3S_DATA, suppliedByK3s } from '../facts/k3s.ts';
import { RKE2_DATA, suppliedByRke2 } from '../facts/rke2.ts';
import { normalBoolean } from '../facts/flags.ts';
import type { Program } from '../source.ts';

export interface K3sNode {
  /** Undefined where it may be either: then nothing is known of what is not written. */
  readonly distribution: 'k3s' | 'RKE2' | undefined;
  /** `X.Y`. */
  readonly version: string | undefined;
  /** What is written for a key, which is also a flag; undefined where nothing is, or a template decides. */
  text(key: string): string | undefined;
  /** Whether the key is certainly not written. */
  lacks(key: string): boolean;
}

/** The programs of a server that its settings do not turn off; where it is not certain that a node is one, those of an agent. */
export function componentsOf(node: K3sNode, role: 'server' | 'agent' | undefined): ComponentName[] {
  const names = role === 'server' ? COMPONENTS : AGENT;
  return names.filter(it => !isOn(node, `disable-${SHORT[it] ?? it}`));
}

const AGENT: readonly ComponentName[] = ['kubelet', 'kube-proxy'];

const SHORT: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver': 'apiserver',
  'kube-controller-manager': 'controller-manager',
  'kube-scheduler': 'scheduler',
  kubelet: 'agent',
};

const isOn = (node: K3sNode, key: string): boolean => normalBoolean(node.text(key) ?? '') === 'true';

/** RKE2 has an etcd on each server; k3s where it founds a cluster of several servers. */
export const hasEtcd = (node: K3sNode): boolean =>
  (node.distribution === 'RKE2' && node.lacks('datastore-endpoint')) || isOn(node, 'cluster-init');

/** Whether a datastore is an etcd, and no other database. */
export const isEtcdEndpoint = (endpoint: string): boolean => /^https?:\/\//.test(endpoint);

/** What is the same in every text about a program of the node. */
export function programOnNode(name: ComponentName, node: K3sNode): Pick<Program, 'distribution' | 'supplied' | 'switches' | 'storage'> {
  const { distribution } = node;
  const hasSwitch = name === 'kube-apiserver' && distribution === 'k3s';
  return {
    distribution,
    supplied: suppliedTo(name, node),
    ...(hasSwitch && {
      switches: { 'encryption-provider-config': { text: 'secrets-encryption: true', value: encryptionOf(node) } },
    }),
    // k3s runs all of it within itself, on the node.
    ...(distribution === 'k3s' && { storage: () => ({ is: 'node' }) }),
  };
}

/** What the API server of k3s is passed with `secrets-encryption`. */
export const encryptionOf = (node: K3sNode): string => encryptionFile(dataDirOf(node) ?? K3S_DATA);

function suppliedTo(name: ComponentName, node: K3sNode): Readonly<Record<string, string | undefined>> {
  const endpoint = node.text('datastore-endpoint');
  const etcd = hasEtcd(node) ? 'own' : endpoint !== undefined && isEtcdEndpoint(endpoint) ? 'external' : undefined;
  const choices = { version: node.version, dataDir: dataDirOf(node), etcd } as const;
  if (node.distribution !== 'RKE2') return suppliedByK3s(name, choices);
  const profile = node.lacks('profile') ? '' : node.text('profile');
  const isHardened = profile === undefined ? undefined : /^cis/.test(profile);
  return suppliedByRke2(name, { ...choices, isHardened, hasAuditPolicy: !node.lacks('audit-policy-file') });
}

function dataDirOf(node: K3sNode): string | undefined {
  if (node.lacks('data-dir')) return node.distribution === 'RKE2' ? RKE2_DATA : K3S_DATA;
  return node.text('data-dir')?.replace(/\/+$/, '');
}

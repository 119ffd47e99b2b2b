/** Clusters of k0s: its own ClusterConfig, and that within a Cluster of k0sctl. */

import type { ComponentName } from '../model/component.ts';
import type { Form } from './form.ts';
import { minorVersion } from '../facts/defaults.ts';
import { namedArguments } from './arguments.ts';
import type { Path } from '../model/value.ts';
import { placeAt, shapedProgram } from './shape.ts';
import { suppliedByK0s } from '../facts/k0s.ts';

export const k0sCluster: Form = {
  kinds: ['ClusterConfig', 'Cluster'],
  matches: root => {
    const kind = root.at('kind').asString();
    const group = root.at('apiVersion').asString()?.split('/')[0];
    return (kind === 'ClusterConfig' && group === 'k0s.k0sproject.io') || (kind === 'Cluster' && group === 'k0sctl.k0sproject.io');
  },
  read(root, { isPart }) {
    const isNested = root.at('kind').asString() === 'Cluster';
    const base: Path = isNested ? ['spec', 'k0s', 'config', 'spec'] : ['spec'];
    const spec = root.at(...base);
    const version = isNested ? minorVersion(root.at('spec', 'k0s', 'version').asString()) : undefined;
    const storage = spec.at('storage');
    const store = storage.at('type');
    const hasEtcd = (store.type === 'absent' || store.asString() === 'etcd') && storage.at('etcd', 'externalCluster').type === 'absent';
    return (
      Object.entries(SECTIONS)
        .filter(([name]) => name !== 'etcd' || hasEtcd)
        .map(([key, path]) => {
          const name = key as ComponentName;
          const section = spec.at(...path);
          return shapedProgram({
            name,
            form: isNested ? 'k0sctl Cluster' : 'k0s ClusterConfig',
            place: placeAt(root, [...base, ...path], [...base, ...path, 'extraArgs']),
            version: name === 'etcd' ? undefined : version,
            distribution: 'k0s',
            supplied: suppliedByK0s(name, hasEtcd),
            shapes: [namedArguments(name, section, 'extraArgs')],
            isPart,
            closed: [root, root.at('spec'), spec, storage],
          });
        })
        // Newer releases take further arguments in a list beside the others.
        .map(it =>
          spec.at(...SECTIONS[it.name as keyof typeof SECTIONS], 'rawArgs').exists && it.completeness === 'whole'
            ? { ...it, completeness: 'open' }
            : it,
        )
    );
  },
};

const SECTIONS = {
  'kube-apiserver': ['api'],
  'kube-controller-manager': ['controllerManager'],
  'kube-scheduler': ['scheduler'],
  etcd: ['storage', 'etcd'],
} as const satisfies Partial<Record<ComponentName, Path>>;

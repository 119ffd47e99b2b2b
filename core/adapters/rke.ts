/** `cluster.yml` of RKE, the first: arguments of the programs that it runs as containers. */

import { COMPONENTS, type ComponentName } from '../model/component.ts';
import type { Form } from './form.ts';
import { minorVersion } from '../facts/defaults.ts';
import { namedArguments } from './arguments.ts';
import { placeAt, shapedProgram } from './shape.ts';

/** What RKE passes besides differs from release to release, so that what is not written is not known. */
export const rkeCluster: Form = {
  kinds: [],
  mayBe: keys => keys.has('services') && keys.has('nodes'),
  matches: root =>
    root.at('nodes').type === 'list' &&
    !root.at('apiVersion').exists &&
    Object.values(SERVICES).some(it => root.at('services', it).type === 'mapping'),
  read: root =>
    COMPONENTS.flatMap(name => {
      const path = ['services', SERVICES[name]];
      const shape = namedArguments(name, root.at(...path), 'extra_args');
      if (!shape.written.length) return [];
      const version = minorVersion(root.at('kubernetes_version').asString());
      return [
        shapedProgram({
          name,
          form: 'RKE cluster',
          place: placeAt(root, path, [...path, 'extra_args']),
          version: name === 'etcd' ? undefined : version,
          distribution: 'RKE',
          shapes: [shape],
          isPart: true,
        }),
      ];
    }),
};

const SERVICES: Readonly<Record<ComponentName, string>> = {
  'kube-apiserver': 'kube-api',
  'kube-controller-manager': 'kube-controller',
  'kube-scheduler': 'scheduler',
  kubelet: 'kubelet',
  'kube-proxy': 'kubeproxy',
  etcd: 'etcd',
};

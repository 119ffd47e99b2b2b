/** Launch configurations of MicroK8s, and bootstrap configurations of Canonical Kubernetes: flags that change the args files of a node. */

import type { ComponentName } from '../model/component.ts';
import type { Form } from './form.ts';
import { namedArguments } from './arguments.ts';
import { shapedProgram } from './shape.ts';

/**
 * Keys as MicroK8s and `k8s` name them. A flag whose value is null is taken away.
 * https://microk8s.io/docs/ref-launch-config, https://documentation.ubuntu.com/canonical-kubernetes/latest/.
 */
const KEYS: Readonly<Record<string, ComponentName>> = {
  extraKubeAPIServerArgs: 'kube-apiserver',
  extraKubeControllerManagerArgs: 'kube-controller-manager',
  extraKubeSchedulerArgs: 'kube-scheduler',
  extraKubeletArgs: 'kubelet',
  extraKubeProxyArgs: 'kube-proxy',
  extraEtcdArgs: 'etcd',
  'extra-node-kube-apiserver-args': 'kube-apiserver',
  'extra-node-kube-controller-manager-args': 'kube-controller-manager',
  'extra-node-kube-scheduler-args': 'kube-scheduler',
  'extra-node-kubelet-args': 'kubelet',
  'extra-node-kube-proxy-args': 'kube-proxy',
};

const has = (keys: Iterable<string>): boolean => [...keys].some(it => Object.hasOwn(KEYS, it));

export const launchConfiguration: Form = {
  kinds: [],
  mayBe: keys => has(keys),
  matches: root => has(root.entries().map(([key]) => key)),
  read: root =>
    Object.entries(KEYS).flatMap(([key, name]) =>
      root.at(key).exists
        ? [
            shapedProgram({
              name,
              form: key.startsWith('extra-') ? 'Canonical Kubernetes bootstrap configuration' : 'MicroK8s launch configuration',
              place: root.at(key).keyPlace,
              version: undefined,
              distribution: 'MicroK8s',
              shapes: [namedArguments(name, root, key, { dashes: '--' })],
              isPart: true,
            }),
          ]
        : [],
    ),
  carries: root =>
    ['extraConfigFiles', 'extra-node-config-files'].flatMap(key =>
      root
        .at(key)
        .entries()
        .map(([path, value]) => ({ value, path })),
    ),
};

/** Machine configurations of Talos Linux, patches to them, and talhelper's lists of such patches. */

import type { Carried } from './carriedfiles.ts';
import type { ComponentName } from '../model/component.ts';
import { fields } from './fields.ts';
import type { Form, FormSource } from './form.ts';
import { KUBELET_FIELDS } from './componentconfigfields.ts';
import { minorVersion } from '../facts/defaults.ts';
import { namedArguments } from './arguments.ts';
import { placeAt, shapedProgram, type Shaped } from './shape.ts';
import type { Path, Value } from '../model/value.ts';
import type { Program } from '../source.ts';
import { suppliedByTalos } from '../facts/talos.ts';

/** https://www.talos.dev/latest/reference/configuration/v1alpha1/config/. A document with other keys beside these is something else's. */
export const talosMachine: Form = {
  kinds: [],
  mayBe: keys => keys.has('machine') || keys.has('cluster'),
  matches(root) {
    const keys = root.entries().map(([key]) => key);
    const isOurs = (section: string, known: ReadonlySet<string>): boolean =>
      root
        .at(section)
        .entries()
        .some(([key]) => known.has(key));
    return keys.every(it => ROOT.has(it)) && (isOurs('machine', MACHINE) || isOurs('cluster', CLUSTER));
  },
  read: (root, source) => readMachine(root, source),
  carries: root => [
    ...root
      .at('machine', 'files')
      .items()
      .map(it => ({ value: it.at('content'), path: it.at('path').asString() })),
    ...root
      .at('cluster', 'inlineManifests')
      .items()
      .map(it => ({ value: it.at('contents'), path: 'manifest.yaml' })),
  ],
  inlines: root => [
    { value: root.at('cluster', 'apiServer', 'auditPolicy') },
    // A patch is merged into the entry of the same plugin, an audit policy takes the place of another (`v1alpha1_types.go`).
    ...root
      .at('cluster', 'apiServer', 'admissionControl')
      .items()
      .map(it => ({ value: it.at('configuration'), isPart: !isWholeMachine(root) })),
  ],
};

/** A JSON patch (RFC 6902) of a machine configuration: a list of operations. */
export const talosPatch: Form = {
  kinds: [],
  mayBe: keys => keys.has('op') || keys.has('path'),
  matches: root =>
    root.items().length > 0 &&
    root.items().every(it => it.at('op').exists && /^\/(?:machine|cluster)\//.test(it.at('path').asString() ?? '')),
  read: root => root.items().flatMap(operation),
};

/** talhelper's `talconfig.yaml`: https://budimanjojo.github.io/talhelper/latest/reference/configuration/. */
export const talhelper: Form = {
  kinds: [],
  mayBe: keys => keys.has('clusterName') && keys.has('endpoint') && keys.has('nodes'),
  matches: root => ['clusterName', 'endpoint', 'nodes'].every(it => root.at(it).exists),
  carries: root =>
    [root, root.at('controlPlane'), root.at('worker'), ...root.at('nodes').items()]
      .flatMap(it => it.at('patches').items())
      .map<Carried>(value => ({ value, path: 'patch.yaml', isPart: true })),
};

const ROOT: ReadonlySet<string> = new Set(['version', 'debug', 'persist', 'machine', 'cluster', 'sops']);

/** Keys that no other `machine:` is known to have. */
const MACHINE: ReadonlySet<string> = new Set(
  'kubelet install certSANs sysctls features registries systemDiskEncryption nodeLabels nodeTaints kernel udev seccompProfiles pods'.split(
    ' ',
  ),
);

const CLUSTER: ReadonlySet<string> = new Set(
  (
    'apiServer controllerManager scheduler proxy etcd coreDNS discovery aescbcEncryptionSecret secretboxEncryptionSecret aggregatorCA ' +
    'inlineManifests extraManifests externalCloudProvider adminKubeconfig allowSchedulingOnMasters allowSchedulingOnControlPlanes'
  ).split(' '),
);

/** Where the arguments of each program lie. */
const SECTIONS: Readonly<Partial<Record<ComponentName, Path>>> = {
  'kube-apiserver': ['cluster', 'apiServer'],
  'kube-controller-manager': ['cluster', 'controllerManager'],
  'kube-scheduler': ['cluster', 'scheduler'],
  etcd: ['cluster', 'etcd'],
  'kube-proxy': ['cluster', 'proxy'],
  kubelet: ['machine', 'kubelet'],
};

/** A whole configuration of a node of the control plane has them all; of anything else, only what is written is known. */
function readMachine(root: Value, { isPart }: FormSource): Program[] {
  const isWhole = !isPart && isWholeMachine(root);
  return Object.entries(SECTIONS).flatMap(([key, path]) => {
    const name = key as ComponentName;
    const section = root.at(...path);
    // Talos gives the kubelet and kube-proxy more than a configuration tells.
    const ofMachine = name === 'kubelet' || name === 'kube-proxy';
    if (!section.exists && (ofMachine || !isWhole)) return [];
    return [shapedProgram({ ...described(name, root, path), isPart: !isWhole || ofMachine, closed: [root, root.at(path[0]!), section] })];
  });
}

/** No node starts without the secrets of its cluster: what has none is laid over a configuration that has them. */
function isWholeMachine(root: Value): boolean {
  const isControlPlane = /^(?:controlplane|init)$/.test(root.at('machine', 'type').asString() ?? '');
  const hasSecrets = [root.at('machine', 'token'), root.at('cluster', 'ca')].some(it => it.type !== 'absent' && it.asString() !== '');
  return isControlPlane && hasSecrets && root.at('version').exists && root.at('cluster', 'controlPlane').exists;
}

function described(name: ComponentName, root: Value, path: Path): Omit<Shaped, 'isPart'> {
  const image = /:([^:@]+)(?:@.*)?$/.exec(root.at(...path, 'image').asString() ?? '')?.[1];
  return {
    name,
    form: 'Talos machine configuration',
    place: placeAt(root, path.slice(0, 1), path, [...path, 'extraArgs']),
    distribution: 'Talos',
    version: minorVersion(image),
    // What the kubelet's own configuration says is outranked by its flags.
    shapes: [
      ...(name === 'kubelet' ? [fields(name, root.at(...path, 'extraConfig'), KUBELET_FIELDS)] : []),
      namedArguments(name, root.at(...path), 'extraArgs', { lists: 'allowed' }),
    ],
    supplied: suppliedByTalos(name),
    // Talos runs the programs in Pods that see what `extraVolumes` mounts, and whether that is there cannot be told.
    expose: () => undefined,
  };
}

/** An operation that puts arguments somewhere: all of them, or one. */
function operation(item: Value): Program[] {
  const path = item.at('path').asString() ?? '';
  const found = Object.entries(SECTIONS).find(([, it]) => path.startsWith(`/${it.join('/')}/extraArgs`));
  if (!found || item.at('op').asString() === 'remove') return [];
  const name = found[0] as ComponentName;
  const value = item.at('value');
  const rest = path.slice(`/${found[1].join('/')}/extraArgs`.length);
  if (rest !== '' || value.type !== 'mapping') return [];
  return [
    shapedProgram({
      name,
      form: 'Talos patch',
      place: value.keyPlace,
      version: undefined,
      distribution: 'Talos',
      shapes: [namedArguments(name, item, 'value', { lists: 'allowed' })],
      isPart: true,
    }),
  ];
}

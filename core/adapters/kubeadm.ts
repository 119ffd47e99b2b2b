/** The programs that a kubeadm ClusterConfiguration describes: `extraArgs` of the API server, controller manager, scheduler and local etcd. */

import type { ComponentChange, ComponentName } from '../model/component.ts';
import type { Path, Value } from '../model/value.ts';
import { exposeInKubeadm, storageInKubeadm } from './kubeadmvolumes.ts';
import { type KubeadmChoices, suppliedByKubeadm } from '../facts/kubeadm.ts';
import { placeAt, type Shape, shapedProgram } from './shape.ts';
import { externalEtcd } from './externaletcd.ts';
import type { Form } from './form.ts';
import { isMerged, namesPatches } from './kubeadmstream.ts';
import { minorVersion } from '../facts/defaults.ts';
import { namedArguments } from './arguments.ts';
import type { Program } from '../source.ts';

/** `v1alpha` keeps its arguments elsewhere. */
export const kubeadmCluster: Form = {
  kinds: ['ClusterConfiguration'],
  matches: root =>
    root.at('kind').asString() === 'ClusterConfiguration' && /^kubeadm\.k8s\.io\/v1beta|^$/.test(root.at('apiVersion').asString() ?? ''),
  read: (root, { text, isPart }) =>
    clusterPrograms({
      object: root,
      at: [],
      form: 'kubeadm ClusterConfiguration',
      // Only patches go without a version.
      isPart: isPart || takesLists(root) === undefined || isMerged(text),
      isPatched: () => namesPatches(text),
      takesLists: takesLists(root),
      version: minorVersion(root.at('kubernetesVersion').asString()),
    }),
};

/** Whether arguments are lists of names and values (from v1beta4 on) or mappings; undefined where no version says so. */
export function takesLists(root: Value): boolean | undefined {
  const apiVersion = root.at('apiVersion').asString() ?? '';
  return apiVersion === '' ? undefined : !/\/v1(?:alpha\d+|beta[123])$/.test(apiVersion);
}

/** A ClusterConfiguration, and what is known of it from around it. */
export interface ClusterConfiguration {
  /** The object that holds it. */
  readonly object: Value;
  /** Where in the object. */
  readonly at: Path;
  readonly form: string;
  readonly isPart: boolean;
  /** Whether something that cannot be seen changes the program that kubeadm makes of it. */
  isPatched(name: ComponentName): boolean;
  /** See `takesLists`. */
  readonly takesLists: boolean | undefined;
  /** `X.Y` of Kubernetes. */
  readonly version: string | undefined;
  /** Flags that kubeadm passes with values that come from elsewhere. */
  readonly hidden?: Readonly<Partial<Record<ComponentName, readonly string[]>>>;
  /** Whether the nodes have the files that the program is to see in a directory; by default somebody brings them there. */
  readonly isThere?: (change: ComponentChange & { readonly op: 'exposePath' }) => boolean;
}

/** Every program that kubeadm will start from this configuration, whether or not it mentions it. */
export function clusterPrograms(configuration: ClusterConfiguration): readonly Program[] {
  const root = configuration.object.at(...configuration.at);
  const external = root.at('etcd', 'external');
  const choices: KubeadmChoices = {
    version: configuration.version,
    certificatesDir: root.at('certificatesDir').asString(),
    etcd: external.exists ? 'external' : 'local',
    etcdDataDir: root.at('etcd', 'local', 'dataDir').asString(),
    serviceSubnet: root.at('networking', 'serviceSubnet').asString(),
    podSubnet: root.at('networking', 'podSubnet').asString(),
    dnsDomain: root.at('networking', 'dnsDomain').asString(),
    clusterName: root.at('clusterName').asString(),
  };
  return Object.entries(SECTIONS)
    .filter(([name]) => name !== 'etcd' || !external.exists)
    .map(([name, section]) => programOf(name as ComponentName, root, section, choices, configuration));
}

/** Where each program's section lies. */
const SECTIONS = {
  'kube-apiserver': ['apiServer'],
  'kube-controller-manager': ['controllerManager'],
  'kube-scheduler': ['scheduler'],
  etcd: ['etcd', 'local'],
} as const satisfies Partial<Record<ComponentName, Path>>;

function programOf(
  name: ComponentName,
  root: Value,
  path: readonly string[],
  choices: KubeadmChoices,
  configuration: ClusterConfiguration,
): Program {
  const { object, at, form, isPart, hidden, isThere = () => true } = configuration;
  const own = extraArgs(name, root.at(...path), 'extraArgs', configuration.takesLists);
  const isWritten = (flag: string): boolean => own.written.some(it => it.name === flag);
  const external = name === 'kube-apiserver' ? externalEtcd(root.at('etcd', 'external'), isWritten) : undefined;
  const unseen = Object.fromEntries((hidden?.[name] ?? []).map(it => [it, undefined]));
  const supplied: Record<string, string | undefined> = { ...suppliedByKubeadm(name, choices), ...unseen, ...external?.supplied };
  // The two exclude each other; kubeadm leaves its mode out then.
  if (isWritten('authorization-config')) delete supplied['authorization-mode'];
  const program = shapedProgram({
    name,
    form,
    distribution: 'kubeadm',
    place: placeAt(
      object,
      ...at.map((_, i) => at.slice(0, i + 1)),
      ...[path.slice(0, 1), path, [...path, 'extraArgs']].map(it => [...at, ...it]),
    ),
    version: name === 'etcd' ? minorVersion(root.at('etcd', 'local', 'imageTag').asString()) : choices.version,
    // What the arguments say outranks what kubeadm makes of the rest.
    shapes: external ? [external.shape, own] : [own],
    isPart,
    closed: [object, root, root.at(...path.slice(0, 1)), ...(external ? [root.at('etcd')] : [])],
    supplied,
    storage: file => storageInKubeadm(name, root, path, file, choices),
    expose: change => (isThere(change) ? exposeInKubeadm(name, root, path, change, choices) : undefined),
  });
  // etcd takes its settings from variables as well.
  const isOpen = configuration.isPatched(name) || (name === 'etcd' && root.at(...path, 'extraEnvs').exists);
  return program.completeness === 'whole' && isOpen ? { ...program, completeness: 'open' } : program;
}

/** Arguments as kubeadm takes them. None are added to nothing where no version tells in which shape. */
export function extraArgs(component: ComponentName, parent: Value, key: string, lists: boolean | undefined): Shape {
  const holder = parent.at(key);
  const shape = namedArguments(component, parent, key, { named: lists ?? holder.type === 'list' });
  return {
    ...shape,
    // A value that cannot be known hides no other.
    isClosed: parent.isClosed && holder.isClosed && holder.type !== 'unknown',
    set: (flag, value) => (lists === undefined && !holder.exists ? undefined : shape.set(flag, value)),
  };
}

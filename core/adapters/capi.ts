/** Cluster API's kubeadm provider: KubeadmControlPlane and KubeadmConfig, and the templates of both. */

import { clusterPrograms } from './kubeadm.ts';
import type { Carried } from './carriedfiles.ts';
import type { ComponentChange, ComponentName } from '../model/component.ts';
import { contains } from './mounts.ts';
import type { Form, FormSource } from './form.ts';
import { kubeletPrograms } from './kubeadmnode.ts';
import { minorVersion } from '../facts/defaults.ts';
import type { Path, Value } from '../model/value.ts';
import type { Program } from '../source.ts';

/** Where each kind keeps what it tells kubeadm. */
const CONFIGURATIONS: Readonly<Record<string, Path>> = {
  KubeadmControlPlane: ['spec', 'kubeadmConfigSpec'],
  KubeadmControlPlaneTemplate: ['spec', 'template', 'spec', 'kubeadmConfigSpec'],
  KubeadmConfig: ['spec'],
  KubeadmConfigTemplate: ['spec', 'template', 'spec'],
};

function configurationAt(root: Value): Path | undefined {
  const kind = root.at('kind').asString() ?? '';
  return Object.hasOwn(CONFIGURATIONS, kind) ? CONFIGURATIONS[kind] : undefined;
}

export const capiKubeadm: Form = {
  kinds: Object.keys(CONFIGURATIONS),
  matches: root =>
    configurationAt(root) !== undefined &&
    /^(?:controlplane|bootstrap)\.cluster\.x-k8s\.io\/v1(?:alpha|beta)\d$/.test(root.at('apiVersion').asString() ?? ''),
  read: readCapi,
  carries: root => filesIn(root.at(...configurationAt(root)!, 'files')),
};

/** The files that are written to each machine. What is encoded, or comes from a Secret, is left alone. */
export const filesIn = (list: Value): readonly Carried[] => list.items().flatMap(it => (it.at('encoding').exists ? [] : [carriedFile(it)]));

/** One entry of `files`. */
export const carriedFile = (file: Value): Carried => ({
  value: file.at('content'),
  path: file.at('path').asString(),
  isPart: file.at('append').asBoolean() ?? false,
});

function readCapi(root: Value, source: FormSource): readonly Program[] {
  const at = configurationAt(root)!;
  const spec = root.at(...at);
  const kind = root.at('kind').asString()!;
  const form = `Cluster API ${kind}`;
  const version =
    minorVersion(root.at('spec', 'version').asString()) ?? minorVersion(spec.at('clusterConfiguration', 'kubernetesVersion').asString());
  const takesLists = !/\/v1(?:alpha\d|beta1)$/.test(root.at('apiVersion').asString() ?? '');
  const startsPrograms = kind.startsWith('KubeadmControlPlane') || spec.at('clusterConfiguration').type !== 'absent';
  return [
    ...(startsPrograms
      ? clusterPrograms({
          object: root,
          at: [...at, 'clusterConfiguration'],
          form,
          isPart: source.isPart || isFragment(root, source.path),
          isPatched: name => kind.endsWith('Template') || !spec.isClosed || isPatched(spec, name),
          takesLists,
          version,
          hidden: HIDDEN,
          isThere: change => isOnMachine(spec, change),
        })
      : []),
    ...['initConfiguration', 'joinConfiguration'].flatMap(it =>
      kubeletPrograms({ object: root, at: [...at, it], form, takesLists, version }),
    ),
  ];
}

/** Cluster API fills these from the Cluster, which is another object. Source: `controlplane/kubeadm` and `bootstrap/kubeadm/internal/controllers`. */
const HIDDEN: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  'kube-apiserver': ['secure-port', 'service-account-issuer', 'service-cluster-ip-range'],
  'kube-controller-manager': ['allocate-node-cidrs', 'cluster-cidr', 'cluster-name', 'service-cluster-ip-range'],
};

/** A patch for kustomize: its name says so, or it lacks what each control plane must have. */
const isFragment = (root: Value, path: string): boolean =>
  /(?:^|[/_.-])patch(?:es)?[/_.-]/.test(path) ||
  (root.at('kind').asString() === 'KubeadmControlPlane' &&
    (root.at('spec', 'version').type === 'absent' ||
      ['machineTemplate', 'infrastructureTemplate'].every(it => root.at('spec', it).type === 'absent')));

/** Whether patches of kubeadm, or commands that run before it or after it, may change what it makes of the configuration. */
function isPatched(spec: Value, name: ComponentName): boolean {
  const commands = [...spec.at('preKubeadmCommands').items(), ...spec.at('postKubeadmCommands').items()].map(it => it.asString() ?? '');
  if (commands.some(it => it.includes(`manifests/${name}`) || /manifests\/?\*/.test(it))) return true;
  // Variables may be put into the configuration: where they stand, they can be seen.
  if (commands.some(it => /\bkubeadm\.ya?ml\b/.test(it) && !/\benvsubst\b|^\s*mv\b/.test(it))) return true;
  const folders = ['initConfiguration', 'joinConfiguration']
    .map(it => spec.at(it, 'patches', 'directory'))
    .filter(it => it.type !== 'absent');
  const files = spec
    .at('files')
    .items()
    .map(it => it.at('path').asString() ?? '');
  return folders.some(folder => {
    const patches = files.filter(it => contains(folder.asString() ?? '\0', it));
    // Patches that are not among the files come with the image of the machine.
    return !patches.length || patches.some(it => it.slice(it.lastIndexOf('/') + 1).startsWith(name));
  });
}

/** Whether a directory has on each machine what the program is to read there: new machines get the files of the object, and no others. */
const isOnMachine = (spec: Value, { directory, writable = false }: ComponentChange & { readonly op: 'exposePath' }): boolean =>
  writable ||
  contains('/etc/kubernetes/pki', directory) ||
  spec
    .at('files')
    .items()
    .some(it => contains(directory, it.at('path').asString() ?? ''));

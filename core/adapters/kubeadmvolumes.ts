/** Volumes of the programs that kubeadm starts: what it mounts of itself, and `extraVolumes`. */

import { clean, contains, exposureOf, nearestMount, uniqueName } from './mounts.ts';
import type { ComponentChange, ComponentName, Storage } from '../model/component.ts';
import type { KubeadmChoices } from '../facts/kubeadm.ts';
import { placeInList } from '../order.ts';
import type { TextEdit } from '../text.ts';
import type { Value } from '../model/value.ts';

type Expose = Extract<ComponentChange, { op: 'exposePath' }>;

/** Edits that mount the directory at the same path; none where it is seen already; undefined where that cannot be said for certain. */
export function exposeInKubeadm(
  component: ComponentName,
  root: Value,
  path: readonly string[],
  { directory, name, writable = false }: Expose,
  choices: KubeadmChoices,
): readonly TextEdit[] | undefined {
  const certificates = choices.certificatesDir ?? '/etc/kubernetes/pki';
  if (component === 'etcd') {
    return contains(choices.etcdDataDir ?? '/var/lib/etcd', directory) || (!writable && contains(`${certificates}/etcd`, directory))
      ? []
      : undefined;
  }
  if (component !== 'kube-scheduler' && !writable && contains(certificates, directory)) return [];
  const volumes = root.at(...path, 'extraVolumes');
  if (!volumes.isClosed || volumes.type === 'unknown') return undefined;
  const exposure = exposureOf(
    directory,
    writable,
    volumes.items().map(it => ({
      mountPath: it.at('mountPath').asString() ?? '\0',
      hostPath: it.at('hostPath').asString(),
      readOnly: it.at('readOnly').asBoolean() ?? false,
    })),
  );
  if (exposure.is === 'seen') return [];
  if (exposure.is === 'blocked') return undefined;
  if (exposure.is === 'loosen') return volumes.at(exposure.index, 'readOnly').edit({ op: 'replace', by: [false] });
  const volume = {
    name: uniqueName(name, [...(OWN_VOLUMES[component] ?? []), ...volumes.items().map(it => it.at('name').asString() ?? '')]),
    hostPath: clean(directory),
    mountPath: clean(directory),
    ...(writable ? {} : { readOnly: true }),
    pathType: 'DirectoryOrCreate',
  };
  return volumes.items().length
    ? volumes.edit({ op: 'insert', data: volume, index: placeInList(volumes, volume.name) })
    : root.at(...path).edit({ op: 'set', key: 'extraVolumes', data: [volume] });
}

/** Where a file is that the program reads or writes. What kubeadm mounts of itself is for reading, and not told of. */
export function storageInKubeadm(
  component: ComponentName,
  root: Value,
  path: readonly string[],
  file: string,
  choices: KubeadmChoices,
): Storage | undefined {
  const volumes = root.at(...path, 'extraVolumes');
  const own = [
    choices.certificatesDir ?? '/etc/kubernetes/pki',
    '/etc/ssl',
    '/etc/pki',
    '/etc/ca-certificates',
    '/usr/share',
    '/usr/local/share',
    ...(OWN[component] ?? []),
  ];
  if (component === 'etcd' || !volumes.isClosed || volumes.type === 'unknown' || own.some(it => contains(it, file))) return undefined;
  const all = volumes.items();
  if (all.some(it => it.at('mountPath').asString() === undefined)) return undefined;
  const mount =
    all[
      nearestMount(
        file,
        all.map(it => it.at('mountPath').asString()!),
      )
    ];
  if (!mount) return { is: 'container' };
  const hostPath = mount.at('hostPath').asString();
  const onNode =
    hostPath === undefined ? undefined : clean(`${hostPath}/${clean(file).slice(clean(mount.at('mountPath').asString()!).length)}`);
  return {
    is: mount.at('readOnly').asBoolean() ? 'readOnly' : 'node',
    place: mount.place,
    ...(onNode !== undefined && { path: onNode }),
  };
}

/** Names of kubeadm's own volumes, which one of the same name would replace. Source: kubeadm `app/phases/controlplane/volumes.go`. */
const CERTIFICATE_VOLUMES: readonly string[] = ['ca-certs', 'etc-ca-certificates', 'etc-pki', 'k8s-certs'];
const OWN_VOLUMES: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  'kube-apiserver': CERTIFICATE_VOLUMES,
  'kube-controller-manager': [...CERTIFICATE_VOLUMES, 'flexvolume-dir', 'kubeconfig'],
  'kube-scheduler': ['kubeconfig'],
};

/** What kubeadm mounts besides. Source: kubeadm `app/phases/controlplane/volumes.go`. */
const OWN: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  'kube-controller-manager': ['/etc/kubernetes/controller-manager.conf', '/usr/libexec/kubernetes/kubelet-plugins/volume/exec'],
  'kube-scheduler': ['/etc/kubernetes/scheduler.conf'],
};

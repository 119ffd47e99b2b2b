/** Volumes and mounts of a Pod: how a container is made to see a directory of the node. */

import { clean, exposureOf, type Mount, nearestMount, uniqueName } from './mounts.ts';
import type { ComponentChange, Storage } from '../model/component.ts';
import type { Data, Value } from '../model/value.ts';
import { placeInList } from '../order.ts';
import type { TextEdit } from '../text.ts';

/** Edits that mount the directory at the same path; none where it is seen already; undefined where that cannot be said for certain. */
export function exposeInPod(
  spec: Value,
  container: Value,
  { directory, name, writable = false }: Extract<ComponentChange, { op: 'exposePath' }>,
): readonly TextEdit[] | undefined {
  const volumes = spec.at('volumes');
  const mounts = container.at('volumeMounts');
  if (![spec, container, volumes, mounts].every(it => it.isClosed && it.type !== 'unknown')) return undefined;
  const exposure = exposureOf(
    directory,
    writable,
    mounts.items().map(it => mountOf(it, volumes)),
  );
  if (exposure.is === 'seen') return [];
  if (exposure.is === 'blocked') return undefined;
  if (exposure.is === 'loosen') return mounts.at(exposure.index, 'readOnly').edit({ op: 'replace', by: [false] });

  const path = clean(directory);
  const existing = volumes
    .items()
    .find(it => clean(it.at('hostPath', 'path').asString() ?? '') === path && isDirectory(it) && it.at('name').exists);
  // The kubelet makes the directory for root alone to write.
  if (writable && !existing && !runsAsRoot(spec, container)) return undefined;
  const own =
    existing?.at('name').asString() ??
    uniqueName(
      name,
      volumes.items().map(it => it.at('name').asString() ?? ''),
    );
  const mount = ordered(mounts, { name: own, mountPath: path, ...(writable ? {} : { readOnly: true }) });
  const volume = ordered(volumes, { name: own, hostPath: { path, type: 'DirectoryOrCreate' } });
  const mounted = added(container, 'volumeMounts', own, mount);
  const declared = existing ? [] : added(spec, 'volumes', own, volume);
  return mounted && declared && [...mounted, ...declared];
}

/** Where a file that the container reads or writes is; undefined where that cannot be known. */
export function storageInPod(spec: Value, container: Value, path: string): Storage | undefined {
  const volumes = spec.at('volumes');
  const mounts = container.at('volumeMounts');
  if (![spec, container, volumes, mounts].every(it => it.isClosed && it.type !== 'unknown')) return undefined;
  const all = mounts.items();
  if (all.some(it => it.at('mountPath').asString() === undefined)) return undefined;
  const mount =
    all[
      nearestMount(
        path,
        all.map(it => it.at('mountPath').asString()!),
      )
    ];
  if (!mount) return { is: 'container' };
  const { place } = mount;
  const volume = volumes.items().find(it => it.at('name').asString() === mount.at('name').asString());
  const onNode = nodePath(path, mount, volume?.at('hostPath', 'path').asString());
  const at = { place, ...(onNode !== undefined && { path: onNode }) };
  if (mount.at('readOnly').asBoolean()) return { is: 'readOnly', ...at };
  if (volume?.at('emptyDir').exists) return { is: 'emptyDir', place };
  if (volume && READ_ONLY.some(it => volume.at(it).exists)) return { is: 'readOnly', place };
  return volume && KEPT.some(it => volume.at(it).exists) ? { is: 'node', ...at } : undefined;
}

/** What a path of the container is on the node, below a mount of one of its directories or files. */
function nodePath(path: string, mount: Value, hostPath: string | undefined): string | undefined {
  if (hostPath === undefined || mount.at('subPathExpr').exists) return undefined;
  const subPath = mount.at('subPath');
  if (subPath.exists && subPath.asString() === undefined) return undefined;
  const within = clean(path).slice(clean(mount.at('mountPath').asString() ?? '').length);
  return clean([hostPath, subPath.asString() ?? '', within].join('/'));
}

/** Volumes that outlive a Pod. */
const KEPT = ['hostPath', 'persistentVolumeClaim', 'nfs', 'csi'];

/** Volumes that the kubelet makes of objects of the API, or of images: nothing can be written there. */
const READ_ONLY = ['configMap', 'secret', 'projected', 'downwardAPI', 'image'];

/** As far as the Pod says: the user that an image asks for is not seen. */
function runsAsRoot(spec: Value, container: Value): boolean {
  const [user, nonRoot] = ['runAsUser', 'runAsNonRoot'].map(key =>
    [container, spec].map(it => it.at('securityContext', key)).find(it => it.exists),
  );
  return user ? user.asNumber() === 0 : nonRoot?.asBoolean() !== true;
}

function mountOf(mount: Value, volumes: Value): Mount {
  const name = mount.at('name').asString();
  const volume = volumes.items().find(it => it.at('name').asString() === name);
  const isWhole = !mount.at('subPath').exists && !mount.at('subPathExpr').exists && volume !== undefined && isDirectory(volume);
  return {
    mountPath: mount.at('mountPath').asString() ?? '\0',
    hostPath: isWhole ? volume.at('hostPath', 'path').asString() : undefined,
    readOnly: mount.at('readOnly').asBoolean() ?? false,
  };
}

/** A volume of the node that is, or becomes, a directory. */
const isDirectory = (volume: Value): boolean => /^(?:Directory|DirectoryOrCreate|)$/.test(volume.at('hostPath', 'type').asString() ?? '');

const added = (parent: Value, key: string, name: string, data: Data): readonly TextEdit[] | undefined => {
  const list = parent.at(key);
  return list.items().length
    ? list.edit({ op: 'insert', data, index: placeInList(list, name) })
    : parent.edit({ op: 'set', key, data: [data] });
};

/** Keys in the order in which the first entry of the list has them. */
function ordered(list: Value, data: Readonly<Record<string, Data>>): Data {
  const order = list
    .at(0)
    .entries()
    .map(([key]) => key);
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => rank(a) - rank(b)));
}

/** What containers get of the paths of their node. */

import { isGiven, type PodSpec } from '../model/podspec.ts';
import type { Value } from '../model/value.ts';

/** A path of the node that a pod mounts. */
export interface HostPath {
  /** Of the volume; undefined where it has none. */
  readonly volume: string | undefined;
  readonly path: string;
  /** Where the path is written. */
  readonly at: Value;
  /** Whether a container certainly mounts it without `readOnly`. */
  readonly isWritable: boolean;
}

/** The `hostPath` volumes of a pod whose path is known, those left out that certainly no container mounts. */
export function hostPathsOf(pod: PodSpec): readonly HostPath[] {
  const volumes = pod.volumes.filter(it => isGiven(pod, it, 'hostPath') && it.at('hostPath', 'path').type === 'string');
  if (!volumes.length) return [];
  const mounted = new Set<string | undefined>();
  const written = new Set<string | undefined>();
  for (const mount of pod.containers.flatMap(it => it.at('volumeMounts').items())) {
    const name = mount.at('name').asString();
    mounted.add(name);
    if (mount.lacks('readOnly') || mount.at('readOnly').asBoolean() === false) written.add(name);
  }
  return volumes.flatMap(it => {
    const volume = it.at('name').asString();
    const at = it.at('hostPath', 'path');
    return mounted.has(volume) || !pod.isWhole ? [{ volume, path: at.asString()!, at, isWritable: written.has(volume) }] : [];
  });
}

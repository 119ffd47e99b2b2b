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
  return pod.volumes.flatMap(it => {
    const at = it.at('hostPath', 'path');
    if (!isGiven(pod, it, 'hostPath') || at.type !== 'string') return [];
    const volume = it.at('name').asString();
    const mounts = pod.containers.flatMap(one => one.at('volumeMounts').items()).filter(one => one.at('name').asString() === volume);
    if (!mounts.length && pod.isWhole) return [];
    const isWritable = mounts.some(one => one.lacks('readOnly') || one.at('readOnly').asBoolean() === false);
    return [{ volume, path: at.asString()!, at, isWritable }];
  });
}

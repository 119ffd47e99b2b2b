/** Whether a program in a container sees a directory of the node, and what is to be done where it does not. */

import { isOfTheNode } from '../facts/hostpaths.ts';

export interface Mount {
  readonly mountPath: string;
  /** The directory of the node that is mounted; undefined where it is not one (an `emptyDir`, a `subPath`), or is not known. */
  readonly hostPath: string | undefined;
  readonly readOnly: boolean;
}

/**
 * `seen`     nothing to do.
 * `add`      mount it; what is mounted above it, if anything, stays.
 * `loosen`   the mount of this index is the right one, but read-only.
 * `blocked`  something else is mounted there, or the directory cannot be mounted at all, or holds what the node itself runs on.
 */
export type Exposure = { readonly is: 'seen' | 'add' | 'blocked' } | { readonly is: 'loosen'; readonly index: number };

/** What it takes for the container to see `directory` of the node under the same path. */
export function exposureOf(directory: string, writable: boolean, mounts: readonly Mount[]): Exposure {
  if (!isMountable(directory)) return { is: 'blocked' };
  const nearest = nearestMount(
    directory,
    mounts.map(it => it.mountPath),
  );
  const mount = mounts[nearest];
  const add: Exposure = { is: isOfTheNode(clean(directory), writable) ? 'blocked' : 'add' };
  if (!mount) return add;
  const exact = clean(mount.mountPath) === clean(directory);
  const isSame =
    mount.hostPath !== undefined && join(mount.hostPath, clean(directory).slice(clean(mount.mountPath).length)) === clean(directory);
  if (!isSame) return exact ? { is: 'blocked' } : add;
  if (!writable || !mount.readOnly) return { is: 'seen' };
  return exact ? { is: 'loosen', index: nearest } : add;
}

/** The index of the deepest of these paths that is the path or lies above it; -1 where none does. */
export function nearestMount(path: string, mountPaths: readonly string[]): number {
  let nearest = -1;
  let longest = -1;
  for (const [index, mountPath] of mountPaths.entries()) {
    const { length } = clean(mountPath);
    if (length <= longest || !contains(mountPath, path)) continue;
    nearest = index;
    longest = length;
  }
  return nearest;
}

/** An absolute directory below the root. */
export const isMountable = (directory: string): boolean =>
  /^\/[^\0\n$%{}*?]*$/.test(directory) &&
  clean(directory) !== '' &&
  !clean(directory)
    .split('/')
    .some(it => it === '..' || it === '.');

/** The name, or the name with the first number that makes it one of its own. At most 63 characters, as Kubernetes wants. */
export function uniqueName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) {
    const candidate = `${name.slice(0, 58)}-${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** Without doubled and trailing slashes; the root is empty. */
export const clean = (path: string): string => path.replace(/\/+/g, '/').replace(/\/$/, '');

const join = (parent: string, rest: string): string => clean(`${clean(parent)}${rest}`);

/** Whether `path` is `parent` or lies below it. */
export const contains = (parent: string, path: string): boolean =>
  clean(path) === clean(parent) || clean(path).startsWith(`${clean(parent)}/`);

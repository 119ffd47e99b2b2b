/** In which releases the programs know a flag, and in which one should still be written. */

import type { ComponentName } from '../model/component.ts';
import { type Flag, NEVER } from './flagtable.ts';
import { compareVersions } from './defaults.ts';
import { flagOf, releasesOf } from './flags.ts';

/** Releases as `X.Y`: of Kubernetes, or of etcd for etcd. */
export interface Lifetime {
  /** The first release with the flag; undefined where that is 1.15 (etcd: 3.3), older, or not known. */
  readonly since?: string;
  /** The last release that starts with the flag; undefined where the newest does, or where that is not known. */
  readonly last?: string;
  /** The release in which it was deprecated; undefined where that is not known. */
  readonly deprecated?: string;
  /** The first release whose help leaves it out, as it does with flags that are to go. */
  readonly hidden?: string;
}

export function lifetimeOf(component: ComponentName, name: string): Lifetime {
  const flag = flagOf(component, name);
  if (!flag) return {};
  const { since, last, shown, deprecated } = flag;
  const hidden = shown === undefined || shown === NEVER ? undefined : releaseAfter(shown);
  return { ...(since && { since }), ...(last && { last }), ...(deprecated && { deprecated }), ...(hidden && { hidden }) };
}

/** Whether a release has the flag and shows it, so that it may well be written; with no release given, whether the newest does. */
export function isCurrent(component: ComponentName, { since, last, shown, deprecated }: Flag, version: string | undefined): boolean {
  const { newest } = releasesOf(component);
  const release = version ?? newest;
  const isPast = (it: string | undefined): boolean => it !== undefined && (it === NEVER || compareVersions(it, release) < 0);
  const isOld = deprecated !== undefined && compareVersions(deprecated, release) <= 0;
  return !isOld && (since === undefined || compareVersions(since, release) <= 0) && !isPast(last) && !isPast(shown);
}

/** `1.24` for `1.23`: where a flag is gone that the given release still has. */
export function releaseAfter(version: string): string {
  const [major, minor] = version.split('.');
  return `${major}.${Number(minor) + 1}`;
}

/** What the programs do where a flag is not given, by release. */

import type { ComponentName } from '../model/component.ts';
import type { Flag } from './flagtable.ts';
import { flagOf } from './flags.ts';

/**
 * The default of a flag in a release, as text; `value` is undefined where the default is empty.
 * The whole is undefined where the default is not known, or where no release is stated and releases differ.
 * `version` is `X.Y`: of Kubernetes, or of etcd for etcd.
 * The kubelet's are those without `--config`: with a configuration file, the file decides.
 */
export function defaultOf(
  component: ComponentName,
  name: string,
  version: string | undefined,
): { readonly value: string | undefined } | undefined {
  const flag = flagOf(component, name);
  if (!flag?.defaults) return unwritten(component, flag);
  const [first, second] = flag.defaults;
  if (!second && first![0] === undefined) return { value: first![1] };
  if (version === undefined) return undefined;
  const found = flag.defaults.findLast(([since]) => since === undefined || compareVersions(since, version) <= 0);
  return found && { value: found[1] };
}

/** The help leaves nothing, false and zero out; of numbers that it does not show, nothing is known. */
function unwritten(component: ComponentName, flag: Flag | undefined): { readonly value: string | undefined } | undefined {
  if (flag?.type === 'boolean') return { value: 'false' };
  if (flag?.type !== 'number' && flag?.type !== 'duration') return { value: undefined };
  if (component === 'etcd' || component === 'kube-proxy' || flag.last !== undefined || flag.shown !== undefined) return undefined;
  return { value: flag.type === 'number' ? '0' : '0s' };
}

/** What a default has been: `since` is undefined where the value holds for every release; `value` where the default is empty. */
export interface PastDefault {
  readonly since: string | undefined;
  readonly value: string | undefined;
}

/** Every default that a flag has had, oldest first; the version's own where a version is given. None where it is not known. */
export function defaultsOf(component: ComponentName, name: string, version: string | undefined): readonly PastDefault[] {
  const now = defaultOf(component, name, version);
  if (now) return [{ since: undefined, value: now.value }];
  return version === undefined ? (flagOf(component, name)?.defaults ?? []).map(([since, value]) => ({ since, value })) : [];
}

/**
 * The flags that name a file in which this setting may stand instead: where one of them is given, a missing flag says nothing.
 * The API server's exclude the flags they replace (KEP-3221, KEP-3331); etcd's makes it look at nothing else.
 */
export function configuredBy(component: ComponentName, flag: string): readonly string[] {
  if (component === 'kube-apiserver') return EXCLUDED_BY[flag] ?? [];
  return CONFIGURATION_FILES[component] ?? [];
}

const EXCLUDED_BY: Readonly<Record<string, readonly string[]>> = {
  'anonymous-auth': ['authentication-config'],
  'authorization-mode': ['authorization-config'],
};

const CONFIGURATION_FILES: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  etcd: ['config-file'],
  kubelet: ['config', 'config-dir'],
  'kube-proxy': ['config'],
  'kube-scheduler': ['config'],
};

/** Less than, equal to or greater than zero, as `a` is older than, the same as or newer than `b`. Both are `X.Y`. */
export function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

/** Whether a version is known and not older than another. Both are `X.Y`. */
export const atLeast = (version: string | undefined, minimum: string): boolean =>
  version !== undefined && compareVersions(version, minimum) >= 0;

/** Whether a version is known and newer than another. Both are `X.Y`. */
export const isNewer = (version: string | undefined, than: string): boolean => version !== undefined && compareVersions(version, than) > 0;

/** `X.Y` from `v1.29.3`, `1.29`, `v1.29.3-gke.100`, `3.5.9-0`; undefined from everything else. */
export function minorVersion(text: string | undefined): string | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,4})(?![\d])/.exec(text ?? '');
  return match ? `${Number(match[1])}.${Number(match[2])}` : undefined;
}

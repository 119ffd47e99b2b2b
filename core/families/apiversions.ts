/** Configurations of a version that their kind has never had, and those in a group that is not theirs. */

import { choice, replaceValue } from '../fix.ts';
import { isNewer } from '../facts/defaults.ts';
import { DESCRIBED, typed, typeOf } from './schema.ts';
import { kinds } from '../../schemas/validators.js';
import type { Problem, Target } from '../rule.ts';
import { addTo } from '../groups.ts';
import { once } from '../once.ts';
import { readerOf } from '../facts/readers.ts';
import type { Resource } from '../model/resource.ts';

/** Everything whose type is known in this version or in another. */
export const typedInSomeVersion: Target<Resource> = {
  kinds: typed.kinds,
  match: it => typed.match(it) ?? (it.type === 'resource' && (versionsOf(it).length || homeOf(it)) ? it : undefined),
};

/** A program stops at a version that it does not know: `k8s.io/apimachinery/pkg/runtime`, "no kind … is registered for version …". */
export function* unknownVersion(resource: Resource, kubernetesVersion: string | undefined): Iterable<Problem> {
  const { apiVersion, kind, group } = resource;
  const known = versionsOf(resource);
  const version = apiVersion.slice(group.length + 1);
  if (resource.isPart || !known.length || known.includes(version) || !/^v\d{1,2}(?:(?:alpha|beta)\d{1,2})?$/.test(version)) return;
  if (GONE.test(apiVersion) || isNewer(kubernetesVersion, DESCRIBED)) return;
  const value = resource.at('apiVersion');
  const [newest] = known;
  const { onWrong } = readerOf(typeOf(`${group}/${newest}`, kind) ?? '');
  yield {
    at: { place: value.place, name: 'apiVersion' },
    message: `There is no ${version} of ${kind} as of Kubernetes ${DESCRIBED}: ${onWrong}. The newest is ${newest}.`,
    fixes: [choice(`Write ${group}/${newest}`, replaceValue(value, `${group}/${newest}`))],
  };
}

/** A program looks for a kind in its own group only: the same error. */
export function* wrongGroup(resource: Resource, kubernetesVersion: string | undefined): Iterable<Problem> {
  const { kind, group, isPart } = resource;
  const home = homeOf(resource);
  if (isPart || !home || isNewer(kubernetesVersion, DESCRIBED)) return;
  const value = resource.at('apiVersion');
  const { onWrong } = readerOf(typeOf(home, kind) ?? '');
  yield {
    at: { place: value.place, name: 'apiVersion' },
    message: `There is no ${kind} in ${group}: ${onWrong}. Its API version is ${home}.`,
    fixes: [choice(`Write ${home}`, replaceValue(value, home))],
  };
}

/** The newest API version of a kind that Kubernetes alone has, where it is said to be of another group of Kubernetes. */
function homeOf({ kind, group }: Resource): string | undefined {
  if (!/(?:^|\.)k8s\.io$/.test(group) || !UNIQUE.has(kind) || VERSIONS().has(`${group} ${kind}`)) return undefined;
  const [home, versions = []] = [...VERSIONS()].find(([key]) => key.endsWith(` ${kind}`)) ?? [];
  return home && `${home.split(' ')[0]}/${versions[0]}`;
}

/** The kind of egress selectors is taken whatever its group. */
const UNIQUE: ReadonlySet<string> = new Set([
  ...['EncryptionConfiguration', 'AuthenticationConfiguration', 'AuthorizationConfiguration', 'PodSecurityConfiguration'],
  ...['KubeletConfiguration', 'KubeProxyConfiguration', 'KubeSchedulerConfiguration'],
]);

/** All versions that a configuration of this kind and group has, the newest first; none for objects, whose versions come and go with the cluster. */
const versionsOf = ({ kind, group }: Resource): readonly string[] => VERSIONS().get(`${group} ${kind}`) ?? [];

const VERSIONS = once((): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const key of Object.keys(kinds)) {
    const [, group, version, kind] = /^([^/]+)\/(\S+) (.+)$/.exec(key) ?? [];
    if (!group || !CONFIGURATIONS.test(group)) continue;
    addTo(found, `${group} ${kind}`, version!);
  }
  for (const known of found.values()) known.sort((a, b) => rank(b) - rank(a));
  return found;
});

/** `v1` is newer than every `v1beta…`, and that than every `v1alpha…`. */
function rank(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return Number(major) * 1e6 + (stage === undefined ? 2e5 : stage === 'beta' ? 1e5 : 0) + Number(minor);
}

const CONFIGURATIONS = /^(?:(?:.+\.)?config|kubeadm|apiserver|audit|eventratelimit\.admission)\.k8s\.io$/;

/** What the types do not describe any more. */
const GONE =
  /^(?:kubescheduler\.config\.k8s\.io\/v1(?:alpha\d|beta1)|kubeadm\.k8s\.io\/v1(?:alpha\d|beta1)|(?:kubelet|kubeproxy)\.config\.k8s\.io\/v1alpha1)$/;

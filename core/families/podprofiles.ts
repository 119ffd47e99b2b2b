/** Controls of the baseline about the confinement of containers: AppArmor, SELinux, seccomp, `/proc`, capabilities. */

import {
  APPARMOR_ANNOTATION,
  BASELINE_CAPABILITIES,
  SECCOMP_ANNOTATION,
  seccompTypeNamed,
  seLinuxTypes,
  since,
} from '../facts/podsecurity.ts';
import { type Container, containerField, type Field, listField, podField, type PodSpec } from '../model/podspec.ts';
import { choice, removeValue, replaceValue, suggest } from '../fix.ts';
import { called, objectOf, removeEntry } from './podplaces.ts';
import type { Problem } from '../rule.ts';
import { runsNodeProgram } from './podneeds.ts';
import type { Value } from '../model/value.ts';

/** Profiles of AppArmor and seccomp that confine. */
const CONFINING: readonly (string | undefined)[] = ['RuntimeDefault', 'Localhost'];

/** A field of every security context: that of the pod, then those of its containers. `within` holds the field. */
function everywhere(
  pod: PodSpec,
  section: string,
  key: string,
): readonly (Field<string> & { readonly within: Value; readonly who: string })[] {
  return [
    { ...podField(pod, 'string', 'securityContext', section, key), within: pod.at('securityContext', section), who: 'the pod' },
    ...pod.containers.map(it => ({
      ...containerField(pod, it, 'string', 'securityContext', section, key),
      within: it.at('securityContext', section),
      who: `the ${called(it)}`,
    })),
  ];
}

/** Control `appArmorProfile`: the fields, and the annotations that came before them. */
export function* appArmorProfile(pod: PodSpec): Iterable<Problem> {
  for (const { value, at, within, who } of everywhere(pod, 'appArmorProfile', 'type')) {
    if (value !== undefined && !CONFINING.includes(value)) yield unconfined('AppArmor', value, at, within, who);
  }
  for (const [key, value] of pod.metadata.at('annotations').entries()) {
    const profile = value.type === 'string' ? value.asString()! : '';
    if (!key.startsWith(APPARMOR_ANNOTATION) || profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/'))
      continue;
    yield {
      at: value,
      message: `AppArmor does not confine the container ${key.slice(APPARMOR_ANNOTATION.length)}: its profile is ${profile}.`,
      fixes: [meaning(profile)('Use runtime/default', replaceValue(value, 'runtime/default'))],
    };
  }
}

/** Control `seccompProfile_baseline`, as it is since 1.19. */
export function* seccompBaseline(pod: PodSpec, _version: string | undefined, cluster: string | undefined): Iterable<Problem> {
  for (const container of [undefined, ...pod.containers]) {
    const { value, at } = seccompType(pod, container, cluster);
    if (value !== undefined && !CONFINING.includes(value))
      yield unconfined('seccomp', value, at, seccompProfile(pod, container), container ? `the ${called(container)}` : 'the pod');
  }
}

/**
 * The type of the profile that a container, or the pod as a whole, says. The API servers before 1.27 fill in the field from an annotation before
 * admission sees it; pods have the annotations of their template. Source: `applySeccompVersionSkew` of pkg/registry/core/pod/strategy.go.
 */
export function seccompType(pod: PodSpec, container: Container | undefined, cluster: string | undefined): Field<string> {
  const path = ['securityContext', 'seccompProfile'];
  const field = container ? containerField(pod, container, 'string', ...path, 'type') : podField(pod, 'string', ...path, 'type');
  if (since(cluster, '1.27') || seccompProfile(pod, container).type !== 'absent') return field;
  const annotations = pod.metadata.at('annotations');
  const key = container ? `${SECCOMP_ANNOTATION.container}${container.name}` : SECCOMP_ANNOTATION.pod;
  const at = annotations.at(key);
  if (at.type === 'absent' && annotations.lacks(key)) return field;
  const value = at.type === 'string' ? seccompTypeNamed(at.asString()!) : undefined;
  return value === undefined && at.exists ? field : { value, at, isCertain: value !== undefined };
}

/** Whether a profile of seccomp is one that the standards allow. */
export const confines = (type: string): boolean => CONFINING.includes(type);

/** What the security context of a container, or of the pod as a whole, says of seccomp. */
export const seccompProfile = (pod: PodSpec, container: Container | undefined): Value =>
  (container ?? pod).at('securityContext', 'seccompProfile');

/** A type of a profile, or an annotation that says it, that does not confine. */
export const unconfined = (what: string, value: string, at: Value, profile: Value, who: string): Problem => ({
  at,
  message:
    value === 'Unconfined'
      ? `${what === 'seccomp' ? 'Seccomp' : what} does not confine ${who}.`
      : `${value === '' ? 'An empty type' : value} is no profile of ${what} that confines ${who}.`,
  // The API server refuses the name of a profile beside any type but Localhost.
  fixes: profile.lacks('localhostProfile')
    ? [meaning(value)('Use RuntimeDefault', replaceValue(at, at.path.includes('annotations') ? 'runtime/default' : 'RuntimeDefault'))]
    : [],
});

/** Whoever writes that nothing confines a program may know a reason; another spelling of the default leaves no doubt. */
const meaning = (profile: string): typeof choice => (/^(?:runtime|docker)[/-]?default$/i.test(profile) ? suggest : choice);

/** Control `seLinuxOptions`. */
export function* seLinuxOptions(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  for (const key of ['type', 'user', 'role']) {
    for (const { value, at, who } of everywhere(pod, 'seLinuxOptions', key)) {
      if (!value || (key === 'type' && seLinuxTypes(version).includes(value))) continue;
      yield {
        at,
        message:
          key === 'type'
            ? `The Pod Security Standards do not allow the SELinux type ${value} of ${who}.`
            : `${who.replace('t', 'T')} gives itself the SELinux ${key} ${value}.`,
        fixes: [choice(`Remove ${key}`, removeValue(at))],
      };
    }
  }
}

/** Whether the pod's users are not those of its node, which outweighs some controls since 1.35; what cannot be told counts as if they were. */
export function hasOwnUsers(pod: PodSpec, version: string | undefined): boolean {
  const { value, at } = podField(pod, 'boolean', 'hostUsers');
  return since(version, '1.35') && (value === false || (value === undefined && at.type !== 'absent'));
}

/** Control `procMount`. */
export function* procMount(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  if (!hasOwnUsers(pod, version)) yield* procMountRestricted(pod);
}

/** Control `procMount_restricted` since 1.35, and what the restricted level asked before. */
export function* procMountRestricted(pod: PodSpec): Iterable<Problem> {
  for (const container of pod.containers) {
    const { value, at } = containerField(pod, container, 'string', 'securityContext', 'procMount');
    if (value === undefined || value === 'Default') continue;
    yield {
      at,
      message:
        value === 'Unmasked'
          ? `The ${called(container)} sees /proc without the masks that keep the kernel's settings from it.`
          : `The API server refuses the ${called(container)}: procMount is ${value || 'empty'}, and neither Default nor Unmasked.`,
      fixes: [choice('Use the default', replaceValue(at, 'Default'))],
    };
  }
}

/** Control `capabilities_baseline`. */
export const capabilitiesBaseline = (pod: PodSpec): Iterable<Problem> =>
  addedCapabilities(pod, it => (BASELINE_CAPABILITIES.has(it) ? undefined : powerOf(it.replace(/^CAP_/, ''))));

const powerOf = (name: string): string => (Object.hasOwn(POWERS, name) ? POWERS[name]! : 'more than containers have');

/** A problem at every capability that a container adds and for which `power` says what it allows. */
export function* addedCapabilities(pod: PodSpec, power: (name: string) => string | undefined): Iterable<Problem> {
  for (const container of pod.containers) {
    const list = listField(pod, container.value, 'securityContext', 'capabilities', 'add');
    for (const entry of list.at.items()) {
      // The API server reads `null` in a list of texts as an empty one.
      const name = entry.type === 'absent' ? '' : entry.type === 'string' ? entry.asString()! : undefined;
      const allowed = name === undefined ? undefined : power(name);
      if (allowed === undefined) continue;
      yield {
        at: entry,
        cause: `${called(container)} of ${objectOf(pod)} adds capabilities`,
        message:
          name === ''
            ? `The ${called(container)} adds a capability without a name, which no level of the standards allows.`
            : `The capability ${name} gives the ${called(container)} ${allowed}.`,
        fixes: runsNodeProgram(pod, container)
          ? []
          : [choice(name === '' ? 'Remove the empty entry' : `Remove ${name}`, removeEntry(list.at, entry))],
      };
    }
  }
}

/** What capabilities allow, to follow "gives the container". Source: capabilities(7). */
const POWERS: Readonly<Record<string, string>> = {
  ALL: 'every power of root',
  AUDIT_CONTROL: 'the say over what the kernel audits',
  BPF: 'programs of its own in the kernel',
  CHECKPOINT_RESTORE: 'the memory of other processes',
  DAC_READ_SEARCH: 'every file that it can name, on the node as well',
  IPC_LOCK: 'memory that is never swapped',
  LINUX_IMMUTABLE: 'the say over immutable files',
  MAC_ADMIN: 'the say over AppArmor and SELinux',
  MAC_OVERRIDE: 'a way around AppArmor and SELinux',
  NET_ADMIN: 'the say over interfaces, routes and firewalls of its network',
  NET_RAW: 'the power to forge packets on its network',
  PERFMON: 'a view of what the kernel and other processes do',
  SYS_ADMIN: 'most powers of root, mounting among them',
  SYS_BOOT: 'the power to reboot the node',
  SYS_MODULE: 'the power to load modules into the kernel of the node',
  SYS_NICE: 'precedence over other processes of the node',
  SYS_PTRACE: 'the memory of every process that it sees',
  SYS_RAWIO: 'the memory and the devices of the node',
  SYS_RESOURCE: 'a way around its limits',
  SYS_TIME: 'the clock of the node',
  SYSLOG: "the kernel's log and addresses",
};

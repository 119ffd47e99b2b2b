/** Controls of the restricted level: what containers must say for themselves. */

import { addedCapabilities, confines, hasOwnUsers, seccompProfile, seccompType, unconfined } from './podprofiles.ts';
import { atContainer, atKey, atPod, called, containerCause, podCause, setInContainer, setInPod } from './podplaces.ts';
import { type Container, containerField, isGiven, isWindows, listField, podField, type PodSpec } from '../model/podspec.ts';
import { OTHER_VOLUMES, RESTRICTED_VOLUMES, since } from '../facts/podsecurity.ts';
import { choice, type Edit, insertItem, type Proposal, removeValue, replaceValue, setKey, suggest } from '../fix.ts';
import { forbidRoot, needsNoCapability, userOf } from './podusers.ts';
import type { Data } from '../model/value.ts';
import type { Problem } from '../rule.ts';
import { sudoIn } from './workloadscripts.ts';

/** Control `restrictedVolumes`: the first source that is allowed decides, as in the plugin. */
export function* restrictedVolumes(pod: PodSpec): Iterable<Problem> {
  for (const volume of pod.volumes) {
    if (RESTRICTED_VOLUMES.some(it => volume.at(it).type !== 'absent' && isGiven(pod, volume, it) !== false)) continue;
    const source = OTHER_VOLUMES.find(it => isGiven(pod, volume, it));
    if (source === undefined) continue;
    const name = volume.at('name').asString();
    yield {
      at: { ...atKey(volume.at(source)), name: `volumes.${name ?? ''}.${source}` },
      message: `The volume ${name === undefined ? '' : `${name} `}has the source ${source}, which the restricted level does not allow.`,
    };
  }
}

/** Whether the level does not look at Linux's settings: since 1.25, in a pod of Windows. */
const isExempt = (pod: PodSpec, version: string | undefined): boolean => since(version, '1.25') && isWindows(pod);

/** Control `allowPrivilegeEscalation`. */
export function* allowPrivilegeEscalation(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  if (isExempt(pod, version)) return;
  for (const container of pod.containers) {
    const { value, at, isCertain } = containerField(pod, container, 'boolean', 'securityContext', 'allowPrivilegeEscalation');
    if (!isCertain || value === false) continue;
    const fixes = mayForbidEscalation(pod, container)
      ? [
          suggest(
            'Set allowPrivilegeEscalation to false',
            value ? replaceValue(at, false) : setInContainer(container, 'allowPrivilegeEscalation', false),
          ),
        ]
      : [];
    const message = value
      ? `The ${called(container)} allows its processes to gain privileges: allowPrivilegeEscalation is true.`
      : `The ${called(container)} does not keep its processes from gaining privileges: allowPrivilegeEscalation is not set.`;
    if (value) yield { at, message, fixes };
    else yield { at: atContainer(container, 'allowPrivilegeEscalation'), cause: containerCause(pod, container), message, fixes };
  }
}

/** The API server refuses `false` beside `privileged`, beside the capability by this very name, and in a pod of Windows; `sudo` does not run with it. */
function mayForbidEscalation(pod: PodSpec, container: Container): boolean {
  if (isWindows(pod)) return false;
  const { value, isCertain } = containerField(pod, container, 'boolean', 'securityContext', 'privileged');
  const added = listField(pod, container.value, 'securityContext', 'capabilities', 'add');
  const isRefused = !isCertain || value === true || !added.isCertain || added.items.some(it => it.asString() === 'CAP_SYS_ADMIN');
  return !isRefused && !sudoIn(container).length;
}

/** Control `runAsNonRoot`. */
export function* runAsNonRoot(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  if (hasOwnUsers(pod, version)) return;
  const shared = podField(pod, 'boolean', 'securityContext', 'runAsNonRoot');
  if (shared.value === false) {
    const governed = pod.containers.filter(it => containerField(pod, it, 'boolean', 'securityContext', 'runAsNonRoot').value === undefined);
    yield {
      at: shared.at,
      message: 'Containers of the pod may run as root: runAsNonRoot is false.',
      fixes: forbidRoot(pod, governed, 'Set runAsNonRoot to true', [replaceValue(shared.at, true)]),
    };
  }
  const open: Container[] = [];
  for (const container of pod.containers) {
    const own = containerField(pod, container, 'boolean', 'securityContext', 'runAsNonRoot');
    if (own.value === false) {
      yield {
        at: own.at,
        message: `The ${called(container)} may run as root: runAsNonRoot is false.`,
        fixes: forbidRoot(pod, container, 'Set runAsNonRoot to true', [replaceValue(own.at, true)]),
      };
    } else if (own.value === undefined && own.isCertain && shared.value === undefined && shared.isCertain) open.push(container);
  }
  // Or may be named.
  const isNamed = (it: Container): boolean => ['other', 'hidden'].includes(userOf(pod, it) ?? '');
  const fixes: Fixing = (governed, title, edits) => forbidRoot(pod, governed, title, edits);
  yield* unsaid(
    pod,
    open.filter(it => !isNamed(it)),
    'runAsNonRoot',
    true,
    (who, are) => `${who} ${are} not kept from running as root: runAsNonRoot is not set.`,
    fixes,
  );
  // A user by number keeps root away as well, but the level looks at this field alone.
  yield* unsaid(
    pod,
    open.filter(isNamed),
    'runAsNonRoot',
    true,
    (who, are) =>
      `${who} ${are === 'is' ? 'does' : 'do'} not set runAsNonRoot, which the restricted level requires whatever runAsUser says.`,
    fixes,
  );
}

/** The fixes whose edits are about one container, or about a whole pod whose containers are these. */
type Fixing = (governed: Container | readonly Container[], title: string, edits: readonly Edit[]) => readonly Proposal[];

/**
 * What neither a container nor its pod says: one problem for the whole pod where no container says it, and then the field is written once, for all of them.
 */
function* unsaid(
  pod: PodSpec,
  containers: readonly Container[],
  key: string,
  data: Data,
  message: (who: string, are: 'is' | 'are') => string,
  fixing: Fixing = (_, title, edits) => [suggest(title, ...edits)],
): Iterable<Problem> {
  const title = `Set ${key} ${typeof data === 'boolean' ? `to ${data}` : 'to RuntimeDefault'}`;
  if (containers.length && containers.length === pod.containers.length) {
    const who = containers.length > 1 ? 'The containers of the pod' : `The ${called(containers[0]!)}`;
    const fixes = fixing(containers, `${title} for the pod`, setInPod(pod, key, data));
    yield { at: atPod(pod, key), cause: podCause(pod), message: message(who, containers.length > 1 ? 'are' : 'is'), fixes };
    return;
  }
  for (const container of containers) {
    yield {
      at: atContainer(container, key),
      cause: containerCause(pod, container),
      message: message(`The ${called(container)}`, 'is'),
      fixes: fixing(container, title, [setInContainer(container, key, data)]),
    };
  }
}

/** Control `runAsUser`, since 1.23. */
export function* runAsUser(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  if (!since(version, '1.23') || hasOwnUsers(pod, version)) return;
  const fields = [
    { ...podField(pod, 'number', 'securityContext', 'runAsUser'), who: 'Containers of the pod that name no user run' },
    ...pod.containers.map(it => ({
      ...containerField(pod, it, 'number', 'securityContext', 'runAsUser'),
      who: `The ${called(it)} runs`,
    })),
  ];
  for (const { value, at, who } of fields) {
    if (value === 0) yield { at, message: `${who} as root.`, fixes: [choice('Remove runAsUser', removeValue(at))] };
  }
}

/** Control `seccompProfile_restricted`, as it is since 1.19. */
export function* seccompRestricted(pod: PodSpec, version: string | undefined, cluster: string | undefined): Iterable<Problem> {
  if (isExempt(pod, version)) return;
  const shared = seccompType(pod, undefined, cluster);
  const isShared = shared.value !== undefined && confines(shared.value);
  if (shared.value !== undefined && !isShared)
    yield unconfined('seccomp', shared.value, shared.at, seccompProfile(pod, undefined), 'the pod');
  const open: Container[] = [];
  for (const container of pod.containers) {
    const own = seccompType(pod, container, cluster);
    if (own.value !== undefined) {
      if (!confines(own.value)) yield unconfined('seccomp', own.value, own.at, seccompProfile(pod, container), `the ${called(container)}`);
    } else if (own.isCertain && shared.value === undefined && shared.isCertain) open.push(container);
  }
  yield* unsaid(
    pod,
    open,
    'seccompProfile',
    { type: 'RuntimeDefault' },
    (who, are) => `${who} ${are} not held to a seccomp profile: none is set.`,
    (_, title, edits) => (isWindows(pod) ? [] : [suggest(title, ...edits)]),
  );
}

/** Control `capabilities_restricted`. */
export function* capabilitiesRestricted(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  if (isExempt(pod, version)) return;
  yield* addedCapabilities(pod, it => (it === 'NET_BIND_SERVICE' ? undefined : 'more than the restricted level allows'));
  for (const container of pod.containers) {
    const drop = listField(pod, container.value, 'securityContext', 'capabilities', 'drop');
    if (!drop.isCertain || drop.items.some(it => it.asString() === 'ALL')) continue;
    yield {
      at: drop.at.exists ? atKey(drop.at) : atContainer(container, 'capabilities.drop'),
      cause: containerCause(pod, container),
      message: `The ${called(container)} does not drop all capabilities.`,
      fixes: isWindows(pod) ? [] : [dropAll(pod, container)],
    };
  }
}

/** A program that starts as root uses capabilities to become another user, and to own files and low ports. */
function dropAll(pod: PodSpec, container: Container): Proposal {
  const propose = needsNoCapability(pod, container) ? suggest : choice;
  return propose('Drop all capabilities (the program must do without them)', editOfDrop(pod, container));
}

function editOfDrop(pod: PodSpec, container: Container): Edit {
  const capabilities = container.at('securityContext', 'capabilities');
  if (capabilities.at('drop').items().length) return insertItem(capabilities.at('drop'), 'ALL');
  return isGiven(pod, container.value, 'securityContext', 'capabilities')
    ? setKey(capabilities, 'drop', ['ALL'])
    : setInContainer(container, 'capabilities', { drop: ['ALL'] });
}

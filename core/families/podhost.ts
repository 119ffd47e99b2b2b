/** Controls of the baseline about what a pod shares with its node. */

import { type Container, containerField, isGiven, listField, podField, type PodSpec } from '../model/podspec.ts';
import { atKey, called, objectOf } from './podplaces.ts';
import { needsNode, runsNodeProgram } from './podneeds.ts';
import { safeSince, since } from '../facts/podsecurity.ts';
import { choice, type Proposal, removeValue, replaceValue, suggest } from '../fix.ts';
import { commandWords } from './workloadcontainers.ts';
import { isLoopback } from '../model/url.ts';
import type { Problem } from '../rule.ts';
import type { Value } from '../model/value.ts';

/** What is refused of a pod by a version of the standards, in a release of the cluster; the newest, where none is stated. */
export type Control = (pod: PodSpec, version: string | undefined, cluster: string | undefined) => Iterable<Problem>;

const SHARED = {
  hostNetwork: 'puts the pod on the network of its node, beside the kubelet and past network policies',
  hostPID: 'shows the pod every process of its node, with environments and file systems',
  hostIPC: 'gives the pod the shared memory of every process of its node',
} as const;

/** Control `hostNamespaces`. */
export function* hostNamespaces(pod: PodSpec): Iterable<Problem> {
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    const { value, at } = podField(pod, 'boolean', key);
    const cause = `${objectOf(pod)} shares namespaces with its node`;
    if (!value) continue;
    yield { at, cause, message: `${key} ${SHARED[key]}.`, fixes: needsNode(pod) ? [] : [choice(`Remove ${key}`, removeValue(at))] };
  }
}

/** Control `privileged`. */
export function* privileged(pod: PodSpec): Iterable<Problem> {
  for (const container of pod.containers) {
    const { value, at } = containerField(pod, container, 'boolean', 'securityContext', 'privileged');
    if (!value) continue;
    yield {
      at,
      message: `The ${called(container)} is privileged, which is root on the node.`,
      fixes:
        mountsBothWays(pod, container) || runsNodeProgram(pod, container)
          ? []
          : [choice('Set privileged to false', replaceValue(at, false))],
    };
  }
}

/** The API server refuses such a mount in a container that is not privileged. */
const mountsBothWays = (pod: PodSpec, container: Container): boolean =>
  listField(pod, container.value, 'volumeMounts').items.some(it => it.at('mountPropagation').asString() === 'Bidirectional');

/** Control `hostPathVolumes`. */
export function* hostPathVolumes(pod: PodSpec): Iterable<Problem> {
  for (const volume of pod.volumes) {
    if (!isGiven(pod, volume, 'hostPath')) continue;
    const path = volume.at('hostPath', 'path').asString();
    const name = volume.at('name').asString();
    yield {
      at: { ...atKey(volume.at('hostPath')), name: `volumes.${name ?? ''}.hostPath` },
      message: `The volume ${name === undefined ? '' : `${name} `}is ${path === undefined ? 'a path' : path} of the node.`,
    };
  }
}

/** Control `hostPorts`. With `hostNetwork` the API server sets `hostPort` to `containerPort` where it is absent. */
export function* hostPorts(pod: PodSpec): Iterable<Problem> {
  const isForced = podField(pod, 'boolean', 'hostNetwork').value === true;
  for (const container of pod.containers) {
    for (const port of listField(pod, container.value, 'ports').items) {
      const hostPort = port.at('hostPort');
      const number = hostPort.asNumber();
      if (number === undefined || number === 0) continue;
      yield {
        at: { place: hostPort.place, name: `${container.role} ${container.name} hostPort ${number}` },
        message: `The ${called(container)} takes port ${number} of the node.`,
        fixes: isForced || runsNodeProgram(pod, container) ? [] : [choice('Remove hostPort', removeValue(hostPort))],
      };
    }
  }
}

/** Control `sysctls`. */
export function* sysctls(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  for (const entry of listField(pod, pod.at('securityContext'), 'sysctls').items) {
    const name = entry.at('name');
    const text = name.type === 'string' ? name.asString()! : '';
    const safe = safeSince(text);
    if (text === '' || (safe !== undefined && since(version, safe))) continue;
    const dotted = text.replaceAll('/', '.');
    if (dotted !== text && safeSince(dotted) !== undefined) {
      // The kubelet reads both ways. Source: `convertSysctlVariableToDotsSeparator` of k8s.io/component-helpers.
      yield {
        at: name,
        message: `Pod Security knows the kernel parameter ${text} only with dots: ${dotted}.`,
        fixes: [suggest(`Write ${dotted}`, replaceValue(name, dotted))],
      };
      continue;
    }
    yield {
      at: name,
      message:
        safe === undefined
          ? `Kubernetes does not count the kernel parameter ${text} as safe.`
          : `Kubernetes ${version} does not count the kernel parameter ${text} as safe; ${safe} is the first that does.`,
      fixes: [choice(`Remove ${text}`, removeValue(entry))],
    };
  }
}

/** Control `windowsHostProcess`. */
export function* windowsHostProcess(pod: PodSpec): Iterable<Problem> {
  const path = ['securityContext', 'windowsOptions', 'hostProcess'];
  const fields = [
    { ...podField(pod, 'boolean', ...path), who: 'The pod', isNeeded: needsNode(pod) },
    ...pod.containers.map(it => ({
      ...containerField(pod, it, 'boolean', ...path),
      who: `The ${called(it)}`,
      isNeeded: runsNodeProgram(pod, it),
    })),
  ];
  for (const { value, at, who, isNeeded } of fields) {
    if (!value) continue;
    yield {
      at,
      message: `${who} runs as a process of the Windows node itself.`,
      fixes: isNeeded ? [] : [choice('Set hostProcess to false', replaceValue(at, false))],
    };
  }
}

const HANDLERS: readonly (readonly string[])[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

/** Control `hostProbesAndhostLifecycle`, since 1.34. */
export function* hostProbes(pod: PodSpec, version: string | undefined): Iterable<Problem> {
  if (since(version, '1.34')) for (const container of pod.containers) yield* probesOf(pod, container);
}

function* probesOf(pod: PodSpec, container: Container): Iterable<Problem> {
  for (const handler of HANDLERS) {
    for (const action of ['httpGet', 'tcpSocket']) {
      const { value, at } = containerField(pod, container, 'string', ...handler, action, 'host');
      if (!value) continue;
      yield {
        at,
        message: `The kubelet calls ${value} for ${handler.at(-1)} of the ${called(container)}, from the network of the node.`,
        fixes: withoutHost(pod, container, at, value),
      };
    }
  }
}

/** Without a host the kubelet calls the address of the pod. On the network of its node, a program may listen on the loopback interface alone. */
function withoutHost(pod: PodSpec, container: Container, host: Value, called: string): Proposal[] {
  const { value, at } = podField(pod, 'boolean', 'hostNetwork');
  if (!isLoopback(called) || (value !== true && at.type !== 'unknown')) return [choice('Remove host', removeValue(host))];
  const words = commandWords(container);
  const listens = words.some(({ text }, i) => LISTENING.test(text) && hasLoopback(text.includes('=') ? text : (words[i + 1]?.text ?? '')));
  return listens ? [] : [choice('Remove host (the program must listen on the address of its node)', removeValue(host))];
}

/** Flags for addresses on which a program listens. */
const LISTENING = /^--?(?:[a-z-]*-)?(?:bind|listen|(?<!advertise-)address)(?:-[a-z-]*)?(?:=|$)/;

const hasLoopback = (text: string): boolean => /\blocalhost\b|\b127\.\d+\.\d+\.\d+\b|(?<![\da-f:])::1\b/.test(text);

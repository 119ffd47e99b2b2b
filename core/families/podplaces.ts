/** Where findings about pods point, what containers are called, and how a missing field is filled in. */

import type { Container, PodSpec } from '../model/podspec.ts';
import type { Data, Value } from '../model/value.ts';
import type { Edit } from '../fix.ts';
import { placeFor } from '../order.ts';
import { removeValue } from '../fix.ts';
import type { Problem } from '../rule.ts';

/** "container web", "init container migrate". */
export const called = ({ role, name }: Container): string =>
  `${role === 'main' ? '' : role === 'sidecar' ? 'sidecar ' : `${role} `}container ${name}`;

/** The key of something that is written: what spans many lines is not underlined as a whole. */
export const atKey = (value: Value): Problem['at'] => ({ place: value.keyPlace, name: nameOf(value) });

/** What a container does not say: its security context, where it has one, else its name. */
export function atContainer(container: Container, field: string): Problem['at'] {
  const context = container.at('securityContext');
  return { place: context.exists ? context.keyPlace : container.place, name: `${container.role} ${container.name} ${field}` };
}

/** What the whole pod does not say: its security context, where it has one, else the key of its specification. */
export function atPod(pod: PodSpec, field: string): Problem['at'] {
  const context = pod.at('securityContext');
  return { place: context.exists ? context.keyPlace : pod.at().keyPlace, name: field };
}

/** Keys, and the names of what lies in lists: the same wherever the lines stand. */
function nameOf(value: Value): string {
  return value.path.filter(it => typeof it === 'string').join('.');
}

/** What findings about one container that leaves its defaults come from. */
export const containerCause = (pod: PodSpec, container: Container): string =>
  `${called(container)} of ${objectOf(pod)} leaves what is not said to the defaults`;

/** The same for findings about a whole pod: those of its only container come from the same. */
export function podCause(pod: PodSpec): string {
  const [first, ...others] = pod.containers;
  return first && !others.length ? containerCause(pod, first) : `${objectOf(pod)} leaves what is not said to the defaults`;
}

/** "Deployment web". */
export const objectOf = ({ resource }: PodSpec): string => [resource.kind, resource.name].filter(Boolean).join(' ');

/**
 * Writes a field into the security context of the whole pod; where Knative refuses that one, into those of all containers.
 * Source: `PodSpecMask` and `SecurityContextMask` of knative/serving/pkg/apis/serving; a feature flag lets the pod have one.
 */
export function setInPod(pod: PodSpec, key: string, data: Data): readonly Edit[] {
  const context = pod.at('securityContext');
  if (pod.resource.group === 'serving.knative.dev' && !context.exists) return pod.containers.map(it => setInContainer(it, key, data));
  return [setInOrder(pod.at(), context, key, data)];
}

/** Writes a field into the security context of a container. */
export const setInContainer = (container: Container, key: string, data: Data): Edit =>
  setInOrder(container.at(), container.at('securityContext'), key, data);

/** Writes a field of a pod itself, before its containers where it is not there. */
export function setOfPod(pod: PodSpec, key: string, data: Data): Edit {
  return addInOrder(pod.at(), key, data);
}

/** In a fixed place, so that several additions give one text in whatever order they are made. */
function setInOrder(parent: Value, context: Value, key: string, data: Data): Edit {
  return context.exists ? addInOrder(context, key, data) : addInOrder(parent, 'securityContext', { [key]: data });
}

/** What a pod is given comes before its containers, one behind the other; what a mapping of settings is given, in order with the keys at its end. */
function addInOrder(mapping: Value, key: string, data: Data): Edit {
  const keys = mapping.entries().map(([it]) => it);
  const containers = keys.findIndex(it => it === 'initContainers' || it === 'containers');
  const own = containers === -1 ? keys : keys.slice(0, containers);
  const before = keys[placeFor(key, own)];
  return { on: 'value', value: mapping, change: { op: 'set', key, data, before } };
}

/** Takes an entry out of a list, and the list with the last one. */
export function removeEntry(list: Value, entry: Value): Edit {
  return removeValue(list.items().length > 1 ? entry : list);
}

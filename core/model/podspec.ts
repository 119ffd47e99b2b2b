/** The specification of pods, wherever an object carries one, with what decides about a container resolved in one place. */

import { isFilledIn } from '../facts/podkinds.ts';
import type { Path, Value } from './value.ts';
import type { Place } from '../text.ts';
import type { Resource } from './resource.ts';

export interface PodSpec {
  /** The object that carries it. */
  readonly resource: Resource;
  /** Labels and annotations of the pods. */
  readonly metadata: Value;
  /** What is said of the whole pod; containers and volumes are given below, as not every kind has them here. */
  at(...path: Path): Value;
  readonly volumes: readonly Value[];
  /** Init containers, containers, then ephemeral ones, each in order. */
  readonly containers: readonly Container[];
  /** Whether what is not written is certainly not there: false for patches, for templates that others add to, and for a pod without containers. */
  readonly isWhole: boolean;
  /** Where a finding about the whole pod points: the name of the object. */
  readonly place: Place;
}

export interface Container {
  /** `sidecar`: an init container that keeps running. */
  readonly role: 'init' | 'sidecar' | 'main' | 'ephemeral';
  /** As written; where there is none, its number, counted from 1 (`#2`). */
  readonly name: string;
  readonly value: Value;
  /** Where a finding about the whole container points: its name, else all of it. */
  readonly place: Place;
  at(...path: Path): Value;
}

/** What a field says. */
export interface Field<T> {
  /** Undefined where nothing is written, and where it cannot be told, or has a type that the API server refuses. */
  readonly value: T | undefined;
  /** Where it is written, or would be. */
  readonly at: Value;
  /** Whether `value` holds. With an undefined value: nothing is written, beyond doubt. */
  readonly isCertain: boolean;
}

/** A field of a security context as it applies to a container. */
export interface Effective<T> extends Field<T> {
  /** Which security context decides; undefined where neither says anything. */
  readonly decidedBy: 'container' | 'pod' | undefined;
}

interface Types {
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
}

/** A field of the whole pod. */
export const podField = <T extends keyof Types>(pod: PodSpec, type: T, ...path: string[]): Field<Types[T]> =>
  fieldOf(reach(pod, pod.at(), path, pod.at(...path.slice(0, 1))), type);

/** A field of a container. */
export const containerField = <T extends keyof Types>(pod: PodSpec, container: Container, type: T, ...path: string[]): Field<Types[T]> =>
  fieldOf(reach(pod, container.value, path), type);

/**
 * What applies to a container of a field that both security contexts have: that of the container outranks that of the pod.
 * `at` is the value that decides; where neither says anything, the place in the container where it would stand.
 */
export function effective<T extends keyof Types>(pod: PodSpec, container: Container, type: T, ...path: string[]): Effective<Types[T]> {
  const own = containerField(pod, container, type, 'securityContext', ...path);
  if (own.value !== undefined || !own.isCertain) return { ...own, decidedBy: 'container' };
  const shared = podField(pod, type, 'securityContext', ...path);
  if (shared.value !== undefined || !shared.isCertain) return { ...shared, decidedBy: 'pod' };
  return { ...own, decidedBy: undefined };
}

/** Whether fields that apply to a container certainly stand beside each other: of two branches of a template, only one does. */
export function areTogether(pod: PodSpec, container: Container, ...fields: readonly Effective<unknown>[]): boolean {
  const by = new Set(fields.map(it => it.decidedBy));
  const own = container.at('securityContext');
  const shared = pod.at('securityContext');
  const mappings = by.size > 1 ? [own, shared, container.at(), pod.at()] : by.has('pod') ? [own, shared] : [own];
  return mappings.every(it => it.isClosed);
}

/** The entries of a list, `null` ones left out; `isCertain` tells whether it is written as a list, or certainly not at all, and no template adds to it. */
export function listField(
  pod: PodSpec,
  from: Value,
  ...path: string[]
): { readonly items: readonly Value[]; readonly at: Value; readonly isCertain: boolean } {
  const { at, isAbsent, isReached } = reach(pod, from, path);
  const items = at.items().filter(it => it.type !== 'absent');
  return { items, at, isCertain: isAbsent || (isReached && at.type === 'list' && at.isClosed && items.every(it => it.exists)) };
}

/** Whether a mapping or list is written here, even an empty one; undefined where that cannot be told. */
export function isGiven(pod: PodSpec, from: Value, ...path: string[]): boolean | undefined {
  const { at, isAbsent, isReached } = reach(pod, from, path);
  if (isAbsent) return false;
  return isReached && (at.type === 'mapping' || at.type === 'list') ? true : undefined;
}

/**
 * Whether a pod is one of Windows, in which the API server refuses Linux's settings, whatever they say; what cannot be told counts as if it were.
 * Source: `validateWindows` of pkg/apis/core/validation.
 */
export function isWindows(pod: PodSpec): boolean {
  const { value, isCertain } = podField(pod, 'string', 'os', 'name');
  return value === 'windows' || (!isCertain && pod.at('os').type !== 'absent');
}

interface Reached {
  readonly at: Value;
  /** Nothing is written, beyond doubt. */
  readonly isAbsent: boolean;
  /** Something is written, below mappings alone. */
  readonly isReached: boolean;
}

function fieldOf<T extends keyof Types>({ at, isAbsent, isReached }: Reached, type: T): Field<Types[T]> {
  if (!isReached || at.type !== type) return { value: undefined, at, isCertain: isAbsent };
  const value = type === 'boolean' ? at.asBoolean() : type === 'number' ? at.asNumber() : at.asString();
  return { value: value as Types[T] | undefined, at, isCertain: value !== undefined };
}

/** Follows keys. `first` is what stands under the first of them, where that is not simply a key of `from`. */
function reach(pod: PodSpec, from: Value, path: readonly string[], first = from.at(...path.slice(0, 1))): Reached {
  let value = from;
  for (const [index, key] of path.entries()) {
    const next = index === 0 ? first : value.at(key);
    const isAbsent = value.type === 'mapping' && next.type === 'absent';
    if (value.type !== 'mapping' || isAbsent) {
      const at = next.at(...path.slice(index + 1));
      return { at, isAbsent: isAbsent && pod.isWhole && value.lacks(key) && !isFilledIn(pod.resource.kind, path), isReached: false };
    }
    value = next;
  }
  return { at: value, isAbsent: false, isReached: value.exists };
}

/** Compares what a workload selects with the labels of the pods that it starts. */

import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

export interface SelectorMismatch {
  readonly key: string;
  /** What the selector asks for; undefined where any value does. */
  readonly wanted: string | undefined;
  /** Of the pods; undefined where they certainly have no such label. */
  readonly found: string | undefined;
  /** Where it is asked for. */
  readonly at: Value;
}

/** The labels of `matchLabels`, and those of which `matchExpressions` ask that they exist, that the pods certainly do not have. */
export function selectorMismatches(workload: Resource): readonly SelectorMismatch[] {
  const labels = workload.at('spec', 'template', 'metadata', 'labels');
  if (workload.isPart || workload.root.at('spec').lacks('template') || labels.type === 'unknown') return [];
  const selector = workload.at('spec', 'selector');
  const equal = selector
    .at('matchLabels')
    .entries()
    .flatMap(([key, at]) => (at.type === 'string' ? [{ key, at, wanted: at.asString() }] : []));
  const existing = selector
    .at('matchExpressions')
    .items()
    .flatMap(it => {
      const key = it.at('key').asString();
      return key && it.at('operator').asString() === 'Exists' ? [{ key, at: it.at('key'), wanted: undefined }] : [];
    });
  return [...equal, ...existing].flatMap((it): SelectorMismatch[] => {
    const label = labels.at(it.key);
    if (label.type === 'absent') return isMissing(workload, it.key) ? [{ ...it, found: undefined }] : [];
    const found = label.type === 'string' ? label.asString() : undefined;
    return found === undefined || it.wanted === undefined || found === it.wanted ? [] : [{ ...it, found }];
  });
}

/** Whether nothing on the way to a label of the pods can hide it. */
function isMissing(workload: Resource, key: string): boolean {
  let value = workload.at('spec', 'template');
  if (value.type !== 'mapping') return false;
  for (const step of ['metadata', 'labels']) {
    const next = value.at(step);
    if (next.type === 'absent') return value.lacks(step);
    if (next.type !== 'mapping') return false;
    value = next;
  }
  return value.lacks(key);
}

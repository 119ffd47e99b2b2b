/** Compares what a workload selects with the labels of the pods that it starts. */

import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

export interface SelectorMismatch {
  readonly key: string;
  /** What the selector asks for, to follow "the selector asks for". */
  readonly wanted: string;
  /** The one value that the selector accepts; undefined where several do. */
  readonly value: string | undefined;
  /** Of the pods; undefined where they certainly have no such label. */
  readonly found: string | undefined;
  /** Where it is asked for. */
  readonly at: Value;
}

type Asked = Omit<SelectorMismatch, 'found'> & {
  /** Undefined for a label that is not there. */
  accepts(label: string | undefined): boolean;
};

/** What the selector asks for, and the labels of the pods certainly do not have. */
export function selectorMismatches(workload: Resource): readonly SelectorMismatch[] {
  const labels = workload.at('spec', 'template', 'metadata', 'labels');
  if (workload.isPart || workload.root.at('spec').lacks('template') || labels.type === 'unknown') return [];
  return askedBy(workload.at('spec', 'selector')).flatMap(({ accepts, ...it }): SelectorMismatch[] => {
    const label = labels.at(it.key);
    const found = label.type === 'string' ? label.asString() : undefined;
    const isKnown = found !== undefined || (label.type === 'absent' && isMissing(workload, it.key));
    return isKnown && !accepts(found) ? [{ ...it, found }] : [];
  });
}

function askedBy(selector: Value): readonly Asked[] {
  const equal = selector
    .at('matchLabels')
    .entries()
    .flatMap(([key, at]): Asked[] => {
      const value = at.type === 'string' ? at.asString()! : undefined;
      return value === undefined ? [] : [{ key, at, wanted: value === '' ? 'an empty one' : value, value, accepts: it => it === value }];
    });
  return [...equal, ...selector.at('matchExpressions').items().flatMap(expressionOf)];
}

/** Source: k8s.io/apimachinery/pkg/labels. What the API server refuses by itself asks for nothing. */
function expressionOf(expression: Value): Asked[] {
  const at = expression.at('key');
  const key = at.asString();
  const values = expression.at('values');
  const texts = values.items().map(it => (it.type === 'string' ? it.asString()! : undefined));
  if (!key || !values.isClosed || texts.includes(undefined)) return [];
  const named = `one of ${texts.join(', ')}`;
  const value = texts.length === 1 ? texts[0] : undefined;
  switch (expression.at('operator').asString()) {
    case 'Exists':
      return [{ key, at, wanted: 'any', value: undefined, accepts: it => it !== undefined }];
    case 'DoesNotExist':
      return [{ key, at, wanted: 'none', value: undefined, accepts: it => it === undefined }];
    case 'In':
      return texts.length ? [{ key, at, wanted: value ?? named, value, accepts: it => texts.includes(it) && it !== undefined }] : [];
    case 'NotIn':
      return texts.length ? [{ key, at, wanted: `none of ${texts.join(', ')}`, value: undefined, accepts: it => !texts.includes(it) }] : [];
    default:
      return [];
  }
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

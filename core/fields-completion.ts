/** What may be written in a configuration or object of a known type: fields of the mapping, and words that a field takes. */

import type { Completion } from './complete.ts';
import { cursorAt } from './cursor.ts';
import { entryOf, fieldsOf, notationBelow, typeOf } from './families/schema.ts';
import { gatesIn } from './facts/featuregates.ts';
import { meaningOfField } from './facts/fields.ts';
import { shift } from './text.ts';

/** `document` is the text of one, and begins at `start` of its file. Never throws. */
export function completeFields(
  document: string,
  start: number,
  offset: number,
  kubernetesVersion: string | undefined,
): readonly Completion[] {
  const kind = headOf(document, 'kind');
  const type = typeOf(headOf(document, 'apiVersion'), kind);
  const cursor = type === undefined ? undefined : cursorAt(document, offset - start);
  if (type === undefined || !cursor) return [];
  const range = shift(cursor.word, start);
  const holder = cursor.path.reduce((it, step) => notationBelow(entryOf(it), step), type);
  if (cursor.key !== undefined)
    return wordsOf(notationBelow(entryOf(holder), cursor.key)).map(it => ({ label: it, kind: 'value', range, newText: it }));
  if (holder.startsWith('[]') && !cursor.inEntry) return [];
  if (cursor.path.join() === 'featureGates' && PROGRAMS.has(kind)) {
    return gatesIn('kubelet', kubernetesVersion)
      .filter(it => !cursor.siblings.includes(it))
      .map(it => ({ label: it, kind: 'key', range, newText: cursor.hasColon ? it : `${it}: true` }));
  }
  const words = wordsOf(entryOf(holder)).map((it): Completion => ({ label: it, kind: 'value', range, newText: it }));
  const mapping = entryOf(holder);
  return [
    ...words,
    ...Object.keys(fieldsOf(mapping))
      .filter(it => !cursor.siblings.includes(it))
      .map(field => fieldOf(mapping, field)),
  ];

  function fieldOf(mapping: string, field: string): Completion {
    const detail = meaningOfField(mapping, field);
    const behind = cursor!.hasColon ? '' : isScalar(fieldsOf(mapping)[field]!) ? ': ' : ':';
    return { label: field, kind: 'key', range, newText: field + behind, ...(detail && { detail }) };
  }
}

/** Kinds whose feature gates are those that all programs of Kubernetes share. */
const PROGRAMS: ReadonlySet<string> = new Set(['KubeletConfiguration', 'KubeProxyConfiguration']);

/** The value of a key at the top, quotes taken off. */
const headOf = (document: string, key: string): string =>
  new RegExp(`^["']?${key}["']?[ \\t]*:[ \\t]*["']?([\\w./-]+)`, 'm').exec(document.replace(/^\ufeff/, ''))?.[1] ?? '';

const wordsOf = (notation: string): readonly string[] =>
  notation.startsWith('=') ? notation.slice(1).split('|') : notation === 'bool' ? ['true', 'false'] : [];

const isScalar = (notation: string): boolean =>
  !/^(?:\[\]|\{\})/.test(notation) && notation !== 'any' && !Object.keys(fieldsOf(notation)).length;

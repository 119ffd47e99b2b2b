/** Splits YAML text into documents without parsing it. */

import { nextLineAt, type Range } from '../../text.ts';

/**
 * The documents of a text, in order and without gaps: each starts where the one before it ends.
 * `---` or `...` at column 0 always ends a document, whatever stands around it. A document holds its own `---`, the comments and directives
 * before that, and its closing `...`. There is at least one document; one without content is possible.
 */
export function splitDocuments(text: string): readonly Range[] {
  const documents: Range[] = [];
  let start = 0;
  let isStarted = false;
  for (const marker of markersIn(text)) {
    if (text[marker] === '.') {
      const end = nextLineAt(text, marker);
      documents.push({ start, end });
      start = end;
      isStarted = false;
    } else {
      if (isStarted || hasContent(text, start, marker)) {
        documents.push({ start, end: marker });
        start = marker;
      }
      isStarted = true;
    }
  }
  if (start < text.length || !documents.length) documents.push({ start, end: text.length });
  return documents;
}

/** How a text is split, when an earlier text was split before. */
export interface SplitAgain {
  /** The same as `splitDocuments(text)`. */
  readonly ranges: readonly Range[];
  /** This many documents at the start, and at the end, are the same as before, character by character. */
  readonly head: number;
  readonly tail: number;
}

/** Looks only at what lies between the documents that are the same at both ends; at all of it where an edge may have moved. */
export function splitAgain(text: string, before: string, known: readonly { readonly range: Range }[]): SplitAgain {
  const by = text.length - before.length;
  const has = ({ range: { start, end } }: { readonly range: Range }, by: number): boolean =>
    start + by >= 0 && text.slice(start + by, end + by) === before.slice(start, end);
  let first = 0;
  // The last one is open: what is put behind it may become part of its marker.
  while (first < known.length - 1 && has(known[first]!, 0)) first++;
  let last = known.length;
  while (last > first && has(known[last - 1]!, by)) last--;
  // One more at each end: where they meet what changed, only splitting tells.
  const head = known.slice(0, Math.max(0, first - 1)).map(it => it.range);
  const tail = known.slice(last + 1).map(({ range }) => ({ start: range.start + by, end: range.end + by }));
  const start = head.at(-1)?.end ?? 0;
  const end = tail[0]?.start ?? text.length;
  const whole = (): SplitAgain => ({ ranges: splitDocuments(text), head: 0, tail: 0 });
  if (start > end || (!head.length && !tail.length) || text[start] === '\uFEFF') return whole();
  const middle = splitDocuments(text.slice(start, end)).map(it => ({ start: it.start + start, end: it.end + start }));
  if (tail.length && middle.at(-1)!.start !== known[last]!.range.start + by) return whole();
  return { ranges: [...head, ...middle, ...tail], head: head.length, tail: tail.length };
}

/** Whether a text is one JSON document: by the name of its file and its first character. */
export const isJson = (path: string, text: string): boolean => /\.json$/i.test(path) && /^\uFEFF?\s*[[{]/.test(text);

/**
 * The lines of an ABAC policy file: each is a JSON document, whatever the file is called; comments and blank lines belong to the one behind them.
 * Undefined for every other text. Source: `k8s.io/kubernetes/pkg/auth/authorizer/abac`.
 */
export function policyLines(text: string): readonly Range[] | undefined {
  if (!text.includes('abac.authorization.kubernetes.io/')) return undefined;
  const ranges: Range[] = [];
  let start = 0;
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    if (/^\uFEFF?\s*(?:#[^\n]*)?$/.test(line)) continue;
    if (!/^\uFEFF?\s*\{.*\}\s*$/.test(line)) return undefined;
    const end = Math.min(index + line.length + 1, text.length);
    ranges.push({ start, end });
    start = end;
  }
  const last = ranges.pop();
  return last && [...ranges, { start: last.start, end: text.length }];
}

/** What stands behind a marker. */
const MARKER = /[ \t\r\n]|^$/;

/** The offsets of each `---` or `...` that stands at column 0 and is followed by a blank or the line's end, in order. */
function markersIn(text: string): readonly number[] {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const markers = /^(?:---|\.\.\.)$/.test(text.slice(start, start + 3)) && MARKER.test(text.charAt(start + 3)) ? [start] : [];
  for (const sign of ['\n---', '\n...']) {
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 4))
      if (MARKER.test(text.charAt(at + 4))) markers.push(at + 1);
  }
  return markers.sort((a, b) => a - b);
}

const BLANK_LINE = /\uFEFF|[ \t]*(?:#[^\n]*)?(?:\r?\n|$)|%[^\n]*(?:\n|$)/y;

/** Whether anything but comments, directives and blank lines stands between two offsets. */
function hasContent(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at = BLANK_LINE.lastIndex) {
    BLANK_LINE.lastIndex = at;
    if (!BLANK_LINE.test(text)) return true;
  }
  return false;
}

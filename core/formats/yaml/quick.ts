/**
 * Reads the YAML that people mostly write, in one pass: mappings and lists in block style, scalars on one line, literal blocks, flow style on one line, and JSON.
 * Whatever else a document holds, and whatever may be wrong with it, is left to the reader that knows all of YAML.
 */

import type { Entry, Item, Mapping, Node, Scalar, Sequence, Tree } from './tree.ts';
import {
  beyond,
  DEEPEST,
  flowAt,
  isBlank,
  keyAt,
  type Line,
  restOf,
  scalar,
  scalarAt,
  skipBlanks,
  skipSpaces,
  unlessBeyond,
} from './quickline.ts';

/** The very tree that the whole of YAML gives for a document; undefined for what is not read here. Never throws. */
export function quickTree(text: string): Tree | undefined {
  return text.includes('\r') ? undefined : unlessBeyond(() => ({ root: readDocument(text), errors: [] }));
}

function readDocument(text: string): Node | undefined {
  const line: Line = { text, end: 0 };
  /** Where the line starts, and where its first character is that is not blank. */
  let first = 0;
  let start = 0;
  /** `start` as a column; -1 behind the last line. What stands behind a dash counts as a line of its own. */
  let indent = -1;
  let depth = 0;
  let isBegun = false;

  goTo(0);
  if (indent === 0 && isMarker()) {
    if (text[start] !== '-' || restOf(line, start + 3) !== line.end) beyond();
    next();
  }
  if (indent === -1) return undefined;
  const root = text[start] === '{' || text[start] === '[' ? collection() : block();
  return indent === -1 ? root : beyond();

  /** The first line from an offset that holds more than a comment. */
  function goTo(offset: number): void {
    for (first = offset; first < text.length; first = line.end + 1) {
      line.end = endOfLine(text, first);
      start = skipSpaces(line, first);
      const here = text[start];
      if (start === line.end || here === '#') continue;
      indent = start - first;
      if (here === '\t' || (indent === 0 && (here === '%' || (isBegun && isMarker())))) beyond();
      isBegun = true;
      return;
    }
    indent = -1;
  }

  function next(): void {
    goTo(line.end + 1);
  }

  /** JSON, and all that is like it. */
  function collection(): Node {
    line.end = text.length;
    const node = flowAt(line, start, 0);
    indent = -1;
    return skipBlanks(line, node.end) === text.length ? node : beyond();
  }

  /** What stands in the lines from here on that are indented like this one. */
  function block(): Node {
    if (++depth > DEEPEST) beyond();
    const node = isDash(start) ? sequence(indent) : mapping(indent);
    depth--;
    return node;
  }

  function mapping(column: number): Mapping {
    const entries: Entry[] = [];
    while (indent === column && !isDash(start)) {
      const key = keyAt(line, start) ?? beyond();
      const colon = skipSpaces(line, key.end);
      const value = valueBehind(colon, column);
      entries.push({ start: key.start, end: value?.end ?? colon + 1, key, colon, value, isUnusual: false });
    }
    if (indent >= column) beyond();
    return { type: 'mapping', isFlow: false, start: entries[0]!.start, end: entries.at(-1)!.end, entries, props: undefined };
  }

  function sequence(column: number): Sequence {
    const items: Item[] = [];
    while (indent === column && isDash(start)) {
      const dash = start;
      const value = valueBehind(dash, column);
      items.push({ start: dash, end: value?.end ?? dash + 1, dash, value });
    }
    if (indent > column) beyond();
    return { type: 'sequence', isFlow: false, start: items[0]!.start, end: items.at(-1)!.end, items, props: undefined };
  }

  /** What belongs to the colon or the dash at an offset. Afterwards the line behind it is looked at. */
  function valueBehind(offset: number, column: number): Node | undefined {
    const isOfKey = text[offset] !== '-';
    const at = restOf(line, offset + 1);
    if (at === line.end) {
      next();
      // A list need not be indented more than its key.
      return indent > column || (isOfKey && indent === column && isDash(start)) ? block() : undefined;
    }
    if (!isOfKey && (isDash(at) || keyAt(line, at))) {
      start = at;
      indent = at - first;
      return block();
    }
    if (text[at] === '|') return literal(at, column);
    const node = text[at] === '{' || text[at] === '[' ? flowAt(line, at, 0) : scalarAt(line, at);
    if (restOf(line, node.end) !== line.end) beyond();
    next();
    return indent > column ? beyond() : node;
  }

  function literal(at: number, column: number): Scalar {
    const chomping = /[-+]?/y;
    chomping.lastIndex = at + 1;
    const [chomp] = chomping.exec(text)!;
    if (restOf(line, at + 1 + chomp.length) !== line.end) beyond();
    const lines: string[] = [];
    let width = -1;
    let filled = 0;
    let from = line.end + 1;
    while (from < text.length) {
      line.end = endOfLine(text, from);
      const inset = skipSpaces(line, from) - from;
      if (from + inset === line.end) {
        // Blanks that go beyond the indentation belong to the text.
        if (inset > Math.max(width, 0)) beyond();
        lines.push('');
      } else {
        if (width === -1) width = inset;
        if (inset < width || width <= column) break;
        lines.push(text.slice(from + width, line.end));
        filled = lines.length;
      }
      from = line.end + 1;
    }
    if (!filled || from > text.length) beyond();
    goTo(from);
    if (indent > column) beyond();
    const content = lines.slice(0, chomp === '+' ? lines.length : filled).join('\n');
    return scalar('literal', at, trimEnd(text, at, from), chomp === '-' ? content : `${content}\n`);
  }

  /** Whether the line starts or ends a document. */
  function isMarker(): boolean {
    return (text.startsWith('---', start) || text.startsWith('...', start)) && isBlank(line, start + 3);
  }

  function isDash(at: number): boolean {
    return text[at] === '-' && isBlank(line, at + 1);
  }
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}

/** Behind the last character of a range that is not blank. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1]!)) at--;
  return at;
}

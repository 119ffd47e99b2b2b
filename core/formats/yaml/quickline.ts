/** What `quick.ts` reads within one line: keys, scalars, and collections in flow style. A document that is nothing but such a collection counts as one line. */

import type { Entry, Item, Mapping, Node, Scalar, Sequence, Style } from './tree.ts';

export interface Line {
  /** Of the whole document. */
  readonly text: string;
  /** Where the line ends. */
  end: number;
}

/** Leaves a document to the reader that knows all of YAML: `unlessBeyond` ends there. */
export function beyond(): never {
  throw BEYOND;
}

const BEYOND = new Error('beyond what is read here');

/** What `read` gives; undefined where it went beyond. */
export function unlessBeyond<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A key stands on one line and is not longer, in any YAML. */
const LONGEST_KEY = 1000;

export const DEEPEST = 100;

/** The scalar before a colon; undefined where the rest of the line is no entry. */
export function keyAt(line: Line, at: number): Scalar | undefined {
  const first = line.text[at];
  if (first === '"' || first === "'") {
    const node = quotedAt(line, at);
    const behind = skipSpaces(line, node.end);
    if (behind === line.end || line.text[behind] !== ':') return undefined;
    return isBlank(line, behind + 1) && behind - at < LONGEST_KEY ? node : beyond();
  }
  if (first === '{' || first === '[' || first === '|') return undefined;
  const colon = colonFrom(line, at);
  return colon === -1 ? undefined : plain(line, at, colon);
}

/** The colon that ends a plain key on this line. */
function colonFrom(line: Line, at: number): number {
  for (let i = at; i < line.end; i++) {
    const here = line.text[i];
    if (here === ':' && isBlank(line, i + 1)) return i;
    if (here === '#' && line.text[i - 1] === ' ') return -1;
    if (here === '\t') beyond();
  }
  return -1;
}

/** A scalar that is all there is behind a colon or a dash, but for a comment. */
export function scalarAt(line: Line, at: number): Scalar {
  const first = line.text[at];
  if (first === '"' || first === "'") return quotedAt(line, at);
  if (colonFrom(line, at) !== -1) beyond();
  let to = at + 1;
  while (to < line.end && !(line.text[to] === '#' && line.text[to - 1] === ' ')) to++;
  return plain(line, at, to);
}

function plain(line: Line, from: number, to: number): Scalar {
  let last = to;
  while (last > from && line.text[last - 1] === ' ') last--;
  const first = line.text[from]!;
  if (
    last === from ||
    STARTS_NO_PLAIN.includes(first) ||
    (MAY_START_PLAIN.includes(first) && (isBlank(line, from + 1) || FLOW.includes(line.text[from + 1]!)))
  )
    beyond();
  if (last - from > LONGEST_KEY && line.text[to] === ':') beyond();
  return scalar('plain', from, last, undefined);
}

function quotedAt(line: Line, at: number): Scalar {
  const isDouble = line.text[at] === '"';
  let to = at + 1;
  let isEscaped = false;
  for (; to < line.end; to++) {
    const here = line.text[to];
    if (isDouble && here === '\\') {
      isEscaped = true;
      to++;
    } else if (here === (isDouble ? '"' : "'")) {
      if (isDouble || line.text[to + 1] !== "'") break;
      isEscaped = true;
      to++;
    } else if (here === '\t' || here === '\n') beyond();
  }
  if (to >= line.end) beyond();
  const inner = isEscaped ? line.text.slice(at + 1, to) : '';
  const written = !isEscaped ? undefined : isDouble ? unescaped(inner) : inner.replaceAll("''", "'");
  return scalar(isDouble ? 'double' : 'single', at, to + 1, written);
}

/** A mapping or a list in flow style, `depth` levels below others. */
export function flowAt(line: Line, at: number, depth: number): Mapping | Sequence {
  if (depth > DEEPEST) beyond();
  return line.text[at] === '{' ? flowMapping(line, at, depth) : flowSequence(line, at, depth);
}

function flowSequence(line: Line, at: number, depth: number): Sequence {
  const items: Item[] = [];
  let i = skipBlanks(line, at + 1);
  while (line.text[i] !== ']') {
    if (items.length) i = skipBlanks(line, expect(line, ',', i));
    const value = flowNode(line, i, depth);
    items.push({ start: value.start, end: value.end, dash: -1, value });
    i = skipBlanks(line, value.end);
    if (line.text[i] === ':') beyond();
  }
  return { type: 'sequence', isFlow: true, start: at, end: i + 1, items, props: undefined };
}

function flowMapping(line: Line, at: number, depth: number): Mapping {
  const entries: Entry[] = [];
  let i = skipBlanks(line, at + 1);
  while (line.text[i] !== '}') {
    if (entries.length) i = skipBlanks(line, expect(line, ',', i));
    const key = flowNode(line, i, depth);
    if (key.type !== 'scalar' || key.end - key.start > LONGEST_KEY) beyond();
    const colon = skipSpaces(line, key.end);
    const value = flowNode(line, skipBlanks(line, expect(line, ':', colon)), depth);
    if (colon + 1 === value.start && key.style === 'plain') beyond();
    entries.push({ start: key.start, end: value.end, key, colon, value, isUnusual: false });
    i = skipBlanks(line, value.end);
  }
  return { type: 'mapping', isFlow: true, start: at, end: i + 1, entries, props: undefined };
}

function flowNode(line: Line, at: number, depth: number): Node {
  if (at >= line.end) beyond();
  const first = line.text[at];
  if (first === '{' || first === '[') return flowAt(line, at, depth + 1);
  if (first === '"' || first === "'") return quotedAt(line, at);
  let to = at;
  for (; to < line.end; to++) {
    const here = line.text[to]!;
    if (FLOW.includes(here) || here === '\n') break;
    if (here === ':' && (isBlank(line, to + 1) || FLOW.includes(line.text[to + 1]!))) break;
    if (here === '#' || here === '\t') beyond();
  }
  return plain(line, at, to);
}

export function scalar(style: Style, from: number, to: number, written: string | undefined): Scalar {
  return { type: 'scalar', style, start: from, end: to, text: written, props: undefined, meaning: undefined };
}

function expect(line: Line, character: string, at: number): number {
  return at < line.end && line.text[at] === character ? at + 1 : beyond();
}

export function skipSpaces(line: Line, from: number): number {
  let at = from;
  while (at < line.end && line.text[at] === ' ') at++;
  return at;
}

/** The same within flow style, which may go on in further lines. */
export function skipBlanks(line: Line, from: number): number {
  let at = from;
  while (at < line.end && (line.text[at] === ' ' || line.text[at] === '\n')) at++;
  return at;
}

/** The first character of the line from an offset that is neither blank nor part of a comment; its end where there is none. */
export function restOf(line: Line, from: number): number {
  const at = skipSpaces(line, from);
  if (at >= line.end) return line.end;
  if (at === from || line.text[at] === '\t') beyond();
  return line.text[at] === '#' ? line.end : at;
}

export function isBlank(line: Line, at: number): boolean {
  return at >= line.end || line.text[at] === ' ' || line.text[at] === '\n';
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, code: string) => ESCAPES[code] ?? beyond());
}

/** The escapes of double quotes that are written in life. */
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', n: '\n', t: '\t', r: '\r' };

/** A scalar without quotes starts with none of these, and with these only if no blank follows. Source: YAML 1.2.2, 7.3.3. */
const STARTS_NO_PLAIN = ',[]{}#&*!|>\'"%@`';
const MAY_START_PLAIN = '-?:';
const FLOW = ',[]{}';

/** Templates in YAML text (Helm, Jinja, Terraform): where they stand, and text of equal length in which they do not disturb the YAML around them. */

import { columnAt, lineEndAt, lineStartAt, type Range } from '../../text.ts';

/**
 * `expression`  part of a line: it decides the text of the node it stands in.
 * `insertion`   alone on its line: it may add entries to what is open there.
 * `control`     alone on its line: `if`, `else`, `end` and their like.
 * `silent`      adds nothing: a comment, an assignment.
 */
export interface Mask extends Range {
  readonly kind: 'expression' | 'insertion' | 'control' | 'silent';
  /** The column at which its output starts; Infinity where that cannot be told, 0 for an expression. */
  readonly column: number;
  /** From the control block that opens to the one that closes, for each of its parts. */
  readonly group: Range | undefined;
}

export interface Masked {
  /** As long as the text it is made from. */
  readonly text: string;
  readonly masks: readonly Mask[];
}

/** Undefined for a text without templates, which costs next to nothing. Terraform is looked for only where asked for: its signs are good YAML mostly. */
export function maskTemplates(text: string, terraform = false): Masked | undefined {
  if (!terraform && !holdsTemplates(text)) return undefined;
  const found = tokensOf(text, terraform ? TERRAFORM : TEMPLATE);
  if (!found.length) return undefined;
  const groups = groupsOf(text, found);
  const tokens = withoutDefinitions(text, found, groups);
  const alone = tokensAlone(text, tokens);
  const pieces: string[] = [];
  const masks: Mask[] = [];
  let at = 0;
  for (const token of tokens) {
    const isAlone = alone.has(token);
    const role = roleOf(text, token);
    const kind =
      role === 'silent' ? 'silent' : !isAlone && !fillsBelow(text, token) ? 'expression' : role === 'control' ? 'control' : 'insertion';
    masks.push({ ...token, kind, column: columnOf(text, token, kind), group: groups.get(token) });
    const source = text.slice(token.start, token.end);
    pieces.push(text.slice(at, token.start), kind === 'expression' ? 'x'.repeat(source.length) : source.replace(/[^\r\n]/g, ' '));
    at = token.end;
  }
  return { text: pieces.join('') + text.slice(at), masks };
}

/** Whether signs of Helm or Jinja stand in a text. None goes over a line's end. */
export const holdsTemplates = (text: string): boolean => text.includes('{{') || text.includes('{%') || text.includes('{#');

const TEMPLATE = /\{\{|\{%|\{#/g;
const TERRAFORM = /\{\{|[%$]\{/g;

function tokensOf(text: string, opening: RegExp): readonly Range[] {
  const tokens: Range[] = [];
  const ends = new Map<string, number>();
  opening.lastIndex = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const start = found.index;
    const end =
      found[0] === '{{'
        ? endOfExpression(text, start)
        : endOf(text, start, found[0] === '{%' ? '%}' : found[0] === '{#' ? '#}' : '}', ends);
    if (end === undefined || text[start - 1] === '$') continue;
    tokens.push({ start, end });
    opening.lastIndex = end;
  }
  return tokens;
}

/** Remembers how far a closing sign was sought in vain or found, so that many openings cost one search. */
function endOf(text: string, start: number, closing: string, known: Map<string, number>): number | undefined {
  let end = known.get(closing);
  if (end === undefined || (end !== -1 && end < start + 2)) {
    end = text.indexOf(closing, start + 2);
    known.set(closing, end);
  }
  return end === -1 ? undefined : end + closing.length;
}

/** An expression that is never closed, or not before the next one opens, ends with its line. */
function endOfExpression(text: string, start: number): number {
  if (/^\{\{-?\s*\/\*/.test(text.slice(start, start + 12))) {
    const end = text.indexOf('*/', start);
    const close = end === -1 ? -1 : text.indexOf('}}', end);
    return close === -1 ? lineEndAt(text, start) : close + 2;
  }
  for (let at = start + 2; at < text.length; at++) {
    const character = text[at]!;
    if (character === '}' && text[at + 1] === '}') return text[at + 2] === '}' ? at + 3 : at + 2;
    if (character === '{' && text[at + 1] === '{') break;
    if (character === '"' || character === '`' || character === "'") at = endOfQuoted(text, at);
  }
  return lineEndAt(text, start);
}

const QUOTED = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`\n]*`/y;

function endOfQuoted(text: string, start: number): number {
  QUOTED.lastIndex = start;
  return QUOTED.test(text) ? QUOTED.lastIndex - 1 : start;
}

/** The tokens whose lines hold nothing else but blanks and a comment. */
function tokensAlone(text: string, tokens: readonly Range[]): ReadonlySet<Range> {
  const alone = new Set<Range>();
  for (let first = 0; first < tokens.length; ) {
    let last = first;
    let end = lineEndAt(text, tokens[last]!.end);
    while (last + 1 < tokens.length && tokens[last + 1]!.start < end) end = lineEndAt(text, tokens[++last]!.end);
    const run = tokens.slice(first, last + 1);
    let at = lineStartAt(text, tokens[first]!.start);
    const isAlone = run.every(it => {
      const isNext = !text.slice(at, it.start).trim();
      at = it.end;
      return isNext;
    });
    if (isAlone && /^\s*(?:\s#.*)?$/.test(text.slice(at, end))) for (const it of run) alone.add(it);
    first = last + 1;
  }
  return alone;
}

/** `key: {{ include "x" . | nindent 4 }}` at the end of its line: the output starts on the next line, where more entries may stand. */
const fillsBelow = (text: string, { start, end }: Range): boolean =>
  /\bnindent\b/.test(text.slice(start, end)) &&
  !text.slice(end, lineEndAt(text, end)).trim() &&
  /(?:^|\s)(?:[^\s"'#][^"'#]*:|-)[ \t]*$/.test(text.slice(lineStartAt(text, start), start));

/** Named templates and macros are no part of the document they stand in: each becomes one silent token. */
function withoutDefinitions(text: string, tokens: readonly Range[], groups: ReadonlyMap<Range, Range>): readonly Range[] {
  const kept: Range[] = [];
  for (const token of tokens) {
    if (token.start < (kept.at(-1)?.end ?? 0)) continue;
    const group = groups.get(token);
    kept.push(group?.start === token.start && DEFINES.test(text.slice(token.start, token.start + 20)) ? { ...group } : token);
  }
  return kept;
}

const DEFINES = /^..[-+~]?\s*(?:define|macro)\b/;

type Role = 'control' | 'silent' | 'output';

function roleOf(text: string, { start, end }: Range): Role {
  const opening = text.slice(start, start + 2);
  const inner = text.slice(start + 2, end).replace(/^[-+~]?\s*/, '');
  if (opening === '{#' || inner.startsWith('/*') || /^(?:define|macro)\b/.test(inner)) return 'silent';
  if (opening === '{{') return /^\$\w*\s*(?::?=)/.test(inner) ? 'silent' : CONTROL.test(inner) ? 'control' : 'output';
  if (opening === '{%')
    return /^(?:set\b(?=[^%]*=)|import\b|from\b|do\b)/.test(inner) ? 'silent' : /^include\b/.test(inner) ? 'output' : 'control';
  return opening === '%{' ? 'control' : 'output';
}

const CONTROL = /^(?:if|else|end|range|with|block|break|continue)\b/;
const OPENS = /^..[-+~]?\s*(?:if|range|with|define|block|for|macro|call|filter|raw|autoescape)\b/;
const CLOSES = /^..[-+~]?\s*end/;

/** Which control blocks belong together. */
function groupsOf(text: string, tokens: readonly Range[]): ReadonlyMap<Range, Range> {
  const groups = new Map<Range, Range>();
  const open: Range[][] = [];
  for (const token of tokens) {
    const head = text.slice(token.start, token.start + 40);
    if (roleOf(text, token) !== 'control' && !DEFINES.test(head)) continue;
    if (OPENS.test(head)) open.push([token]);
    else open.at(-1)?.push(token);
    if (!CLOSES.test(head)) continue;
    const parts = open.pop() ?? [];
    for (const part of parts) groups.set(part, { start: parts[0]!.start, end: token.end });
  }
  return groups;
}

function columnOf(text: string, token: Range, kind: Mask['kind']): number {
  if (kind === 'expression') return 0;
  const column = columnAt(text, token.start);
  if (kind !== 'insertion') return column;
  const indent = /\b(n?)indent\s*\(?\s*(\d+)/.exec(text.slice(token.start, token.end));
  return !indent ? Infinity : indent[1] ? Number(indent[2]) : column + Number(indent[2]);
}

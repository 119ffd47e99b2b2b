/** The syntax of environment files, as systemd reads `EnvironmentFile=` (systemd.exec(5)) and as people write them: with `export`, with CRLF. */

import { insert, lineEndAt, newlineOf, nextLineAt, replace, slice, type Range, type TextEdit } from '../text.ts';
import { removeLines } from './lines.ts';
import { isMasked, isTemplateLine } from './masks.ts';
import { type MappedText, mappedBuilder } from './mapped.ts';

/** `NAME=value`. */
export interface Assignment {
  readonly name: string;
  readonly nameRange: Range;
  /** From the name, or the `export` before it, to the end of the value. */
  readonly range: Range;
  /** The value as it stands, with its quotes and without blanks at its end. */
  readonly raw: Range;
  /** The value with quotes and escapes undone. */
  readonly value: MappedText;
  /** The quote that the whole value stands in; undefined where it has none, or parts with different ones. */
  readonly quote: '"' | "'" | undefined;
  readonly isExported: boolean;
  /** A quote is open at the end of the text. */
  readonly isUnclosed: boolean;
}

export interface Environment {
  readonly assignments: readonly Assignment[];
  /** Whole lines that start with `#` or `;`, from the sign on. */
  readonly comments: readonly Range[];
  /** Lines that hold only a template. */
  readonly templateLines: number;
  /** Lines that are nothing of all this. */
  readonly strayLines: number;
}

const ASSIGNED = /(export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/y;

/** Reads any text. `masked` is the text with its templates masked. */
export function parseAssignments(masked: string): Environment {
  const assignments: Assignment[] = [];
  const comments: Range[] = [];
  let templateLines = 0;
  let strayLines = 0;
  let at = masked.startsWith('\uFEFF') ? 1 : 0;
  while (at < masked.length) {
    if (/\s/.test(masked[at]!)) {
      at++;
      continue;
    }
    const lineEnd = lineEndAt(masked, at);
    ASSIGNED.lastIndex = at;
    const match = ASSIGNED.exec(masked);
    if (match) {
      const assignment = readAssignment(masked, at, match);
      assignments.push(assignment);
      at = nextLineAt(masked, assignment.range.end);
      continue;
    }
    if (masked[at] === '#' || masked[at] === ';') comments.push({ start: at, end: lineEnd });
    else if (isTemplateLine(slice(masked, { start: at, end: lineEnd }))) templateLines++;
    else strayLines++;
    at = nextLineAt(masked, at);
  }
  return { assignments, comments, templateLines, strayLines };
}

function readAssignment(text: string, start: number, match: RegExpExecArray): Assignment {
  const nameStart = start + (match[1]?.length ?? 0);
  const { value, range: raw, quotes, isUnclosed } = readValue(text, start + match[0].length);
  const first = text[raw.start];
  const isWhole = quotes === 1 && first === text[raw.end - 1] && (first === '"' || first === "'") && raw.end - raw.start > 1 && !isUnclosed;
  return {
    name: match[2]!,
    nameRange: { start: nameStart, end: nameStart + match[2]!.length },
    range: { start, end: raw.end },
    raw,
    value,
    quote: isWhole ? first : undefined,
    isExported: match[1] !== undefined,
    isUnclosed,
  };
}

interface Read {
  readonly value: MappedText;
  readonly range: Range;
  /** How many quoted parts there are. */
  readonly quotes: number;
  readonly isUnclosed: boolean;
}

/** The states of systemd's own parser: quotes count only where a value, or a part of it, starts; a backslash joins lines in and outside of double quotes. */
function readValue(text: string, from: number): Read {
  const builder = mappedBuilder();
  let at = skipBlanks(text, from);
  const start = at;
  let end = at;
  let quotes = 0;
  let isUnclosed = false;
  while (at < text.length && text[at] !== '\n') {
    const char = text[at]!;
    if (char === '"' || char === "'") {
      quotes++;
      at = readQuoted(at + 1, char);
      end = at;
      at = skipBlanks(text, at);
    } else {
      at = readBare(at);
      break;
    }
  }
  return { value: builder.build(end), range: { start, end }, quotes, isUnclosed };

  function readQuoted(first: number, quote: string): number {
    for (let i = first; i < text.length; ) {
      const char = text[i]!;
      if (char === quote) return i + 1;
      const joined = quote === '"' && char === '\\' ? joinedLine(text, i) : 0;
      if (joined) i += joined;
      else if (quote === '"' && char === '\\' && /["\\`$]/.test(text[i + 1] ?? '')) {
        builder.add(text[i + 1]!, i + 1);
        i += 2;
      } else builder.add(char, i++);
    }
    isUnclosed = true;
    return text.length;
  }

  /** Up to the end of the line; blanks at its end do not count. */
  function readBare(first: number): number {
    let blanks: number[] = [];
    for (let i = first; i < text.length && text[i] !== '\n'; ) {
      const char = text[i]!;
      const joined = char === '\\' ? joinedLine(text, i) : 0;
      if (joined) {
        i += joined;
        continue;
      }
      if (/\s/.test(char)) {
        blanks.push(i++);
        continue;
      }
      for (const blank of blanks) builder.add(text[blank]!, blank);
      blanks = [];
      const isEscape = char === '\\' && i + 1 < text.length && !/[\r\n]/.test(text[i + 1]!);
      if (isEscape) i++;
      builder.add(text[i]!, i);
      end = ++i;
    }
    return end;
  }
}

/** How long a backslash with the line end behind it is; 0 if there is none. */
function joinedLine(text: string, at: number): number {
  if (text[at + 1] === '\n') return 2;
  return text[at + 1] === '\r' && text[at + 2] === '\n' ? 3 : 0;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Whether a value means itself in double quotes, to systemd and to shells. */
const isQuotable = (value: string): boolean => /^[^"\\$`\n\r\0]*$/.test(value);

/** Gives a variable another value, in the quotes that it has; undefined where it holds a template or parts that are quoted in different ways. */
export function changeAssignment(masked: string, { raw, quote, isUnclosed }: Assignment, value: string): readonly TextEdit[] | undefined {
  const old = slice(masked, raw);
  if (isUnclosed || isMasked(masked, raw) || !isQuotable(value)) return undefined;
  if (quote) return value.includes(quote) ? undefined : [replace({ start: raw.start + 1, end: raw.end - 1 }, value)];
  if (/["'\\\n]/.test(old)) return undefined;
  return [replace(raw, /^[\w./:,=@+-]*$/.test(value) ? value : `"${value}"`)];
}

/**
 * Adds a line behind `after`, exported and quoted like it. Where a comment shows the same variable (`#NAME="…"`), the line goes there.
 * Undefined where templates decide which lines there are.
 */
export function addAssignment(
  masked: string,
  environment: Environment,
  after: Assignment,
  name: string,
  value: string,
): readonly TextEdit[] | undefined {
  if (environment.templateLines || !isQuotable(value) || environment.assignments.some(it => it.isUnclosed)) return undefined;
  const shown = environment.comments.find(it =>
    slice(masked, it)
      .replace(/^[#;]+\s*/, '')
      .startsWith(`${name}=`),
  );
  const quote = after.quote ?? (/^[\w./:,=@+-]*$/.test(value) ? '' : '"');
  if (quote && value.includes(quote)) return undefined;
  const line = `${after.isExported ? 'export ' : ''}${name}=${quote}${value}${quote}`;
  return [insert(lineEndAt(masked, shown?.end ?? after.range.end), `${newlineOf(masked)}${line}`)];
}

/** Takes an assignment away with its line. */
export function removeAssignment(masked: string, { range, isUnclosed }: Assignment): readonly TextEdit[] | undefined {
  if (isUnclosed || isMasked(masked, range)) return undefined;
  return [removeLines(masked, range)];
}

/** The syntax of systemd units: sections, directives with their continuations, comments (systemd.syntax(7)). */

import { lineEndAt, nextLineAt, slice, type Range } from '../text.ts';
import { isTemplateLine } from './masks.ts';
import { mappedBuilder, type MappedText, partOf } from './mapped.ts';

export interface Unit {
  readonly directives: readonly Directive[];
  /** From each header to the end of the last directive below it. */
  readonly sections: readonly Range[];
  /** Whole lines that start with `#` or `;`, from the sign on; also those within a continued line. */
  readonly comments: readonly Range[];
  /** Outside of continued lines: lines that hold only a template, so that it is not certain which directives remain. */
  readonly hasTemplateLines: boolean;
}

/** `Key=value`. */
export interface Directive {
  /** Without brackets; empty before the first section. */
  readonly section: string;
  readonly key: string;
  /** The lines joined, without blanks at both ends. */
  readonly value: MappedText;
  /** From the key to the end of the last line. */
  readonly range: Range;
  /** A continued line holds a template that may take away, or add, what stands around it. */
  readonly hasTemplateLines: boolean;
  /** The blanks behind a backslash, which end the value although a continuation was meant. */
  readonly cutOff: Range | undefined;
}

/** Reads any text. `masked` is the text with its templates masked. */
export function parseUnit(masked: string): Unit {
  const directives: Directive[] = [];
  const comments: Range[] = [];
  const sections: { start: number; end: number }[] = [];
  let section = '';
  let hasTemplateLines = false;
  let at = masked.startsWith('\uFEFF') ? 1 : 0;
  while (at < masked.length) {
    const line = logicalLine(masked, at, comments);
    at = line.next;
    const header = /^\[([^\]]*)\]$/.exec(line.value.text.trim());
    if (header) {
      section = header[1]!;
      sections.push({ start: line.value.offsets[0]!, end: line.range.end });
    } else if (isTemplateLine(line.value.text)) hasTemplateLines = true;
    else {
      const directive = directiveOf(line, section);
      if (!directive) continue;
      directives.push(directive);
      if (sections.length) sections.at(-1)!.end = directive.range.end;
    }
  }
  return { directives, sections, comments, hasTemplateLines };
}

interface Line {
  readonly value: MappedText;
  readonly range: Range;
  readonly next: number;
  readonly hasTemplateLines: boolean;
  readonly cutOff: Range | undefined;
}

/** One line with those that it continues on: a backslash and the line end behind it are one blank, and comment lines between are dropped. */
function logicalLine(text: string, start: number, comments: Range[]): Line {
  const builder = mappedBuilder();
  let isContinued = false;
  let hasTemplateLines = false;
  let end = start;
  for (let at = start; at < text.length; ) {
    const lineEnd = lineEndAt(text, at);
    const content = skipBlanks(text, at, lineEnd);
    const next = nextLineAt(text, at);
    if (text[content] === '#' || text[content] === ';') {
      comments.push({ start: content, end: lineEnd });
      if (!isContinued) return { value: builder.build(at), range: { start: at, end: at }, next, hasTemplateLines, cutOff: undefined };
    } else if (isContinued && isTemplateLine(slice(text, { start: at, end: lineEnd }))) hasTemplateLines = true;
    else {
      end = lineEnd;
      const backslashes = /\\*$/.exec(text.slice(Math.max(content, lineEnd - 64), lineEnd))![0].length;
      isContinued = backslashes % 2 === 1;
      const until = isContinued ? lineEnd - 1 : lineEnd;
      for (let i = content; i < until; i++) builder.add(text[i]!, i);
      if (!isContinued) {
        const blanks = /\\([ \t]+)$/.exec(text.slice(Math.max(content, lineEnd - 64), lineEnd))?.[1]?.length;
        const cutOff = blanks ? { start: lineEnd - blanks, end: lineEnd } : undefined;
        return { value: builder.build(end), range: { start, end }, next, hasTemplateLines, cutOff };
      }
      builder.add(' ', until);
    }
    at = next;
  }
  return { value: builder.build(end), range: { start, end }, next: text.length, hasTemplateLines, cutOff: undefined };
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/.test(text[at]!)) at++;
  return at;
}

function directiveOf({ value, range, hasTemplateLines, cutOff }: Line, section: string): Directive | undefined {
  const match = /^([A-Za-z][\w-]*)[ \t]*=\s*/.exec(value.text);
  if (!match) return undefined;
  const end = value.text.trimEnd().length;
  return {
    section,
    key: match[1]!,
    value: partOf(value, Math.min(match[0].length, end), end),
    range: { start: value.offsets[0]!, end: range.end },
    hasTemplateLines,
    cutOff,
  };
}

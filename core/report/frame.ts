/** Findings drawn under the text they are about. */

import { type LineIndex, lineIndex, lineText, positionIn } from './lines.ts';
import { type Paint, plain } from './paint.ts';
import { visible, widthOf } from './escape.ts';
import type { Finding } from '../finding.ts';
import type { Range } from '../text.ts';

export interface FrameOptions {
  readonly paint?: Paint;
  /** Lines shown before and after; none by default. */
  readonly context?: number;
  /** Columns of code; longer lines are cut around the place. */
  readonly width?: number;
  /** The line index of the text, where it is at hand. */
  readonly lines?: LineIndex;
}

/** A finding with the code it is about and what can be done: `file:line:column: severity: message [rule]`, the line, carets, titles of fixes. */
export function frame(text: string, finding: Finding, options: FrameOptions = {}): string {
  const { paint = plain, lines = lineIndex(text) } = options;
  const { file, range } = finding.place;
  const { line, column } = positionIn(lines, range.start);
  return [
    `${paint.place(`${visible(file)}:${line}:${column}:`)} ${headline(finding, paint)}`,
    ...code(text, range, finding.severity, { ...options, lines }),
    ...notes(finding).map(it => paint.dim(`${' '.repeat(gutterOf(lines, range, options))} = `) + it),
  ].join('\n');
}

/** `severity: message [rule]`. */
export const headline = ({ severity, message, rule }: Finding, paint: Paint = plain): string =>
  `${paint[severity](`${severity}:`)} ${paint.strong(visible(message))} ${paint.dim(`[${rule}]`)}`;

/** The titles of a finding's fixes, with the word for their safety before them. */
export const notes = ({ proposals }: Finding): string[] => proposals.map(it => `${SAFETIES[it.safety]}: ${visible(it.title)}`);

const SAFETIES = { safe: 'fix', suggest: 'suggestion', choice: 'choice' } as const;

/** The lines around a range, with carets under its first line. */
export function code(text: string, range: Range, severity: Finding['severity'], options: FrameOptions = {}): string[] {
  const { paint = plain, context = 0, width = 120, lines = lineIndex(text) } = options;
  const { line } = positionIn(lines, range.start);
  const gutter = gutterOf(lines, range, options);
  const numbered = (at: number, content: string): string =>
    `${paint.dim(`${String(at).padStart(gutter)} |`)}${content ? ` ${content}` : ''}`;
  const rows: string[] = [];
  if (context === 0) rows.push(paint.dim(`${' '.repeat(gutter)} |`));
  const start = lines[line - 1]!;
  const source = lineText(text, lines, line);
  const from = Math.min(range.start - start, source.length);
  const to = Math.min(Math.max(range.end - start, from), source.length);
  const shown = clip(source, from, to, width);
  for (let at = Math.max(1, line - context); at < line; at++)
    rows.push(numbered(at, neighbour(lineText(text, lines, at), shown.cut, width)));
  rows.push(numbered(line, shown.text));
  rows.push(`${paint.dim(`${' '.repeat(gutter)} |`)} ${' '.repeat(shown.offset)}${paint[severity]('^'.repeat(shown.length))}`);
  const last = lines.at(-1) === text.length && lines.length > 1 ? lines.length - 1 : lines.length;
  for (let at = line + 1; at <= Math.min(last, line + context); at++)
    rows.push(numbered(at, neighbour(lineText(text, lines, at), shown.cut, width)));
  return rows;
}

/** How many digits the largest line number shown has. */
function gutterOf(lines: LineIndex, range: Range, { context = 0 }: FrameOptions): number {
  return String(Math.min(lines.length, positionIn(lines, range.start).line + context)).length;
}

/** A line as it is shown, and the columns of its carets. `cut` is what was left out before it, in UTF-16 units. */
function clip(source: string, from: number, to: number, width: number) {
  const before = visible(source.slice(0, from));
  const cut = widthOf(before) > width * 0.75 ? Math.max(0, from - Math.floor(width / 2)) : 0;
  const lead = (cut > 0 ? '…' : '') + visible(source.slice(cut, from));
  const marked = visible(source.slice(from, Math.min(to, from + width)));
  const room = Math.max(0, width - widthOf(lead) - widthOf(marked));
  const rest = visible(source.slice(to, to + room));
  const isCut = from + width < to || to + room < source.length;
  return {
    text: `${lead}${marked}${rest}${isCut ? '…' : ''}`.trimEnd(),
    cut,
    offset: widthOf(lead),
    length: Math.max(1, widthOf(marked)),
  };
}

function neighbour(source: string, cut: number, width: number): string {
  const shown = visible(source.slice(cut, cut + width));
  return `${cut > 0 && source.length > cut ? '…' : ''}${shown}${source.length > cut + width ? '…' : ''}`.trimEnd();
}

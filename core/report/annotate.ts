/** Text with its findings written between its lines: the form of examples and specifications. */

import type { Finding } from '../finding.ts';
import { lineStartAt, newlineOf, nextLineAt } from '../text.ts';

/** The text with a line of carets and a message under the line of each finding, in the order of their places. `label` says what to write behind the carets. */
export function annotate(text: string, findings: readonly Finding[], label: (finding: Finding) => string = it => it.message): string {
  const newline = newlineOf(text);
  let result = '';
  let cursor = 0;
  for (const finding of [...findings].sort((a, b) => a.place.range.start - b.place.range.start)) {
    const end = nextLineAt(text, finding.place.range.start);
    if (end > cursor) {
      result += text.slice(cursor, end);
      cursor = end;
    }
    const isOpen = cursor === text.length && !text.endsWith('\n');
    const line = `${carets(text, finding)} ${label(finding).replace(/\s*\n\s*/g, ' ')}`;
    result += isOpen ? newline + line : line + newline;
  }
  return result + text.slice(cursor);
}

/** Undoes `annotate`. */
export function withoutAnnotations(text: string): string {
  const lines = text.split(/(?<=\n)/);
  const kept = lines.filter(it => !isAnnotation(it));
  const endsOpen = lines.length > kept.length && isAnnotation(lines.at(-1)!) && !text.endsWith('\n');
  return endsOpen ? kept.join('').replace(/\r?\n$/, '') : kept.join('');
}

const isAnnotation = (line: string): boolean => /^[ \t]*\^+(?: .*)?\r?\n?$/.test(line);

/** Tabs stay tabs, so that the carets stand where the text does, however wide a tab is shown. */
function carets(text: string, { place: { range } }: Finding): string {
  const lead = text.slice(lineStartAt(text, range.start), range.start).replace('\ufeff', '').replace(/[^\t]/g, ' ');
  const end = Math.min(range.end, range.start + text.slice(range.start, nextLineAt(text, range.start)).trimEnd().length);
  return lead + '^'.repeat(Math.max(1, end - range.start));
}

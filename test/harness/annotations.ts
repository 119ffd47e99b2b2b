/** Findings as people write them into examples: a line of carets and a label under the text they are about. */

import type { Finding } from '../../core/finding.ts';
import { columnAt, lineEndAt, nextLineAt } from '../../core/text.ts';

/** The text with a line of carets and a label under the first line of each finding, which are given in order. */
export function annotate(text: string, findings: readonly Finding[], label: (finding: Finding) => string = it => it.message): string {
  let result = '';
  let cursor = 0;
  for (const finding of findings) {
    const next = nextLineAt(text, finding.place.range.start);
    if (next > cursor) {
      result += text.slice(cursor, next);
      cursor = next;
    }
    if (!result.endsWith('\n')) result += '\n';
    result += `${carets(text, finding)} ${label(finding)}\n`;
  }
  return result + text.slice(cursor);
}

const ANNOTATION = /^[ \t]*\^+ .*\r?\n?/gm;

/** Undoes `annotate`. */
export const withoutAnnotations = (text: string): string => text.replace(ANNOTATION, '');

function carets(text: string, { place: { range } }: Finding): string {
  const end = Math.min(range.end, lineEndAt(text, range.start));
  return ' '.repeat(columnAt(text, range.start)) + '^'.repeat(Math.max(1, end - range.start));
}

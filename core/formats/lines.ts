/** Lines and comments of texts in which a comment has a line of its own. */

import type { Comment } from '../source.ts';
import { insert, lineEndAt, lineStartAt, newlineOf, nextLineAt, replace, slice, type Range, type TextEdit } from '../text.ts';

/** Ranges from the comment sign to the end of the line, as comments. */
export const commentsAt = (text: string, ranges: readonly Range[]): Comment[] =>
  ranges.map(range => ({ range, text: slice(text, range).replace(/^[#;]+/, ''), alone: true }));

/** The edits that put a comment above the line that holds `offset`, in its indentation. `comment` starts with its `#`. */
export function commentAbove(text: string, offset: number, comment: string): readonly TextEdit[] {
  const start = startOfLine(text, Math.max(0, Math.min(offset, text.length)));
  const indent = /^[ \t]*/.exec(text.slice(start, lineEndAt(text, start)))![0];
  return [insert(start, `${indent}${comment}${newlineOf(text)}`)];
}

/** Takes whole lines away; of the last line of a text that has no line end, the one before it. */
export function removeLines(text: string, { start, end }: Range): TextEdit {
  const first = startOfLine(text, start);
  const next = nextLineAt(text, end);
  if (next < text.length || text.endsWith('\n') || text[first - 1] !== '\n') return replace({ start: first, end: next }, '');
  return replace({ start: text[first - 2] === '\r' ? first - 2 : first - 1, end: next }, '');
}

/** The start of the line that holds `offset`, behind a byte order mark. */
function startOfLine(text: string, offset: number): number {
  const start = lineStartAt(text, offset);
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** The lines that entries in block style take up, and the comments among them. */

import { columnAt, insert, lineEndAt, lineStartAt, nextLineAt, replace, type TextEdit } from '../../text.ts';
import type { Entry, Item, Node } from './tree.ts';

/** Whether nothing but blanks stands before an offset on its line. */
export const startsLine = (text: string, offset: number): boolean => /^[ \t]*$/.test(text.slice(lineStartAt(text, offset), offset));

/** The blanks at the start of the line of an offset. */
export const indentationAt = (text: string, offset: number): string => /^[ \t]*/.exec(text.slice(lineStartAt(text, offset), offset))![0];

/** Whether a range holds a comment. May say yes for a `#` in a scalar, never no for a comment. */
export const hasComment = (text: string, start: number, end: number): boolean => /(?:^|\s)#/.test(text.slice(start, end));

/** Where the first line behind an entry starts: behind its trailing comment, and behind the blank lines that a block scalar keeps. */
export function endOfLines(text: string, part: Entry | Item): number {
  let at = nextLineAt(text, part.end);
  if (!endsWithBlockScalar(part)) return at;
  const { start } = lastLeaf(part.value)!;
  if (!/^.[\d-]*\+/.test(text.slice(start, start + 4))) return at;
  while (at < text.length && /^[ \t]*\r?$/.test(text.slice(at, lineEndAt(text, at)))) at = nextLineAt(text, at);
  return at;
}

/** Whether the last thing in an entry is a block scalar: its value may depend on the line ends behind it. */
export function endsWithBlockScalar(part: Entry | Item): boolean {
  const leaf = lastLeaf(part.value);
  return leaf?.type === 'scalar' && (leaf.style === 'literal' || leaf.style === 'folded');
}

function lastLeaf(node: Node | undefined): Node | undefined {
  if (node?.type === 'mapping' && !node.isFlow) return lastLeaf(node.entries.at(-1)?.value);
  return node?.type === 'sequence' && !node.isFlow ? lastLeaf(node.items.at(-1)?.value) : node;
}

/**
 * Where an entry goes that is added behind the last one. Comments directly below the last entry stay with it if they are indented as the entries are,
 * or deeper, and what follows is not; a comment at the column of what follows belongs to that.
 */
export function endOfTail(text: string, last: Entry | Item, column: number): number {
  const start = endOfLines(text, last);
  let deeper = start;
  let at = start;
  for (; at < text.length; at = nextLineAt(text, at)) {
    const found = commentColumn(text, at);
    if (found === undefined || found < column) break;
    if (found > column && deeper === at) deeper = nextLineAt(text, at);
  }
  return contentColumn(text, at) < column ? at : deeper;
}

/** Behind the comments directly below a line that are indented deeper than a column. */
export function endOfDeeperComments(text: string, line: number, column: number): number {
  let at = nextLineAt(text, line);
  while (at < text.length && (commentColumn(text, at) ?? -1) > column) at = nextLineAt(text, at);
  return at;
}

/** The start of the line of an entry, or of the comments directly above it that are indented as it is. */
export function startWithComments(text: string, offset: number): number {
  const column = columnAt(text, offset);
  let start = lineStartAt(text, offset);
  while (start > 0 && commentColumn(text, lineStartAt(text, start - 1)) === column) start = lineStartAt(text, start - 1);
  return start;
}

/** Adds whole lines at the start of a line, or at the end of a text that has no newline there. */
export function insertLines(text: string, at: number, lines: readonly string[], newline: string): TextEdit {
  const body = lines.join(newline);
  return at === 0 || text[at - 1] === '\n' ? insert(at, body + newline) : insert(at, newline + body);
}

/** Takes whole lines away; at the end of a text without a final newline, the newline before them. */
export function removeLines(text: string, start: number, end: number): TextEdit {
  const isAtEnd = end === text.length && !text.endsWith('\n') && start > 0;
  return replace({ start: isAtEnd ? start - (text[start - 2] === '\r' ? 2 : 1) : start, end }, '');
}

/** The column of a line that holds only a comment; undefined for any other. */
function commentColumn(text: string, line: number): number | undefined {
  COMMENT.lastIndex = line;
  const match = COMMENT.exec(text);
  return match ? match[1]!.length : undefined;
}

const COMMENT = /([ ]*)#/y;
const SKIPPED = /(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ ]*/y;

/** The column of the first content at or behind the start of a line; -1 at the end of the document. */
function contentColumn(text: string, line: number): number {
  SKIPPED.lastIndex = line;
  SKIPPED.test(text);
  const at = SKIPPED.lastIndex;
  return at >= text.length || text[at] === '#' || /^\.\.\.\s*$/m.test(text.slice(at, at + 4)) ? -1 : columnAt(text, at);
}

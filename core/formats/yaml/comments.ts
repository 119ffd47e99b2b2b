/** Comments in YAML: where they are, and where one may go. */

import { insert, lineEndAt, lineStartAt, type Range, shift, type TextEdit } from '../../text.ts';
import type { Comment } from '../../source.ts';
import { isSealed, isSound, type YamlDocument } from './document.ts';
import type { Node } from './tree.ts';

/** The comments of a document in the file's offsets, in order. A `#` in a scalar or a template is none. */
export function commentsOf(document: YamlDocument): readonly Comment[] {
  const { text, base } = document;
  const taken = takenBy(document);
  const comments: Comment[] = [];
  let next = 0;
  for (const { index, 1: before, 2: source } of text.matchAll(SIGN)) {
    const start = index + before!.length;
    while (next < taken.length && taken[next]!.end <= start) next++;
    const isTaken = next < taken.length && taken[next]!.start <= start;
    if (isTaken) continue;
    const sign = source!.trimEnd();
    const alone = text.slice(lineStartAt(text, start), start).trim() === '';
    comments.push({ range: { start: base + start, end: base + start + sign.length }, text: sign.slice(1), alone });
  }
  return comments;
}

/**
 * Puts a comment behind the line of an offset (in the file). Where that line is long, ends with a comment or within a scalar, the comment goes
 * above the line, or above the scalar. Undefined where neither can be.
 */
export function commentEdits(document: YamlDocument, offset: number, comment: string): readonly TextEdit[] | undefined {
  if (document.isJson || !isSound(document) || isSealed(document) || /[\r\n]/.test(comment)) return undefined;
  const { text, base, newline } = document;
  const taken = takenBy(document);
  const at = Math.min(Math.max(offset - base, 0), text.length);
  const end = lineEndAt(text, at);
  const line = text.slice(lineStartAt(text, at), end);
  const hasComment = commentsOf(document).some(it => it.range.end - base <= end && it.range.start - base >= lineStartAt(text, at));
  const isInside = (offset: number): boolean => taken.some(it => it.start < offset && offset < it.end);
  const isHead = /[^\s]/.test(line) && !isInside(end) && !/^(?:---|\.\.\.)$/.test(line.trim());
  const isInBlock = taken.some(it => it.isBlock && it.start <= end && end <= it.end);
  if (isHead && !hasComment && !isInBlock && line.length + comment.length < LONGEST_LINE)
    return [insert(base + end, `${/\s$/.test(line) ? '' : ' '}${comment}`)];
  const scalar = taken.find(it => it.start < at && at < it.end);
  const start = lineStartAt(text, scalar ? Math.min(scalar.start, at) : at);
  if (isInside(start) || text.startsWith('%', start)) return undefined;
  const indent = /^ */.exec(text.slice(start))!;
  return [insert(base + start, `${indent[0]}${comment}${newline}`)];
}

const LONGEST_LINE = 120;

/** What the entry spans that starts first at or behind an offset (in the file). */
export function nodeBehind(document: YamlDocument, offset: number): Range | undefined {
  const { root } = document.tree;
  const found = root && behind(root, offset - document.base);
  return found && shift({ start: found.start, end: found.end }, document.base);
}

function behind(node: Node, at: number): Range | undefined {
  const parts: readonly (Range & { readonly value: Node | undefined })[] =
    node.type === 'mapping' ? node.entries : node.type === 'sequence' ? node.items : [];
  for (const part of parts) {
    if (part.start >= at) return part;
    const inner = part.end > at && part.value ? behind(part.value, at) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

const SIGN = /(^|[ \t\n])(#[^\n]*)/g;

/** Scalars and templates, in order: no comment starts in them. */
function takenBy(document: YamlDocument): readonly (Range & { readonly isBlock: boolean })[] {
  const taken: (Range & { readonly isBlock: boolean })[] = document.masks.map(it => ({ start: it.start, end: it.end, isBlock: false }));
  const visit = (node: Node | undefined): void => {
    if (node?.type === 'scalar') {
      const isBlock = node.style === 'literal' || node.style === 'folded';
      taken.push({ start: isBlock ? lineEndAt(document.text, node.start) : node.start, end: node.end, isBlock });
    } else if (node?.type === 'mapping') {
      for (const entry of node.entries) {
        visit(entry.key);
        visit(entry.value);
      }
    } else if (node?.type === 'sequence') for (const item of node.items) visit(item.value);
  };
  visit(document.tree.root);
  return taken.sort((a, b) => a.start - b.start);
}

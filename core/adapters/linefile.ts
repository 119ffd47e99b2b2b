/** A file made of lines, as a source file: one document, read once it is asked for. */

import { commentAbove, commentsAt } from '../formats/lines.ts';
import type { Range } from '../text.ts';
import type { SourceFile, Sources } from '../source.ts';

/** What a format says about a text. */
export interface LineFile {
  /** From the comment sign to the end of the line. */
  readonly comments: readonly Range[];
  /** What a comment above it speaks of, in the order of their starts; of two that start at one place, the outer first. */
  readonly nodes: readonly Range[];
  /** The start of the line above which a comment about `offset` may stand. */
  commentLine(offset: number): number;
}

/** `lines` and `read` are called once, when they are needed. */
export function lineFile(path: string, text: string, lines: () => LineFile, read: () => Sources): SourceFile {
  const known = once(lines);
  return {
    path, text,
    documents: [{ range: { start: 0, end: text.length }, kinds: undefined, read: once(read) }],
    comments: () => commentsAt(text, known().comments),
    commentAt: (offset, comment) => commentAbove(text, known().commentLine(offset), comment),
    nodeAfter: offset => known().nodes.find(it => it.start >= offset),
  };
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

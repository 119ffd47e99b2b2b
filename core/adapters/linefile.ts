/** A file made of lines, as a source file: one document, read once it is asked for. */

import { commentAbove, commentsAt } from '../formats/lines.ts';
import { applyEdits, type Range } from '../text.ts';
import type { SourceFile, Sources } from '../source.ts';
import { checked, saysTheSame } from './checked.ts';
import { once } from '../once.ts';

/** What a format says about a text. */
export interface LineFile {
  /** From the comment sign to the end of the line. */
  readonly comments: readonly Range[];
  /** What a comment above it speaks of, in the order of their starts; of two that start at one place, the outer first. */
  readonly nodes: readonly Range[];
  /** The start of the line above which a comment about `offset` may stand. */
  commentLine(offset: number): number;
}

/** `lines` and `read` are called once, when they are needed. `reader` is who calls this: what it makes of a changed text decides on an edit. */
export function lineFile(
  path: string,
  text: string,
  reader: (path: string, text: string) => SourceFile | undefined,
  lines: () => LineFile,
  read: () => Sources,
): SourceFile {
  const known = once(lines);
  const reread = (changed: string): Sources | undefined => reader(path, changed)?.documents[0]?.read();
  const sources = once(() => checked(text, read(), reread));
  return {
    path,
    text,
    documents: [{ range: { start: 0, end: text.length }, key: {}, kinds: undefined, read: sources }],
    comments: () => commentsAt(text, known().comments),
    commentAt(offset, comment) {
      const edits = commentAbove(text, known().commentLine(offset), comment);
      // Within quotes, or where a line goes on, it might become part of a value.
      const changed = reread(applyEdits(text, edits));
      return changed && saysTheSame(sources(), changed) ? edits : undefined;
    },
    nodeAfter: offset => known().nodes.find(it => it.start >= offset),
  };
}

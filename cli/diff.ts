/** Edits as a unified diff that `git apply` and `patch` take. */

import { applyEdits, inOrder, shift, type TextEdit } from '../core/text.ts';

const CONTEXT = 3;

/** Old lines `from` (from zero) to `to` (exclusive), and what takes their place. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Empty where the edits change nothing. Line ends are part of the lines, so CRLF stays. */
export function unifiedDiff(file: string, before: string, edits: readonly TextEdit[]): string {
  const old = linesOf(before);
  const hunks = together(blocksOf(before, old, edits));
  if (!hunks.length) return '';
  let drift = 0;
  const body = hunks.map(blocks => {
    const start = Math.max(0, blocks[0]!.from - CONTEXT);
    const end = Math.min(old.length, blocks.at(-1)!.to + CONTEXT);
    const added = blocks.reduce((sum, it) => sum + it.lines.length - (it.to - it.from), 0);
    let text = `@@ -${span(start, end - start)} +${span(start + drift, end - start + added)} @@\n`;
    let cursor = start;
    for (const { from, to, lines } of blocks) {
      text += marked(' ', old.slice(cursor, from)) + marked('-', old.slice(from, to)) + marked('+', lines);
      cursor = to;
    }
    drift += added;
    return text + marked(' ', old.slice(cursor, end));
  });
  return `--- ${nameOf(`a/${file}`)}\n+++ ${nameOf(`b/${file}`)}\n${body.join('')}`;
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A span of no lines is named by the line before it. */
const span = (start: number, length: number): string => `${length ? start + 1 : start},${length}`;

const marked = (mark: string, lines: readonly string[]): string =>
  lines.map(it => mark + (it.endsWith('\n') ? it : `${it}\n\\ No newline at end of file\n`)).join('');

/** As git writes names that hold what would end them: a tab tells `patch` that a blank before it is none. */
const nameOf = (name: string): string => (/["\\\0-\x1f\x7f]/.test(name) ? JSON.stringify(name) : name.includes(' ') ? `${name}\t` : name);

/** Which lines change. Edits that touch a common line are one block. */
function blocksOf(before: string, old: readonly string[], edits: readonly TextEdit[]): Block[] {
  const starts = [0];
  for (const line of old) starts.push(starts.at(-1)! + line.length);
  const groups: { from: number; to: number; edits: TextEdit[] }[] = [];
  let line = 0;
  for (const edit of inOrder(edits)) {
    while (line + 1 < old.length && starts[line + 1]! <= edit.range.start) line++;
    if (edit.range.start === before.length && before.endsWith('\n')) line = old.length;
    let to = line;
    while (to < old.length && starts[to]! <= edit.range.end) to++;
    const last = groups.at(-1);
    if (last && line < last.to) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else groups.push({ from: line, to, edits: [edit] });
  }
  return groups.flatMap(({ from, to, edits }) => {
    const offset = starts[from]!;
    const lines = linesOf(
      applyEdits(
        before.slice(offset, starts[to]),
        edits.map(it => ({ ...it, range: shift(it.range, -offset) })),
      ),
    );
    return trimmed({ from, to, lines }, old);
  });
}

/** Without the lines that stay as they are at both ends. */
function trimmed({ from, to, lines }: Block, old: readonly string[]): Block[] {
  let [start, end] = [0, lines.length];
  while (from < to && start < end && old[from] === lines[start]) {
    from++;
    start++;
  }
  while (from < to && start < end && old[to - 1] === lines[end - 1]) {
    to--;
    end--;
  }
  return from === to && start === end ? [] : [{ from, to, lines: lines.slice(start, end) }];
}

/** Blocks so close that their context would overlap are shown in one hunk. */
function together(blocks: readonly Block[]): Block[][] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const last = hunks.at(-1);
    if (last && block.from - last.at(-1)!.to <= 2 * CONTEXT) last.push(block);
    else hunks.push([block]);
  }
  return hunks;
}

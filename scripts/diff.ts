/** What differs between two texts, line by line, for pages that people read. */

import { commonIndexes } from '../core/subsequence.ts';

/** Changed lines marked with `+` and `-`, one unchanged line around them, `@@` where lines are left out. Empty where nothing differs. */
export function lineDiff(before: string, after: string): string {
  const lines = marked(linesOf(before), linesOf(after));
  const isChanged = (line: string | undefined): boolean => line !== undefined && !line.startsWith(' ');
  const isNear = (at: number): boolean => isChanged(lines[at - 1]) || isChanged(lines[at]) || isChanged(lines[at + 1]);
  const shown = lines.flatMap((line, at) => (isNear(at) ? [line] : isNear(at - 1) ? ['@@'] : []));
  if (shown.at(-1) === '@@') shown.pop();
  return shown.map(it => `${it}\n`).join('');
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

/** Every line of both texts once; lines of a longest common subsequence are marked with a blank. What both begin or end with need not be compared. */
function marked(a: readonly string[], b: readonly string[]): string[] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return [
    ...a.slice(0, head).map(unchanged),
    ...compared(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(unchanged),
  ];
}

function compared(a: readonly string[], b: readonly string[]): string[] {
  const lines: string[] = [];
  let [from, next] = [0, 0];
  for (const [i, j] of [...commonIndexes(a, b), [a.length, b.length] as const]) {
    lines.push(...a.slice(from, i).map(it => `- ${it}`), ...b.slice(next, j).map(it => `+ ${it}`));
    if (i < a.length) lines.push(unchanged(a[i]!));
    [from, next] = [i + 1, j + 1];
  }
  return lines;
}

const unchanged = (line: string): string => `  ${line}`.trimEnd() || ' ';

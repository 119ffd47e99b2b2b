/** What differs between two texts, line by line, for pages that people read. */

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
  const same = (lines: readonly string[]): string[] => lines.map(it => `  ${it}`.trimEnd() || ' ');
  return [
    ...same(a.slice(0, head)),
    ...compared(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ];
}

function compared(a: readonly string[], b: readonly string[]): string[] {
  const common = commonLengths(a, b);
  const lines: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`.trimEnd() || ' ');
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push(`- ${a[i++]}`);
    } else {
      lines.push(`+ ${b[j++]}`);
    }
  }
  return lines;
}

/** How many lines the rests of both texts share, from each pair of lines on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

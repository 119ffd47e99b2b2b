/** Settings that a form says in a way of its own: a switch, a name for several flags at once. */

import type { Shape } from './shape.ts';
import type { TextEdit } from '../text.ts';
import type { Value } from '../model/value.ts';
import type { Written } from '../model/component.ts';

/** What stands written, and how it is changed and taken away, where the form can say that; by default it cannot. */
export function switches(
  written: readonly Written[],
  {
    isClosed = true,
    set = () => undefined,
    remove = () => undefined,
  }: {
    readonly isClosed?: boolean;
    set?(flag: string, value: string): readonly TextEdit[] | undefined;
    remove?(flag: string): readonly TextEdit[] | undefined;
  } = {},
): Shape {
  return { written, isClosed, set, remove: flag => (written.some(it => it.name === flag) ? remove(flag) : []) };
}

/** The shape as it is, but nothing is added to it. */
export const onlyWhatIsThere = (shape: Shape): Shape => ({
  ...shape,
  set: (flag, value) => (shape.written.some(it => it.name === flag) ? shape.set(flag, value) : undefined),
});

/** Gives a value another key, in the quotes of the old one. `text` is that of the file. */
export function renamed({ keyPlace: { range } }: Value, key: string, text: string): TextEdit {
  const quote = /^["']/.exec(text.slice(range.start, range.end))?.[0] ?? '';
  return { range, newText: `${quote}${key}${quote}` };
}

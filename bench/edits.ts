/** What a person types into a file: words letter by letter, lines, deletions, and YAML that is broken half-way. */

import { randomFrom } from './random.ts';

/** Puts `text` where `start` to `end` was. Offsets are those of the text as the edits before left it. */
export interface Keystroke {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** 200 keystrokes at many places of a text, in order; the same for the same text. */
export function keystrokes(text: string): readonly Keystroke[] {
  const random = randomFrom(200);
  const all: Keystroke[] = [];
  let now = text;
  const press = (start: number, end: number, put: string): void => {
    all.push({ start, end, text: put });
    now = now.slice(0, start) + put + now.slice(end);
  };
  const lineEnd = (): number => {
    const at = now.indexOf('\n', random.below(now.length - 1000));
    return now[at - 1] === '\r' ? at - 1 : at;
  };
  for (let turn = 0; all.length < KEYSTROKES; turn++) {
    const at = lineEnd();
    switch (turn % 5) {
      case 0:
        for (const [index, letter] of [...' # checked by hand'].entries()) press(at + index, at + index, letter);
        break;
      case 1:
        // A key of the line's own depth: until the colon is there, the document is broken.
        press(at, at, `\n${/^ */.exec(now.slice(now.lastIndexOf('\n', at - 1) + 1))![0]}`);
        for (const letter of 'owner: me')
          press(all.at(-1)!.start + all.at(-1)!.text.length, all.at(-1)!.start + all.at(-1)!.text.length, letter);
        break;
      case 2:
        for (let index = 1; index <= 4; index++) press(at - index, at - index + 1, '');
        break;
      case 3:
        press(at, at, ' "');
        press(at + 2, at + 2, 'x');
        press(at, at + 3, '');
        break;
      case 4:
        // A new document within an old one, and away again.
        press(at, at, '\n---');
        press(at, at + 4, '');
        press(at, at, '\n[');
        press(at, at + 2, '');
        break;
    }
  }
  return all.slice(0, KEYSTROKES);
}

const KEYSTROKES = 200;

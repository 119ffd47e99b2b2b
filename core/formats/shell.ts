/** Shell scripts as far as they start programs: split into commands, and those into words. What only running them would tell is unknown. */

import { type Draft, draftWord, type Split } from './drafts.ts';
import type { MappedText } from './mapped.ts';
import type { Word } from '../source.ts';

export interface Script {
  /** In order; without redirections, comments and empty commands. */
  readonly commands: readonly (readonly Word[])[];
  /** A quote or a bracket is open at the end. */
  readonly isUnclosed: boolean;
}

/** A script, as `sh -c` gets it. */
export function splitScript(source: MappedText, file: string): Script {
  const { commands, isUnclosed } = read(source, file, true);
  return { commands: commands.filter(it => it.length), isUnclosed };
}

/** The inside of a bash array, `args=(…)`: line ends are blanks, and there is but one list of words. */
export function splitArray(source: MappedText, file: string): Split {
  const { commands, isUnclosed } = read(source, file, false);
  return { words: commands.flat(), isUnclosed };
}

function read(source: MappedText, file: string, isScript: boolean): { commands: Word[][]; isUnclosed: boolean } {
  const { text } = source;
  const commands: Word[][] = [[]];
  let draft: Draft | undefined;
  let first = 0;
  let isQuoted = false;
  let isTarget = false;
  let isUnclosed = false;
  for (let at = 0; at < text.length; ) {
    const char = text[at]!;
    if (char === '\\' && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
      at += text[at + 1] === '\r' ? 3 : 2;
      continue;
    }
    if (BLANK.test(char)) {
      close(at++);
      if (char === '\n') end();
      continue;
    }
    if (char === '#' && !draft) {
      const newline = text.indexOf('\n', at);
      at = newline === -1 ? text.length : newline;
      continue;
    }
    REDIRECTION.lastIndex = at;
    const redirection = isScript && !(draft && /\d/.test(char)) ? REDIRECTION.exec(text) : undefined;
    if (redirection) {
      close(at);
      isTarget = true;
      at = REDIRECTION.lastIndex;
      continue;
    }
    if (isScript && /[;&|()]/.test(char)) {
      close(at++);
      end();
      continue;
    }
    if (!draft) {
      draft = draftWord(source, file, at);
      first = at;
      isQuoted = false;
    }
    if (char === "'") at = singleQuoted(draft, at);
    else if (char === '"') at = doubleQuoted(draft, at);
    else if (char === '\\') {
      if (at + 1 < text.length) draft.put(text[at + 1]!, at + 1);
      at += 2;
    } else if (char === '$' || char === '`') at = substitution(draft, at);
    else draft.put(char, at++);
  }
  close(text.length);
  return { commands, isUnclosed };

  function end(): void {
    isTarget = false;
    if (isScript && commands.at(-1)!.length) commands.push([]);
  }

  function close(index: number): void {
    if (!draft) return;
    const variable = isQuoted ? undefined : /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/.exec(text.slice(first, index));
    const word = draft.finish(index, variable?.[1] ?? variable?.[2]);
    if (isTarget) isTarget = false;
    else commands.at(-1)!.push(word);
    draft = undefined;
  }

  function singleQuoted(word: Draft, at: number): number {
    isQuoted = true;
    const closing = text.indexOf("'", at + 1);
    if (closing === -1) isUnclosed = true;
    const until = closing === -1 ? text.length : closing;
    for (let i = at + 1; i < until; i++) word.put(text[i]!, i);
    return until + 1;
  }

  function doubleQuoted(word: Draft, start: number): number {
    isQuoted = true;
    for (let at = start + 1; at < text.length; ) {
      const char = text[at]!;
      if (char === '"') return at + 1;
      if (char === '\\' && /["\\$`]/.test(text[at + 1] ?? '')) {
        word.put(text[at + 1]!, at + 1);
        at += 2;
      } else if (char === '\\' && /^\r?\n/.test(text.slice(at + 1, at + 3))) at += text[at + 1] === '\r' ? 3 : 2;
      else if (char === '$' || char === '`') at = substitution(word, at);
      else word.put(char, at++);
    }
    isUnclosed = true;
    return text.length;
  }

  /** `$NAME`, `${…}`, `$(…)`, `$1`, or backquotes. */
  function substitution(word: Draft, at: number): number {
    const opening = text[at] === '`' ? '`' : text[at + 1];
    if (opening === '(' || opening === '{' || opening === '`') {
      const until = closingOf(text, opening === '`' ? at : at + 1);
      if (until === -1) isUnclosed = true;
      const behind = until === -1 ? text.length : until + 1;
      word.putUnknown(at, behind);
      return behind;
    }
    SIMPLE.lastIndex = at;
    if (SIMPLE.test(text)) {
      word.putUnknown(at, SIMPLE.lastIndex);
      return SIMPLE.lastIndex;
    }
    word.put('$', at);
    return at + 1;
  }
}

const BLANK = /[ \t\r\n]/;

/** `2>&1`, `>>`, `&>`, `<`; what they point at is the next word. */
const REDIRECTION = /(?:\d*(?:>>?|<<?<?)[&|-]?|&>>?)/y;

const SIMPLE = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y;

/** The offset of the bracket or backquote that closes the one at `at`; -1 where there is none. Quotes within do not count: what is unknown needs no exact end. */
function closingOf(text: string, at: number): number {
  const opening = text[at]!;
  if (opening === '`') return text.indexOf('`', at + 1);
  const closing = opening === '(' ? ')' : '}';
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === opening) depth++;
    else if (text[i] === closing && --depth === 0) return i;
  }
  return -1;
}

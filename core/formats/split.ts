/** Words as systemd splits them: the values of `ExecStart=` and `Environment=`, and of variables that stand alone (systemd.service(5), "Command lines"). */

import { type Draft, draftWord, type Split } from './drafts.ts';
import type { MappedText } from './mapped.ts';
import type { Word } from '../source.ts';

/** The words of `ExecStart=`: quotes, C escapes, specifiers (`%i`), `${NAME}` and `$NAME`. */
export const splitCommand = (source: MappedText, file: string): Split =>
  split(source, file, { escapes: true, specifiers: true, variables: true });

/** The words of `ExecStart=:…` and `Environment=`: the same, but `$` means nothing. */
export const splitPlain = (source: MappedText, file: string): Split =>
  split(source, file, { escapes: true, specifiers: true, variables: false });

/** The words that a variable's value becomes where it stands alone in a command line; what a shell would put into it is unknown. */
export const splitValue = (source: MappedText, file: string): Split =>
  split(source, file, { escapes: false, specifiers: false, variables: true });

interface Dialect {
  /** `\n`, `\x41` and the like; else a backslash only takes the meaning from the character behind it. */
  readonly escapes: boolean;
  readonly specifiers: boolean;
  readonly variables: boolean;
}

function split(source: MappedText, file: string, dialect: Dialect): Split {
  const { text } = source;
  const words: Word[] = [];
  let draft: Draft | undefined;
  let quote = '';
  for (let at = 0; at < text.length; ) {
    const char = text[at]!;
    if (!quote && BLANK.test(char)) {
      close(at++);
      continue;
    }
    draft ??= draftWord(source, file, at);
    if (quote ? char === quote : char === '"' || char === "'") {
      quote = quote ? '' : char;
      at++;
    } else if (char === '\\') at = escape(draft, text, at, dialect);
    else if (char === '$' && dialect.variables) at = dollar(draft, text, at, dialect);
    else if (char === '%' && dialect.specifiers) at = percent(draft, text, at);
    else draft.put(char, at++);
  }
  close(text.length);
  return { words, isUnclosed: quote !== '' };

  function close(end: number): void {
    if (!draft) return;
    // In the value of a variable `$NAME` is not expanded once more by systemd; a shell that reads the file did so before.
    const mayBe = dialect.escapes && dialect.variables && draft.isUnknown();
    const name = mayBe ? /^\$([A-Za-z_]\w*)$/.exec(draft.text())?.[1] : undefined;
    words.push(draft.finish(end, name));
    draft = undefined;
  }
}

const BLANK = /[ \t\r\n]/;

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{3})|([abfnrtvs\\"';]))/y;

const NAMED: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', s: ' ' };

function escape(draft: Draft, text: string, at: number, { escapes }: Dialect): number {
  if (!escapes) {
    if (at + 1 < text.length) draft.put(text[at + 1]!, at + 1);
    return at + 2;
  }
  ESCAPE.lastIndex = at;
  const match = ESCAPE.exec(text);
  if (!match) {
    // systemd warns and keeps the backslash.
    draft.put('\\', at);
    return at + 1;
  }
  const [whole, hex, wide, octal, name] = match;
  const code = hex ?? wide;
  const char = code
    ? String.fromCharCode(Number.parseInt(code, 16))
    : octal
      ? String.fromCharCode(Number.parseInt(octal, 8))
      : (NAMED[name!] ?? name!);
  draft.put(char, at + whole.length - 1);
  return at + whole.length;
}

const BRACED = /\$\{[A-Za-z_]\w*\}/y;

function dollar(draft: Draft, text: string, at: number, { escapes }: Dialect): number {
  if (escapes && text[at + 1] === '$') {
    draft.put('$', at + 1);
    return at + 2;
  }
  BRACED.lastIndex = at;
  if (BRACED.test(text)) {
    draft.putUnknown(at, BRACED.lastIndex);
    return BRACED.lastIndex;
  }
  // `--a=$NAME` is literal to systemd, but nobody means it so: better to know nothing than to judge it.
  if (/[A-Za-z_{(]/.test(text[at + 1] ?? '')) draft.putUnknown(at, at + 1);
  else draft.put('$', at);
  return at + 1;
}

function percent(draft: Draft, text: string, at: number): number {
  const next = text[at + 1] ?? '';
  if (next === '%') draft.put('%', at + 1);
  else if (/[A-Za-z]/.test(next)) draft.putUnknown(at, at + 2);
  else {
    draft.put('%', at);
    return at + 1;
  }
  return at + 2;
}

/** What shell scripts in commands do: run what they download or decode, hand a shell to somebody, or become root. */

import { type CommandWord, commandWords } from './workloadcontainers.ts';
import type { Container } from '../model/podspec.ts';

/** What is wrong with a script, to follow "The container". */
export type Misdeed = 'runs what it downloads' | 'runs what it decodes' | 'hands a shell to another machine';

const SHELL = String.raw`(?:/\S{0,60}/)?(?:ba|da|z|a|k)?sh(?=[\s"')]|$)`;
const STARTS = String.raw`^[\s({"'!]*(?:(?:if|then|do|else|exec|time|command|sudo(?: -\w+)*)\s+|\w+=[^\s]*\s+){0,9}`;

/** A shell with a script of its own (`-c`) reads what is piped into it as data. */
const RUNS_SHELL = new RegExp(`${STARTS}${SHELL}(?!\\s+-\\w*c\\s)`);
const DOWNLOADS = new RegExp(`${STARTS}(?:/\\S{0,60}/)?(?:${SHELL}\\s+-\\w*c\\s+["'])?(?:curl|wget)\\s`);
const DECODES = new RegExp(`${STARTS}base64\\s+(?:-d|-D|--decode)(?:\\s|$)`);
const RUNS_DOWNLOADED =
  /(?:(?:^|[\s;&|(])(?:\S*\/)?(?:ba|da|z|a|k)?sh\s+-\w*c\s+["']?\$\(|\beval\s+["']?(?:\$\(|`)|(?:^|[\s;&|(])(?:(?:ba|z|k)?sh|source|\.)\s+<\()\s*(?:curl|wget)\s/;
const HANDS_SHELL =
  /sh\s+-i\b[^\n]{0,40}\/dev\/(?:tcp|udp)\/|(?:^|[\s;&|(])(?:nc|ncat|netcat)\s[^\n;|&]{0,80}-\w*[ec]\s+\/(?:\S{0,40}\/)?(?:ba|da|z|a|k)?sh(?=[\s"')]|$)/;

/** Undefined for a text that does none of it, or in which that cannot be told. */
export function misdeedIn(text: string): Misdeed | undefined {
  if (!/curl|wget|base64|\/dev\/|\bn(?:c|cat|etcat)\b/.test(text)) return undefined;
  const script = text.replace(/\\\r?\n/g, ' ');
  if (HANDS_SHELL.test(script)) return 'hands a shell to another machine';
  if (RUNS_DOWNLOADED.test(script)) return 'runs what it downloads';
  for (const line of script.split(/\r?\n|;|&&|\|\|/)) {
    if (/^\s*#/.test(line)) continue;
    const [first, ...others] = line.split('|');
    const later = others.findIndex(it => RUNS_SHELL.test(it));
    if (later < 0) continue;
    const before = [first!, ...others.slice(0, later)];
    if (before.some(it => DECODES.test(it))) return 'runs what it decodes';
    if (before.some(it => DOWNLOADS.test(it))) return 'runs what it downloads';
  }
  return undefined;
}

/** The words of a container's command that run `sudo`, themselves or in a script. */
export function sudoIn(container: Container): readonly CommandWord[] {
  const program = container.at('command').items()[0];
  const words = commandWords(container);
  return words.filter((it, i) =>
    program && it.at.place.range.start === program.place.range.start ? PROGRAM.test(it.text) : isScript(words, i) && SUDO.test(it.text),
  );
}

/** The same, but for those that use it only to become another user than root. */
export function rootBySudoIn(container: Container): readonly CommandWord[] {
  const line = commandWords(container).map(it => it.text);
  return sudoIn(container).filter(({ text }) => SUDO.test((PROGRAM.test(text) ? line.join(' ') : text).replace(OTHER_USER, '')));
}

/** What follows `-c`. */
const isScript = (words: readonly CommandWord[], index: number): boolean => /^-\w*c$/.test(words[index - 1]?.text ?? '');

const PROGRAM = /^(?:\/usr\/bin\/)?sudo$/;

const SUDO = /(?:^|[;&|({\n]|\b(?:then|do|else|exec)\s)[ \t]*(?:\/usr\/bin\/)?sudo\s/;

/** Up to the user of `-u`, with flags before it that have no argument of their own. Source: sudo(8). */
const OTHER_USER =
  /\b(?:\/usr\/bin\/)?sudo\s+(?:-[A-Za-z]+\s+|--[a-z-]+\s+)*(?:-[A-Za-z]*u\s*|--user[= ])(?!["']?(?:root\b|#0\b))["']?[\w.#${}-]+/g;

/** Where each character of a YAML scalar's text stands in the file: the bridge from text within text to its place. */

import type { MappedText } from '../formats/mapped.ts';

/**
 * `raw` is the scalar as it stands in the file, from `start` on, with quotes or block header; `text` is what it means.
 * Undefined where the one cannot be followed in the other (`\x41`, a folded paragraph).
 */
export function mapScalar(raw: string, start: number, text: string): MappedText | undefined {
  const header = /^[|>][^\n]*\n/.exec(raw)?.[0];
  const quote = header === undefined ? /^["']/.exec(raw)?.[0] : undefined;
  const indent = header === undefined ? 0 : /^(?:[ \t]*\r?\n)*( *)/.exec(raw.slice(header.length))![1]!.length;
  const offsets: number[] = [];
  let at = header?.length ?? quote?.length ?? 0;
  /** Up to here no line end follows the blanks. */
  let unfolded = 0;
  skipIndent();
  for (const char of text.split('')) {
    // A block scalar's last line ends are not counted to it.
    const isBehind = header !== undefined && char === '\n' && at >= raw.length;
    const length = isBehind ? 0 : ((quote ? quotedLength(char) : undefined) ?? plainLength(char));
    if (!length && !isBehind) return undefined;
    offsets.push(start + at);
    at += length;
    if (raw[at - 1] === '\n') skipIndent();
  }
  offsets.push(start + at);
  return { text, offsets };

  /** How long the character is in the file; undefined where quotes make no difference, 0 where it is not there. */
  function quotedLength(char: string): number | undefined {
    while (quote === '"' && raw[at] === '\\' && /[\r\n]/.test(raw[at + 1] ?? ''))
      at += 1 + lengthOf(FOLD, at + 1) + lengthOf(BLANKS, at + 1 + lengthOf(FOLD, at + 1));
    if (quote === '"' && raw[at] === '\\') return ESCAPES[raw[at + 1] ?? ''] === char ? 2 : 0;
    if (quote === "'" && char === "'") return raw.startsWith("''", at) ? 2 : 0;
    return undefined;
  }

  function plainLength(char: string): number {
    if (char === '\n') return lengthOf(FOLD, at);
    if (char !== ' ') return raw[at] === char ? 1 : 0;
    // Blanks before a line end are dropped with it where lines are folded; a literal block keeps them.
    const fold = header?.startsWith('|') ? 0 : foldLength();
    if (!fold) return raw[at] === ' ' ? 1 : 0;
    return header === undefined ? fold + lengthOf(BLANKS, at + fold) : fold;
  }

  function foldLength(): number {
    if (at < unfolded) return 0;
    const length = lengthOf(FOLD, at);
    if (!length) unfolded = at + lengthOf(BLANKS, at);
    return length;
  }

  function lengthOf(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.exec(raw)?.[0].length ?? 0;
  }

  function skipIndent(): void {
    for (let left = indent; left > 0 && raw[at] === ' '; left--) at++;
  }
}

/** What a quoted backslash means, as far as one character stands for one. */
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', n: '\n', t: '\t', ' ': ' ' };

/** Blanks and one line end. */
const FOLD = /[ \t]*\r?\n/y;
const BLANKS = /[ \t]*/y;

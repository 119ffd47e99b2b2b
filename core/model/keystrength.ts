/** Tells keys that somebody made up from keys that came out of a random generator. */

/**
 * Why a key can be guessed, to follow "it"; undefined where it may well be random. Judges by what the bytes are, not by a list of known keys:
 * of random keys of sixteen bytes, not one in ten million is text, and fewer repeat themselves.
 */
export function whyGuessable(bytes: readonly number[]): string | undefined {
  if (bytes.length < 8) return undefined;
  if (bytes.every(it => it === bytes[0])) return 'is one byte, repeated';
  if (bytes.every((it, index) => index === 0 || Math.abs(it - bytes[index - 1]!) === 1)) return 'counts up or down';
  const period = [...bytes.keys()]
    .slice(1, Math.floor(bytes.length / 2) + 1)
    .find(it => bytes.every((byte, index) => byte === bytes[index % it]));
  if (period !== undefined) return 'repeats itself';
  if (new Set(bytes).size <= bytes.length / 4) return `has only ${new Set(bytes).size} different bytes`;
  return isWords(bytes) ? 'is text that a person wrote' : undefined;
}

/** Letters, digits and blanks that look like words or counting. Random letters, which some generators make, change case and kind all the time. */
function isWords(bytes: readonly number[]): boolean {
  const text = String.fromCharCode(...bytes).replace(/\n$/, '');
  if (!/^[\x20-\x7e]+$/.test(text)) return false;
  if (/[A-Za-z]{2} [A-Za-z]{2}|[A-Za-z]{3}[-_][A-Za-z]{3}/.test(text)) return true;
  let [changes, steps] = [0, 0];
  for (let at = 1; at < text.length; at++) {
    if (kindOf(text[at]!) !== kindOf(text[at - 1]!)) changes++;
    if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) steps++;
  }
  if (steps >= text.length / 2) return true;
  const letters = text.match(/[a-z]/gi) ?? [];
  const vowels = text.match(/[aeiou]/gi) ?? [];
  return changes < text.length / 4 && letters.length > text.length / 2 && vowels.length > letters.length / 4;
}

const kindOf = (letter: string): string => (/[a-z]/.test(letter) ? 'a' : /[A-Z]/.test(letter) ? 'A' : /\d/.test(letter) ? '0' : '-');

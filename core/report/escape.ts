/** Text from files made harmless and of known width for a terminal. */

/** Control characters as pictures of the same width, so that nothing in a file can steer a terminal or change the reading direction. Tabs become two blanks. */
export function visible(text: string): string {
  return text.replace(CONTROLS, it => {
    const code = it.codePointAt(0)!;
    if (code === 9) return '  ';
    if (code < 32) return String.fromCodePoint(0x2400 + code);
    return code === 127 ? '\u2421' : '\ufffd';
  });
}

/** How many columns a terminal gives to text that `visible` has been through: two to East Asian wide characters and emoji, none to marks that combine. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

// C0, DEL, C1, line separators, zero-width and bidirectional controls, lone surrogates.
const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const COMBINING = /^(?:\p{Mn}|\p{Me}|\ufe0f)$/u;

const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$|^\p{Emoji_Presentation}$|^[\u{20000}-\u{3fffd}]$/u;

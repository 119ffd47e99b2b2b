/** Templates in text that is not YAML: hidden by as many characters that mean nothing, so that every offset holds. */

import type { Range } from '../text.ts';

/** Stands for each character of a template. A private character: no syntax of ours knows it. */
export const MASK = '\uE000';

const PAIRS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>' };

const OPENING = /\{\{|\{%|\{#|<%/g;

/** The text with every `{{ }}`, `{% %}`, `{# #}` and `<% %>` replaced by `MASK`, line ends within them too. What is not closed stays as it is. */
export function maskTemplates(text: string): string {
  let masked = '';
  let cursor = 0;
  const hopeless = new Set<string>();
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match; match = OPENING.exec(text)) {
    const closing = PAIRS[match[0]]!;
    if (hopeless.has(closing)) continue;
    const end = text.indexOf(closing, OPENING.lastIndex);
    if (end === -1) {
      hopeless.add(closing);
      continue;
    }
    masked += text.slice(cursor, match.index) + MASK.repeat(end + closing.length - match.index);
    cursor = end + closing.length;
    OPENING.lastIndex = cursor;
  }
  return cursor ? masked + text.slice(cursor) : text;
}

export const isMasked = (masked: string, { start, end }: Range): boolean => masked.slice(start, end).includes(MASK);

/** Whether a line holds nothing but templates: in practice a condition or a loop, which leaves no line of its own behind. */
export const isTemplateLine = (line: string): boolean => line.includes(MASK) && !line.replaceAll(MASK, '').trim();

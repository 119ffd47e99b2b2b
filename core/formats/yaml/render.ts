/** Writes data as YAML or JSON text in a given style. */

import type { Data } from '../../model/value.ts';
import { isAmbiguous } from './scalars.ts';

export interface WritingStyle {
  readonly newline: '\n' | '\r\n';
  /** Quotes for every string, as the neighbours have them; undefined: only where needed. */
  readonly always: Quote | undefined;
  /** Quotes where they are needed. */
  readonly needed: Quote;
  /** Quotes for every key. */
  readonly keys: Quote | undefined;
  /** How many columns a list under a key is indented: 0 or more. */
  readonly listIndent: number;
  /** How many columns a mapping under a key is indented. */
  readonly mapIndent: number;
  /** What stands behind a colon, and behind a comma on one line, in flow style. */
  readonly colon: ':' | ': ';
  readonly comma: ',' | ', ';
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly isPadded: boolean;
  /** Every string in double quotes, as JSON has it. */
  readonly isJson: boolean;
}

export type Quote = 'single' | 'double';

/** The lines of `key: data`, to stand at a column; the first line without its indentation. */
export function blockEntry(key: string, data: Data, column: number, style: WritingStyle): readonly string[] {
  const name = keyText(key, style);
  if (isList(data) && data.length)
    return [`${name}:`, ...indented(blockList(data, column + style.listIndent, style), column + style.listIndent)];
  if (isMapping(data) && Object.keys(data).length)
    return [`${name}:`, ...indented(blockMapping(data, column + style.mapIndent, style), column + style.mapIndent)];
  const [first, ...rest] = blockLeaf(data, column, style);
  return [`${name}: ${first}`, ...rest];
}

/** The lines of `- data`, to stand at a column; the first line without its indentation. */
export function blockItem(data: Data, column: number, style: WritingStyle): readonly string[] {
  const inner = column + 2;
  const lines =
    isList(data) && data.length
      ? blockList(data, inner, style)
      : isMapping(data) && Object.keys(data).length
        ? blockMapping(data, inner, style)
        : blockLeaf(data, column, style);
  return [`- ${lines[0]}`, ...lines.slice(1)];
}

const blockList = (data: readonly Data[], column: number, style: WritingStyle): string[] => {
  const lines = data.map(it => blockItem(it, column, style));
  return lines.flatMap((it, index) => (index ? [' '.repeat(column) + it[0], ...it.slice(1)] : it));
};

const blockMapping = (data: { readonly [key: string]: Data }, column: number, style: WritingStyle): string[] => {
  const lines = Object.entries(data).map(([key, it]) => blockEntry(key, it, column, style));
  return lines.flatMap((it, index) => (index ? [' '.repeat(column) + it[0], ...it.slice(1)] : it));
};

const indented = ([first, ...rest]: readonly string[], column: number): string[] => [' '.repeat(column) + first, ...rest];

function blockLeaf(data: Data, column: number, style: WritingStyle): readonly string[] {
  if (typeof data !== 'string' || style.isJson) return [flowText(data, style)];
  if (!style.always && isPlainInBlock(data)) return [data];
  if (!isLiteral(data)) return [flowText(data, style)];
  const body = data.endsWith('\n') ? data.slice(0, -1) : data;
  return [data.endsWith('\n') ? '|' : '|-', ...body.split('\n').map(it => (it ? ' '.repeat(column + 2) + it : ''))];
}

/** Whether text of several lines can stand in a literal block as it is: no blank at its start or at line ends, one newline at its end at most. */
const isLiteral = (text: string): boolean =>
  text.includes('\n') && !/^\s|[ \t]$|[ \t]\n|\n\n$/.test(text) && !UNPRINTABLE.test(text.replaceAll('\n', ''));

/** Data on one line. */
export function flowText(data: Data, style: WritingStyle): string {
  const pad = style.isPadded ? ' ' : '';
  if (isList(data)) return data.length ? `[${pad}${data.map(it => flowText(it, style)).join(style.comma)}${pad}]` : '[]';
  if (isMapping(data)) {
    const entries = Object.entries(data).map(([key, it]) => `${keyText(key, style)}${style.colon}${flowText(it, style)}`);
    return entries.length ? `{${pad}${entries.join(style.comma)}${pad}}` : '{}';
  }
  return typeof data === 'string' ? stringText(data, style) : String(data);
}

/** The lines of data in flow style over several lines, as pretty JSON has it; its brackets at a column, its entries indented by a step. */
export function prettyText(data: Data, indent: string, step: string, style: WritingStyle): string {
  const parts = isList(data)
    ? data.map(it => prettyText(it, indent + step, step, style))
    : isMapping(data)
      ? Object.entries(data).map(([key, it]) => `${keyText(key, style)}${style.colon}${prettyText(it, indent + step, step, style)}`)
      : [];
  if (!parts.length) return flowText(data, style);
  const [open, close] = isList(data) ? ['[', ']'] : ['{', '}'];
  return `${open}${style.newline}${parts.map(it => indent + step + it).join(`,${style.newline}`)}${style.newline}${indent}${close}`;
}

export const keyText = (key: string, style: WritingStyle): string =>
  style.keys ? quoted(key, style.keys) : isPlain(key) && key.length < 128 ? key : quoted(key, style.needed);

function stringText(text: string, style: WritingStyle): string {
  if (style.isJson) return JSON.stringify(text);
  if (style.always) return quoted(text, style.always);
  return isPlain(text) ? text : quoted(text, style.needed);
}

/** In single quotes nothing can be escaped but the quote. */
function quoted(text: string, quote: Quote): string {
  if (quote === 'single' && !UNPRINTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(/[\x7f-\xa0\u2028\u2029\uFEFF]/g, it => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const UNPRINTABLE = /[\x00-\x1f\x7f-\xa0\u2028\u2029\uFEFF\ud800-\udfff]/;

/** Whether a text can stand without quotes anywhere, flow style included, and is read as this very text by readers of YAML 1.1 and 1.2. */
function isPlain(text: string): boolean {
  return (
    !isAmbiguous(text) &&
    !UNPRINTABLE.test(text) &&
    !/^\s|\s$|^(?:---|\.\.\.)|: |:$| #|[,[\]{}]|:["']/.test(text) &&
    !/^[-?:](?:\s|$)|^[&*!|>'"%@`#?:]/.test(text) &&
    !/^-+$/.test(text)
  );
}

/** The same outside of flow style, where commas separate nothing. */
const isPlainInBlock = (text: string): boolean => !text.startsWith(',') && isPlain(text.replaceAll(',', ''));

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);
const isMapping = (data: Data): data is { readonly [key: string]: Data } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** Offsets of the core as positions of LSP, in the encoding that client and server agreed on. */

import type { Position, Range as LspRange } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from '../core/text.ts';

/** What a `character` counts: UTF-16 code units, or bytes of UTF-8. */
export type Encoding = 'utf-16' | 'utf-8';

export interface Positions {
  readonly encoding: Encoding;
  rangeOf(document: TextDocument, range: Range): LspRange;
  /** Positions beyond a line or the text count as their end. */
  offsetAt(document: TextDocument, position: Position): number;
  /** The same range, counted in UTF-16. */
  toUtf16(document: TextDocument, range: LspRange): LspRange;
}

export function positionsIn(encoding: Encoding): Positions {
  if (encoding === 'utf-16') {
    return {
      encoding,
      rangeOf: (document, { start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) }),
      offsetAt: (document, position) => document.offsetAt(position),
      toUtf16: (_, range) => range,
    };
  }
  const toUtf16 = (document: TextDocument, position: Position): Position => ({
    line: position.line,
    character: unitsIn(lineOf(document, position.line), position.character),
  });
  const toUtf8 = (document: TextDocument, offset: number): Position => {
    const position = document.positionAt(offset);
    return { line: position.line, character: bytesIn(lineOf(document, position.line).slice(0, position.character)) };
  };
  return {
    encoding,
    rangeOf: (document, { start, end }) => ({ start: toUtf8(document, start), end: toUtf8(document, end) }),
    offsetAt: (document, position) => document.offsetAt(toUtf16(document, position)),
    toUtf16: (document, { start, end }) => ({ start: toUtf16(document, start), end: toUtf16(document, end) }),
  };
}

/** A document for a text that is not open. */
export const documentOf = (uri: string, text: string): TextDocument => TextDocument.create(uri, '', 0, text);

const lineOf = (document: TextDocument, line: number): string =>
  document.getText({ start: { line, character: 0 }, end: { line, character: Number.MAX_SAFE_INTEGER } });

function bytesIn(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character);
  return bytes;
}

/** How many code units the first `bytes` bytes are; a position inside a character counts as its start. */
function unitsIn(text: string, bytes: number): number {
  let units = 0;
  let left = bytes;
  for (const character of text) {
    left -= bytesOf(character);
    if (left < 0) break;
    units += character.length;
  }
  return units;
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

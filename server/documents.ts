/** The texts that are open in the editor. */

import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Positions } from './positions.ts';

/** Kept in step by incremental changes. `positions` says how the client counts, which is known only after it introduced itself. */
export const createDocuments = (positions: () => Positions): TextDocuments<TextDocument> =>
  new TextDocuments({
    create(uri, languageId, version, text) {
      if (typeof uri !== 'string') throw new Error('A document was opened without a URI.');
      return TextDocument.create(uri, String(languageId), Number(version) || 0, typeof text === 'string' ? text : '');
    },
    update(document, changes, version) {
      // One by one: each range is about the text that the one before it left.
      return changes.reduce((it, change) => {
        const converted = 'range' in change ? { text: change.text, range: positions().toUtf16(it, change.range) } : change;
        return TextDocument.update(it, [converted], version);
      }, document);
    },
  });

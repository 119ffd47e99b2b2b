/** Changes of the core as a `WorkspaceEdit`, in the form that the client can apply. */

import type { TextDocumentEdit, TextEdit as LspEdit, WorkspaceEdit, CreateFile } from 'vscode-languageserver';
import type { Change } from '../core/text.ts';
import type { View } from './diagnostics.ts';

/**
 * Undefined where the client cannot apply all of it: a fix is whole or not offered.
 * Files are created first and never overwrite, so that where one exists nothing else is changed either.
 * `versionOf` gives the version of an open document, null for a file that is not open.
 */
export function workspaceEditOf(
  view: View,
  changes: readonly Change[],
  versionOf: (uri: string) => number | null,
): WorkspaceEdit | undefined {
  const creations: (CreateFile | TextDocumentEdit)[] = [];
  const edits: TextDocumentEdit[] = [];
  for (const change of changes) {
    const uri = view.target.uriOf('create' in change ? change.create : change.file);
    if (uri === undefined) return undefined;
    if ('create' in change) {
      if (!view.client.createsFiles) return undefined;
      creations.push(
        { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
        { textDocument: { uri, version: null }, edits: [{ range: START, newText: change.text }] },
      );
    } else {
      const document = view.documentOf(change.file);
      if (!document) return undefined;
      const lspEdits = change.edits.map(
        (it): LspEdit => ({ range: view.client.positions.rangeOf(document, it.range), newText: it.newText }),
      );
      if (lspEdits.length) edits.push({ textDocument: { uri, version: versionOf(uri) }, edits: lspEdits });
    }
  }
  if (!creations.length && !edits.length) return undefined;
  if (view.client.documentChanges) return { documentChanges: [...creations, ...edits] };
  return { changes: Object.fromEntries(edits.map(it => [it.textDocument.uri, it.edits as LspEdit[]])) };
}

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

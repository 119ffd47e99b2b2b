/** Typing in the large file: from the change that the editor sends to the findings that it receives, over a pair of streams. */

import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  type DocumentDiagnosticReport,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../core/host.ts';
import { createWorkspace } from '../core/session.ts';
import { rules } from '../rules/index.ts';
import { serve } from '../server/server.ts';
import { keystrokes } from './edits.ts';
import { largeFile } from './large.ts';
import { secondsToParse } from './parse.ts';

export interface Typed {
  /** Of each keystroke, in order. */
  readonly seconds: readonly number[];
  /** `yaml` parsing the same text, now and then meanwhile. */
  readonly parsing: readonly number[];
  readonly bytes: number;
  readonly documents: number;
  /** The fewest that were received after any keystroke. */
  readonly findings: number;
}

/** Editor and server share one process and one thread, so that what the editor does to read an answer is counted too. */
export async function type(): Promise<Typed> {
  const text = largeFile();
  const connection = await connect(text);
  const pull = (): Promise<DocumentDiagnosticReport> => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'yaml', version: 1, text } });
  let document = TextDocument.create(URI, 'yaml', 1, text);
  let report = await pull();
  let findings = Number.POSITIVE_INFINITY;
  const seconds: number[] = [];
  const parsing = [secondsToParse([text])];
  for (const [index, it] of keystrokes(text).entries()) {
    const range = { start: document.positionAt(it.start), end: document.positionAt(it.end) };
    const contentChanges = [{ range, text: it.text }];
    document = TextDocument.update(document, contentChanges, index + 2);
    const started = performance.now();
    void connection.sendNotification('textDocument/didChange', { textDocument: { uri: URI, version: document.version }, contentChanges });
    report = await pull();
    seconds.push((performance.now() - started) / 1000);
    if (report.kind !== 'full') throw new Error('a keystroke was missed');
    findings = Math.min(findings, report.items.length);
    if (index % 20 === 0) parsing.push(secondsToParse([document.getText()]));
    // A person needs longer than this for the next key; what the server does meanwhile is not waited for.
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return { seconds, parsing, bytes: Buffer.byteLength(text), documents: text.split('\n---\n').length, findings };
}

const ROOT = 'file:///bench';
const URI = `${ROOT}/all.yaml`;

async function connect(text: string): Promise<ReturnType<typeof createProtocolConnection>> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const host: Host = { list: async () => ({ files: ['all.yaml'], skipped: [] }), read: async () => ({ text }) };
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    rules,
    version: '0.0.0',
    createWorkspace,
    hostOf: () => host,
    today: () => '2030-01-01',
  });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onUnhandledNotification(() => {});
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {
      textDocument: { diagnostic: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true } },
      workspace: { diagnostics: { refreshSupport: true }, workspaceFolders: true },
    },
    workspaceFolders: [{ uri: ROOT, name: 'bench' }],
  });
  await connection.sendNotification('initialized', {});
  return connection;
}

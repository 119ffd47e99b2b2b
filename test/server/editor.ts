/** An editor without a screen: speaks LSP with the server over a pair of streams, and keeps what a person would see. */

import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { serve, type ServerOptions } from '../../server/server.ts';
import { createFake, createMemory, rules } from './fake.ts';

export interface EditorOptions {
  readonly files?: Map<string, string>;
  readonly folders?: readonly string[] | null;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly settings?: (uri: string) => unknown;
  readonly server?: Partial<ServerOptions>;
  /** Replaces what `initialize` says. */
  readonly first?: object;
}

export interface Editor {
  readonly connection: ProtocolConnection;
  /** The stream into the server, to put anything on. */
  readonly raw: PassThrough;
  readonly log: string[];
  /** Everything that was ever pushed, in order. */
  readonly pushes: PublishDiagnosticsParams[];
  readonly notifications: { readonly method: string; readonly params: unknown }[];
  /** How often the server asked for a refresh. */
  readonly refreshes: () => number;
  readonly initialized: unknown;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  /** Replaces the first `from` in the text. */
  type(uri: string, from: string, to: string): Promise<void>;
  close(uri: string): Promise<void>;
  textOf(uri: string): string;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** Codes and lines of what a person sees of a file: pulled if it is open, and pushed. */
  sees(uri: string): Promise<string[]>;
  actions(uri: string, at: string | Diagnostic, context?: Partial<CodeActionContext>): Promise<CodeAction[]>;
  /** Resolves an action by its title and applies its edit to the open texts. */
  apply(uri: string, at: string, title: string, context?: Partial<CodeActionContext>): Promise<WorkspaceEdit>;
  changed(uri: string, type: 1 | 2 | 3): Promise<void>;
  end(): void;
}

/** What VS Code says it can do, as far as the server asks. */
export const PULLS: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] }, dataSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  workspace: {
    diagnostics: { refreshSupport: true },
    workspaceFolders: true,
    configuration: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

/** An editor that knows little: pushed diagnostics, plain edits. */
export const PUSHED: ClientCapabilities = {};

export const ROOT = 'file:///repo';

export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const files = options.files ?? new Map<string, string>();
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    rules,
    version: '0.0.0',
    createWorkspace: createFake,
    hostOf: () => createMemory(files),
    today: () => '2030-01-01',
    ...options.server,
  });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const documents = new Map<string, TextDocument>();
  const pushed = new Map<string, readonly Diagnostic[]>();
  const pushes: PublishDiagnosticsParams[] = [];
  const log: string[] = [];
  const notifications: { method: string; params: unknown }[] = [];
  let refreshed = 0;
  connection.onNotification('textDocument/publishDiagnostics', (it: PublishDiagnosticsParams) => {
    pushes.push(it);
    pushed.set(it.uri, it.diagnostics);
  });
  connection.onNotification('window/logMessage', (it: { message: string }) => {
    log.push(it.message);
  });
  connection.onUnhandledNotification(it => {
    notifications.push({ method: it.method, params: it.params });
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshed++;
    return null;
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
    items.map(it => options.settings?.(it.scopeUri) ?? null),
  );
  connection.listen();

  const folders = options.folders === undefined ? [ROOT] : options.folders;
  const initialized = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? PULLS,
    initializationOptions: options.initializationOptions,
    workspaceFolders: folders?.map(uri => ({ uri, name: uri })) ?? null,
    ...options.first,
  });
  await connection.sendNotification('initialized', {});

  const rangeOf = (uri: string, at: string | Diagnostic): Diagnostic['range'] => {
    if (typeof at !== 'string') return at.range;
    const document = documents.get(uri)!;
    const start = document.getText().indexOf(at);
    return { start: document.positionAt(start), end: document.positionAt(start + at.length) };
  };
  const pull = (uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  const actions = async (uri: string, at: string | Diagnostic, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> =>
    connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: rangeOf(uri, at),
      context: { diagnostics: [], ...context },
    });
  const replace = async (uri: string, edits: TextDocumentEdit['edits']): Promise<void> => {
    const before = documents.get(uri)!;
    const text = TextDocument.applyEdits(before, edits as Parameters<typeof TextDocument.applyEdits>[1]);
    documents.set(uri, TextDocument.create(uri, before.languageId, before.version + 1, text));
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: before.version + 1 },
      contentChanges: [{ text }],
    });
  };

  return {
    connection,
    raw: up,
    log,
    pushes,
    notifications,
    initialized,
    pull,
    actions,
    refreshes: () => refreshed,
    async open(uri, text, languageId = 'yaml') {
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    async type(uri, from, to) {
      const before = documents.get(uri)!;
      const range = rangeOf(uri, from);
      const after = TextDocument.create(
        uri,
        before.languageId,
        before.version + 1,
        before.getText().replace(from, () => to),
      );
      documents.set(uri, after);
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: after.version },
        contentChanges: [{ range, text: to }],
      });
    },
    async close(uri) {
      documents.delete(uri);
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    textOf: uri => documents.get(uri)!.getText(),
    async sees(uri) {
      const report = documents.has(uri) ? await pull(uri) : undefined;
      const items = [...(report?.kind === 'full' ? report.items : []), ...(pushed.get(uri) ?? [])];
      return items.map(it => `${it.range.start.line}:${it.range.start.character} ${it.code}`);
    },
    async apply(uri, at, title, context) {
      const action = (await actions(uri, at, context)).find(it => it.title === title);
      if (!action) throw new Error(`no action “${title}”`);
      const edit = action.edit ?? (await connection.sendRequest<CodeAction>('codeAction/resolve', action)).edit!;
      for (const change of edit.documentChanges ?? []) {
        if ('edits' in change && documents.has(change.textDocument.uri)) await replace(change.textDocument.uri, change.edits);
      }
      for (const [it, edits] of Object.entries(edit.changes ?? {})) await replace(it, edits);
      return edit;
    },
    async changed(uri, type) {
      await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    },
    end() {
      connection.dispose();
      up.destroy();
      down.destroy();
    },
  };
}

/** The language server: findings and fixes of the core, said in LSP. */

import {
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Configuration } from '../core/config.ts';
import type { Report } from '../core/finding.ts';
import type { Host } from '../core/host.ts';
import type { RuleInfo } from '../core/report/result.ts';
import { reservedRules } from '../core/reserved.ts';
import type { Rule } from '../core/rule.ts';
import type { Workspace, WorkspaceOptions } from '../core/workspace.ts';
import { actionsFor, FIX_ALL, ignoreEdit, resolveAction, type Subject } from './actions.ts';
import { type Client, clientOf } from './capabilities.ts';
import { completionsAt, resolveCompletion, TRIGGERS } from './completion.ts';
import { createSettler } from './configuration.ts';
import { foldedDiagnostics, shown, viewOf } from './diagnostics.ts';
import { createDocuments } from './documents.ts';
import { createFolder } from './folder.ts';
import { createFolders, type Target } from './folders.ts';
import { hoverAt } from './hover.ts';
import { lensesOf } from './lenses.ts';
import { linksOf } from './links.ts';
import { createJudge } from './judge.ts';
import { problemsOf } from './problems.ts';
import { serveRequests } from './requests.ts';
import { createScan } from './scan.ts';
import { createSender } from './sender.ts';
import { createShowing } from './showing.ts';

export interface ServerOptions {
  readonly rules: readonly Rule[];
  readonly version: string;
  readonly createWorkspace: (options: WorkspaceOptions) => Workspace;
  /** The files of a folder; undefined where this process cannot read them. */
  readonly hostOf: (folder: URI) => Host | undefined;
  /** `YYYY-MM-DD`, for what the configuration ignores until a day. */
  readonly today: () => string;
}

/** Serves over any connection: a process in VS Code, a pair of streams in tests. Nothing that a client sends ends it. */
export function serve(connection: Connection, { rules, version, createWorkspace, hostOf, today }: ServerOptions): void {
  let client: Client = clientOf(undefined);
  const ruleById = new Map<string, RuleInfo>([...rules, ...reservedRules].map(it => [it.id, it]));
  const documents = createDocuments(() => client.positions);
  const versionOf = (uri: string): number | null => documents.get(uri)?.version ?? null;
  const send = createSender(connection);
  const folders = createFolders((uri, kind) =>
    createFolder({
      host: kind === 'folder' ? hostOf(URI.parse(uri)) : undefined,
      createWorkspace: (defaults: Configuration) => createWorkspace({ rules, defaults, today: today() }),
      onChange: () => showing.touch(),
      onError: send.error,
    }),
  );
  const judge = createJudge(send.error);
  const settler = createSettler(connection, send, () => client);
  const showing = createShowing({
    send,
    client: () => client,
    judge,
    targets: folders.targets,
    ready: settler.ready,
    showsAll: () => scan.hasRun,
    diagnosticsOf,
    versionOf,
  });
  const scan = createScan({
    files: () => folders.roots.flatMap(root => root.folder.files().map(it => folders.fileOf(root, it))).filter(judge.judges),
    reportOf: judge.reportOf,
    keyOf: judge.keyOf,
    diagnosticsOf,
    publish: (uri, diagnostics) => send.diagnostics({ uri, diagnostics }),
  });

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    for (const it of client.folders) guarded('opening a folder', () => folders.add(it));
    return {
      serverInfo: { name: 'Rampart', version },
      capabilities: {
        positionEncoding: client.positions.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        ...(client.pulls && { diagnosticProvider: { identifier: 'rampart', interFileDependencies: true, workspaceDiagnostics: false } }),
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
        hoverProvider: true,
        codeLensProvider: {},
        documentLinkProvider: { resolveProvider: false },
        completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.registersWatchers)
      later(
        'registering for files',
        connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] }),
      );
    if (client.registersConfiguration)
      later('registering for settings', connection.client.register(DidChangeConfigurationNotification.type, { section: 'rampart' }));
    if (client.changesFolders) connection.workspace.onDidChangeWorkspaceFolders(changeFolders);
    later('reading the workspace', configureAll().then(indexAll));
  });

  connection.onDidChangeConfiguration(params => {
    settler.received((params?.settings as { rampart?: unknown } | null | undefined)?.rampart);
    later('applying the settings', configureAll().then(scan.settle));
  });

  connection.onDidChangeWatchedFiles(params => {
    const changes = (params?.changes ?? []).map(async ({ uri, type }) => {
      const target = folders.locate(uri);
      if (!target || /(^|\/)(\.git|node_modules)\//.test(target.path)) return;
      await target.folder.changed(target.path, KINDS[type] ?? 'changed');
    });
    for (const it of changes) later('following a change of a file', it.then(scan.settle));
  });

  documents.onDidChangeContent(({ document }) =>
    guarded('reading a document', () => {
      const target = folders.target(document.uri);
      if (target) target.folder.open(target.path, document.getText());
      else openDocument(document.uri, document.languageId, document.getText());
    }),
  );

  documents.onDidSave(() => later('following a save', scan.settle()));

  documents.onDidClose(({ document: { uri } }) => {
    const target = folders.target(uri);
    folders.close(uri);
    showing.closed(uri);
    judge.forget(uri);
    if (target) later(`closing ${target.path}`, target.folder.close(target.path).then(scan.settle));
  });

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    const target = folders.target(uri);
    if (!target) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    await settler.ready(target);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
    return showing.answer(target, previousResultId);
  });

  connection.onCodeAction(params => {
    const subject = subjectOf(params.textDocument.uri);
    return subject ? actionsFor(subject, params) : [];
  });

  connection.onCodeActionResolve(action => {
    if (action.edit || !action.data) return action;
    const subject = subjectOf(action.data.uri);
    const resolved = subject && resolveAction(subject, action);
    if (!resolved) throw new ResponseError(LSPErrorCodes.ContentModified, 'The file has changed: there is nothing left to do here.');
    return resolved;
  });

  connection.onHover(({ textDocument, position }) => {
    const subject = subjectOf(textDocument.uri);
    return subject && judge.judges(subject.view.target) ? hoverAt(subject, position) : undefined;
  });

  connection.onCodeLens(({ textDocument: { uri } }) => {
    const target = folders.target(uri);
    return target && judge.judges(target) ? lensesOf(viewOf(client, ruleById, target, documents.get(uri))) : [];
  });

  connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const target = folders.target(uri);
    return target && judge.judges(target) ? linksOf(viewOf(client, ruleById, target, documents.get(uri))) : [];
  });

  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const target = folders.target(uri);
    return target && judge.judges(target) ? completionsAt(viewOf(client, ruleById, target, documents.get(uri)), position) : [];
  });

  connection.onCompletionResolve(item => resolveCompletion(item, ruleById, client));

  serveRequests(connection, {
    rules: ruleById,
    ignore: ({ uri, ...rest }) => {
      const subject = subjectOf(uri);
      return subject && ignoreEdit(subject, rest);
    },
    index: indexAll,
    scan: async (progress, token) => {
      const summary = await scan.run(progress, token);
      showing.touch();
      return summary;
    },
    unseen: showing.unseen,
  });

  documents.listen(connection);
  connection.listen();

  function openDocument(uri: string, languageId: string, text: string): void {
    const before = folders.target(uri);
    const target = folders.open(uri, languageId);
    if (before && before.folder !== target.folder) later(`closing ${before.path}`, before.folder.close(before.path));
    for (const it of new Set([uri, URI.parse(uri).toString()])) scan.opened(it);
    target.folder.open(target.path, text);
    if (!folders.roots.some(it => it.folder === target.folder)) later('asking for settings', settler.configure(target.folder, uri));
    showing.touch();
  }

  function changeFolders(event: WorkspaceFoldersChangeEvent | undefined): void {
    for (const it of event?.removed ?? []) guarded('closing a folder', () => folders.remove(it.uri));
    for (const it of event?.added ?? []) guarded('opening a folder', () => folders.add(it.uri));
    // A document may now belong elsewhere.
    for (const it of documents.all()) guarded('opening a document', () => openDocument(it.uri, it.languageId, it.getText()));
    later('reading the workspace', configureAll().then(indexAll));
  }

  async function configureAll(): Promise<void> {
    const alone = folders.targets().filter(it => !folders.roots.some(root => root.folder === it.folder));
    await Promise.all([
      ...folders.roots.map(it => settler.configure(it.folder, it.uri.toString())),
      ...alone.map(it => settler.configure(it.folder, it.uri)),
    ]);
  }

  async function indexAll(): Promise<void> {
    if (client.status) send.notification('rampart/activity', { busyWith: 'Reading the workspace' });
    await Promise.all(folders.roots.map(it => it.folder.index()));
    if (client.refreshesLenses && folders.roots.some(it => it.folder.showsLenses)) send.refreshLenses();
    if (client.status) send.notification('rampart/activity', { busyWith: undefined });
    await scan.settle();
  }

  function diagnosticsOf(target: Target, report: Report): Diagnostic[] {
    const view = viewOf(client, ruleById, target, documents.get(target.uri));
    return [...problemsOf(view).map(it => it.diagnostic), ...foldedDiagnostics(view, shown(report))];
  }

  function subjectOf(uri: string): Subject | undefined {
    const target = folders.target(uri);
    return target && { view: viewOf(client, ruleById, target, documents.get(uri)), report: judge.reportOf(target), versionOf };
  }

  function guarded(doing: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      send.error(doing, error);
    }
  }

  /** What is asked of a client that is gone fails, and need not be said. */
  function later(doing: string, promise: Promise<unknown>): void {
    promise.catch(error => send.error(doing, error));
  }
}

const KINDS: Readonly<Record<number, 'created' | 'changed' | 'deleted'>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};

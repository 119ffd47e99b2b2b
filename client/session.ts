/** A running server and everything in VS Code that speaks with it. */

import { type ExtensionContext, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import { LanguageClient, type LanguageClientOptions, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { ClientOptions, IgnoreParams, ScanSummary } from '../server/protocol.ts';
import { SELECTOR } from './documents.ts';
import { createPages } from './pages.ts';
import { requesting } from './requests.ts';
import { scan } from './scan.ts';
import { createStatus } from './status.ts';

export interface Session {
  scan(): Promise<ScanSummary>;
  /** Lets a person choose a rule and shows its page. */
  explain(): Promise<void>;
  openRule(id: string): Promise<void>;
  /** Asks for the reason, unless it is given, and writes the suppression. */
  ignore(finding: unknown, reason: unknown): Promise<void>;
  /** Ends the server and takes everything away that this session showed. Never rejects. */
  stop(): Promise<void>;
}

export async function startSession(context: ExtensionContext, output: LogOutputChannel): Promise<Session> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const initializationOptions: ClientOptions = { status: true, showsMessages: true, commands: ['rampart.ignore', 'rampart.openRule'] };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    outputChannel: output,
    // What goes wrong is in the output and in the status item; a window that opens by itself helps nobody.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    markdown: { isTrusted: false, supportHtml: false },
  };
  const client = new LanguageClient('rampart', 'Rampart', { module, transport: TransportKind.ipc }, options);
  const request = requesting(client);
  const status = createStatus(client);
  const pages = createPages(request);
  const stop = async (): Promise<void> => {
    status.dispose();
    pages.dispose();
    await client.dispose().catch(() => undefined);
  };
  try {
    await client.start();
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    scan: () => status.during('Scanning the workspace', scan(client, request)),
    async explain() {
      const rules = await request('rampart/rules', {});
      const picked = await window.showQuickPick(
        rules.map(it => ({ label: it.id, description: it.severity, detail: it.summary })),
        {
          title: 'Rampart: Explain Rule',
          matchOnDetail: true,
        },
      );
      if (picked) await pages.show(picked.label);
    },
    openRule: pages.show,
    async ignore(finding, given) {
      const { uri, fingerprint, scope } = finding as Omit<IgnoreParams, 'reason'>;
      const reason =
        typeof given === 'string'
          ? given
          : await window.showInputBox({
              title: scope === 'file' ? 'Ignore in this file' : 'Ignore here',
              prompt: 'Why is this fine? Whoever reads the file later will want to know.',
              placeHolder: 'The reason, in one line',
              ignoreFocusOut: true,
            });
      if (reason === undefined) return;
      const edit = await request('rampart/ignore', { uri, fingerprint, scope, reason });
      const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
      if (!converted || !(await workspace.applyEdit(converted)))
        void window.showWarningMessage('The finding is no longer there, or cannot be ignored here.');
    },
    stop,
  };
}

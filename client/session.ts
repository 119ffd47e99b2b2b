/** A running server and everything in VS Code that speaks with it. */

import { type ExtensionContext, type LogOutputChannel, Uri, window } from 'vscode';
import { LanguageClient, type LanguageClientOptions, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { Choice, ClientOptions, ScanSummary } from '../server/protocol.ts';
import { SELECTOR } from './documents.ts';
import { choose, type Ignorable, ignore } from './ignore.ts';
import { createPages } from './pages.ts';
import { requesting } from './requests.ts';
import { scan } from './scan.ts';
import { createStatus } from './status.ts';
import { tellWhatNobodySees } from './tabs.ts';

export interface Session {
  scan(): Promise<ScanSummary>;
  /** Lets a person choose a rule and shows its page. */
  explain(): Promise<void>;
  openRule(id: string): Promise<void>;
  /** Asks for the reason, unless it is given, and writes the suppression. */
  ignore(finding: unknown, reason: unknown): Promise<void>;
  /** Lets a person choose one of several findings and what to do about it. */
  choose(choice: unknown): Promise<void>;
  /** Ends the server and takes everything away that this session showed. Never rejects. */
  stop(): Promise<void>;
}

export async function startSession(context: ExtensionContext, output: LogOutputChannel): Promise<Session> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const commands = ['rampart.ignore', 'rampart.openRule', 'rampart.choose'] as const;
  const initializationOptions: ClientOptions = { status: true, showsMessages: true, commands };
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
  const tabs = tellWhatNobodySees(client);
  const stop = async (): Promise<void> => {
    status.dispose();
    pages.dispose();
    tabs.dispose();
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
    ignore: (finding, reason) => ignore(client, request, finding as Ignorable, reason),
    choose: choice => choose(client, request, choice as Choice, pages.show),
    stop,
  };
}

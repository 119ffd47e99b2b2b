/** The VS Code extension: waits until there is something to look at, then starts the server. */

import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { isWorthwhile } from './documents.ts';
import type { Session } from './session.ts';

let session: Promise<Session> | undefined;

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Rampart', { log: true });
  const get = (): Promise<Session> => (session ??= start(context, output));

  const look = (document: Parameters<typeof isWorthwhile>[0]): void => {
    if (!session && isWorthwhile(document)) get().catch(() => undefined);
  };
  context.subscriptions.push(
    output,
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(it => look(it.document)),
    commands.registerCommand('rampart.scanWorkspace', async () => (await get()).scan()),
    commands.registerCommand('rampart.restart', async () => {
      await deactivate();
      await get();
    }),
    commands.registerCommand('rampart.showOutput', () => output.show()),
    commands.registerCommand('rampart.explainRule', async () => (await get()).explain()),
    commands.registerCommand('rampart.openRule', async (rule: unknown) => (await get()).openRule(String(rule))),
    commands.registerCommand('rampart.ignore', async (finding: unknown, reason?: unknown) => (await get()).ignore(finding, reason)),
    commands.registerCommand('rampart.choose', async (choice: unknown) => (await get()).choose(choice)),
  );
  for (const it of workspace.textDocuments) look(it);
}

export async function deactivate(): Promise<void> {
  const running = session;
  session = undefined;
  await (await running?.catch(() => undefined))?.stop();
}

/** Loads what is needed only now: most windows never show anything of Kubernetes. A start that failed may be tried again. */
async function start(context: ExtensionContext, output: LogOutputChannel): Promise<Session> {
  try {
    const { startSession } = await import('./session.ts');
    return await startSession(context, output);
  } catch (error) {
    session = undefined;
    output.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage('Rampart could not start. The output says why.', 'Show Output').then(it => it && output.show());
    throw error;
  }
}

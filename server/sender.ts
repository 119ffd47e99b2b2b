/** Says things to the client without waiting; a connection that is gone takes nothing with it. */

import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Notifications } from './protocol.ts';

export interface Sender {
  /** Resolves when it was written, so that many do not pile up. Never rejects. */
  diagnostics(params: PublishDiagnosticsParams): Promise<void>;
  /** Asks the client to pull the diagnostics of all open files again. */
  refresh(): void;
  /** Asks the client for the code lenses of all open files again. */
  refreshLenses(): void;
  notification<M extends keyof Notifications>(method: M, params: Notifications[M]): void;
  error(doing: string, error: unknown): void;
  warning(message: string): void;
}

export function createSender(connection: Connection): Sender {
  return {
    diagnostics: params => quietly(() => connection.sendDiagnostics(params)),
    refresh: () => void quietly(() => connection.languages.diagnostics.refresh()),
    refreshLenses: () => void quietly(() => connection.sendRequest('workspace/codeLens/refresh')),
    notification: (method, params) => void quietly(() => connection.sendNotification(method, params)),
    error: (doing, error) =>
      void quietly(() =>
        connection.console.error(
          `Rampart failed while ${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        ),
      ),
    warning: message => void quietly(() => connection.console.warn(message)),
  };
}

/** Where the connection is closed, nobody is left to be told. */
async function quietly(say: () => unknown): Promise<void> {
  try {
    await say();
  } catch {
    // As above.
  }
}

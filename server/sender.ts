/** Says things to the client without waiting; a connection that is gone takes nothing with it. */

import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Notifications } from './protocol.ts';

export interface Sender {
  diagnostics(params: PublishDiagnosticsParams): void;
  /** Asks the client to pull the diagnostics of all open files again. */
  refresh(): void;
  notification<M extends keyof Notifications>(method: M, params: Notifications[M]): void;
  error(doing: string, error: unknown): void;
}

export function createSender(connection: Connection): Sender {
  const quietly = (promise: Promise<unknown>): void => { promise.catch(() => undefined); };
  return {
    diagnostics: params => quietly(connection.sendDiagnostics(params)),
    refresh: () => quietly(connection.languages.diagnostics.refresh()),
    notification: (method, params) => quietly(connection.sendNotification(method, params)),
    error: (doing, error) =>
      connection.console.error(`Rampart failed while ${doing}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`),
  };
}

/** Answers the requests of `protocol.ts`, and hears its notifications. */

import type { CancellationToken, Connection, WorkDoneProgressReporter, WorkspaceEdit } from 'vscode-languageserver';
import { rulePage } from '../core/report/page.ts';
import type { RuleInfo } from '../core/report/result.ts';
import type { ClientNotifications, IgnoreParams, Requests, ScanSummary } from './protocol.ts';

export interface RequestOptions {
  readonly rules: ReadonlyMap<string, RuleInfo>;
  readonly ignore: (params: IgnoreParams) => WorkspaceEdit | undefined;
  /** Resolves when every folder has been read. */
  readonly index: () => Promise<void>;
  readonly scan: (progress: WorkDoneProgressReporter, token: CancellationToken) => Promise<ScanSummary>;
  readonly unseen: (uri: string) => void;
}

export function serveRequests(connection: Connection, { rules, ignore, index, scan, unseen }: RequestOptions): void {
  on('rampart/scan', async (params, token) => {
    const progress = connection.window.attachWorkDoneProgress(params?.workDoneToken);
    progress.begin('Rampart', 0, 'Reading the workspace', true);
    try {
      await Promise.race([index(), cancellation(token)]);
      return await scan(progress, token);
    } finally {
      progress.done();
    }
  });
  on('rampart/rules', () =>
    [...rules.values()].map(({ id, summary, severity }) => ({ id, summary, severity })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  on('rampart/explain', params => {
    const rule = rules.get(params?.rule);
    return rule ? { id: rule.id, markdown: rulePage(rule) } : null;
  });
  on('rampart/ignore', params => ignore({ ...params, reason: String(params?.reason ?? '') }) ?? null);
  const method: keyof ClientNotifications = 'rampart/unseen';
  connection.onNotification(method, (params: ClientNotifications[typeof method] | undefined) => unseen(String(params?.uri)));

  /** Types a handler by its method. Parameters may be anything: they come from outside. */
  function on<M extends keyof Requests>(
    method: M,
    handler: (params: Requests[M]['params'], token: CancellationToken) => Requests[M]['result'] | Promise<Requests[M]['result']>,
  ): void {
    connection.onRequest(
      method,
      async (params: Requests[M]['params'], token: CancellationToken): Promise<unknown> => handler(params, token),
    );
  }
}

const cancellation = (token: CancellationToken): Promise<void> =>
  new Promise(resolve => (token.isCancellationRequested ? resolve() : token.onCancellationRequested(() => resolve())));

/** Starts the server in a Node process: on the channel of the process that forked it, or on standard input and output. */

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createWorkspace } from '../core/session.ts';
import { createNodeHost } from '../host-node/host.ts';
import { rules } from '../rules/index.ts';
import { serve } from './server.ts';

/**
 * Serves until the client ends it. Standard output carries the protocol and nothing else.
 * `version` is Rampart's own.
 */
export function start(version: string): void {
  const isForked = process.argv.includes('--node-ipc');
  const connection = isForked
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, survive);
  for (const method of ['log', 'info', 'debug'] as const) console[method] = console.error;
  serve(connection, {
    rules,
    version,
    createWorkspace,
    hostOf: folder => (folder.scheme === 'file' ? createNodeHost(folder.fsPath) : undefined),
    today: () => new Date().toISOString().slice(0, 10),
  });
}

/** What went wrong is said where no client reads, and costs nothing but itself; a client that is gone is the end. */
function survive(error: unknown): void {
  if ((error as NodeJS.ErrnoException | null)?.code === 'EPIPE') process.exit(1);
  process.stderr.write(`rampart: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

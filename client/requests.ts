/** Types the requests of the server's protocol by their method. */

import type { CancellationToken } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Requests } from '../server/protocol.ts';

export type Request = <M extends keyof Requests>(
  method: M,
  params: Requests[M]['params'],
  token?: CancellationToken,
) => Promise<Requests[M]['result']>;

export const requesting =
  (client: LanguageClient): Request =>
  <M extends keyof Requests>(method: M, params: Requests[M]['params'], token?: CancellationToken) =>
    client.sendRequest<Requests[M]['result']>(method, params, token);

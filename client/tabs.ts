/** Tells the server which documents stay open though no editor shows them: VS Code keeps a document for minutes after its tab is closed. */

import { type Disposable, type Tab, TabInputText, TabInputTextDiff, type Uri, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ClientNotifications } from '../server/protocol.ts';

export function tellWhatNobodySees(client: LanguageClient): Disposable {
  return window.tabGroups.onDidChangeTabs(({ closed }) => {
    const seen = new Set(window.tabGroups.all.flatMap(it => it.tabs.flatMap(urisOf)).map(String));
    for (const it of closed.flatMap(urisOf)) if (!seen.has(it.toString())) tell({ uri: client.code2ProtocolConverter.asUri(it) });
  });

  function tell(params: ClientNotifications['rampart/unseen']): void {
    const method: keyof ClientNotifications = 'rampart/unseen';
    if (client.isRunning()) client.sendNotification(method, params).catch(() => undefined);
  }
}

function urisOf({ input }: Tab): Uri[] {
  if (input instanceof TabInputText) return [input.uri];
  return input instanceof TabInputTextDiff ? [input.original, input.modified] : [];
}

/** The language status item: what was found in the file at hand, what could not be judged, and whether the server works. */

import { type Disposable, languages, LanguageStatusSeverity, window } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import type { Activity, DocumentStatus } from '../server/protocol.ts';
import { SELECTOR } from './documents.ts';

export interface Status extends Disposable {
  /** Shows that something is under way until the promise settles. */
  during<T>(what: string, promise: Promise<T>): Promise<T>;
}

export function createStatus(client: LanguageClient): Status {
  const item = languages.createLanguageStatusItem('rampart.status', SELECTOR);
  const byUri = new Map<string, DocumentStatus>();
  const under = new Set<string>();
  let serverIs: string | undefined;
  let uri = '';
  let state = State.Starting;
  item.name = 'Rampart';

  const show = (): void => {
    // The output panel counts as an active editor too, but the item is still about the file beside it.
    const document = window.activeTextEditor?.document;
    if (document && languages.match(SELECTOR, document)) uri = document.uri.toString();
    const status = byUri.get(uri);
    const activities = [...(serverIs ? [serverIs] : []), ...under];
    item.busy = activities.length > 0 || state === State.Starting;
    item.command = { command: 'rampart.scanWorkspace', title: 'Scan Workspace' };
    if (state === State.Stopped) {
      item.severity = LanguageStatusSeverity.Error;
      item.text = 'Rampart has stopped';
      item.detail = '';
      item.command = { command: 'rampart.restart', title: 'Restart' };
    } else if (!status) {
      item.severity = LanguageStatusSeverity.Information;
      item.text = 'Rampart';
      item.detail = activities.join(' · ');
    } else {
      item.severity = status.unjudged.length ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
      item.text = status.judged ? `Rampart: ${countsOf(status)}` : 'Rampart does not judge this file';
      item.detail = [...activities, ...detailsOf(status)].join(' · ');
    }
  };

  const listeners = [
    client.onNotification('rampart/status', (status: DocumentStatus) => {
      byUri.set(client.protocol2CodeConverter.asUri(status.uri).toString(), status);
      show();
    }),
    client.onNotification('rampart/activity', ({ busyWith }: Activity) => {
      serverIs = busyWith;
      show();
    }),
    client.onDidChangeState(it => {
      state = it.newState;
      if (state !== State.Running) {
        byUri.clear();
        serverIs = undefined;
      }
      show();
    }),
    window.onDidChangeActiveTextEditor(show),
  ];
  show();

  return {
    async during(what, promise) {
      under.add(what);
      show();
      try {
        return await promise;
      } finally {
        under.delete(what);
        show();
      }
    },
    dispose() {
      for (const it of [...listeners, item]) it.dispose();
    },
  };
}

function countsOf({ errors, warnings, infos }: DocumentStatus): string {
  const counts = [
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'info'],
  ] as const;
  return (
    counts
      .filter(([it]) => it)
      .map(([it, noun]) => `${it} ${noun}${it === 1 ? '' : 's'}`)
      .join(', ') || 'nothing found'
  );
}

function detailsOf({ ignored, unjudged }: DocumentStatus): string[] {
  return [
    ...(ignored ? [`${ignored} ignored`] : []),
    ...unjudged.slice(0, 3).map(({ line, reason }) => (line === undefined ? reason : `Line ${line}: ${reason}`)),
    ...(unjudged.length > 3 ? [`and ${unjudged.length - 3} more that could not be judged`] : []),
  ];
}

/** *Rampart: Scan Workspace*, with progress and a way to stop it. */

import { commands, ProgressLocation, window } from 'vscode';
import {
  type LanguageClient,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
  ProgressType,
} from 'vscode-languageclient/node';
import type { ScanSummary } from '../server/protocol.ts';
import type { Request } from './requests.ts';

/** The findings are in the Problems panel when this resolves. */
export async function scan(client: LanguageClient, request: Request): Promise<ScanSummary> {
  const summary = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Rampart', cancellable: true },
    async (progress, token) => {
      const workDoneToken = `rampart-scan-${++scans}`;
      let done = 0;
      const listener = client.onProgress(WORK_DONE, workDoneToken, it => {
        if (it.kind !== 'report') return;
        const percentage = it.percentage ?? done;
        progress.report({ increment: percentage - done, ...(it.message !== undefined && { message: it.message }) });
        done = percentage;
      });
      try {
        return await request('rampart/scan', { workDoneToken }, token);
      } finally {
        listener.dispose();
      }
    },
  );
  void window
    .showInformationMessage(sentenceOf(summary), ...(found(summary) ? [SHOW] : []))
    .then(it => it === SHOW && commands.executeCommand('workbench.actions.view.problems'));
  return summary;
}

const WORK_DONE = new ProgressType<WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd>();

const SHOW = 'Show Problems';

let scans = 0;

const found = ({ errors, warnings, infos }: ScanSummary): number => errors + warnings + infos;

function sentenceOf(summary: ScanSummary): string {
  const { files, errors, warnings, infos, unjudgedCount, cancelled } = summary;
  const what = found(summary)
    ? [count(errors, 'error'), count(warnings, 'warning'), count(infos, 'info')].filter(it => !it.startsWith('0 ')).join(', ')
    : 'nothing';
  const unjudged = unjudgedCount ? ` ${count(unjudgedCount, 'part')} could not be judged.` : '';
  return `Rampart found ${what} in ${count(files, 'file')}${cancelled ? ', until it was stopped' : ''}.${unjudged}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

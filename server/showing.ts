/** Keeps what the editor shows about open files right: answers when asked, says when to ask again, or pushes. */

import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Report } from '../core/finding.ts';
import type { Client } from './capabilities.ts';
import type { Target } from './folders.ts';
import type { Judge } from './judge.ts';
import type { DocumentStatus } from './protocol.ts';
import type { Sender } from './sender.ts';

export interface ShowingOptions {
  /** Sends without waiting. */
  readonly send: Sender;
  readonly client: () => Client;
  readonly judge: Judge;
  readonly targets: () => readonly Target[];
  /** Resolves when the configuration of a file is known. */
  readonly ready: (target: Target) => Promise<void>;
  /** Whether files that the client does not pull are shown too, as after a scan. */
  readonly showsAll: () => boolean;
  readonly diagnosticsOf: (target: Target, report: Report) => Diagnostic[];
  readonly versionOf: (uri: string) => number | null;
}

export interface Showing {
  /** The answer to a pull. */
  answer(target: Target, previous: string | undefined): DocumentDiagnosticReport;
  /** Something changed: soon, what is shown is brought up to date. */
  touch(): void;
  /** No editor shows the document any more, so it is not asked about; it may stay open. */
  unseen(uri: string): void;
  closed(uri: string): void;
}

/** Milliseconds without a change after which other open files are looked at again. */
const QUIET = 150;

export function createShowing({ send, client, judge, targets, ready, showsAll, diagnosticsOf, versionOf }: ShowingOptions): Showing {
  /** By URI: in which context an answer was given, or with which key it was pushed. */
  const answered = new Map<string, string>();
  const pushed = new Map<string, string>();
  const said = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const showing: Showing = {
    answer(target, previous) {
      answered.set(target.uri, judge.contextOf(target));
      unpush(target.uri);
      const resultId = judge.keyOf(target);
      if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const report = judge.reportOf(target);
      sayStatus(target, report);
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(target, report) };
    },
    touch() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (client().pulls) askAgain();
        if (!client().pulls || showsAll()) void push(targets().filter(it => !answered.has(it.uri)));
      }, QUIET);
    },
    unseen(uri) {
      if (answered.delete(uri)) showing.touch();
    },
    closed(uri) {
      answered.delete(uri);
      said.delete(uri);
      unpush(uri);
    },
  };
  return showing;

  function unpush(uri: string): void {
    if (pushed.delete(uri)) void send.diagnostics({ uri, diagnostics: [] });
  }

  /** The client asks by itself about a file that was typed in; not about one that another file, or the configuration, changed. */
  function askAgain(): void {
    let isOld = false;
    for (const target of targets()) {
      const context = judge.contextOf(target);
      const before = answered.get(target.uri);
      if (before === undefined || before === context) continue;
      answered.set(target.uri, context);
      isOld = true;
    }
    if (isOld && client().refreshes) send.refresh();
  }

  /** For clients that do not pull; and for files that are open where nobody sees them, so that those that do never ask. */
  async function push(all: readonly Target[]): Promise<void> {
    for (const target of all) {
      const { uri } = target;
      await ready(target);
      if (!target.folder.isOpen(target.path) || answered.has(uri)) continue;
      const key = judge.keyOf(target);
      if (pushed.get(uri) === key) continue;
      const report = judge.reportOf(target);
      pushed.set(uri, key);
      sayStatus(target, report);
      const version = versionOf(uri);
      await send.diagnostics({ uri, ...(version !== null && { version }), diagnostics: diagnosticsOf(target, report) });
    }
  }

  function sayStatus(target: Target, report: Report): void {
    if (!client().status) return;
    const status = statusOf(target, report, judge.judges(target));
    const text = JSON.stringify(status);
    if (said.get(target.uri) === text) return;
    said.set(target.uri, text);
    send.notification('rampart/status', status);
  }
}

function statusOf({ uri, path, folder }: Target, { findings, unjudged }: Report, judged: boolean): DocumentStatus {
  const count = (severity: string): number => findings.filter(it => !it.suppressed && it.severity === severity).length;
  const text = unjudged.length ? (folder.workspace.text(path) ?? '') : '';
  return {
    uri,
    judged,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    ignored: findings.filter(it => it.suppressed).length,
    unjudged: unjudged.map(({ range, reason }) => ({ line: range && text.slice(0, range.start).split('\n').length, reason })),
  };
}

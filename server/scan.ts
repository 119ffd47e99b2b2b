/** Findings in files that are not open: published by a scan, and kept right from then on. */

import type { CancellationToken, Diagnostic, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Report } from '../core/finding.ts';
import type { Target } from './folders.ts';
import type { ScanSummary } from './protocol.ts';

/** What a scan needs to know of the server. */
export interface ScanOptions {
  /** Every file of every workspace folder that Rampart reads. */
  files(): readonly Target[];
  /** Undefined where it failed, which was logged. */
  reportOf(target: Target): Report | undefined;
  /** Changes when the report may have changed. */
  keyOf(target: Target): string;
  /** The diagnostics of the findings that are not silenced. */
  diagnosticsOf(target: Target, report: Report): Diagnostic[];
  /** Resolves when it was said. */
  publish(uri: string, diagnostics: Diagnostic[]): Promise<void>;
}

export interface Scan {
  /** Whether findings in files that nobody looks at are shown. */
  readonly hasRun: boolean;
  /** Resolves early, with what was found until then, when it is cancelled. */
  run(progress: WorkDoneProgressReporter, token: CancellationToken): Promise<ScanSummary>;
  /** From now on the editor shows this document's own findings. */
  opened(uri: string): void;
  /** Publishes what changed in files that are not open. Does nothing before the first scan. */
  settle(): Promise<void>;
}

/** Milliseconds of work after which requests get their turn. */
const STRETCH = 20;

const MOST_UNJUDGED = 100;

export function createScan({ files, reportOf, keyOf, diagnosticsOf, publish }: ScanOptions): Scan {
  /** Files that a scan reached, by URI, with the key of what was published; undefined while they are open. */
  const scanned = new Map<string, string | undefined>();
  /** URIs that have published diagnostics. */
  const filled = new Set<string>();
  let settling: Promise<void> | undefined;
  let isStale = false;
  /** Whether the last scan reached every file: then files that are new belong to it too. */
  let isWhole = false;

  return {
    get hasRun() {
      return isWhole || scanned.size > 0;
    },
    async run(progress, token) {
      const counts = { files: 0, errors: 0, warnings: 0, infos: 0, unjudgedCount: 0 };
      const unjudged: { uri: string; reason: string }[] = [];
      const targets = files();
      const breathe = breather();
      isWhole = false;
      for (const [index, target] of targets.entries()) {
        if (await breathe()) progress.report(Math.floor((index / targets.length) * 100), `${index} of ${targets.length} files`);
        if (token.isCancellationRequested) return { ...counts, unjudged, cancelled: true };
        const report = await judge(target);
        if (!report) continue;
        if (report.subjects || report.findings.length || report.unjudged.length) counts.files++;
        for (const it of report.findings) if (!it.suppressed) counts[COUNTED[it.severity]]++;
        counts.unjudgedCount += report.unjudged.length;
        for (const it of report.unjudged) if (unjudged.length < MOST_UNJUDGED) unjudged.push({ uri: target.uri, reason: it.reason });
      }
      isWhole = true;
      return { ...counts, unjudged, cancelled: false };
    },
    opened(uri) {
      if (scanned.has(uri)) scanned.set(uri, undefined);
      void clear(uri);
    },
    settle() {
      if (!isWhole && !scanned.size) return Promise.resolve();
      isStale = true;
      settling ??= settleAll().finally(() => {
        settling = undefined;
      });
      return settling;
    },
  };

  /** Publishes what is right for the file now, unless it is open. */
  async function judge(target: Target): Promise<Report | undefined> {
    const report = reportOf(target);
    if (target.folder.isOpen(target.path)) return report;
    scanned.set(target.uri, keyOf(target));
    const diagnostics = report ? diagnosticsOf(target, report) : [];
    if (diagnostics.length) {
      filled.add(target.uri);
      await publish(target.uri, diagnostics);
    } else {
      await clear(target.uri);
    }
    return report;
  }

  async function clear(uri: string): Promise<void> {
    if (filled.delete(uri)) await publish(uri, []);
  }

  async function settleAll(): Promise<void> {
    const breathe = breather();
    while (isStale) {
      isStale = false;
      const targets = files().filter(it => isWhole || scanned.has(it.uri));
      const there = new Set(targets.map(it => it.uri));
      for (const uri of [...scanned.keys()].filter(it => !there.has(it))) {
        scanned.delete(uri);
        await clear(uri);
      }
      for (const target of targets) {
        await breathe();
        if (isStale) break;
        if (!target.folder.isOpen(target.path) && scanned.get(target.uri) !== keyOf(target)) await judge(target);
      }
    }
  }
}

const COUNTED = { error: 'errors', warning: 'warnings', info: 'infos' } as const;

/** Lets everything that waits have its turn, when enough work was done since the last time; then gives true. */
function breather(): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH) return false;
    await new Promise(resolve => setTimeout(resolve, 0));
    since = performance.now();
    return true;
  };
}

/** What a scan comes to: counts, and everything that was not judged. */

import type { Finding, Report, Unjudged } from '../finding.ts';
import type { ScanResult } from './result.ts';
import type { Severity } from '../rule.ts';

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that comments, annotations or `ignore` entries silence; not in the counts above. */
  readonly suppressed: number;
  /** Files that were judged, and the resources and components in them. */
  readonly files: number;
  readonly subjects: number;
  readonly unjudged: number;
  readonly silenced: ScanResult['silenced'];
}

export function summaryOf(result: ScanResult): Summary {
  const all = result.reports.flatMap(it => it.findings);
  const shown = all.filter(it => !it.suppressed);
  const count = (severity: Severity): number => shown.filter(it => it.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    suppressed: all.length - shown.length,
    files: result.reports.length,
    subjects: result.reports.reduce((sum, it) => sum + it.subjects, 0),
    unjudged: unjudgedIn(result).length,
    silenced: result.silenced,
  };
}

/** Sorted by path, whatever order they came in. */
export const reportsIn = ({ reports }: ScanResult): readonly Report[] => [...reports].sort((a, b) => byText(a.file, b.file));

/** Files without text and parts that could not be judged, sorted by file and place. */
export function unjudgedIn({ reports, unread }: ScanResult): readonly Unjudged[] {
  return [...unread.map(({ path, reason }): Unjudged => ({ file: path, reason })), ...reports.flatMap(it => it.unjudged)].sort(
    (a, b) => byText(a.file, b.file) || (a.range?.start ?? 0) - (b.range?.start ?? 0) || byText(a.reason, b.reason),
  );
}

/**
 * Groups of findings of one file that have one cause, the first of each standing for it; a finding without cause is a group of its own. What is
 * said once more in the same words is said of something else: that opens a new group.
 */
export function folded(findings: readonly Finding[]): (readonly [Finding, ...Finding[]])[] {
  const groups: [Finding, ...Finding[]][] = [];
  const byCause = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = finding.cause === undefined ? undefined : byCause.get(finding.cause);
    if (group && !group.some(it => it.rule === finding.rule && it.message === finding.message)) {
      group.push(finding);
      continue;
    }
    const opened: [Finding, ...Finding[]] = [finding];
    groups.push(opened);
    if (finding.cause !== undefined) byCause.set(finding.cause, opened);
  }
  return groups;
}

/** The order of code units: the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Fixes everything up to a safety, in one go, and says what came of it. */

import type { Finding, Report } from '../core/finding.ts';
import type { Safety } from '../core/fix.ts';
import { applyEdits, type TextEdit } from '../core/text.ts';
import type { Workspace } from '../core/workspace.ts';

export interface Fixed {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

/** What the fixes of these reports make of the texts; nothing is changed yet. `isWanted` says which findings count. */
export function fixesFor(
  workspace: Workspace,
  reports: readonly Report[],
  upTo: Exclude<Safety, 'choice'>,
  isWanted: (finding: Finding) => boolean,
): Fixed[] {
  const isFixable = (it: Finding): boolean =>
    !it.suppressed && isWanted(it) && it.proposals.some(({ safety }) => safety === 'safe' || safety === upTo);
  const paths = reports.filter(it => it.findings.some(isFixable)).map(it => it.file);
  if (!paths.length) return [];
  return workspace.fixAll(paths, upTo, isWanted).flatMap(change => {
    if ('create' in change) return [];
    const before = workspace.text(change.file);
    if (before === undefined) return [];
    const after = applyEdits(before, change.edits);
    return after === before ? [] : [{ file: change.file, before, after, edits: change.edits }];
  });
}

/** The report without what `fixesFor` tried in vain: a fix is listed as long as it can be made. */
export const withoutDeclined = (workspace: Workspace, report: Report, upTo: Exclude<Safety, 'choice'>): Report => ({
  ...report,
  findings: report.findings.map(it => {
    const isTried = (safety: Safety): boolean => safety === 'safe' || safety === upTo;
    if (it.suppressed || !it.proposals.some(({ safety }) => isTried(safety))) return it;
    const made = workspace.fixes(it).map(({ title }) => title);
    return { ...it, proposals: it.proposals.filter(({ title, safety }) => !isTried(safety) || made.includes(title)) };
  }),
});

/** How many findings of the first reports the second ones no longer have. */
export function countGone(before: readonly Report[], after: readonly Report[]): number {
  const left = new Map<string, number>();
  for (const { rule, fingerprint, suppressed } of after.flatMap(it => it.findings)) {
    if (!suppressed) left.set(`${rule} ${fingerprint}`, (left.get(`${rule} ${fingerprint}`) ?? 0) + 1);
  }
  let gone = 0;
  for (const { rule, fingerprint, suppressed } of before.flatMap(it => it.findings)) {
    if (suppressed) continue;
    const same = left.get(`${rule} ${fingerprint}`) ?? 0;
    if (same) left.set(`${rule} ${fingerprint}`, same - 1);
    else gone++;
  }
  return gone;
}

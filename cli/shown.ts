/** A scan as people see it: every path as seen from the current directory. */

import type { Finding, Report, Suppression, Unjudged } from '../core/finding.ts';
import type { ScanResult } from '../core/report/result.ts';
import type { Change, Place } from '../core/text.ts';

/** The same result where `shown` changes no path. */
export function shownResult(result: ScanResult, shown: (path: string) => string): ScanResult {
  const paths = new Map(result.reports.map(it => [shown(it.file), it.file]));
  const originals = new Map<Finding, Finding>();
  const place = (it: Place): Place => ({ ...it, file: shown(it.file) });
  const suppression = (it: Suppression): Suppression => (it.place ? { ...it, place: place(it.place) } : it);
  const finding = (it: Finding): Finding => {
    const seen: Finding = {
      ...it,
      place: place(it.place),
      related: it.related.map(related => ({ ...related, place: place(related.place) })),
      ...(it.suppressed && { suppressed: suppression(it.suppressed) }),
    };
    originals.set(seen, it);
    return seen;
  };
  const unjudged = (it: Unjudged): Unjudged => ({ ...it, file: shown(it.file) });
  const change = (it: Change): Change => ('create' in it ? { ...it, create: shown(it.create) } : { ...it, file: shown(it.file) });
  const report = (it: Report): Report => ({
    ...it,
    file: shown(it.file),
    findings: it.findings.map(finding),
    unjudged: it.unjudged.map(unjudged),
  });
  return {
    ...result,
    reports: result.reports.map(report),
    unread: result.unread.map(it => ({ ...it, path: shown(it.path) })),
    textOf: file => result.textOf(paths.get(file) ?? file),
    fixesOf: it => result.fixesOf(originals.get(it) ?? it).map(fix => ({ ...fix, changes: fix.changes.map(change) })),
  };
}

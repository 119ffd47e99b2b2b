/** What a scan has to say, as every report takes it. */

import type { Finding, Report } from '../finding.ts';
import type { Fix } from '../fix.ts';
import type { Rule } from '../rule.ts';
import type { Skipped } from '../host.ts';

/** What reports tell about a rule. Every `Rule` is one; so are the reserved ones of `core/reserved.ts`, which have no page to link to. */
export type RuleInfo = Pick<Rule, 'id' | 'summary' | 'severity' | 'profiles' | 'controls' | 'docs'> & { readonly links: readonly string[] };

export interface ScanResult {
  readonly toolVersion: string;
  /** The rules that were asked; the reserved ones need not be named. */
  readonly rules: readonly RuleInfo[];
  /** One for each file that was judged, in any order: reports sort them by path. Findings keep their order. */
  readonly reports: readonly Report[];
  /** Files and folders whose text could not be had. */
  readonly unread: readonly Skipped[];
  readonly silenced: Silenced;
  /** The text that the findings of a file are about; undefined where it is not at hand, then no code is shown and places are offsets only. */
  textOf(file: string): string | undefined;
  /** The verified fixes of a finding, best first. Asked lazily, and only by the reports that carry them. */
  fixesOf(finding: Finding): readonly Fix[];
}

/** What configuration kept quiet, beyond the findings that are marked as suppressed. */
export interface Silenced {
  /** Files that `exclude` leaves out. */
  readonly files: number;
  /** Rules of the chosen profile that are turned off everywhere. */
  readonly rules: number;
  /** Findings below the severity that is shown; they are not in `reports`. */
  readonly findings: number;
}

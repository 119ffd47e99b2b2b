/** A set of files and what Rampart says about them. The editor, the command line, reports and tests are views of this. */

import type { Configuration } from './config.ts';
import type { Completion } from './complete.ts';
import type { Description } from './describe.ts';
import type { Granted } from './grants/describe.ts';
import type { Finding, Report } from './finding.ts';
import type { Change, Range } from './text.ts';
import type { Fix, Safety } from './fix.ts';
import type { Rule } from './rule.ts';
import type { SettingsProblem } from './settings.ts';

/**
 * Holds text, and caches derived from it. Every answer follows from the text as it is now.
 * Paths are relative to the workspace, with `/`. Nothing here reads files, throws on any text, or keeps time.
 */
export interface Workspace {
  /** Gives a file its text; undefined removes it. `.rampart.yaml` files are given in the same way and take effect at once. */
  set(path: string, text: string | undefined): void;
  /** The text last given. */
  text(path: string): string | undefined;
  /** Says that files exist without giving their text, so that paths can be resolved and creation never overwrites. */
  know(paths: readonly string[]): void;
  /** Says that every file has been given or is known: from then on an unresolved reference is certain. */
  readonly isComplete: boolean;
  complete(): void;
  /** Whether the configuration excludes this file. */
  excludes(path: string): boolean;
  /** Whether the file is of a form that Rampart reads; judged by its path, and by its text where that is given. */
  reads(path: string, text?: string): boolean;
  report(path: string): Report;
  /** What is wrong with a `.rampart.yaml` that was given; what is right in it applies all the same. */
  settingsProblems(path: string): readonly SettingsProblem[];
  /** The fixes of a finding of the last report, each verified: afterwards its finding is gone, and nothing new is wrong. */
  fixes(finding: Finding): readonly Fix[];
  /**
   * All fixes up to a safety that findings of these files have, composed: applied one after another, re-read after each, at most ten rounds.
   * One set of edits for each file against the text it has now. Never creates files. `only` limits it to some findings.
   */
  fixAll(paths: readonly string[], upTo: Exclude<Safety, 'choice'>, only?: (finding: Finding) => boolean): readonly Change[];
  /** A comment, or an entry of `.rampart.yaml`, that silences a finding: here, in its file, or its rule everywhere. */
  ignore(finding: Finding, scope: 'here' | 'file' | 'rule', reason: string): readonly Change[] | undefined;
  /** What is known about what stands at an offset: a setting of a control-plane program, a rule that is named, a role or its holders. Undefined where that is nothing. */
  describe(path: string, offset: number): Description | undefined;
  /** The roles of a file that bindings of the workspace give to someone. */
  granted(path: string): readonly Granted[];
  /** What may be written at an offset, the best first: ids of rules in suppressions, and what `.rampart.yaml` takes. */
  completions(path: string, offset: number): readonly Completion[];
  /** Where a file names other files of the workspace by their paths on the node. */
  links(path: string): readonly { readonly range: Range; readonly file: string }[];
  /** Changes whenever what other files say about this one may have changed; part of a cache key. */
  digest(path: string): string;
  /** Drops what was cached for a file, not its text. */
  forget(path: string): void;
}

export interface WorkspaceOptions {
  readonly rules: readonly Rule[];
  /** What outranks `.rampart.yaml`: the command line. */
  readonly overrides?: Configuration;
  /** What `.rampart.yaml` outranks: the editor's settings. */
  readonly defaults?: Configuration;
  /** `YYYY-MM-DD`, for `until`; nothing expires where it is not given. */
  readonly today?: string;
}

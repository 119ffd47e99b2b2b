/** Small workspaces in memory, and the application of fixes as a person would apply them. */

import assert from 'node:assert/strict';
import type { Configuration } from '../../core/config.ts';
import type { Finding } from '../../core/finding.ts';
import type { Fix } from '../../core/fix.ts';
import type { Rule } from '../../core/rule.ts';
import { createWorkspace } from '../../core/session.ts';
import { applyEdits } from '../../core/text.ts';
import type { Workspace } from '../../core/workspace.ts';

/** Paths and texts. */
export type Files = Readonly<Record<string, string>>;

/** A whole workspace: only these files exist. Every rule given is on, whatever its profiles. */
export function openWorkspace(rules: readonly Rule[], files: Files, configuration: Configuration = {}): Workspace {
  const workspace = createWorkspace({ rules, overrides: { profile: 'all', ...configuration } });
  for (const [path, text] of Object.entries(files)) workspace.set(path, text);
  workspace.complete();
  return workspace;
}

/** What is to be shown of these files, in their order. */
export function findingsOf(workspace: Workspace, paths: Iterable<string>): Finding[] {
  return [...paths].flatMap(it => workspace.report(it).findings).filter(it => !it.suppressed);
}

/** What became of a workspace after fixes. */
export interface Fixed {
  readonly files: Files;
  /** Files that fixes created: a part of `files`. */
  readonly created: Files;
}

/** Applies the first fix of every finding that has one, one after another, as a person who clicks through a file. */
export function applyFirstFixes(rules: readonly Rule[], files: Files, configuration: Configuration = {}): Fixed {
  const workspace = openWorkspace(rules, files, configuration);
  const created: Record<string, string> = {};
  const texts: Record<string, string> = { ...files };
  const tried = new Set<string>();
  for (;;) {
    const finding = findingsOf(workspace, Object.keys(texts)).find(it => it.proposals.length && !tried.has(it.fingerprint));
    if (!finding) return { files: texts, created };
    tried.add(finding.fingerprint);
    assert.ok(tried.size < 500, 'fixes make ever new findings');
    const fixes = workspace.fixes(finding);
    if (!fixes.length) continue;
    for (const [path, text] of Object.entries(outcomeOf(fixes[0]!, texts))) {
      if (!(path in texts)) created[path] = text;
      texts[path] = text;
      workspace.set(path, text);
    }
    const left = findingsOf(workspace, Object.keys(texts)).some(it => it.fingerprint === finding.fingerprint);
    assert.ok(!left, `"${fixes[0]!.title}" does not remove "${finding.message}"`);
  }
}

/** The texts that a fix changes or creates, as they are afterwards. */
export function outcomeOf({ changes, title }: Fix, files: Files): Files {
  const outcome: Record<string, string> = {};
  for (const change of changes) {
    if ('create' in change) {
      assert.ok(!(change.create in files), `"${title}" overwrites ${change.create}`);
      outcome[change.create] = change.text;
    } else {
      assert.ok(change.file in files, `"${title}" edits ${change.file}, which is not there`);
      outcome[change.file] = applyEdits(files[change.file]!, change.edits);
    }
  }
  return outcome;
}

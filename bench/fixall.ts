/** All fixes of the large file, composed and verified, against judging it once with nothing kept. */

import { createWorkspace } from '../core/session.ts';
import { applyEdits } from '../core/text.ts';
import type { Workspace } from '../core/workspace.ts';
import { rules } from '../rules/index.ts';
import { largeFile } from './large.ts';

export interface FixedAll {
  /** Seconds, in the order in which they ran: judging the file cold, and fixing all of it with what the editor has by then. */
  readonly cold: readonly number[];
  readonly fixing: readonly number[];
  /** Findings before, and how many of them are gone afterwards. */
  readonly findings: number;
  readonly fixed: number;
}

export function fixAll(times: string): FixedAll {
  const text = largeFile();
  const cold: number[] = [];
  const fixing: number[] = [];
  let findings = 0;
  let fixed = 0;
  for (let time = 0; time < Number(times); time++) {
    const started = performance.now();
    const workspace = judged(text);
    const reported = performance.now();
    const changes = workspace.fixAll([FILE], 'suggest');
    const ended = performance.now();
    cold.push((reported - started) / 1000);
    fixing.push((ended - reported) / 1000);
    const after = changes.reduce((it, change) => ('edits' in change ? applyEdits(it, change.edits) : it), text);
    findings = workspace.report(FILE).findings.length;
    fixed = findings - judged(after).report(FILE).findings.length;
  }
  return { cold, fixing, findings, fixed };
}

const FILE = 'all.yaml';

function judged(text: string): Workspace {
  const workspace = createWorkspace({ rules });
  workspace.set(FILE, text);
  workspace.complete();
  workspace.report(FILE);
  return workspace;
}

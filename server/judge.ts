/** What is found in a file, as its text and everything around it are now. */

import type { Report } from '../core/finding.ts';
import { isConfigFile } from '../core/config.ts';
import type { Target } from './folders.ts';

export interface Judge {
  /** Whether Rampart may have an opinion on this file: its name allows for it, and nothing turns it off. Its text may still be none of ours. */
  judges(target: Target): boolean;
  /** Changes when what the file's report depends on beside its own text may have changed. */
  contextOf(target: Target): string;
  /** Changes when the report may have changed. Never the same for two texts. */
  keyOf(target: Target): string;
  /** An empty report for a file that is not judged, and for one in which judging failed: then the failure is logged. */
  reportOf(target: Target): Report;
  /** Forgets what was kept for a file. */
  forget(uri: string): void;
}

/** Reports of open files are kept, as several requests ask for each. */
export function createJudge(onError: (doing: string, error: unknown) => void): Judge {
  const kept = new Map<string, { readonly key: string; readonly report: Report }>();

  const judges = ({ folder, path }: Target): boolean =>
    folder.enabled && (isConfigFile(path) || (folder.workspace.reads(path) && !folder.workspace.excludes(path)));

  const contextOf = ({ folder, path }: Target): string => `${folder.era}.${folder.workspace.digest(path)}`;

  const keyOf = (target: Target): string => `${target.folder.revision(target.path)}.${contextOf(target)}`;

  return {
    judges,
    contextOf,
    keyOf,
    reportOf(target) {
      const { folder, path, uri } = target;
      const empty: Report = { file: path, findings: [], unjudged: [], subjects: 0 };
      try {
        const key = keyOf(target);
        const known = kept.get(uri);
        if (known?.key === key) return known.report;
        const report = judges(target) ? folder.workspace.report(path) : empty;
        if (folder.isOpen(path)) kept.set(uri, { key, report });
        return report;
      } catch (error) {
        onError(`judging ${path}`, error);
        return empty;
      }
    },
    forget: uri => {
      kept.delete(uri);
    },
  };
}

/** What leaves the core: plain data that editors, reports and tests consume. */

import type { Place, Range } from './text.ts';
import type { Related, Severity, Tag } from './rule.ts';
import type { Safety } from './fix.ts';

/** One problem in one place. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly related: readonly Related[];
  /** The fixes whose first edit can be said, best first; `Workspace.fixes` gives their changes. Not yet verified. */
  readonly proposals: readonly { readonly title: string; readonly safety: Safety }[];
  /** Sixteen hex digits that stay the same while lines move: see `fingerprint.ts`. */
  readonly fingerprint: string;
  /** Findings of equal cause may be folded where people read them. */
  readonly cause?: string;
  /** How an editor shows the text besides underlining it. */
  readonly tag?: Tag;
  /** Why this finding is not to be shown, where a comment or the configuration says so. */
  readonly suppressed?: Suppression;
}

export interface Suppression {
  readonly by: 'comment' | 'configuration' | 'annotation';
  readonly reason: string | undefined;
  readonly place?: Place;
}

/** A file, or a part of one, that could not be judged: silence must mean "judged and clean". */
export interface Unjudged {
  readonly file: string;
  /** Undefined for the whole file. */
  readonly range?: Range;
  /** One sentence, with a full stop. */
  readonly reason: string;
}

/** What there is to say about one file. */
export interface Report {
  readonly file: string;
  /** Sorted by place, then rule; suppressed ones included. */
  readonly findings: readonly Finding[];
  readonly unjudged: readonly Unjudged[];
  /** How many resources and components were judged. */
  readonly subjects: number;
}

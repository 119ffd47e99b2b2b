/** Findings for programs: a shape that stays. Within one `version`, keys are only ever added. */

import type { Finding, Suppression } from '../finding.ts';
import type { Place, Range } from '../text.ts';
import { reportsIn, summaryOf, type Summary, unjudgedIn } from './summary.ts';
import { indexedTexts, type Position, positionIn } from './lines.ts';
import type { Safety } from '../fix.ts';
import type { ScanResult } from './result.ts';
import type { Severity } from '../rule.ts';

export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: 'rampart'; readonly version: string };
  readonly summary: Summary;
  /** Sorted by file, then place; suppressed ones included. */
  readonly findings: readonly JsonFinding[];
  readonly unjudged: readonly { readonly file: string; readonly range?: JsonRange; readonly reason: string }[];
}

export interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  readonly fixes: readonly { readonly title: string; readonly safety: Safety }[];
  readonly fingerprint: string;
  readonly cause?: string;
  readonly suppressed?: { readonly by: Suppression['by']; readonly reason: string | null };
}

export interface JsonPlace {
  readonly file: string;
  readonly range: JsonRange;
}

/** `end` is exclusive. */
export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

/** Lines and columns count from one and are missing where the text is not at hand; offsets count from zero. Columns and offsets are UTF-16 code units. */
export interface JsonPosition extends Partial<Position> {
  readonly offset: number;
}

/** Ends with a line end. */
export const json = (result: ScanResult): string => `${JSON.stringify(jsonReport(result), undefined, 2)}\n`;

export function jsonReport(result: ScanResult): JsonReport {
  const texts = indexedTexts(result.textOf);
  return {
    version: 1,
    tool: { name: 'rampart', version: result.toolVersion },
    summary: summaryOf(result),
    findings: reportsIn(result).flatMap(it => it.findings.map(jsonFinding)),
    unjudged: unjudgedIn(result).map(({ file, range, reason }) => ({ file, ...(range && { range: rangeOf(file, range) }), reason })),
  };

  function jsonFinding({ rule, severity, message, place, related, proposals, fingerprint, cause, suppressed }: Finding): JsonFinding {
    return {
      rule,
      severity,
      message,
      ...placeOf(place),
      related: related.map(it => ({ ...placeOf(it.place), message: it.message })),
      fixes: proposals.map(({ title, safety }) => ({ title, safety })),
      fingerprint,
      ...(cause !== undefined && { cause }),
      ...(suppressed && { suppressed: { by: suppressed.by, reason: suppressed.reason ?? null } }),
    };
  }

  function placeOf({ file, range }: Place): JsonPlace {
    return { file, range: rangeOf(file, range) };
  }

  function rangeOf(file: string, { start, end }: Range): JsonRange {
    const lines = texts(file)?.lines;
    const position = (offset: number): JsonPosition => ({ ...(lines && positionIn(lines, offset)), offset });
    return { start: position(start), end: position(end) };
  }
}

/** Findings as SARIF 2.1.0 (OASIS standard), for code-scanning services and viewers. */

import type { Finding, Unjudged } from '../finding.ts';
import type { Place, Range } from '../text.ts';
import { indexedTexts, positionIn } from './lines.ts';
import type { RuleInfo, ScanResult } from './result.ts';
import { byText, reportsIn, unjudgedIn } from './summary.ts';
import { controlsOf } from '../selectors.ts';
import type { Fix } from '../fix.ts';
import { reservedRules } from '../reserved.ts';
import { rulePage } from './page.ts';

/** Ends with a line end. The same result gives the same text, byte for byte. */
export const sarif = (result: ScanResult): string => `${JSON.stringify(sarifLog(result), undefined, 2)}\n`;

/** The URI of the schema is its name; nothing is fetched from it. */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The base of all paths: the folder that was scanned. Whoever reads the log knows where that is. */
const ROOT = 'SRCROOT';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

export function sarifLog(result: ScanResult) {
  const reports = reportsIn(result);
  const findings = reports.flatMap(it => it.findings);
  const rules = describedRules(result, findings);
  const indexes = new Map(rules.map((it, i) => [it.id, i]));
  const regions = makeRegions(result);
  return {
    $schema: SCHEMA,
    version: '2.1.0' as const,
    runs: [
      {
        tool: {
          driver: { name: 'Rampart', version: result.toolVersion, semanticVersion: result.toolVersion, rules: rules.map(descriptor) },
        },
        columnKind: 'utf16CodeUnits' as const,
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that was scanned.' } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: unjudgedIn(result).map(it => notification(it, regions)) }],
        results: findings.map(it => sarifResult(it, indexes.get(it.rule), result, regions)),
      },
    ],
  };
}

/** The rules that were asked, and those of the findings' rules that are reserved, sorted by id. */
function describedRules({ rules }: ScanResult, findings: readonly Finding[]): readonly RuleInfo[] {
  const found = new Set(findings.map(it => it.rule));
  const asked = new Set(rules.map(it => it.id));
  return [...rules, ...reservedRules.filter(it => found.has(it.id) && !asked.has(it.id))].sort((a, b) => byText(a.id, b.id));
}

function descriptor(rule: RuleInfo) {
  const page = rulePage(rule);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    help: { text: page, markdown: page },
    ...(rule.links[0] !== undefined && { helpUri: rule.links[0] }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: controlsOf(rule) },
  };
}

function sarifResult(finding: Finding, ruleIndex: number | undefined, result: ScanResult, regions: Regions) {
  const { rule, severity, message, place, related, fingerprint, suppressed } = finding;
  const fixes = suppressed ? [] : result.fixesOf(finding).map(it => sarifFix(it, regions));
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(place, regions)],
    ...(related.length > 0 && {
      relatedLocations: related.map((it, i) => ({ id: i + 1, ...location(it.place, regions), message: { text: it.message } })),
    }),
    partialFingerprints: { 'rampart/v1': fingerprint },
    ...(fixes.length > 0 && { fixes }),
    suppressions: suppressed
      ? [
          {
            kind: suppressed.by === 'configuration' ? ('external' as const) : ('inSource' as const),
            status: 'accepted' as const,
            ...(suppressed.reason !== undefined && { justification: suppressed.reason }),
            ...(suppressed.place && { location: location(suppressed.place, regions) }),
          },
        ]
      : [],
  };
}

function sarifFix({ title, changes }: Fix, regions: Regions) {
  return {
    description: { text: title },
    artifactChanges: changes.map(it =>
      'create' in it
        ? { artifactLocation: artifact(it.create), replacements: [{ deletedRegion: START, insertedContent: { text: it.text } }] }
        : {
            artifactLocation: artifact(it.file),
            replacements: it.edits.map(({ range, newText }) => ({
              deletedRegion: regions(it.file, range),
              ...(newText && { insertedContent: { text: newText } }),
            })),
          },
    ),
  };
}

/** Where the text of a file that does not exist yet goes. */
const START = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function notification({ file, range, reason }: Unjudged, regions: Regions) {
  const physicalLocation = { artifactLocation: artifact(file), ...(range && { region: regions(file, range) }) };
  return { level: 'warning' as const, message: { text: reason }, locations: [{ physicalLocation }] };
}

const location = ({ file, range }: Place, regions: Regions) => ({
  physicalLocation: { artifactLocation: artifact(file), region: regions(file, range) },
});

const artifact = (path: string) => ({ uri: uriOf(path), uriBaseId: ROOT });

/** A relative reference (RFC 3986): everything but the slashes is encoded, and no first segment looks like a scheme. */
function uriOf(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(LONE_SURROGATE, '\ufffd')).replace(
    /[!'()*]/g,
    it => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Has no encoding. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

interface Region {
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly charOffset?: number;
  readonly charLength?: number;
}

type Regions = (file: string, range: Range) => Region;

/** Lines and columns where the text is at hand, else offsets. */
function makeRegions(result: ScanResult): Regions {
  const texts = indexedTexts(result.textOf);
  return (file, { start, end }) => {
    const lines = texts(file)?.lines;
    if (!lines) return { charOffset: start, charLength: end - start };
    const from = positionIn(lines, start);
    const to = positionIn(lines, end);
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  };
}

/** Draws findings and fixes over the corpus for a person to judge, keeps the verdicts that docs/accuracy.csv and docs/accuracy-fixes.csv have, and shows what nobody has judged yet. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Finding } from '../core/finding.ts';
import type { Fix } from '../core/fix.ts';
import { frame } from '../core/report/frame.ts';
import { lineIndex, positionIn } from '../core/report/lines.ts';
import { createNodeHost } from '../host-node/host.ts';
import { rules } from '../rules/index.ts';
import { type Files, findingsOf, openWorkspace, outcomeOf } from '../test/harness/workspace.ts';
import { formatCsv, parseCsv } from './csv.ts';
import { lineDiff } from './diff.ts';

const CORPUS = '../shared/corpus';
const SEED = 'rampart-1';

/** How many there are at least, and of one rule at most: more, where so many rules have findings, and fewer, where there are not enough. */
const FINDINGS = { file: 'docs/accuracy.csv', size: 100, perRule: 4 };
const FIXES = { file: 'docs/accuracy-fixes.csv', size: 40, perRule: 2 };

/** What is judged: a row of a table, and how it is shown to the one who judges. */
interface Candidate {
  /** Everything a verdict is about; it is void when one of these changes. */
  readonly key: Readonly<Record<string, string>>;
  /** Further columns. */
  readonly row: Readonly<Record<string, string>>;
  readonly rule: string;
  /** What the draw is spread over. */
  readonly group: string;
  show(): string;
}

if (existsSync(CORPUS)) await main();
else console.log(`${CORPUS} is not here.`);

async function main(): Promise<void> {
  const files = await textsOf(CORPUS);
  const workspace = openWorkspace(rules, files);
  const findings = findingsOf(workspace, Object.keys(files));
  const drawn = draw(
    findings.map(it => candidateOf(it, files)),
    FINDINGS,
    true,
  );
  const fixes = findings.flatMap(finding => workspace.fixes(finding).map(fix => fixCandidate(finding, fix, files)));
  console.log(`${findings.length} findings of ${new Set(findings.map(it => it.rule)).size} rules, ${fixes.length} fixes.\n`);
  keep(FINDINGS.file, drawn, ['file', 'line', 'rule', 'verdict', 'reason', 'message', 'fingerprint']);
  keep(FIXES.file, draw(fixes, FIXES, false), ['file', 'rule', 'safety', 'fix', 'verdict', 'reason', 'fingerprint']);
}

async function textsOf(folder: string): Promise<Files> {
  const host = createNodeHost(folder);
  const files: Record<string, string> = {};
  for (const path of (await host.list('')).files) {
    const content = await host.read(path);
    if ('text' in content) files[path] = content.text;
  }
  return files;
}

function candidateOf(finding: Finding, files: Files): Candidate {
  const { rule, message, fingerprint, place } = finding;
  const text = files[place.file]!;
  return {
    key: { file: place.file, rule, message, fingerprint },
    row: { line: String(positionIn(lineIndex(text), place.range.start).line) },
    rule,
    group: formatOf(place.file),
    show: () => frame(text, finding, { context: 8, width: 160 }),
  };
}

function fixCandidate(finding: Finding, fix: Fix, files: Files): Candidate {
  const { rule, fingerprint, place } = finding;
  const shown = (): string => {
    const outcome = Object.entries(outcomeOf(fix, files)).map(([path, text]) => `${path}\n${lineDiff(files[path] ?? '', text)}`);
    return [frame(files[place.file]!, finding), `${fix.safety}: ${fix.title}`, ...outcome].join('\n');
  };
  return {
    key: { file: place.file, rule, safety: fix.safety, fix: fix.title, fingerprint },
    row: {},
    rule,
    group: `${fix.safety} ${formatOf(place.file)}`,
    show: shown,
  };
}

/** A folder of the corpus holds files of one format. */
function formatOf(file: string): string {
  return file.split('/')[0]!;
}

/**
 * The first of every rule if asked for, then one of each group in turn. The order within a group hangs on nothing but the
 * candidates themselves, so that a change of one rule leaves the choice among others as it was.
 */
function draw(candidates: readonly Candidate[], { size, perRule }: { size: number; perRule: number }, everyRule: boolean): Candidate[] {
  const ordered = candidates
    .map(it => ({ it, order: orderOf(it) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ it }) => it);
  const chosen = new Set(everyRule ? ordered.filter((it, at) => ordered.findIndex(other => other.rule === it.rule) === at) : []);
  const seen = new Map<string, number>();
  const ranked = ordered.map(it => {
    const rank = seen.get(it.group) ?? 0;
    seen.set(it.group, rank + 1);
    return { it, rank };
  });
  for (const { it } of ranked.sort((a, b) => a.rank - b.rank)) {
    if (chosen.size >= size) break;
    if ([...chosen].filter(other => other.rule === it.rule).length < perRule) chosen.add(it);
  }
  return [...chosen].sort((a, b) => (idOf(a.key) < idOf(b.key) ? -1 : 1));
}

function orderOf({ key }: Candidate): string {
  return createHash('sha256')
    .update(`${SEED}\n${idOf(key)}`)
    .digest('hex');
}

function idOf(key: Candidate['key']): string {
  return Object.values(key).join('\n');
}

/** Writes the table of what was drawn with the verdicts it had, shows what has none, and counts. */
function keep(file: string, drawn: readonly Candidate[], columns: readonly string[]): void {
  const before = existsSync(file) ? parseCsv(readFileSync(file, 'utf8')) : [];
  const rows = drawn.map(({ key, row }) => {
    const known = before.find(old => Object.entries(key).every(([name, value]) => old[name] === value));
    return { ...key, ...row, verdict: known?.['verdict'] ?? '', reason: known?.['reason'] ?? '' };
  });
  writeFileSync(file, formatCsv(columns, rows));
  for (const [at, { verdict }] of rows.entries()) if (!verdict) console.log(`${drawn[at]!.show()}\n`);
  const count = (verdict: string): number => rows.filter(it => it.verdict === verdict).length;
  console.log(`${file}: ${count('true')} true, ${count('false')} false, ${count('unsure')} unsure, ${count('')} not judged.`);
  if (count('') || count('false') > drawn.length * 0.02) process.exitCode = 1;
}

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

/** What is drawn by itself: which candidates, how many, and of one rule at most. Fewer, where there are not enough. */
interface Sample {
  readonly name: string;
  readonly of: (candidate: Candidate) => boolean;
  readonly size: number;
  readonly perRule: number;
}

/** Rules about objects that people deploy, not about the control plane. */
const isOfManifests = ({ rule }: Candidate): boolean => /^(?:namespace|pod-security|rbac|service-account|workload)\//.test(rule);

/** Folders of the corpus whose files are of a form that few tools read. */
const FORMS = new Set(
  (
    'capi-kubeadmconfigtemplate capi-kubeadmcontrolplane capi-rke2-k3s cloud-init-embedded gardener-shoot k3s-config kind-config kops-cluster ' +
    'kube-proxy-config kube-scheduler-config kubeadm-join-init kubeadm-older kubelet-config kubespray-group-vars openshift rke2-config talos'
  ).split(' '),
);

/** A finding is drawn for the first sample that takes it. */
const FINDINGS: readonly Sample[] = [
  { name: 'forms', of: it => !isOfManifests(it) && FORMS.has(it.folder), size: 160, perRule: 12 },
  { name: 'control plane', of: it => !isOfManifests(it), size: 250, perRule: 4 },
  { name: 'manifests', of: isOfManifests, size: 160, perRule: 5 },
];

const FIXES: readonly Sample[] = [
  { name: 'control plane', of: it => !isOfManifests(it), size: 82, perRule: 2 },
  { name: 'manifests', of: isOfManifests, size: 42, perRule: 3 },
  { name: 'further', of: () => true, size: 60, perRule: 2 },
];

/** What is judged: a row of a table, and how it is shown to the one who judges. */
interface Candidate {
  /** Everything a verdict is about; it is void when one of these changes. */
  readonly key: Readonly<Record<string, string>>;
  /** Further columns. */
  readonly row: Readonly<Record<string, string>>;
  readonly rule: string;
  /** The folder of the corpus, which holds files of one form. */
  readonly folder: string;
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
  const drawn = drawAll(
    findings.map(it => candidateOf(it, files)),
    FINDINGS,
  );
  const fixes = findings.flatMap(finding => workspace.fixes(finding).map(fix => fixCandidate(finding, fix, files)));
  console.log(`${findings.length} findings of ${new Set(findings.map(it => it.rule)).size} rules, ${fixes.length} fixes.\n`);
  keep('docs/accuracy.csv', drawn, ['sample', 'file', 'line', 'rule', 'verdict', 'reason', 'message', 'fingerprint']);
  keep('docs/accuracy-fixes.csv', drawAll(fixes, FIXES), ['sample', 'file', 'rule', 'safety', 'fix', 'verdict', 'reason', 'fingerprint']);
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
    folder: folderOf(place.file),
    group: folderOf(place.file),
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
    folder: folderOf(place.file),
    group: `${fix.safety} ${folderOf(place.file)}`,
    show: shown,
  };
}

function folderOf(file: string): string {
  return file.split('/')[0]!;
}

interface Drawn extends Candidate {
  readonly sample: string;
}

function drawAll(candidates: readonly Candidate[], samples: readonly Sample[]): Drawn[] {
  const left = new Set(candidates);
  return samples.flatMap(sample => {
    const drawn = draw([...left].filter(sample.of), sample);
    for (const it of drawn) left.delete(it);
    return drawn.map(it => ({ ...it, sample: sample.name }));
  });
}

/**
 * The first of every rule, then one of each group in turn. The order within a group hangs on nothing but the
 * candidates themselves, so that a change of one rule leaves the choice among others as it was.
 */
function draw(candidates: readonly Candidate[], { size, perRule }: Sample): Candidate[] {
  const ordered = candidates
    .map(it => ({ it, order: orderOf(it) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ it }) => it);
  const chosen = new Set(ordered.filter((it, at) => ordered.findIndex(other => other.rule === it.rule) === at).slice(0, size));
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
function keep(file: string, drawn: readonly Drawn[], columns: readonly string[]): void {
  const before = existsSync(file) ? parseCsv(readFileSync(file, 'utf8')) : [];
  const rows = drawn.map(({ key, row, sample }) => {
    const known = before.find(old => Object.entries(key).every(([name, value]) => old[name] === value));
    return { sample, ...key, ...row, verdict: known?.['verdict'] ?? '', reason: known?.['reason'] ?? '' };
  });
  writeFileSync(file, formatCsv(columns, rows));
  for (const [at, { verdict }] of rows.entries()) if (!verdict) console.log(`${file}:${at + 2}\n${drawn[at]!.show()}\n`);
  const count = (verdict: string): number => rows.filter(it => it.verdict === verdict).length;
  console.log(`${file}: ${count('true')} true, ${count('false')} false, ${count('unsure')} unsure, ${count('')} not judged.`);
  if (count('') || count('false') > drawn.length * 0.02) process.exitCode = 1;
}

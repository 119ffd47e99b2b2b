/** Real files of real projects, where they are present: nothing throws, each is judged or named with a reason, and what is found is kept for review. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Finding, Report } from '../core/finding.ts';
import type { Fix } from '../core/fix.ts';
import { decode } from '../core/host.ts';
import { slice } from '../core/text.ts';
import { rules } from '../rules/index.ts';
import { lineDiff } from '../scripts/diff.ts';
import { parses } from './harness/shapes.ts';
import { type Files, findingsOf, openWorkspace, outcomeOf } from './harness/workspace.ts';

const CORPUS = '../shared/corpus';
const SUMMARY = 'test/corpus-summary.md';

interface File {
  /** The folder of the corpus. */
  readonly category: string;
  /** The project it comes from: files of one project are one workspace. */
  readonly project: string;
  readonly path: string;
  readonly text: string;
}

interface Judged extends File {
  readonly report: Report;
  /** Whether it is of a form that Rampart reads at all. */
  readonly isRead: boolean;
  readonly findings: readonly Finding[];
  /** Fixes whose result no longer parses, though the file did. */
  readonly unsoundFixes: readonly string[];
}

describe('the corpus', { skip: existsSync(CORPUS) ? false : `${CORPUS} is not here` }, () => {
  const judged = existsSync(CORPUS) ? filesOfCorpus().flatMap(judge) : [];

  it('is judged, or named with a reason', () => {
    assert.ok(judged.length > 100, 'the corpus is nearly empty');
    for (const { path, report } of judged) {
      for (const { reason } of report.unjudged) {
        assert.match(reason, /^[A-Z].*\.$/s, `${path}: a reason is a sentence`);
        assert.doesNotMatch(reason, /TypeError|undefined|is not a function|Cannot read prop/, `${path}: something failed inside`);
      }
    }
  });

  it('has findings at places that lie in their texts', () => {
    for (const { project, findings, text, path } of judged) {
      for (const { place, message } of findings) {
        const { start, end } = place.range;
        assert.ok(0 <= start && start <= end && end <= text.length, `${project} ${path}: ${message}`);
        const marked = slice(text, place.range);
        assert.ok(
          marked.trim() === marked && (marked.length || !text.trim()),
          `${project} ${path}: marks ${JSON.stringify(marked)}: ${message}`,
        );
      }
    }
  });

  it('has no two findings that look the same to a baseline', () => {
    for (const { project, path, findings } of judged) {
      const prints = findings.map(it => it.fingerprint);
      assert.equal(new Set(prints).size, prints.length, `${project} ${path}`);
      for (const print of prints) assert.match(print, /^[0-9a-f]{16}$/);
    }
  });

  it('stays sound under every fix', () => {
    for (const { project, path, unsoundFixes } of judged) assert.deepEqual(unsoundFixes, [], `${project} ${path}`);
  });

  it(`has the findings that ${SUMMARY} lists`, () => {
    const actual = summaryOf(judged);
    if (process.env['BLESS']) writeFileSync(SUMMARY, actual);
    const difference = lineDiff(readFileSync(SUMMARY, 'utf8'), actual);
    assert.ok(!difference, `review what changed, then run with BLESS=1:\n${difference}`);
  });
});

/** Files by category and project. Their names tell the path within their project, `__` standing for `/`. */
function filesOfCorpus(): File[][] {
  const workspaces = new Map<string, File[]>();
  for (const category of readdirSync(CORPUS).sort()) {
    if (!statSync(`${CORPUS}/${category}`).isDirectory()) continue;
    for (const name of readdirSync(`${CORPUS}/${category}`).sort()) {
      if (!statSync(`${CORPUS}/${category}/${name}`).isFile()) continue;
      const content = decode(readFileSync(`${CORPUS}/${category}/${name}`));
      if (!('text' in content)) continue;
      const [project, ...path] = name.split('__') as [string, ...string[]];
      const key = `${category} ${project}`;
      workspaces.set(key, [...(workspaces.get(key) ?? []), { category, project, path: path.join('/') || project, text: content.text }]);
    }
  }
  return [...workspaces.values()];
}

function judge(files: readonly File[]): Judged[] {
  const texts = Object.fromEntries(files.map(it => [it.path, it.text]));
  const workspace = openWorkspace(rules, texts);
  return files.map(file => {
    const findings = findingsOf(workspace, [file.path]);
    return {
      ...file,
      report: workspace.report(file.path),
      isRead: workspace.reads(file.path, file.text),
      findings,
      unsoundFixes:
        findings.length && parses(file.text) ? findings.flatMap(it => workspace.fixes(it)).flatMap(it => unsound(it, texts)) : [],
    };
  });
}

function unsound(fix: Fix, texts: Files): string[] {
  return Object.entries(outcomeOf(fix, texts)).flatMap(([path, text]) => (parses(text) ? [] : [`"${fix.title}" breaks ${path}:\n${text}`]));
}

/** Counts only: what changes in it can be reviewed line by line. */
function summaryOf(judged: readonly Judged[]): string {
  const categories = [...new Set(judged.map(it => it.category))].sort();
  return `${[
    '# What Rampart finds in the corpus',
    'Generated by `BLESS=1 node scripts/test.mjs corpus`. All rules, each project a workspace of its own, nothing configured.',
    '## Findings by rule',
    table(
      ['Rule', 'Severity', 'Findings', 'Files', 'With a fix', 'In'],
      rules.map(rule => {
        const own = judged
          .map(it => ({ ...it, findings: it.findings.filter(finding => finding.rule === rule.id) }))
          .filter(it => it.findings.length);
        const all = own.flatMap(it => it.findings);
        return [
          rule.id,
          rule.severity,
          String(all.length),
          String(own.length),
          String(all.filter(it => it.proposals.length).length),
          countsOf(own.flatMap(it => it.findings.map(() => it.category))),
        ];
      }),
    ),
    '## Files by folder',
    table(
      ['Folder', 'Files', 'Of a form that is read', 'With subjects', 'Subjects', 'With something unjudged', 'Findings'],
      categories.map(category => {
        const own = judged.filter(it => it.category === category);
        const count = (test: (it: Judged) => boolean): string => String(own.filter(test).length);
        return [
          category,
          String(own.length),
          count(it => it.isRead),
          count(it => it.report.subjects > 0),
          String(own.reduce((sum, it) => sum + it.report.subjects, 0)),
          count(it => it.report.unjudged.length > 0),
          String(own.reduce((sum, it) => sum + it.findings.length, 0)),
        ];
      }),
    ),
    '## Why something was not judged',
    table(['Reason', 'Times', 'In'], reasonsOf(judged)),
    '## Forms that are not read',
    table(
      ['Folder', 'Files'],
      judged.filter(it => !it.isRead).map(it => [it.category, `${it.project}: ${it.path}`]),
    ),
  ].join('\n\n')}\n`;
}

function reasonsOf(judged: readonly Judged[]): string[][] {
  const reasons = new Map<string, string[]>();
  for (const { category, report } of judged) {
    for (const { reason } of report.unjudged) reasons.set(reason, [...(reasons.get(reason) ?? []), category]);
  }
  return [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, all]) => [reason, String(all.length), countsOf(all)]);
}

/** `name 3, other 1`, by name. */
function countsOf(names: readonly string[]): string {
  return [...new Set(names)]
    .sort()
    .map(name => `${name} ${names.filter(it => it === name).length}`)
    .join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(it => it.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

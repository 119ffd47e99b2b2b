/** The example repositories: the leaky one shows every rule, the tight one is silent, and whatever is fixed in whatever order leaves sound files. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CONFIG_FILE } from '../core/config.ts';
import type { Finding } from '../core/finding.ts';
import type { Fix, Safety } from '../core/fix.ts';
import { slice } from '../core/text.ts';
import type { Workspace } from '../core/workspace.ts';
import { rules } from '../rules/index.ts';
import { lineDiff } from '../scripts/diff.ts';
import { parses } from './harness/shapes.ts';
import { type Files, findingsOf, openWorkspace, outcomeOf } from './harness/workspace.ts';

const EXAMPLES = 'examples';
const leaky = filesBelow(`${EXAMPLES}/leaky`);
const tight = filesBelow(`${EXAMPLES}/tight`);

describe('examples/leaky', () => {
  const workspace = openWorkspace(rules, leaky);
  const findings = findingsOf(workspace, Object.keys(leaky));

  it('shows every rule', () => {
    const shown = new Set(findings.map(it => it.rule));
    assert.deepEqual(
      rules.map(it => it.id).filter(it => !shown.has(it)),
      [],
      'write into examples/leaky what these rules find',
    );
  });

  it('is judged completely', () => {
    for (const path of Object.keys(leaky)) {
      assert.deepEqual(workspace.report(path).unjudged, [], path);
    }
    assert.deepEqual(workspace.settingsProblems(CONFIG_FILE), []);
  });

  it('shows the same where both examples lie in one workspace', () => {
    const both = openWorkspace(rules, filesBelow(EXAMPLES));
    const shown = findingsOf(both, Object.keys(filesBelow(EXAMPLES))).map(
      ({ place, message }) => `${place.file} ${place.range.start} ${message}`,
    );
    assert.deepEqual(
      shown,
      findings.map(({ place, message }) => `leaky/${place.file} ${place.range.start} ${message}`),
    );
  });

  it('is offered every fix that its findings propose', () => {
    for (const finding of findings) {
      const titles = workspace.fixes(finding).map(it => it.title);
      assert.deepEqual(
        titles,
        finding.proposals.map(it => it.title),
        `${finding.place.file}: ${finding.message}`,
      );
    }
  });

  it('is sound after each fix, and rid of its finding', () => {
    for (const { finding, fix } of offersOf(workspace)) {
      const outcome = outcomeOf(fix, leaky);
      assertSound(outcome, fix.title);
      const fixed = openWorkspace(rules, { ...leaky, ...outcome });
      const left = findingsOf(fixed, Object.keys({ ...leaky, ...outcome }));
      assert.ok(!left.some(it => isSame(it, finding)), `"${fix.title}" leaves "${finding.message}"`);
      const ofRule = (all: readonly Finding[]): number => all.filter(it => it.rule === finding.rule).length;
      assert.ok(ofRule(left) < ofRule(findings), `"${fix.title}" brings about what it takes away elsewhere`);
      for (const path of Object.keys(outcome)) assert.deepEqual(fixed.report(path).unjudged, [], `"${fix.title}" in ${path}`);
    }
  });

  it('is the same after every two fixes, whichever came first', () => {
    const offers = offersOf(workspace);
    assert.ok(offers.length > 30, 'hardly anything is offered');
    const outcomes = offers.map(first => {
      const texts = { ...leaky, ...outcomeOf(first.fix, leaky) };
      const afterwards = new Map(offersOf(openWorkspace(rules, texts)).map(it => [it.name, it.fix]));
      return offers.map(({ name }) => {
        const second = afterwards.get(name);
        return { texts: second ? { ...texts, ...outcomeOf(second, texts) } : texts, isOffered: second !== undefined };
      });
    });
    const differing: string[] = [];
    for (const [i, a] of offers.entries()) {
      for (const [j, b] of offers.entries()) {
        const [there, back] = [outcomes[i]![j]!, outcomes[j]![i]!];
        if (isSame(a.finding, b.finding)) {
          assert.ok(!there.isOffered, `"${b.fix.title}" is still offered after "${a.fix.title}"`);
        } else if (i < j) {
          assertSound(there.texts, `${a.name} and ${b.name}`);
          const difference = differenceOf(there.texts, back.texts);
          if (difference) differing.push(`${a.name}\nand ${b.name}\n${difference}`);
        }
      }
    }
    assert.ok(!differing.length, `${differing.length} pairs depend on their order:\n${differing.slice(0, 20).join('\n\n')}`);
  });

  for (const upTo of ['safe', 'suggest'] as const) {
    it(`is fixed once and for all (${upTo})`, () => {
      const changes = workspace.fixAll(Object.keys(leaky), upTo);
      const outcome = outcomeOf({ title: `everything ${upTo}`, safety: upTo, changes }, leaky);
      assertSound(outcome, `everything ${upTo}`);
      const fixed = openWorkspace(rules, { ...leaky, ...outcome });
      assert.deepEqual(fixed.fixAll(Object.keys(leaky), upTo), []);
      const left = findingsOf(fixed, Object.keys(leaky)).filter(it => it.proposals.some(({ safety }) => isWithin(safety, upTo)));
      assert.deepEqual(
        left.map(it => `${it.place.file}: ${it.message}`),
        [],
      );
    });
  }
});

describe('examples/tight', () => {
  it('has no findings in the recommended profile, and is judged completely', () => {
    const workspace = openWorkspace(rules, tight, { profile: 'recommended' });
    for (const path of Object.keys(tight)) {
      const { findings, unjudged } = workspace.report(path);
      assert.deepEqual(
        findings.map(it => `${it.message} ${slice(tight[path]!, it.place.range)}`),
        [],
        path,
      );
      assert.deepEqual(unjudged, [], path);
    }
    assert.deepEqual(workspace.settingsProblems(CONFIG_FILE), []);
  });

  it('is the same repository', () => {
    const gone = Object.keys(leaky).filter(it => !(it in tight));
    // Its content lies where the other clusters have theirs.
    assert.deepEqual(gone, ['clusters/legacy/etc/kubernetes/encryption-config.yaml']);
    const subjects = (files: Files): number => {
      const workspace = openWorkspace(rules, files);
      return Object.keys(files).reduce((sum, path) => sum + workspace.report(path).subjects, 0);
    };
    assert.ok(subjects(tight) >= subjects(leaky));
  });
});

interface Offer {
  /** The same for a fix that is offered again after another. */
  readonly name: string;
  readonly finding: Finding;
  readonly fix: Fix;
}

function offersOf(workspace: Workspace): Offer[] {
  return findingsOf(workspace, Object.keys(leaky)).flatMap(finding =>
    workspace
      .fixes(finding)
      .map(fix => ({ name: `${finding.place.file} ${finding.rule} ${finding.fingerprint} "${fix.title}"`, finding, fix })),
  );
}

const isSame = (a: Finding, b: Finding): boolean => a.rule === b.rule && a.fingerprint === b.fingerprint && a.place.file === b.place.file;

const isWithin = (safety: Safety, upTo: 'safe' | 'suggest'): boolean => safety === 'safe' || safety === upTo;

/** What parsed before, or was not there, parses. */
function assertSound(texts: Files, after: string): void {
  for (const [path, text] of Object.entries(texts)) {
    if (!(path in leaky) || (text !== leaky[path] && parses(leaky[path]!))) assert.ok(parses(text), `${path} after ${after}:\n${text}`);
  }
}

/** The first file that differs, line by line; undefined where all are the same. */
function differenceOf(a: Files, b: Files): string | undefined {
  const path = [...new Set([...Object.keys(a), ...Object.keys(b)])].find(it => a[it] !== b[it]);
  return path && `${path}\n${lineDiff(a[path] ?? '', b[path] ?? '')}`;
}

/** By path below the folder. */
function filesBelow(folder: string): Files {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const path = `${folder}/${name}`;
    if (!statSync(path).isDirectory()) files[name] = readFileSync(path, 'utf8');
    else for (const [inner, text] of Object.entries(filesBelow(path))) files[`${name}/${inner}`] = text;
  }
  return files;
}

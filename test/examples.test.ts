/** The example repositories: the leaky one shows what rules find, the tight one is silent, and whatever is fixed in whatever order leaves sound files. */

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

/** Rules that the leaky example has something for on purpose. Others may find something in it as well. */
const SHOWN = [
  'apiserver/no-anonymous-auth',
  'apiserver/require-audit-log-maxage',
  'apiserver/require-audit-log-path',
  'apiserver/require-audit-policy',
  'apiserver/require-client-ca',
  'apiserver/require-encryption-provider-config',
  'apiserver/require-rbac-authorization',
  'apiserver/require-serving-certificate',
  'audit/no-drop-all',
  'audit/no-literal-globs',
  'audit/no-secret-bodies',
  'audit/no-unreachable-rule',
  'audit/require-catch-all',
  'encryption/no-aescbc',
  'encryption/no-identity-first',
  'encryption/no-placeholder-key',
  'encryption/no-predictable-key',
  'etcd/require-client-tls',
  'etcd/require-peer-tls',
  'rbac/no-cluster-admin-binding',
  'rbac/no-wildcard-api-groups',
  'rbac/no-wildcard-non-resource-urls',
  'rbac/no-wildcard-resources',
  'rbac/no-wildcard-verbs',
];

const leaky = filesBelow(`${EXAMPLES}/leaky`);
const tight = filesBelow(`${EXAMPLES}/tight`);

describe('examples/leaky', () => {
  const workspace = openWorkspace(rules, leaky);
  const findings = findingsOf(workspace, Object.keys(leaky));

  it('shows what it was written to show', () => {
    const shown = new Set(findings.map(it => it.rule));
    assert.deepEqual(
      SHOWN.filter(it => !shown.has(it)),
      [],
    );
  });

  it('is judged completely', () => {
    for (const path of Object.keys(leaky)) {
      assert.deepEqual(workspace.report(path).unjudged, [], path);
    }
    assert.deepEqual(workspace.settingsProblems(CONFIG_FILE), []);
  });

  it('shows the same where both examples lie in one workspace', () => {
    const all = filesBelow(EXAMPLES);
    const own = Object.keys(all).filter(it => it.startsWith('leaky/'));
    const shown = findingsOf(openWorkspace(rules, all), own).map(({ place, message }) => `${place.file} ${place.range.start} ${message}`);
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
      for (const [path, text] of Object.entries(outcome)) workspace.set(path, text);
      const left = findingsOf(workspace, Object.keys({ ...leaky, ...outcome }));
      const unjudged = Object.keys(outcome).flatMap(it => workspace.report(it).unjudged);
      for (const path of Object.keys(outcome)) workspace.set(path, leaky[path]);
      assert.ok(!left.some(it => isSame(it, finding)), `"${fix.title}" leaves "${finding.message}"`);
      const ofRule = (all: readonly Finding[]): number => all.filter(it => it.rule === finding.rule).length;
      assert.ok(ofRule(left) < ofRule(findings), `"${fix.title}" brings about what it takes away elsewhere`);
      assert.deepEqual(unjudged, [], `"${fix.title}"`);
    }
  });

  it('is the same after every two fixes, whichever came first', () => {
    const offers = offersOf(workspace);
    assert.ok(offers.length > 30, 'hardly anything is offered');
    const before = offers.map(it => it.finding);
    const digests = new Map(Object.keys(leaky).map(it => [it, workspace.digest(it)]));
    const outcomes = offers.map(first => {
      const changed = outcomeOf(first.fix, leaky);
      for (const [path, text] of Object.entries(changed)) workspace.set(path, text);
      const texts = { ...leaky, ...changed };
      // Every answer follows from texts and digests: where neither is another, what was offered still is.
      const isUntouched = (path: string): boolean => !(path in changed) && workspace.digest(path) === digests.get(path);
      const fixes = new Map<Finding, readonly Fix[]>();
      const afterwards = offers.map(offer => {
        if (filesOf(offer).every(isUntouched)) return offer.fix;
        const known = fixes.get(offer.finding) ?? fixesAgain(workspace, offer.finding, Object.keys(changed), before);
        fixes.set(offer.finding, known);
        return known.find(it => it.title === offer.fix.title);
      });
      for (const path of Object.keys(changed)) workspace.set(path, leaky[path]);
      return afterwards.map(second => ({
        texts: second ? { ...texts, ...outcomeOf(second, texts) } : texts,
        isOffered: second !== undefined,
      }));
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
  readonly name: string;
  readonly finding: Finding;
  readonly fix: Fix;
}

function offersOf(workspace: Workspace): Offer[] {
  return findingsOf(workspace, Object.keys(leaky)).flatMap(finding =>
    workspace.fixes(finding).map(fix => ({ name: `${finding.place.file} ${finding.rule} "${fix.title}"`, finding, fix })),
  );
}

/**
 * The fixes of the same finding after something has changed; none where it is gone. A setting that was missing from a unit may now be
 * written in its environment file, and what is wrong with it stands there: the only finding of its rule that is new in a changed file.
 */
function fixesAgain(workspace: Workspace, finding: Finding, changed: readonly string[], before: readonly Finding[]): readonly Fix[] {
  const again =
    findingsOf(workspace, [finding.place.file]).find(it => isSame(it, finding)) ??
    findingsOf(workspace, changed).find(it => it.rule === finding.rule && !before.some(old => isSame(old, it)));
  return again ? workspace.fixes(again) : [];
}

/** The files that a fix is about, among them those that it is to create. */
const filesOf = ({ finding, fix }: Offer): string[] => [
  finding.place.file,
  ...fix.changes.map(it => ('create' in it ? it.create : it.file)),
];

const isSame = (a: Finding, b: Finding): boolean => a.rule === b.rule && a.fingerprint === b.fingerprint && a.place.file === b.place.file;

const isWithin = (safety: Safety, upTo: 'safe' | 'suggest'): boolean => safety === 'safe' || safety === upTo;

const parsed = new Map<string, boolean>();

/** The same text comes up again and again. */
function parsesWell(text: string): boolean {
  if (!parsed.has(text)) parsed.set(text, parses(text));
  return parsed.get(text)!;
}

/** What parsed before, or was not there, parses. */
function assertSound(texts: Files, after: string): void {
  for (const [path, text] of Object.entries(texts)) {
    if (!(path in leaky) || (text !== leaky[path] && parsesWell(leaky[path]!)))
      assert.ok(parsesWell(text), `${path} after ${after}:\n${text}`);
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

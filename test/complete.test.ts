/** What may be written at a place. `|` is the cursor; what a completion replaces and what becomes of the text are shown as text. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Completion } from '../core/complete.ts';
import { cursorAt } from '../core/cursor.ts';
import { RESERVED } from '../core/reserved.ts';
import { BLOCKS, LEVELS, VALUES } from '../core/settings-completion.ts';
import { PROFILES } from '../core/rule.ts';
import { SETTINGS } from '../core/settings.ts';
import { applyEdits } from '../core/text.ts';
import noAnonymousAuth from '../rules/apiserver/no-anonymous-auth.ts';
import noProfiling from '../rules/apiserver/no-profiling.ts';
import noEscalate from '../rules/rbac/no-escalate.ts';
import noWildcardVerbs from '../rules/rbac/no-wildcard-verbs.ts';
import { openWorkspace } from './harness/workspace.ts';

const RULES = [noEscalate, noAnonymousAuth, noProfiling, noWildcardVerbs];
const IDS = RULES.map(it => it.id);

function offered(file: string, marked: string): { readonly text: string; readonly all: readonly Completion[] } {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0, 'there is no cursor');
  const text = marked.replace('|', '');
  const all = openWorkspace(RULES, { [file]: text }).completions(file, offset);
  for (const { range } of all) {
    assert.ok(range.start <= offset && offset <= range.end, 'the cursor is in what is replaced');
    assert.doesNotMatch(text.slice(range.start, range.end), /\n/);
  }
  return { text, all };
}

const labels = (file: string, marked: string): string[] => offered(file, marked).all.map(it => it.label);

/** The text once the completion with this label is taken. */
function taken(file: string, marked: string, label: string): string {
  const { text, all } = offered(file, marked);
  const completion = all.find(it => it.label === label);
  assert.ok(completion, `${label} is not offered in ${marked}: ${all.map(it => it.label).join()}`);
  return applyEdits(text, [{ range: completion.range, newText: completion.newText }]);
}

const role = (verbs: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: a
  namespace: a
rules:
- apiGroups: [""]
  resources: [pods]
  verbs: ${verbs}
`;

describe('Suppressions are completed', () => {
  it('with the ids of rules, those first that find something there', () => {
    const firing = ['rbac/no-wildcard-verbs', ...IDS.filter(it => it !== 'rbac/no-wildcard-verbs')];
    assert.deepEqual(labels('a.yaml', role('["*"] # rampart-ignore |')), firing);
    assert.deepEqual(labels('a.yaml', role('["*"]').replace('  verbs', '  # rampart-ignore |\n  verbs')), firing);
    assert.deepEqual(labels('a.yaml', `# rampart-ignore-document |\n${role('["*"]')}`), firing);
    assert.deepEqual(labels('a.yaml', `${role('["*"]')}---\n# rampart-ignore-file rba|\na: b\n`), firing);
    assert.deepEqual(labels('a.yaml', `# rampart-ignore |\na: b\n---\n${role('["*"]')}`), IDS, 'elsewhere does not count');
    assert.deepEqual(labels('a.yaml', role('[get] # rampart-ignore |')), IDS);
    assert.deepEqual(labels('a.yaml', role('["*"]').replace('  name: a\n', '  name: a\n  annotations:\n    rampart/ignore: |\n')), firing);
  });

  it('in every format that has comments', () => {
    const unit = '[Service]\n# rampart-ignore |\nExecStart=/usr/bin/kube-apiserver --profiling=true --v=2\n';
    assert.deepEqual(labels('kube-apiserver.service', unit).slice(0, 2), ['apiserver/no-anonymous-auth', 'apiserver/no-profiling']);
    assert.equal(
      labels('args/kube-apiserver', '--anonymous-auth=false\n# rampart-ignore |\n--profiling=true\n')[0],
      'apiserver/no-profiling',
    );
    assert.equal(labels('a.env', '# rampart-ignore |\nKUBE_APISERVER_ARGS="--profiling=true"\n')[0], 'apiserver/no-profiling');
  });

  it('in the place of the word that is being written', () => {
    const id = 'rbac/no-escalate';
    for (const [before, after] of [
      ['a: b # rampart-ignore |', `a: b # rampart-ignore ${id}`],
      ['a: b # rampart-ignore rba|', `a: b # rampart-ignore ${id}`],
      ['a: b # rampart-ignore rbac/|no-bind -- because', `a: b # rampart-ignore ${id} -- because`],
      ['a: b # rampart-ignore |-- because', `a: b # rampart-ignore ${id}-- because`],
      ['a: b # rampart-ignore | -- because', `a: b # rampart-ignore ${id} -- because`],
      ['a: b # rampart-ignore a/b,|', `a: b # rampart-ignore a/b,${id}`],
      ['a: b # rampart-ignore a/b, |, c/d', `a: b # rampart-ignore a/b, ${id}, c/d`],
      ['a: b # rampart-ignore: a/b, rbac|\r\nc: d\r\n', `a: b # rampart-ignore: a/b, ${id}\r\nc: d\r\n`],
      ['# rampart-ignore-file a/b, n|', `# rampart-ignore-file a/b, ${id}`],
      ['a: [ # rampart-ignore r|', `a: [ # rampart-ignore ${id}`],
      ['a: "\n# rampart-ignore |\n', undefined],
      ['\ufeff# rampart-ignore |\n', `\ufeff# rampart-ignore ${id}\n`],
    ] as const) {
      if (after === undefined) assert.deepEqual(labels('a.yaml', before), [], before);
      else assert.equal(taken('a.yaml', before, id), after);
    }
    const annotated = 'kind: Role\nmetadata: {annotations: {}}\n';
    assert.match(
      taken('a.json', '{"metadata": {"annotations": {\n  "rampart/ignore": "rba|"\n}}}', id),
      /"rampart\/ignore": "rbac\/no-escalate"\n/,
    );
    assert.deepEqual(labels('a.yaml', `${annotated}# |`), []);
  });

  it('with each id once', () => {
    assert.deepEqual(
      labels('a.yaml', `a: b # rampart-ignore ${IDS[0]}, |, ${IDS[2]}`),
      IDS.filter((_, i) => i === 1 || i === 3),
    );
  });

  it('nowhere else', () => {
    for (const marked of [
      'a: b # rampart-ig|nore a/b',
      'a: b # rampart-ignore|',
      'a: b # rampart-ignore a/b |',
      'a: b # rampart-ignore a/b -- |',
      'a: b # rampart-ignore a/b -- reason, |',
      'a: b # rampart-ignore A|',
      'a: b # rampart-ignored |',
      'a: | # rampart-ignore a/b',
      '# rampart-ignore a/b\n|a: b',
      'a: "# rampart-ignore |"',
      'a: |\n  # rampart-ignore ',
      '|',
    ])
      assert.deepEqual(labels('a.yaml', marked), [], marked);
    assert.deepEqual(labels('a.txt', '# rampart-ignore |'), []);
    assert.deepEqual(openWorkspace(RULES, {}).completions('none.yaml', 3), []);
    const silent = openWorkspace(RULES, { 'a.yaml': 'a: b # rampart-ignore ' }, { inlineSuppressions: false });
    assert.deepEqual(silent.completions('a.yaml', 22), [], 'suppressions that are not honoured are not helped with');
  });
});

describe('.rampart.yaml is completed', () => {
  const FILE = '.rampart.yaml';
  const settings = (marked: string): string[] => labels(FILE, marked);
  const allIds = [...IDS, ...RESERVED.map(it => it.id)];

  it('with the settings of each mapping that are not there yet', () => {
    assert.deepEqual(settings('|'), SETTINGS['']);
    assert.deepEqual(settings('pro|'), SETTINGS['']);
    assert.deepEqual(
      settings('root: true\n|\nprofile: cis\n'),
      SETTINGS['']!.filter(it => it !== 'root' && it !== 'profile'),
    );
    assert.deepEqual(settings('ignore:\n  - |'), SETTINGS.ignore);
    assert.deepEqual(
      settings('ignore:\n- rule: a/b\n  |'),
      SETTINGS.ignore!.filter(it => it !== 'rule'),
    );
    assert.deepEqual(settings('ignore:\n  # note\n  - rule: a/b\n    files:\n      - x\n    |\n    reason: y\n  - until: 2030-01-01\n'), [
      'resource',
      'until',
    ]);
    assert.deepEqual(settings('overrides:\n  - files: [a]\n    |'), ['profile', 'rules', 'kubernetesVersion']);
    assert.deepEqual(settings('podSpecs:\n- kind: A\n- |\n'), SETTINGS.podSpecs);
    assert.deepEqual(settings('ignore:\n  -\n    |'), SETTINGS.ignore);
  });

  it('with profiles, levels, ids and the other words that settings take', () => {
    assert.deepEqual(settings('profile: |'), PROFILES);
    assert.deepEqual(settings('overrides:\n- profile: p|'), PROFILES);
    assert.deepEqual(settings('root: |'), ['true', 'false']);
    assert.deepEqual(settings('rules:\n  |'), allIds);
    assert.deepEqual(settings(`rules:\n  ${IDS[0]}: off\n  |\n  ${IDS[1]}: off\n`), allIds.slice(2));
    assert.deepEqual(settings('rules:\n  a/b: |'), LEVELS);
    assert.deepEqual(settings('overrides:\n  - files: [a]\n    rules:\n      a/b: w|'), LEVELS);
    assert.deepEqual(settings('ignore:\n  - rule: rba|'), allIds);
    assert.deepEqual(settings('ignore:\n  - reason: x\n    rule: |'), allIds);
  });

  it('so that the file is right afterwards', () => {
    for (const [before, label, after] of [
      ['prof|', 'profile', 'profile: '],
      ['prof|: cis', 'profile', 'profile: cis'],
      ['|', 'rules', 'rules:'],
      ['rules:\n  rbac/|', 'rbac/no-escalate', 'rules:\n  rbac/no-escalate: '],
      ['rules:\n  rbac/no-|bind: off', 'rbac/no-escalate', 'rules:\n  rbac/no-escalate: off'],
      ['ignore:\n  |', 'rule', 'ignore:\n  - rule: '],
      ['ignore:\n  - rule: x\n  |', 'rule', 'ignore:\n  - rule: x\n  - rule: '],
      ['ignore:\n- |', 'files', 'ignore:\n- files:'],
      ['profile: recom| # all of us', 'cis', 'profile: cis # all of us'],
      ['\ufeffrules:\n  a/b: |', 'off', '\ufeffrules:\n  a/b: off'],
      ['rules:\r\n  a/b: |\r\n', 'off', 'rules:\r\n  a/b: off\r\n'],
    ] as const)
      assert.equal(taken(FILE, before, label), after);
  });

  it('nowhere else', () => {
    for (const marked of [
      '# |',
      'root: true # |',
      'profile:|',
      'profile: cis |',
      'profile: "|"',
      'rules: {|}',
      'ignore: [|]',
      'ignore:\n  -|',
      'exclude:\n  - |',
      'ignore:\n- files:\n  - |',
      'ignore:\n- reason: |',
      'rules:\n  - |',
      'paths:\n  |',
      'a:\n  b:\n    |',
      'constructor:\n  |',
      'kubernetesVersion: |',
    ])
      assert.deepEqual(settings(marked), [], marked);
  });

  it('whatever stands around the cursor', () => {
    const pieces = [
      'rules:',
      '  - ',
      'ignore:',
      '\n',
      ' ',
      '-',
      ': ',
      '#',
      '"',
      '{',
      'a/b',
      '\r\n',
      '\t',
      '\ud800',
      '---\n',
      '|\n',
      'rule',
    ];
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: next(14) }, () => pieces[next(pieces.length)]).join('');
      const at = next(text.length + 1);
      const cursor = cursorAt(text, at);
      if (cursor) assert.ok(cursor.word.start <= at && at <= cursor.word.end && cursor.word.end <= text.length, JSON.stringify([text, at]));
    }
  });

  it('with what its schema allows', () => {
    const schema = JSON.parse(readFileSync('schemas/rampart.schema.json', 'utf8'));
    const at = (path: string): { enum?: string[]; type?: string; $ref?: string; items?: { properties?: object } } => {
      let node = schema;
      for (const key of path.split('.')) node = (node.properties ?? node.items.properties)[key];
      return node.$ref ? schema.definitions[node.$ref.slice('#/definitions/'.length)] : node;
    };
    for (const [path, values] of Object.entries(VALUES)) {
      const { enum: allowed = ['true', 'false'] } = at(path);
      assert.deepEqual(values, allowed, path);
    }
    assert.deepEqual(LEVELS, schema.definitions.rules.additionalProperties.enum);
    for (const [path, keys] of Object.entries(SETTINGS)) {
      for (const key of keys) {
        const { type } = at(path ? `${path}.${key}` : key);
        assert.equal(BLOCKS.has(key), type === 'array' || type === 'object', `${path} ${key}`);
      }
    }
  });
});

/** `.rampart.yaml`: what is read, what is complained about and where, and what applies to a file in the end. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest } from '../core/closest.ts';
import { matchesGlob, problemOfGlob } from '../core/globs.ts';
import { effective, nearestConfig } from '../core/layers.ts';
import type { RuleInfo } from '../core/report/result.ts';
import { reservedRules } from '../core/reserved.ts';
import { selects } from '../core/selectors.ts';
import { readSettings, SETTINGS } from '../core/settings.ts';
import schema from '../schemas/rampart.schema.json' with { type: 'json' };

const RULES = ['rbac/no-wildcard-verbs', 'etcd/require-client-cert-auth', 'rampart/missing-reason'];

/** Problems as `text that is underlined: message`. */
function complaints(text: string): string[] {
  return readSettings('.rampart.yaml', text, RULES).problems.map(
    it => `${text.slice(it.place.range.start, it.place.range.end)}: ${it.message}`,
  );
}

const configure = (text: string) => {
  const { configuration, problems } = readSettings('.rampart.yaml', text, RULES);
  assert.deepEqual(problems, []);
  return configuration;
};

const rule = (id: string, more: Partial<RuleInfo> = {}): RuleInfo => ({
  id,
  summary: '',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  docs: { why: '', fix: '', ignore: '' },
  links: [],
  ...more,
});

test('a whole configuration is read as it is written', () => {
  const text = [
    '# ours',
    'root: true',
    'profile: cis',
    'rules:',
    '  rbac/no-wildcard-verbs: off',
    'kubernetesVersion: 1.30',
    'distribution: kubeadm',
    'exclude: [vendor/, "**/*.tmp.yaml"]',
    'overrides:',
    '  - files: [legacy/]',
    '    profile: recommended',
    '    rules: {etcd/require-client-cert-auth: info}',
    'ignore:',
    '  - rule: etcd/require-client-cert-auth',
    '    resource: etcd',
    '    reason: one node',
    '    until: 2027-01-31',
    'paths:',
    '  /etc/kubernetes: nodes/etc',
    'podSpecs:',
    '  - {group: argoproj.io, kind: Rollout, path: spec.template.spec}',
    '',
  ].join('\r\n');
  assert.deepEqual(configure(text), {
    root: true,
    profile: 'cis',
    rules: { 'rbac/no-wildcard-verbs': 'off' },
    kubernetesVersion: '1.30',
    distribution: 'kubeadm',
    exclude: ['vendor/', '**/*.tmp.yaml'],
    overrides: [{ files: ['legacy/'], profile: 'recommended', rules: { 'etcd/require-client-cert-auth': 'info' } }],
    ignore: [{ rule: 'etcd/require-client-cert-auth', resource: 'etcd', reason: 'one node', until: '2027-01-31' }],
    paths: { '/etc/kubernetes': 'nodes/etc' },
    podSpecs: [{ group: 'argoproj.io', kind: 'Rollout', path: 'spec.template.spec' }],
  });
});

test('nothing written is nothing configured', () => {
  for (const text of ['', '\ufeff', '# only a comment\n', '---\n', 'null', 'rules:\n', 'ignore:\n\n', '{}'])
    assert.deepEqual(Object.values(configure(text)), [], text);
});

test('each problem says where it is and what was meant', () => {
  assert.deepEqual(complaints('profle: cis\n'), ['profle: Rampart has no setting "profle" here. Did you mean profile?']);
  assert.deepEqual(complaints('colour: red\n'), ['colour: Rampart has no setting "colour" here.']);
  assert.deepEqual(complaints('profile: CIS\n'), [
    'CIS: "profile" must be recommended, cis, pss-baseline, pss-restricted, nsa or all. Did you mean cis?',
  ]);
  assert.deepEqual(complaints('rules:\n  rbac/no-wildcard-verb: off\n'), [
    'rbac/no-wildcard-verb: There is no rule rbac/no-wildcard-verb. Did you mean rbac/no-wildcard-verbs?',
  ]);
  assert.deepEqual(complaints('rules: {rbac/no-wildcard-verbs: fatal}\n'), [
    'fatal: "rbac/no-wildcard-verbs" must be off, info, warning or error.',
  ]);
  assert.deepEqual(complaints('rules:\n  wildcards: off\n'), ['wildcards: A rule is named by its id: area/name.']);
  assert.deepEqual(complaints('rules: [a]\n'), ['[a]: "rules" must be a mapping.']);
  assert.deepEqual(complaints('exclude: vendor\n'), ['vendor: "exclude" must be a list.']);
  assert.deepEqual(complaints('exclude: ["!keep", "", ok]\n'), [
    '"!keep": A glob must not be empty or start with "!".',
    '"": A glob must not be empty or start with "!".',
  ]);
  assert.deepEqual(complaints('kubernetesVersion: v1.30.2\n'), ['v1.30.2: A Kubernetes version is written as X.Y, for example 1.34.']);
  assert.deepEqual(complaints('root: yes\n'), ['yes: "root" must be true or false.']);
  assert.deepEqual(complaints('overrides:\n  - profile: cis\n'), ['profile: cis: This entry must have "files".']);
  assert.deepEqual(complaints('ignore:\n  - rule: rbac/no-wildcard-verbs\n'), [
    'rule: rbac/no-wildcard-verbs: This entry must have "reason".',
  ]);
  assert.deepEqual(complaints('ignore:\n  - {rule: rbac/no-wildcard-verbs, reason: " "}\n'), ['" ": A reason must not be empty.']);
  assert.deepEqual(complaints('ignore:\n  - {rule: rbac/no-wildcard-verbs, reason: x, until: 2027-02-29}\n'), [
    '2027-02-29: There is no day 2027-02-29.',
  ]);
  assert.deepEqual(complaints('ignore:\n  - {rule: rbac/no-wildcard-verbs, reason: x, until: soon}\n'), [
    'soon: A date is written as YYYY-MM-DD.',
  ]);
  assert.deepEqual(complaints('paths: {etc: nodes}\n'), ['etc: A path of the node starts with "/"; the path it stands for here does not.']);
  assert.deepEqual(complaints('paths: {/etc: ../up}\n'), ['../up: A path must stay below the folder of this file.']);
  assert.deepEqual(complaints('- profile: cis\n'), ['- profile: cis: The configuration must be a mapping.']);
  assert.deepEqual(complaints('profile: *none\nrules: {nope/nope: off}\n'), [
    '*none: There is no anchor &none before this.',
    'nope/nope: There is no rule nope/nope.',
  ]);
  assert.deepEqual(complaints('profile: cis\n---\nprofile: nsa\n').length, 1);
});

test('anchors and merged keys are followed', () => {
  const text = `rules: &base {${RULES[0]}: off}\noverrides:\n  - files: [a]\n    rules: *base\n`;
  assert.deepEqual(configure(text).overrides, [{ files: ['a'], rules: { [RULES[0]!]: 'off' } }]);
});

test('a problem costs only its own part, and its replacement cures it', () => {
  const text =
    'profile: ciss\nrules:\n  rbac/no-wildcard-verbs: off\n  nope/nope: off\nexclude: [a, "!b"]\nignore:\n  - {rule: rbac/no-wildcard-verbs}\n';
  const { configuration, problems } = readSettings('x/.rampart.yaml', text, RULES);
  assert.deepEqual(configuration, { rules: { 'rbac/no-wildcard-verbs': 'off' }, exclude: ['a'], ignore: [] });
  assert.equal(problems.length, 4);
  const { place, replacement } = problems[0]!;
  assert.equal(place.file, 'x/.rampart.yaml');
  const cured = text.slice(0, place.range.start) + replacement + text.slice(place.range.end);
  assert.equal(readSettings('.rampart.yaml', cured, RULES).configuration.profile, 'cis');
});

test('no text makes reading throw', () => {
  const texts = [
    'a: [',
    '"',
    '\t- x',
    '%YAML 9.9\n---\nx: 1',
    '? [a]\n: b',
    '*nope',
    `${'['.repeat(10_000)}`,
    `${'- '.repeat(5_000)}x`,
    'rules: &a {x: *a}',
    '\0',
    '5',
    '__proto__: {x: 1}',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((it, i) => `${it}: &${it} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}`,
    'overrides: [[[]]]',
    'ignore: {a: b}',
    'rules: {1: 2}',
    'paths: {/a: [1]}',
    'exclude: [{}, []]',
  ];
  for (const text of texts) {
    const { configuration, problems } = readSettings('.rampart.yaml', text, RULES);
    assert.ok(problems.length > 0, text.slice(0, 40));
    assert.equal(typeof configuration, 'object');
    for (const {
      place: { range },
    } of problems)
      assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, text.slice(0, 40));
  }
});

test('the settings that are suggested are those of the schema', () => {
  const { properties } = schema;
  assert.deepEqual(SETTINGS, {
    '': Object.keys(properties),
    overrides: Object.keys(properties.overrides.items.properties),
    ignore: Object.keys(properties.ignore.items.properties),
    podSpecs: Object.keys(properties.podSpecs.items.properties),
  });
});

test('the nearest configuration upward applies', () => {
  const paths = new Set(['.rampart.yaml', 'a/b/.rampart.yaml']);
  assert.equal(nearestConfig('a/b/c/d.yaml', paths), 'a/b/.rampart.yaml');
  assert.equal(nearestConfig('a/x.yaml', paths), '.rampart.yaml');
  assert.equal(nearestConfig('x.yaml', paths), '.rampart.yaml');
  assert.equal(nearestConfig('ab/x.yaml', new Set(['a/.rampart.yaml'])), undefined);
  assert.equal(nearestConfig('/x.yaml', new Set()), undefined);
  assert.equal(nearestConfig('', paths), '.rampart.yaml');
});

test('command line, file, editor and default are laid over each other', () => {
  const verbs = rule('rbac/no-wildcard-verbs', { controls: { 'cis-1.12': ['5.1.3'] } });
  const audit = rule('apiserver/require-audit-log-path', { severity: 'warning', profiles: ['cis'] });
  const level = (layers: Parameters<typeof effective>[1], it = verbs, path = 'a/x.yaml') => effective(path, layers).levelOf(it);
  assert.equal(level({}), 'error');
  assert.equal(level({}, audit), 'off');
  assert.equal(level({ editor: { profile: 'cis' } }), 'off');
  assert.equal(level({ editor: { profile: 'cis' } }, audit), 'warning');
  assert.equal(
    level({ editor: { profile: 'cis' }, file: { path: '.rampart.yaml', configuration: { profile: 'recommended' } } }, audit),
    'off',
  );
  assert.equal(
    level({ commandLine: { profile: 'all' }, file: { path: '.rampart.yaml', configuration: { profile: 'recommended' } } }, audit),
    'warning',
  );
  const file = {
    path: 'a/.rampart.yaml',
    configuration: {
      rules: { [verbs.id]: 'off' },
      kubernetesVersion: '1.30',
      exclude: ['gen/'],
      overrides: [
        { files: ['x.*'], rules: { [verbs.id]: 'info' } },
        { files: ['x.yaml'], rules: { [verbs.id]: 'warning' }, kubernetesVersion: '1.31' },
        { files: ['b/'], profile: 'nsa' },
      ],
    },
  } as const;
  assert.equal(level({ file }), 'warning');
  assert.equal(level({ file }, verbs, 'a/y.yaml'), 'off');
  assert.equal(level({ file, commandLine: { select: ['cis-1.12:5.1.3'] } }), 'warning');
  assert.equal(level({ file, commandLine: { select: ['rbac/*'] } }, verbs, 'a/y.yaml'), 'error');
  assert.equal(level({ file, commandLine: { select: ['etcd/*'] } }), 'off');
  assert.equal(level({ file, commandLine: { select: ['rbac/*'], deselect: [verbs.id] } }), 'off');
  assert.equal(level({ file, editor: { deselect: ['rbac/*'] } }), 'warning');
  assert.equal(effective('a/x.yaml', { file }).kubernetesVersion, '1.31');
  assert.equal(effective('a/gen/x.yaml', { file }).isExcluded, true);
  assert.equal(effective('gen/x.yaml', { file: undefined }).isExcluded, false);
  for (const it of reservedRules) assert.equal(level({ editor: { profile: 'nsa' } }, it), it.severity);
});

test('entries of ignore are told apart by rule, file, resource and day', () => {
  const ignore = [
    { rule: 'a/b', files: ['x.yaml'], reason: 'by file' },
    { rule: 'a/c', resource: 'Role/r', reason: 'by name' },
    { rule: 'a/d', resource: 'ns/Role/r', reason: 'by namespace' },
    { rule: 'a/e', resource: 'etcd', reason: 'component' },
    { rule: 'a/f', reason: 'old', until: '2026-05-01' },
  ];
  const of = (
    id: string,
    subject?: Parameters<ReturnType<typeof effective>['ignoreFor']>[0]['subject'],
    path = 'k/x.yaml',
    today?: string,
  ) => effective(path, { file: { path: 'k/.rampart.yaml', configuration: { ignore } }, today }).ignoreFor({ rule: id, subject })?.reason;
  const role = { type: 'resource', kind: 'Role', name: 'r', namespace: 'ns' } as const;
  assert.equal(of('a/b'), 'by file');
  assert.equal(of('a/b', undefined, 'k/y.yaml'), undefined);
  assert.equal(of('a/c', role), 'by name');
  assert.equal(of('a/c', { ...role, name: 'other' }), undefined);
  assert.equal(of('a/d', role), 'by namespace');
  assert.equal(of('a/d', { ...role, namespace: undefined }), undefined);
  assert.equal(of('a/e', { type: 'component', name: 'etcd' }), 'component');
  assert.equal(of('a/e', role), undefined);
  assert.equal(of('a/f', role, 'k/x.yaml', '2026-04-30'), 'old');
  assert.equal(of('a/f', role, 'k/x.yaml', '2026-05-01'), undefined);
});

test('paths of the node are kept relative to the configuration', () => {
  const file = { path: 'k/.rampart.yaml', configuration: { paths: { '/etc/a': './nodes/a', '/etc/b': 'b' } } };
  const { paths } = effective('k/x.yaml', { file, editor: { paths: { '/etc/b': 'editor', '/etc/c': 'c' } } });
  assert.deepEqual(paths, { '/etc/a': 'k/nodes/a', '/etc/b': 'k/b', '/etc/c': 'c' });
});

test('rules are selected by id, area and control', () => {
  const it = rule('rbac/no-wildcard-verbs', { controls: { 'cis-1.12': ['5.1.3'], checkov: ['CKV_K8S_49'] } });
  for (const selector of ['rbac/no-wildcard-verbs', 'rbac/*', '*', 'cis-1.12:5.1.3', 'cis-1.12:5.1.*', 'checkov:*'])
    assert.ok(selects(it, selector), selector);
  for (const selector of ['rbac', 'rb*', 'rbac/no', 'cis-1.12:5.1', 'cis-1.10:5.1.3', 'CKV_K8S_49', ''])
    assert.ok(!selects(it, selector), selector);
});

test('globs follow .gitignore', () => {
  const matches: Record<string, readonly string[]> = {
    '*.yaml': ['x.yaml', 'a/b/x.yaml'],
    vendor: ['vendor/a/x.yaml', 'a/vendor/x'],
    'vendor/': ['vendor/x', 'a/vendor/b/x'],
    '/vendor': ['vendor/x'],
    'a/*.yaml': ['a/x.yaml'],
    'a/**': ['a/x', 'a/b/c'],
    '**/x.yaml': ['x.yaml', 'a/x.yaml'],
    'a/**/x': ['a/x', 'a/b/x', 'a/b/c/x'],
    './a/x': ['a/x'],
    '{a,b}/x': ['a/x', 'b/x'],
    'x.{y{a,}ml,json}': ['x.yaml', 'x.yml', 'x.json'],
    'x[0-9].yaml': ['x5.yaml'],
    'x[!0-9]': ['xa'],
    '?.yaml': ['é.yaml', '😀.yaml'],
    'a\\*b': ['a*b'],
    'x[1': ['x[1'],
    '{a}': ['{a}'],
    'a{b': ['a{b'],
    '**': ['a', 'a/b'],
    '.rampart.yaml': ['a/.rampart.yaml'],
    star: ['star'],
    any: ['any'],
  };
  const misses: Record<string, readonly string[]> = {
    '*.yaml': ['x.yml', 'yaml'],
    'vendor/': ['vendor', 'a/vendor'],
    '/vendor': ['a/vendor/x'],
    'a/*.yaml': ['a/b/x.yaml', 'b/a/x.yaml', 'x.yaml'],
    'a/**': ['a', 'ab/c'],
    'x[0-9].yaml': ['xa.yaml'],
    '?.yaml': ['.yaml', 'ab.yaml'],
    'a\\*b': ['axb'],
    A: ['a'],
    'a.c': ['abc'],
    'a/**/x': ['x', 'ax'],
    '?': ['any/', ''].slice(1),
  };
  for (const [glob, paths] of Object.entries(matches)) for (const path of paths) assert.ok(matchesGlob(glob, path), `${glob} ${path}`);
  for (const [glob, paths] of Object.entries(misses)) for (const path of paths) assert.ok(!matchesGlob(glob, path), `${glob} ${path}`);
});

test('no glob takes long', () => {
  const start = process.cpuUsage();
  assert.ok(!matchesGlob(`${'*a'.repeat(500)}b`, 'a'.repeat(5_000)));
  assert.ok(!matchesGlob(`${'**/a/'.repeat(100)}b`, 'a/'.repeat(1_000)));
  assert.ok(problemOfGlob('{a,b}'.repeat(40)));
  assert.ok(problemOfGlob('a/../b'));
  assert.equal(problemOfGlob('a..b/..c'), undefined);
  assert.ok(problemOfGlob('{a,'.repeat(5_000)) === undefined);
  const { user } = process.cpuUsage(start);
  assert.ok(user < 5_000_000, `${user} µs`);
});

test('a slip is recognised, another word is not', () => {
  assert.equal(closest('kubernetsVersion', SETTINGS['']!), 'kubernetesVersion');
  assert.equal(closest('igonre', SETTINGS['']!), 'ignore');
  assert.equal(closest('nothing-alike', SETTINGS['']!), undefined);
  assert.equal(closest('x'.repeat(1_000), ['x']), undefined);
});

/** Suppressions: which findings comments and annotations silence, what is said about them, and what "ignore" writes. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Change } from '../core/text.ts';
import { suppress, type SuppressionInput } from '../core/suppress.ts';
import type { Finding } from '../core/finding.ts';
import { ignoreEdit } from '../core/ignore.ts';
import { readFile } from '../core/read.ts';
import { readSettings } from '../core/settings.ts';
import { RESERVED } from '../core/reserved.ts';

const VERBS = 'rbac/no-wildcard-verbs';
const GROUPS = 'rbac/no-wildcard-api-groups';
const KNOWN = [VERBS, GROUPS];

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

/** A finding of `no-wildcard-verbs` on every `VERB`, and of `no-wildcard-api-groups` on every `GROUP` of the text. */
function findingsIn(text: string, file: string): Finding[] {
  return [...text.matchAll(/VERB|GROUP/g)].map(({ 0: word, index }) => ({
    rule: word === 'VERB' ? VERBS : GROUPS,
    severity: 'error',
    message: `${word}.`,
    place: { file, range: { start: index, end: index + word.length } },
    related: [],
    proposals: [],
    fingerprint: String(index).padStart(16, '0'),
  }));
}

function run(text: string, more: Partial<SuppressionInput> = {}, path = 'role.yaml') {
  const file = readFile(path, text);
  assert.ok(file);
  return suppress({
    file,
    findings: findingsIn(text, path),
    unjudged: [],
    knownRules: KNOWN,
    couldJudge: () => true,
    levelOf: id => RESERVED.find(it => it.id === id)!.severity,
    ...more,
  });
}

/** For each finding, in order: its reason if it is silenced, `-` without a reason, else its word. */
const silenced = (text: string, more?: Partial<SuppressionInput>, path?: string): string[] =>
  run(text, more, path).findings.map(it => (it.suppressed ? (it.suppressed.reason ?? '-') : it.message.slice(0, -1)));

/** What is said about the suppressions: `rule | underlined text | message`. */
const remarks = (text: string, more?: Partial<SuppressionInput>, path?: string): string[] =>
  run(text, more, path).own.map(
    ({ finding: it }) => `${it.rule.slice(8)} | ${text.slice(it.place.range.start, it.place.range.end)} | ${it.message}`,
  );

const fixed = (text: string): string => {
  const own = run(text).own.filter(it => it.fixes.length);
  assert.equal(own.length, 1);
  return applied(text, own[0]!.fixes[0]!.changes);
};

function applied(text: string, changes: readonly Change[] | undefined): string {
  assert.equal(changes?.length, 1);
  const change = changes[0]!;
  return 'create' in change ? change.text : applyEdits(text, change.edits);
}

const role = (...rules: string[]): string =>
  lines('apiVersion: rbac.authorization.k8s.io/v1', 'kind: Role', 'metadata:', '  name: r', 'rules:', ...rules);

test('behind code, a comment silences its rules on that line', () => {
  const text = role(
    `- verbs: [VERB, VERB] # rampart-ignore ${VERBS} -- CI needs it`,
    '  apiGroups: [VERB]',
    `- apiGroups: [GROUP, VERB] # rampart-ignore ${GROUPS}, ${VERBS} -- both`,
  );
  assert.deepEqual(silenced(text), ['CI needs it', 'CI needs it', 'VERB', 'both', 'both']);
  assert.deepEqual(remarks(text), []);
  const { suppressed } = run(text).findings[0]!;
  assert.equal(suppressed?.by, 'comment');
  assert.equal(text.slice(suppressed!.place!.range.start, suppressed!.place!.range.end), `rampart-ignore ${VERBS} -- CI needs it`);
});

test('alone on a line, it silences them in the node that starts next', () => {
  const text = role(
    `# rampart-ignore ${VERBS} -- one`,
    '# a remark between',
    '- verbs: [VERB]',
    '  apiGroups:',
    '  - VERB',
    '- verbs: [VERB]',
    '- apiGroups: [x]',
    `  # rampart-ignore ${VERBS} -- two`,
    '  verbs:',
    '  - VERB',
  );
  assert.deepEqual(silenced(text), ['one', 'one', 'VERB', 'two']);
  assert.deepEqual(remarks(text), []);
});

test('line ends, byte order marks, tabs and other remarks make no difference', () => {
  const text = `\ufeff${role(`- verbs: [VERB]\t#\t rampart-ignore   ${VERBS}   --   why  `, `- verbs: [VERB] # note # rampart-ignore: ${VERBS} -- late`, `- verbs: ["VERB # rampart-ignore ${VERBS}"]`)}`;
  for (const it of [text, text.replaceAll('\n', '\r\n'), text.trimEnd()]) {
    assert.deepEqual(silenced(it), ['why', 'late', 'VERB']);
    assert.deepEqual(remarks(it), []);
  }
});

test('a document or a file is silenced as a whole', () => {
  const one = role('- verbs: [VERB]');
  const text = `# rampart-ignore-document ${VERBS} -- first\n${one}---\n${one}---\n# rampart-ignore-document ${VERBS} -- third\n${one}`;
  assert.deepEqual(silenced(text), ['first', 'VERB', 'third']);
  assert.deepEqual(silenced(`# rampart-ignore-document ${VERBS} -- first\n---\n${one}---\n${one}`), ['first', 'VERB']);
  assert.deepEqual(silenced(`${one}---\n${one}# rampart-ignore-file ${VERBS} -- all\n`), ['all', 'all']);
  assert.deepEqual(remarks(text), []);
  assert.match(
    remarks(`${one}# rampart-ignore-document ${VERBS} -- late\n`)[0]!,
    /^malformed-suppression \| .* must stand before the first key/,
  );
});

test('an annotation silences its object only', () => {
  const text = `${role('- verbs: [VERB]')}---\n${role('- verbs: [VERB]').replace('name: r\n', `name: r\n  annotations:\n    rampart/ignore: "${VERBS} -- by hand"\n`)}`;
  assert.deepEqual(silenced(text), ['VERB', 'by hand']);
  assert.equal(run(text).findings[1]!.suppressed?.by, 'annotation');
  const unused = text.replaceAll('VERB', 'get');
  assert.deepEqual(remarks(unused), [`unused-suppression | ${VERBS} | This suppression of ${VERBS} is not needed: nothing is found here.`]);
  assert.ok(!fixed(unused).includes('rampart/ignore'));
});

test('what configuration silences stays so, and still uses its comment', () => {
  const text = role(`- verbs: [VERB] # rampart-ignore ${VERBS} -- comment`);
  const findings = findingsIn(text, 'role.yaml').map(it => ({ ...it, suppressed: { by: 'configuration', reason: 'config' } as const }));
  assert.deepEqual(silenced(text, { findings }), ['config']);
  assert.deepEqual(remarks(text, { findings }), []);
});

test('a missing reason is said, and the finding silenced all the same', () => {
  for (const end of ['', ' --', ' -- ']) {
    const text = role(`- verbs: [VERB] # rampart-ignore ${VERBS}${end}`);
    assert.deepEqual(silenced(text), ['-']);
    assert.match(remarks(text)[0]!, /^missing-reason \| rampart-ignore /);
  }
});

test('of a suppression that nobody needs, only that is said', () => {
  assert.deepEqual(remarks(role(`- verbs: [get] # rampart-ignore ${VERBS}`)), [
    `unused-suppression | ${VERBS} | This suppression of ${VERBS} is not needed: nothing is found here.`,
  ]);
});

test('what cannot be read silences nothing and says why', () => {
  const cases: Record<string, RegExp> = {
    'rampart-ignore': /names its rules: write/,
    'rampart-ignore -- why': /names its rules: write/,
    'rampart-ignore * -- why': /"\*" stands for none/,
    'rampart-ignore rbac/* -- why': /"\*" stands for none/,
    [`rampart-ignore ${VERBS} because`]: /put commas between rules/,
    [`rampart-ignore ${VERBS} ${GROUPS} -- x`]: /put commas/,
    'rampart-ignore verbs -- x': /an id is written area\/name/,
    [`rampart-ignore ${VERBS},, ${GROUPS} -- x`]: /is not the id/,
    [`rampart-ignore-line ${VERBS} -- x`]: /rampart-ignore-line is not known/,
  };
  for (const [comment, message] of Object.entries(cases)) {
    const text = role(`- verbs: [VERB] # ${comment}`);
    assert.deepEqual(silenced(text), ['VERB'], comment);
    const [remark, ...others] = remarks(text);
    assert.match(remark!, /^malformed-suppression/);
    assert.match(remark!, message);
    assert.deepEqual(others, []);
  }
  for (const prose of ['see rampart-ignore in the guide', 'rampart-ignored things', 'xrampart-ignore a/b', 'rampart is good'])
    assert.deepEqual(remarks(role(`- verbs: [get] # ${prose}`)), [], prose);
});

test('an unknown rule is named, and corrected by its fix', () => {
  const text = role('- verbs: [VERB] # rampart-ignore rbac/no-wildcard-verb -- x');
  assert.deepEqual(remarks(text), [
    `unknown-rule | rbac/no-wildcard-verb | There is no rule rbac/no-wildcard-verb, so this suppresses nothing. Did you mean ${VERBS}?`,
  ]);
  assert.deepEqual(silenced(fixed(text)), ['x']);
  assert.deepEqual(run(role('- verbs: [VERB] # rampart-ignore other/thing -- x')).own[0]!.fixes, []);
});

test('an unused suppression is removed without a trace', () => {
  const clean = role('- verbs: [get]', '- verbs: [list]');
  for (const newline of ['\n', '\r\n']) {
    const plain = clean.replaceAll('\n', newline);
    const comment = `# rampart-ignore ${VERBS} -- old`;
    assert.equal(fixed(plain.replace('[get]', `[get]   ${comment}`)), plain);
    assert.equal(fixed(plain.replace('- verbs: [list]', `${comment}${newline}- verbs: [list]`)), plain);
    assert.equal(fixed(`${comment}${newline}${plain}`), plain);
    assert.equal(fixed(`\ufeff${comment}${newline}${plain}`), `\ufeff${plain}`);
    assert.equal(fixed(plain.replace('[get]', `[get] # note ${comment}`)), plain.replace('[get]', '[get] # note'));
  }
  const partly = role(`- verbs: [VERB] # rampart-ignore ${GROUPS}, ${VERBS} -- x`);
  assert.deepEqual(remarks(partly), [
    `unused-suppression | ${GROUPS} | This suppression of ${GROUPS} is not needed: nothing is found here.`,
  ]);
  assert.equal(fixed(partly), role(`- verbs: [VERB] # rampart-ignore ${VERBS} -- x`));
});

test('a suppression is unused only if its rule was asked and could judge', () => {
  const text = role(`- verbs: [get] # rampart-ignore ${VERBS} -- x`);
  assert.equal(remarks(text).length, 1);
  assert.deepEqual(remarks(text, { couldJudge: () => false }), []);
  assert.deepEqual(remarks(text, { unjudged: [{ file: 'role.yaml', reason: 'Broken.' }] }), []);
  assert.deepEqual(
    remarks(text, { unjudged: [{ file: 'role.yaml', range: { start: text.length - 2, end: text.length - 2 }, reason: 'Broken.' }] }),
    [],
  );
  const broken = [{ file: 'role.yaml', range: { start: 0, end: 2 }, reason: 'Broken.' }];
  assert.deepEqual(remarks(text, { unjudged: broken }), []);
  assert.equal(remarks(`kind: Role\n---\n${text}`, { unjudged: broken }).length, 1);
  assert.deepEqual(remarks(role(`- verbs: [{{ .Values.verb }}] # rampart-ignore ${VERBS} -- x`)), []);
  assert.deepEqual(remarks(text, { levelOf: () => 'off' }), []);
});

test('fingerprints of remarks stay while lines move', () => {
  const text = role(`- verbs: [get] # rampart-ignore ${VERBS} -- x`, `- verbs: [get] # rampart-ignore ${VERBS} -- y`);
  const of = (it: string) => run(it).own.map(({ finding }) => finding.fingerprint);
  assert.deepEqual(of(text), of(`# moved\n${text}`));
  assert.equal(new Set(of(text)).size, 2);
});

test('nothing of this throws on odd text', () => {
  for (const text of [
    '# rampart-ignore',
    '#rampart-ignore a/b',
    '{"a": "# rampart-ignore a/b"}',
    'rampart/ignore',
    `a: [\n# rampart-ignore ${VERBS}\n`,
    '---\n---\n# rampart-ignore-document a/b',
    `# rampart-ignore ${'a/b,'.repeat(2_000)}`,
    '\ufeff# rampart-ignore-file',
  ]) {
    const { own } = run(text);
    for (const {
      finding: {
        place: { range },
      },
    } of own)
      assert.ok(range.start < range.end && range.end <= text.length, text.slice(0, 40));
  }
});

function ignoring(text: string, scope: 'here' | 'file' | 'rule', reason = 'agreed', config?: string, path = 'role.yaml') {
  const file = readFile(path, text)!;
  return ignoreEdit(
    file,
    findingsIn(text, path)[0]!,
    scope,
    reason,
    config === undefined ? undefined : { path: '.rampart.yaml', text: config },
  );
}

test('ignoring here or in the file writes a comment that does it', () => {
  const texts = [
    role('- verbs: [VERB]'),
    role('- verbs:', '  - VERB', '  - get'),
    role('- verbs: [VERB] # note'),
    role(`- verbs: [VERB] # rampart-ignore ${GROUPS} -- old`),
    role('- {verbs: [VERB], apiGroups: [""]}'),
  ];
  for (const text of texts.flatMap(it => [it, it.replaceAll('\n', '\r\n'), it.trimEnd()])) {
    for (const scope of ['here', 'file'] as const) {
      const after = applied(text, ignoring(text, scope));
      assert.match(silenced(after)[0]!, /agreed|old/, after);
      assert.ok(!/[^\r]\n/.test(after) || !after.includes('\r\n'), 'line ends are kept');
    }
  }
  const extended = applied('', [{ create: 'x', text: applied(texts[3]!, ignoring(texts[3]!, 'here')) }]);
  assert.ok(extended.includes(`# rampart-ignore ${GROUPS}, ${VERBS} -- old\n`), extended);
  assert.match(
    applied(`#cloud-config\n${texts[0]}`, ignoring(`#cloud-config\n${texts[0]}`, 'file')),
    /^#cloud-config\n# rampart-ignore-file /,
  );
  assert.match(applied(texts[0]!, ignoring(texts[0]!, 'here', ' two\nlines ')), /-- two lines\n/);
});

test('units and environment files are commented above the line', () => {
  const texts = {
    'kube-apiserver.service': '[Service]\nExecStart=/usr/bin/kube-apiserver \\\n  --a=VERB \\\n  --v=2\n',
    'etc/default/kube-apiserver': 'KUBE_API_ARGS="--a=VERB"\n',
  };
  for (const [path, text] of Object.entries(texts)) {
    const after = applied(text, ignoring(text, 'here', 'agreed', undefined, path));
    assert.match(after, /^ *# rampart-ignore rbac\/no-wildcard-verbs -- agreed$/m);
    assert.deepEqual(silenced(after, undefined, path), ['agreed']);
    assert.deepEqual(remarks(after, undefined, path), []);
    assert.equal(applied(after, run(after, { findings: [] }, path).own[0]!.fixes[0]!.changes), text);
  }
});

test('where no comment is legal, an entry of the configuration does it', () => {
  const text = '{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "rules": [{"verbs": ["VERB"]}]}';
  const styles = [
    '',
    '# ours\n',
    'profile: cis',
    'profile: cis\r\n',
    'ignore: []\n',
    'ignore:\n',
    `ignore:\n- rule: ${GROUPS}\n  reason: x\n`,
    `ignore:\n  # all\n  - {rule: ${GROUPS}, reason: x}\nprofile: cis\n`,
  ];
  for (const config of [undefined, ...styles]) {
    const after = applied(config ?? '', ignoring(text, 'here', 'agreed: "yes"', config, 'k/[x].json'));
    const { configuration, problems } = readSettings('.rampart.yaml', after, KNOWN);
    assert.deepEqual(problems, [], after);
    assert.deepEqual(configuration.ignore?.at(-1), { rule: VERBS, files: ['k/\\[x\\].json'], reason: 'agreed: "yes"' }, after);
    assert.equal(configuration.ignore?.length, config?.includes(GROUPS) ? 2 : 1);
    assert.equal(configuration.profile, config?.includes('cis') ? 'cis' : undefined);
  }
  assert.equal(ignoring(text, 'here', 'x', 'profile: [', 'x.json'), undefined);
});

test('turning a rule off keeps the configuration as it is', () => {
  const text = role('- verbs: [VERB]');
  for (const config of [
    undefined,
    '',
    'profile: cis\n',
    `rules:\n  ${GROUPS}: off # ours\n`,
    `rules: {${VERBS}: error}\n`,
    '# only this\r\n',
  ]) {
    const after = applied(config ?? '', ignoring(text, 'rule', '', config));
    const { configuration, problems } = readSettings('.rampart.yaml', after, KNOWN);
    assert.deepEqual(problems, [], after);
    assert.equal(configuration.rules?.[VERBS], 'off', after);
    if (config?.includes('# ours')) assert.ok(after.includes(`  ${GROUPS}: off # ours\n`));
  }
});

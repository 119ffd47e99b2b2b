/** The command line as people see it: every console block of test/cli/*.md is run, and must print just what it shows. `UPDATE=1` writes what it prints. */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { unifiedDiff } from '../cli/diff.ts';
import { TEMPLATE } from '../cli/init.ts';
import type { Io } from '../cli/io.ts';
import { run } from '../cli/run.ts';
import { readSettings } from '../core/settings.ts';
import { applyEdits, areDisjoint, insert, type TextEdit } from '../core/text.ts';
import { defineRule, removeValue, replaceValue, resource, type Rule, safe, suggest } from '#core';

/** Of these transcripts alone, so that no change of a rule changes them: one fix of each safety. */
const RULES: readonly Rule[] = [
  defineRule({
    id: 'rbac/no-wildcard-verbs',
    summary: 'A role must not allow every verb.',
    severity: 'warning',
    profiles: ['recommended', 'cis'],
    controls: { 'cis-1.12': ['5.1.3'], checkov: ['CKV_K8S_49'] },
    links: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
    docs: { why: 'It includes `escalate`.', fix: 'Name the verbs.', ignore: 'For break-glass roles.' },
    on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),
    *check(role) {
      for (const verb of role
        .at('rules')
        .items()
        .flatMap(it => it.at('verbs').items())) {
        if (verb.asString() === '*')
          yield { at: verb, message: '"*" allows every verb.', fixes: [suggest('Allow reading', replaceValue(verb, 'get', 'list'))] };
      }
    },
  }),
  defineRule({
    id: 'rbac/no-doubled-verbs',
    summary: 'A role must name a verb once.',
    severity: 'info',
    profiles: ['recommended'],
    controls: {},
    links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
    docs: { why: 'Nothing is gained.', fix: 'Take one away.', ignore: 'Never.' },
    on: resource('rbac.authorization.k8s.io', 'Role', 'ClusterRole'),
    *check(role) {
      for (const rule of role.at('rules').items()) {
        const verbs = rule.at('verbs').items();
        const double = verbs.find((it, i) => verbs.slice(0, i).some(other => other.asString() === it.asString()));
        if (double)
          yield { at: double, message: `"${double.asString()}" is named twice.`, fixes: [safe('Name it once', removeValue(double))] };
      }
    },
  }),
];

const UPDATE = process.env.UPDATE === '1';

for (const name of readdirSync('test/cli')
  .filter(it => it.endsWith('.md'))
  .sort()) {
  const path = join('test/cli', name);
  const chapters = chaptersOf(readFileSync(path, 'utf8'));
  const common = filesOf(chapters[0]!);
  for (const [i, chapter] of chapters.entries()) {
    if (!chapter.includes('```console')) continue;
    test(`${name}: ${chapter.replace(/^#+ /, '').split('\n')[0]}`, async () => {
      const actual = await played(chapter, { ...common, ...filesOf(chapter) });
      if (UPDATE) chapters[i] = actual;
      else assert.equal(actual, chapter);
    });
  }
  if (UPDATE) test(`${name} is written`, () => writeFileSync(path, chapters.join('')));
}

const ROLE =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: ci}\nrules:\n  - {apiGroups: [apps], resources: [deployments], verbs: ["*"]}\n';

/** One command in a folder of its own, with a look at each stream. */
async function command(
  t: TestContext,
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
  io: Partial<Io> = {},
  rules = RULES,
) {
  const cwd = mkdtempSync(join(tmpdir(), 'rampart-cli-'));
  t.after(() => rmSync(cwd, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
  let [out, err] = ['', ''];
  const code = await run(
    argv,
    {
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
      input: async () => Buffer.from(''),
      cwd,
      env: {},
      outIsTerminal: false,
      errIsTerminal: false,
      columns: undefined,
      ...io,
    },
    rules,
  );
  return { code, out, err, cwd };
}

/** A rule that does something else each time it is asked. */
const meddling = (meddle: () => void): Rule[] =>
  RULES.map(rule => ({
    ...rule,
    *check(subject, context) {
      meddle();
      yield* rule.check(subject, context);
    },
  }));

test('a file that changes while it is scanned is left alone, and named', async t => {
  const other = join(mkdtempSync(join(tmpdir(), 'rampart-cli-')), 'role.yaml');
  t.after(() => rmSync(dirname(other), { recursive: true, force: true }));
  writeFileSync(other, ROLE);
  const { code, err } = await command(
    t,
    ['scan', '--fix=suggested', other],
    {},
    {},
    meddling(() => writeFileSync(other, '# mine\n')),
  );
  assert.equal(code, 2);
  assert.match(err, /^rampart: .*role\.yaml was not fixed\. It was changed by another program in the meantime\.\nFixed nothing\.\n$/);
  assert.equal(readFileSync(other, 'utf8'), '# mine\n');
});

test('long work says how far it is, on a terminal only, and takes it away again', async t => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd'].map(it => [`${it}.yaml`, ROLE]));
  const slowly = meddling(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120));
  const { err, out } = await command(t, ['scan'], files, { errIsTerminal: true }, slowly);
  assert.match(err, /Judging \d of 4 files/);
  assert.ok(err.endsWith('\r\x1b[2K'), JSON.stringify(err));
  assert.match(out, /4 warnings in 4 files/);
  assert.equal((await command(t, ['scan'], files, {}, slowly)).err, '');
});

test('a text that cannot be fixed is not lost', async t => {
  const latin1 = await command(t, ['scan', '--fix', '-'], {}, { input: async () => Uint8Array.of(0x61, 0xe9) });
  assert.deepEqual(
    [latin1.code, latin1.out, latin1.err],
    [2, '', 'rampart: Standard input cannot be fixed. The file is not valid UTF-8.\n'],
  );
  const foreign = await command(
    t,
    ['scan', '--fix', '--stdin-filename', 'a.txt', '-'],
    {},
    { input: async () => Buffer.from('anything\n') },
  );
  assert.deepEqual([foreign.code, foreign.out], [0, 'anything\n']);
  const unread = await command(t, ['scan', '-'], {}, { input: async () => Uint8Array.of(0x61, 0xe9) });
  assert.match(unread.out, /stdin\.yaml: The file is not valid UTF-8\./);
});

test('a program is no file of arguments, but says so where it is named', async t => {
  const files = { tool: 'ELF\0', 'role.yaml': 'kind\0' };
  const folder = await command(t, ['scan'], files);
  assert.match(folder.out, /1 place was not judged:\n {2}role\.yaml: The file is binary\.\n$/);
  assert.match((await command(t, ['scan', 'tool'], files)).out, /\n {2}tool: The file is binary\.\n$/);
});

test('a fault of our own is told in a sentence, with a trace only where one is asked for', async t => {
  const broken = [
    {
      ...RULES[0]!,
      get id(): string {
        throw new TypeError('no id');
      },
    },
  ];
  const { code, err } = await command(t, ['rules'], {}, {}, broken);
  assert.equal(code, 2);
  assert.match(err, /^rampart: Stopped by an internal error \(TypeError: no id\)\. This is a fault of Rampart: please report it/);
  assert.doesNotMatch(err, /^ +at /m);
  assert.match((await command(t, ['rules'], {}, { env: { RAMPART_DEBUG: '1' } }, broken)).err, /^ +at /m);
});

test('what init writes is a configuration without problems, and so is what its comments suggest', () => {
  const known = RULES.map(it => it.id);
  const uncommented = TEMPLATE.replace(/^# (?=\S+:| {2})/gm, '');
  assert.notEqual(uncommented, TEMPLATE);
  for (const text of [TEMPLATE, uncommented]) assert.deepEqual(readSettings('.rampart.yaml', text, known).problems, []);
  assert.deepEqual(Object.keys(readSettings('.rampart.yaml', uncommented, known).configuration), [
    'profile',
    'kubernetesVersion',
    'rules',
    'exclude',
    'overrides',
    'ignore',
    'paths',
  ]);
});

test('a difference is what git applies', t => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-diff-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  if (spawnSync('git', ['init', '-q', folder]).status !== 0) return t.skip('git is not installed');
  const text = fc.array(fc.constantFrom('a', 'b', '\n', '\n', '\r\n', 'é', '\uFEFF'), { maxLength: 40 }).map(it => it.join(''));
  const edit = fc.record({ at: fc.nat(60), length: fc.nat(6), newText: fc.constantFrom('', 'x', '\n', 'x\n', '\nx', 'x\r\ny\n') });
  fc.assert(
    fc.property(text, fc.array(edit, { maxLength: 4 }), (before, drafts) => {
      const edits: TextEdit[] = [];
      for (const { at, length, newText } of drafts) {
        const start = Math.min(at, before.length);
        const next = { range: { start, end: Math.min(start + length, before.length) }, newText };
        if (areDisjoint([...edits, next])) edits.push(next);
      }
      const after = applyEdits(before, edits);
      const diff = unifiedDiff('it s/"odd".yaml', before, edits);
      if (before === after) return assert.equal(diff, '');
      const file = join(folder, 'it s', '"odd".yaml');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, before);
      const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: diff, encoding: 'utf8' });
      assert.equal(status, 0, `${stderr}\n${diff}`);
      assert.equal(existsSync(file) ? readFileSync(file, 'utf8') : '', after, diff);
    }),
    { numRuns: 150 },
  );
});

test('a difference in a file with a blank in its name is what patch applies too', t => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-diff-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const diff = unifiedDiff('it s/a b.yaml', 'a\n', [insert(0, 'x\n')]);
  assert.equal(diff, '--- a/it s/a b.yaml\t\n+++ b/it s/a b.yaml\t\n@@ -1,1 +1,2 @@\n+x\n a\n');
  for (const program of ['git apply -', 'patch -s -p1']) {
    const [name = '', ...argv] = program.split(' ');
    if (spawnSync(name, ['--version']).status !== 0) continue;
    mkdirSync(join(folder, 'it s'), { recursive: true });
    writeFileSync(join(folder, 'it s', 'a b.yaml'), 'a\n');
    assert.equal(spawnSync(name, argv, { cwd: folder, input: diff }).status, 0, program);
    assert.equal(readFileSync(join(folder, 'it s', 'a b.yaml'), 'utf8'), 'x\na\n', program);
  }
});

test('close changes share a hunk, distant ones do not', () => {
  const before = Array.from({ length: 30 }, (_, i) => `${i + 1}\n`).join('');
  const at = (line: string): number => before.indexOf(`\n${line}\n`) + 1;
  assert.equal(
    unifiedDiff('a.yaml', before, [
      insert(at('5'), 'x\n'),
      insert(at('12'), 'y\n'),
      { range: { start: at('25'), end: at('26') }, newText: '' },
    ]),
    [
      '--- a/a.yaml',
      '+++ b/a.yaml',
      '@@ -2,6 +2,7 @@',
      ' 2',
      ' 3',
      ' 4',
      '+x',
      ' 5',
      ' 6',
      ' 7',
      '@@ -9,6 +10,7 @@',
      ' 9',
      ' 10',
      ' 11',
      '+y',
      ' 12',
      ' 13',
      ' 14',
      '@@ -22,7 +24,6 @@',
      ' 22',
      ' 23',
      ' 24',
      '-25',
      ' 26',
      ' 27',
      ' 28',
      '',
    ].join('\n'),
  );
  assert.equal(unifiedDiff('a.yaml', before, [insert(at('5'), 'x\n'), insert(at('11'), 'y\n')]).match(/^@@/gm)?.length, 1);
});

/** What stands before the first heading of the second level, then each such heading with what follows. Headings inside fences are none. */
function chaptersOf(text: string): string[] {
  const chapters = [''];
  let isFenced = false;
  for (const line of text.split(/(?<=\n)/)) {
    if (line.startsWith('```')) isFenced = !isFenced;
    if (line.startsWith('## ') && !isFenced) chapters.push('');
    chapters[chapters.length - 1] += line;
  }
  return chapters;
}

/** Fenced blocks with the name of a file behind the language. */
function filesOf(chapter: string): Record<string, string> {
  return Object.fromEntries([...chapter.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, file, text]) => [hidden(file!), text!]));
}

/** Control characters are shown as Markdown can hold them. */
function visible(text: string): string {
  return text.replaceAll('\x1b', '⎋');
}

function hidden(text: string): string {
  return text.replaceAll('⎋', '\x1b');
}

/** The chapter as it would be if every console block showed what really happens, one block after another in one folder. */
async function played(chapter: string, files: Readonly<Record<string, string>>): Promise<string> {
  const blocks = chapter.split(/^(```console\n[\s\S]*?^```$)/m);
  const outside = mkdtempSync(join(tmpdir(), 'rampart-cli-'));
  const cwd = join(outside, 'project');
  try {
    mkdirSync(cwd);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    for (const [i, block] of blocks.entries()) {
      if (!block.startsWith('```console\n')) continue;
      let text = '```console\n';
      for (const [, command] of block.matchAll(/^\$ (.*)$/gm)) text += `$ ${command}\n${await output(command!, cwd)}`;
      blocks[i] = `${text}\`\`\``;
    }
    return blocks.join('');
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
}

/** What a terminal would show, and the exit code if it is not 0. Understands `NAME=value rampart … < FILE`, `cat FILE` and `ls`. */
async function output(command: string, cwd: string): Promise<string> {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(it => hidden(it[1] ?? it[2]!));
  const env = Object.fromEntries(words.flatMap(it => (/^[A-Z_]+=/.test(it) ? [it.split('=')] : [])));
  const argv = words.slice(words.findIndex(it => !/^[A-Z_]+=/.test(it)));
  const from = argv.indexOf('<');
  const input = from === -1 ? '' : readFileSync(join(cwd, argv[from + 1]!));
  const [program, ...rest] = from === -1 ? argv : argv.slice(0, from);
  if (program === 'cat') return existsSync(join(cwd, rest[0]!)) ? readFileSync(join(cwd, rest[0]!), 'utf8') : '? 1\n';
  if (program === 'ls') return `${readdirSync(cwd).sort().join('\n')}\n`;
  assert.equal(program, 'rampart', `a transcript runs rampart, cat or ls: ${command}`);

  let shown = '';
  const write = (text: string): void => {
    shown += text;
  };
  const code = await run(
    rest,
    {
      out: write,
      err: write,
      input: async () => Buffer.from(input),
      cwd,
      env,
      outIsTerminal: false,
      errIsTerminal: false,
      columns: undefined,
    },
    RULES,
  );
  return `${visible(shown)}${shown && !shown.endsWith('\n') ? '\n' : ''}${code ? `? ${code}\n` : ''}`;
}

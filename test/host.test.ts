/** Folders as people have them: ignored, linked, looped, unreadable; and files that are none. */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { LARGEST_FILE } from '../core/host.ts';
import { createNodeHost } from '../host-node/host.ts';
import { IGNORED, isIgnored } from '../host-node/ignored.ts';
import type { FileSystem } from '../host-node/paths.ts';

/** A folder of its own inside another one, so that there is an outside; gone after the test. */
function folder(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const outside = mkdtempSync(join(tmpdir(), 'rampart-host-'));
  t.after(() => rmSync(outside, { recursive: true, force: true }));
  const root = join(outside, 'root');
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const WORKING: FileSystem = { ...nodeFiles };

/** A disk that fails for one path, in the way that the operating system says so. */
const failing = (call: 'readdir' | 'open' | 'rename' | 'access', code: string, suffix: string): FileSystem => ({
  ...WORKING,
  [call]: (path: string, ...rest: never[]) =>
    path.endsWith(suffix)
      ? Promise.reject(Object.assign(new Error(code), { code }))
      : (WORKING[call] as (path: string, ...rest: never[]) => Promise<unknown>)(path, ...rest),
});

test('lists files in order, and below a folder only', async t => {
  const host = createNodeHost(folder(t, { 'b.yaml': '', 'a/z.yaml': '', 'a/b/c.yaml': '', 'a.yaml': '' }));
  assert.deepEqual(await host.list(''), { files: ['a.yaml', 'a/b/c.yaml', 'a/z.yaml', 'b.yaml'], skipped: [] });
  assert.deepEqual(await host.list('.'), await host.list(''));
  assert.deepEqual((await host.list('a')).files, ['a/b/c.yaml', 'a/z.yaml']);
});

test('leaves out what .gitignore and every project leave out, but never a configuration', async t => {
  const host = createNodeHost(
    folder(t, {
      '.gitignore': '# comment\n*.tmp\n/out/\nsecret*\n!secret-policy.yaml\r\n.rampart.yaml\n',
      'a.tmp': '',
      'out/a.yaml': '',
      'deep/out/a.yaml': '',
      'secret.yaml': '',
      'secret-policy.yaml': '',
      '.rampart.yaml': '',
      'deep/.rampart.yaml': '',
      '.git/config': '',
      'deep/node_modules/x/y.yaml': '',
      '.github/a.yaml': '',
    }),
  );
  assert.deepEqual((await host.list('')).files, [
    '.github/a.yaml',
    '.gitignore',
    '.rampart.yaml',
    'deep/.rampart.yaml',
    'deep/out/a.yaml',
    'secret-policy.yaml',
  ]);
});

test('a deeper .gitignore outranks the ones above it', async t => {
  const host = createNodeHost(
    folder(t, {
      '.gitignore': 'gen/\n*.log.yaml\n',
      'x/.gitignore': '!gen/\n!keep.log.yaml\n/only-here.yaml\nsub/deep.yaml\n',
      'gen/a.yaml': '',
      'x/gen/a.yaml': '',
      'x/keep.log.yaml': '',
      'x/no.log.yaml': '',
      'keep.log.yaml': '',
      'x/only-here.yaml': '',
      'x/y/only-here.yaml': '',
      'only-here.yaml': '',
      'x/sub/deep.yaml': '',
      'x/y/sub/deep.yaml': '',
    }),
  );
  assert.deepEqual(
    (await host.list('')).files.filter(it => !it.endsWith('.gitignore')),
    ['only-here.yaml', 'x/gen/a.yaml', 'x/keep.log.yaml', 'x/y/only-here.yaml', 'x/y/sub/deep.yaml'],
  );
});

test('a folder that is asked for by name is listed, ignored or not', async t => {
  const host = createNodeHost(
    folder(t, { '.gitignore': 'build/\n*.tmp\n', 'build/a.yaml': '', 'build/b/c.yaml': '', 'src/a.tmp': '', 'src/a.yaml': '' }),
  );
  assert.deepEqual((await host.list('build')).files, ['build/a.yaml', 'build/b/c.yaml']);
  assert.deepEqual((await host.list('build/b')).files, ['build/b/c.yaml']);
  assert.deepEqual((await host.list('src')).files, ['src/a.yaml']);
});

test('agrees with git', async t => {
  const files = Object.fromEntries(
    ['a', 'b', 'a/a', 'a/b', 'b/a', 'a b/c', 'a/[x]/b', 'x#y/a', 'a/!b/a'].flatMap(it => [
      [`${it}/f.yaml`, ''],
      [`${it}/g.yml`, ''],
    ]),
  );
  const root = folder(t, files);
  if (spawnSync('git', ['init', '-q', root]).status !== 0) return t.skip('git is not installed');
  const patterns = [
    'a/',
    '/a',
    'b',
    '*.yml',
    '!f.yaml',
    '!*.yml',
    '/a/b/',
    '**/b',
    'a/**',
    '!a/b',
    'a b',
    '[x]',
    '\\[x\\]',
    '\\#x',
    'x#y/',
    '\\!b',
    '/b/*',
    '!b/a/',
    '?',
  ];
  const some = fc.array(fc.constantFrom(...patterns), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(some, some, fc.constantFrom('a', 'a b', 'a/[x]', 'x#y'), async (outer, inner, where) => {
      const ignoring = [join(root, '.gitignore'), join(root, where, '.gitignore')];
      writeFileSync(ignoring[0]!, outer.join('\n'));
      writeFileSync(ignoring[1]!, inner.join('\n'));
      const expected = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
      assert.deepEqual((await createNodeHost(root).list('')).files, expected.split('\0').filter(Boolean).sort());
      rmSync(ignoring[1]!);
    }),
    { numRuns: 60 },
  );
});

test('one path is judged as the whole listing judges it', async t => {
  const texts: Record<string, string> = { '.gitignore': 'gen/\n*.tmp\n', 'x/.gitignore': '!gen/\n' };
  const paths = ['gen/a', 'x/gen/a', 'x/a.tmp', 'node_modules/a', 'x/.git/a', 'a'];
  const host = createNodeHost(folder(t, { ...texts, ...Object.fromEntries(paths.map(it => [it, ''])) }));
  const { files } = await host.list('');
  for (const path of paths) {
    assert.equal(
      isIgnored(path, it => texts[it ? `${it}/.gitignore` : '.gitignore']),
      !files.includes(path),
      path,
    );
  }
});

test('no .gitignore is too strange', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[]!\\*?/-^{}()|+.$#a \n\r\t\uFEFF') }), text => {
      const ignored = IGNORED.within('', text).within('a[', text);
      for (const path of ['a', 'a[/b', '...', 'a\\', ' ']) assert.equal(typeof ignored.has(path, false), 'boolean');
    }),
  );
});

test('names links that lead out, nowhere, or in a circle, and lists what is linked once', async t => {
  const root = folder(t, { 'base/a.yaml': '', 'base/deep/b.yaml': '', '../out.yaml': 'secret', '../other/x.yaml': '' });
  symlinkSync('../out.yaml', join(root, 'out.yaml'));
  symlinkSync('../other', join(root, 'other'));
  symlinkSync('nowhere', join(root, 'gone.yaml'));
  symlinkSync('self', join(root, 'self'));
  symlinkSync('..', join(root, 'base/deep/up'));
  symlinkSync('.', join(root, 'here'));
  symlinkSync('base', join(root, 'again'));
  symlinkSync('base/a.yaml', join(root, 'a.yaml'));
  const host = createNodeHost(root);
  assert.deepEqual(await host.list(''), {
    files: ['base/a.yaml', 'base/deep/b.yaml'],
    skipped: [
      { path: 'base/deep/up', reason: 'The link leads back to a folder that it lies in.' },
      { path: 'gone.yaml', reason: 'The link leads nowhere.' },
      { path: 'here', reason: 'The link leads back to a folder that it lies in.' },
      { path: 'other', reason: 'The link leads out of the workspace folder.' },
      { path: 'out.yaml', reason: 'The link leads out of the workspace folder.' },
      { path: 'self', reason: 'The link leads back to itself.' },
    ],
  });
  assert.deepEqual(await host.read('out.yaml'), { reason: 'The link leads out of the workspace folder.' });
  assert.deepEqual(await host.read('other/x.yaml'), { reason: 'The link leads out of the workspace folder.' });
  assert.equal(await host.write('out.yaml', 'x', 'secret'), 'The link leads out of the workspace folder.');
  assert.equal(await host.create('other/new.yaml', 'x'), 'The link leads out of the workspace folder.');
  assert.equal(readFileSync(join(root, '../out.yaml'), 'utf8'), 'secret');
  assert.deepEqual(readdirSync(join(root, '../other')), ['x.yaml']);
});

test('follows a link to what is not listed under its own name', async t => {
  const root = folder(t, { '.gitignore': 'store/\n', 'store/a.yaml': 'a', 'store/more/b.yaml': '', 'sub/x.yaml': '', 'side/y.yaml': '' });
  symlinkSync('store', join(root, 'linked'));
  symlinkSync('../side', join(root, 'sub/side'));
  const host = createNodeHost(root);
  assert.deepEqual((await host.list('')).files, ['.gitignore', 'linked/a.yaml', 'linked/more/b.yaml', 'side/y.yaml', 'sub/x.yaml']);
  assert.deepEqual((await host.list('sub')).files, ['sub/side/y.yaml', 'sub/x.yaml']);
  assert.deepEqual(await host.read('linked/a.yaml'), { text: 'a' });
});

test('a workspace folder that is itself a link is the folder that it leads to', async t => {
  const root = folder(t, { 'a.yaml': 'a' });
  symlinkSync('root', join(root, '../link'));
  const host = createNodeHost(join(root, '../link'));
  assert.deepEqual((await host.list('')).files, ['a.yaml']);
  assert.equal(await host.write('a.yaml', 'b', 'a'), undefined);
  assert.equal(readFileSync(join(root, 'a.yaml'), 'utf8'), 'b');
});

test('never leaves the folder', async t => {
  const host = createNodeHost(folder(t, { 'a.yaml': '', '../out.yaml': 'secret' }));
  for (const path of ['../out.yaml', 'a/../../out.yaml', '/etc/hostname', './../out.yaml', 'a//b', 'a\0b', '..']) {
    assert.deepEqual(await host.read(path), { reason: 'The path leads out of the workspace folder.' }, path);
    assert.deepEqual((await host.list(path)).files, [], path);
    assert.equal(await host.create(path, ''), 'The path leads out of the workspace folder.', path);
  }
});

test('names folders and files that cannot be read, and goes on', async t => {
  const root = folder(t, { 'a/x.yaml': '', 'locked/x.yaml': '', 'z.yaml': 'z' });
  const locked = createNodeHost(root, failing('readdir', 'EACCES', 'locked'));
  assert.deepEqual(await locked.list(''), {
    files: ['a/x.yaml', 'z.yaml'],
    skipped: [{ path: 'locked', reason: 'There is no permission to read it.' }],
  });
  assert.deepEqual(await createNodeHost(root, failing('open', 'EACCES', 'z.yaml')).read('z.yaml'), {
    reason: 'There is no permission to read it.',
  });
  assert.deepEqual(await createNodeHost(root, failing('open', 'EMFILE', 'z.yaml')).read('z.yaml'), { reason: 'Too many files are open.' });
  assert.deepEqual(await createNodeHost(root, failing('open', 'EWHAT', 'z.yaml')).read('z.yaml'), {
    reason: 'It could not be read (EWHAT).',
  });
  assert.deepEqual(await createNodeHost(join(root, 'gone')).list(''), {
    files: [],
    skipped: [{ path: '.', reason: 'It does not exist.' }],
  });
});

test('says why a file has no text', async t => {
  const root = folder(t, {
    'folder/a': '',
    'binary.yaml': Uint8Array.of(0x61, 0, 0x62),
    'latin1.yaml': Uint8Array.of(0x61, 0xe9, 0x0a),
    'large.yaml': new Uint8Array(LARGEST_FILE + 1).fill(0x20),
    'bom.yaml': '\uFEFFa: é\r\n',
    'empty.yaml': '',
  });
  const host = createNodeHost(root);
  assert.deepEqual(await host.read('folder'), { reason: 'It is a folder, not a file.' });
  assert.deepEqual(await host.read('gone.yaml'), { reason: 'It does not exist.' });
  assert.deepEqual(await host.read('bom.yaml/x'), { reason: 'A part of its path is not a folder.' });
  assert.deepEqual(await host.read('binary.yaml'), { reason: 'The file is binary.' });
  assert.deepEqual(await host.read('latin1.yaml'), { reason: 'The file is not valid UTF-8.' });
  assert.deepEqual(await host.read('large.yaml'), { reason: 'The file is larger than 16 MB.' });
  assert.deepEqual(await host.read('bom.yaml'), { text: '\uFEFFa: é\r\n' });
  assert.deepEqual(await host.read('empty.yaml'), { text: '' });
});

test('opens no pipe, socket or device', { timeout: 5_000 }, async t => {
  const root = folder(t, { 'a.yaml': '' });
  if (spawnSync('mkfifo', [join(root, 'pipe.yaml')]).status !== 0) return t.skip('there is no mkfifo');
  const socket = createServer().listen(join(root, 'socket.yaml'));
  t.after(() => socket.close());
  await new Promise(resolve => socket.once('listening', resolve));
  const host = createNodeHost(root);
  assert.deepEqual(await host.read('pipe.yaml'), { reason: 'It is not a regular file.' });
  assert.deepEqual(await host.read('socket.yaml'), { reason: 'It is not a regular file.' });
});

test('writes all or nothing, and keeps the mode', async t => {
  const root = folder(t, { 'a.yaml': 'old' });
  chmodSync(join(root, 'a.yaml'), 0o640);
  const host = createNodeHost(root);
  assert.equal(await host.write('a.yaml', '\uFEFFnew é', 'old'), undefined);
  assert.deepEqual(await host.read('a.yaml'), { text: '\uFEFFnew é' });
  assert.equal(statSync(join(root, 'a.yaml')).mode & 0o777, 0o640);
  assert.equal(await host.write('a.yaml', 'newer', 'old'), 'It was changed by another program in the meantime.');
  assert.equal(await host.write('gone.yaml', 'x', ''), 'It does not exist.');
  assert.equal(
    await createNodeHost(root, failing('access', 'EACCES', 'a.yaml')).write('a.yaml', 'x', '\uFEFFnew é'),
    'There is no permission to write it.',
  );
  assert.equal(await createNodeHost(root, failing('rename', 'ENOSPC', '.tmp')).write('a.yaml', 'x', '\uFEFFnew é'), 'The disk is full.');
  assert.deepEqual(await host.read('a.yaml'), { text: '\uFEFFnew é' });
  assert.deepEqual(readdirSync(root), ['a.yaml'], 'nothing temporary is left behind');
});

test('writes through a link to the file that it leads to', async t => {
  const root = folder(t, { 'real/a.yaml': 'old' });
  symlinkSync('real/a.yaml', join(root, 'a.yaml'));
  assert.equal(await createNodeHost(root).write('a.yaml', 'new', 'old'), undefined);
  assert.equal(readFileSync(join(root, 'real/a.yaml'), 'utf8'), 'new');
});

test('creates a file with its folders, and never in place of another', async t => {
  const root = folder(t, { 'a.yaml': 'a' });
  symlinkSync('../planted.yaml', join(root, 'dangling.yaml'));
  const host = createNodeHost(root);
  assert.equal(await host.create('x/y/new.yaml', 'new'), undefined);
  assert.deepEqual(await host.read('x/y/new.yaml'), { text: 'new' });
  assert.equal(await host.create('a.yaml', 'b'), 'It exists already.');
  assert.equal(await host.create('dangling.yaml', 'b'), 'It exists already.');
  assert.equal(await host.create('a.yaml/b', 'b'), 'A part of its path is not a folder.');
  assert.equal(existsSync(join(root, '../planted.yaml')), false);
  assert.deepEqual(await host.read('a.yaml'), { text: 'a' });
});

test('stops when it is asked to', async t => {
  await assert.rejects(createNodeHost(folder(t, { 'a.yaml': '' })).list('', AbortSignal.abort()), { name: 'AbortError' });
});

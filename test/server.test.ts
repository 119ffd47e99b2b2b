/** The server over a pair of streams: what an editor sends, and what a person then sees. */

import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import {
  CancellationTokenSource,
  type CodeAction,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
  type Hover,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import type { Choice, ScanSummary } from '../server/protocol.ts';
import { type Editor, type EditorOptions, PULLS, PUSHED, ROOT, startEditor } from './server/editor.ts';
import { createFake, createMemory } from './server/fake.ts';
import { createWorkspace } from '../core/session.ts';
import noWildcardVerbs from '../rules/rbac/no-wildcard-verbs.ts';

const A = `${ROOT}/a.yaml`;

it('reports a finding with everything an editor shows', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad\n');
  const report = (await editor.pull(A)) as FullDocumentDiagnosticReport;
  const first = { line: 0, character: 0 };
  assert.deepEqual(report.items, [
    {
      source: 'rampart',
      code: 'test/no-bad',
      codeDescription: { href: 'https://example.org/page' },
      severity: 1,
      range: { start: { line: 0, character: 3 }, end: { line: 0, character: 6 } },
      message: 'Found *bad* here.',
      relatedInformation: [{ location: { uri: A, range: { start: first, end: { line: 0, character: 1 } } }, message: 'The start.' }],
      data: { fingerprint: 'test/no-bad#1@a.yaml' },
    },
  ]);
});

it('says unchanged while nothing changed', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad\n');
  await settled(editor);
  const first = await editor.pull(A);
  const again = await editor.pull(A, first.resultId);
  assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
  await editor.type(A, 'bad', 'good');
  const last = await editor.pull(A, first.resultId);
  assert.deepEqual([last.kind, 'items' in last && last.items], ['full', []]);
});

it('follows open, type, fix and close', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: fine\ny: worse\n');
  assert.deepEqual(await editor.sees(A), ['1:3 test/no-worse']);
  await editor.type(A, 'fine', 'bad');
  assert.deepEqual(await editor.sees(A), ['0:3 test/no-bad', '1:3 test/no-worse']);
  await editor.apply(A, 'bad', 'Make it good');
  assert.equal(editor.textOf(A), 'x: good\ny: worse\n');
  assert.deepEqual(await editor.sees(A), ['1:3 test/no-worse']);
  await editor.close(A);
  assert.deepEqual(await editor.sees(A), []);
});

it('pushes to an editor that does not pull, with versions, and clears what it closes', async context => {
  const editor = await start(context, { capabilities: PUSHED });
  await editor.open(A, 'x: bad\n');
  await until(() => editor.pushes.length === 1);
  assert.deepEqual(
    editor.pushes[0]!.diagnostics.map(it => [it.code, it.data, it.codeDescription]),
    [['test/no-bad', { fingerprint: 'test/no-bad#1@a.yaml' }, undefined]],
  );
  assert.equal(editor.pushes[0]!.version, 1);
  await editor.type(A, 'bad', 'good');
  await until(() => editor.pushes.length === 2);
  assert.deepEqual([editor.pushes[1]!.version, editor.pushes[1]!.diagnostics], [2, []]);
  await editor.type(A, 'good', 'bad');
  await until(() => editor.pushes.length === 3);
  await editor.close(A);
  await until(() => editor.pushes.length === 4);
  assert.deepEqual(editor.pushes[3], { uri: A, diagnostics: [] });
  await editor.open(A, 'x: bad\n');
  await until(() => editor.pushes.length === 5);
  assert.equal(editor.pushes[4]!.diagnostics.length, 1);
});

it('offers what can be done about a finding, in the order a person wants it', async context => {
  const editor = await start(context, { initializationOptions: { commands: ['rampart.ignore', 'rampart.openRule'] } });
  await editor.open(A, 'x: bad\ny: bad\n');
  const actions = await editor.actions(A, 'bad');
  assert.deepEqual(
    actions.map(it => [it.title, it.kind, it.isPreferred ?? false, it.command?.command]),
    [
      ['Make it good', 'quickfix', true, undefined],
      ['Fix all 2 of test/no-bad in this file', 'quickfix', false, undefined],
      ['Fix everything in this file that is safe to fix', 'quickfix', false, undefined],
      ['Ignore test/no-bad here …', 'quickfix', false, 'rampart.ignore'],
      ['Ignore test/no-bad in this file …', 'quickfix', false, 'rampart.ignore'],
      ['Turn test/no-bad off in .rampart.yaml', 'quickfix', false, undefined],
      ['Open the page of test/no-bad', 'quickfix', false, 'rampart.openRule'],
    ],
  );
  assert.ok(
    actions.every(it => !it.edit),
    'edits wait until they are asked for',
  );
  assert.deepEqual(
    actions.map(it => it.diagnostics?.map(({ code }) => code)),
    [['test/no-bad'], ...Array.from({ length: 6 }, () => undefined)],
    'VS Code shows what names diagnostics first',
  );
});

it('keeps fixes first and the menu short where many findings share a place', async context => {
  const titles = async (commands: readonly string[], text: string): Promise<string[]> => {
    const editor = await start(context, { initializationOptions: { commands } });
    await editor.open(A, `${text}\n`);
    await settled(editor);
    return (await editor.actions(A, text)).map(it => it.title);
  };
  const all = ['rampart.ignore', 'rampart.openRule', 'rampart.choose'];
  assert.deepEqual(
    await titles(all, 'bad worse'),
    [
      ['Make it good', 'Make it better'],
      ['no-bad', 'no-worse'].flatMap(it => [
        `Ignore test/${it} here …`,
        `Ignore test/${it} in this file …`,
        `Turn test/${it} off in .rampart.yaml`,
        `Open the page of test/${it}`,
      ]),
    ].flat(),
    'few: everything about one rule stands together',
  );
  const many = 'bad worse unmade see gone.yaml';
  const fixes = ['Make it good', 'Make it better', 'Make the file'];
  assert.deepEqual(await titles(all, many), [...fixes, 'Ignore or explain one of these 4 findings …']);
  assert.deepEqual(
    await titles([], many),
    [...fixes, ...['no-bad', 'no-worse', 'require-made', 'no-dangling'].map(it => `Ignore test/${it} here`)],
    'where nobody can be asked which one is meant',
  );
});

it('tells an editor that can ask which of many findings share the place', async context => {
  const editor = await start(context, { initializationOptions: { commands: ['rampart.choose'] } });
  await editor.open(A, 'bad worse unmade see gone.yaml\n');
  await settled(editor);
  const action = (await editor.actions(A, 'bad worse unmade see gone.yaml')).find(it => it.command?.command === 'rampart.choose');
  const [choice] = action!.command!.arguments as [Choice];
  assert.equal(choice.uri, A);
  assert.deepEqual(choice.findings[1], { fingerprint: 'test/no-worse#1@a.yaml', rule: 'test/no-worse', message: 'Found *worse* here.' });
  const { uri, findings } = choice;
  const edit = await editor.connection.sendRequest('rampart/ignore', {
    uri,
    fingerprint: findings[1]!.fingerprint,
    scope: 'here',
    reason: 'x',
  });
  assert.ok(edit, 'what was chosen can be ignored');
});

it('fixes everything safe on save, and only that', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad\ny: worse\nz: bad\nu: unmade\n');
  const actions = await editor.actions(A, 'y', { only: ['source.fixAll.rampart'], triggerKind: 2 });
  assert.deepEqual(
    actions.map(it => it.kind),
    ['source.fixAll.rampart'],
  );
  const edit = await editor.apply(A, 'y', actions[0]!.title, { only: ['source.fixAll'], triggerKind: 2 });
  assert.equal(editor.textOf(A), 'x: good\ny: worse\nz: good\nu: unmade\n');
  assert.deepEqual(
    edit.documentChanges?.map(it => 'textDocument' in it && it.textDocument),
    [{ uri: A, version: 1 }],
  );
  assert.deepEqual(await editor.actions(A, 'y', { only: ['source.fixAll.rampart'] }), [], 'nothing safe is left');
  assert.deepEqual(await editor.actions(A, 'worse', { only: ['source.organizeImports'] }), []);
});

it('fixes all findings of one rule', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: worse\ny: worse\nz: bad\n');
  await editor.apply(A, 'worse', 'Fix all 2 of test/no-worse in this file');
  assert.equal(editor.textOf(A), 'x: better\ny: better\nz: bad\n');
});

it('creates files only for editors that can, and never overwrites', async context => {
  const editor = await start(context);
  await editor.open(A, 'u: unmade\n');
  const edit = await editor.apply(A, 'unmade', 'Make the file');
  assert.deepEqual(edit.documentChanges?.[0], {
    kind: 'create',
    uri: `${ROOT}/sub/made.yaml`,
    options: { overwrite: false, ignoreIfExists: false },
  });
  assert.equal(editor.textOf(A), 'u: made\n');
  const poor = await start(context, { capabilities: PUSHED });
  await poor.open(A, 'u: unmade\n');
  assert.deepEqual(
    (await poor.actions(A, 'unmade')).map(it => it.title),
    ['Ignore test/require-made here', 'Ignore test/require-made in this file'],
  );
});

it('gives whole edits to an editor that does not resolve', async context => {
  const editor = await start(context, { capabilities: PUSHED });
  await editor.open(A, 'x: bad\n');
  const [fix] = await editor.actions(A, 'bad');
  const range = { start: { line: 0, character: 3 }, end: { line: 0, character: 6 } };
  assert.deepEqual(fix!.edit, { changes: { [A]: [{ range, newText: 'good' }] } });
});

it('ignores here without a reason, and with the one a person gave', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad\n');
  await editor.apply(A, 'bad', 'Ignore test/no-bad here');
  assert.equal(editor.textOf(A), 'x: badhere()\n');
  await editor.type(A, 'badhere()', 'bad');
  const asked = { uri: A, fingerprint: 'test/no-bad#1@a.yaml', scope: 'here', reason: ' two\nlines ' };
  const edit = await editor.connection.sendRequest<WorkspaceEdit>('rampart/ignore', asked);
  assert.deepEqual(
    edit.documentChanges?.flatMap(it => ('edits' in it ? it.edits.map(one => 'newText' in one && one.newText) : [])),
    ['here(two lines)'],
  );
  assert.equal(await editor.connection.sendRequest('rampart/ignore', { ...asked, fingerprint: 'none' }), null);
});

it('does not show what is ignored', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad # ok\n');
  assert.deepEqual(await editor.sees(A), []);
  assert.deepEqual(await editor.actions(A, 'bad'), []);
});

it('refuses an action whose finding is gone', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad\n');
  const [fix] = await editor.actions(A, 'bad');
  await editor.type(A, 'bad', 'good');
  await assert.rejects(editor.connection.sendRequest('codeAction/resolve', fix), /nothing left to do/);
});

it('says what is wrong in .rampart.yaml, and puts it right', async context => {
  const editor = await start(context);
  const uri = `${ROOT}/.rampart.yaml`;
  await editor.open(uri, 'offf test/no-bad\n');
  assert.deepEqual(await editor.sees(uri), ['0:0 undefined']);
  await editor.apply(uri, 'offf', 'Write off');
  assert.equal(editor.textOf(uri), 'off test/no-bad\n');
  assert.deepEqual(await editor.sees(uri), []);
});

it('explains a finding under the pointer, with nothing in it that Markdown would read', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad\n');
  const at = (character: number): Promise<Hover | null> =>
    editor.connection.sendRequest('textDocument/hover', { textDocument: { uri: A }, position: { line: 0, character } });
  const hover = await at(4);
  const { kind, value } = hover!.contents as { kind: string; value: string };
  assert.equal(kind, 'markdown');
  assert.ok(value.startsWith('**Found \\*bad\\* here\\.**\n\n`test/no-bad` · '), value);
  assert.ok(value.includes('`cis-1.12:1.2.27`') && value.includes('](https://example.org/page)'), value);
  assert.equal(await at(0), null);
  const plain = await start(context, { capabilities: PUSHED });
  await plain.open(A, 'x: bad\n');
  const said = await plain.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri: A },
    position: { line: 0, character: 4 },
  });
  assert.deepEqual((said.contents as { kind: string; value: string }).value.split('\n')[1], 'test/no-bad');
});

it('counts in bytes where the editor does', async context => {
  const editor = await start(context, { capabilities: { ...PULLS, general: { positionEncodings: ['utf-32', 'utf-8', 'utf-16'] } } });
  assert.equal((editor.initialized as { capabilities: { positionEncoding: string } }).capabilities.positionEncoding, 'utf-8');
  await editor.open(A, 'ä😀: x bad\n');
  assert.deepEqual(await editor.sees(A), ['0:10 test/no-bad']);
  const change = { range: { start: { line: 0, character: 8 }, end: { line: 0, character: 9 } }, text: 'é bad' };
  await editor.connection.sendNotification('textDocument/didChange', { textDocument: { uri: A, version: 2 }, contentChanges: [change] });
  assert.deepEqual(await editor.sees(A), ['0:11 test/no-bad', '0:15 test/no-bad']);
});

it('scans, then follows open, edit, close and delete: nothing twice, nothing left over', async context => {
  const b = `${ROOT}/sub/b.yaml`;
  const files = new Map([
    ['a.yaml', 'x: bad\n'],
    ['sub/b.yaml', 'y: worse\n'],
    ['c.yaml', 'fine\n'],
  ]);
  const editor = await start(context, { files });
  assert.deepEqual([await editor.sees(A), await editor.sees(b)], [[], []]);
  const summary = await editor.connection.sendRequest<ScanSummary>('rampart/scan', {});
  assert.deepEqual(summary, { files: 3, errors: 2, warnings: 0, infos: 0, unjudgedCount: 0, unjudged: [], cancelled: false });
  assert.deepEqual([await editor.sees(A), await editor.sees(b)], [['0:3 test/no-bad'], ['0:3 test/no-worse']]);

  await editor.open(A, 'x: bad\n');
  assert.deepEqual(await editor.sees(A), ['0:3 test/no-bad'], 'pulled only');
  await editor.type(A, 'x', 'longer');
  assert.deepEqual(await editor.sees(A), ['0:8 test/no-bad']);
  await editor.connection.sendRequest('rampart/scan', {});
  assert.deepEqual(await editor.sees(A), ['0:8 test/no-bad'], 'a scan leaves open files to themselves');

  await editor.close(A);
  await sees(editor, A, ['0:3 test/no-bad'], 'what is on disk again');
  files.set('a.yaml', 'fine\n');
  await editor.changed(A, 2);
  await sees(editor, A, []);
  files.set('a.yaml', '\nx: bad\n');
  await editor.changed(A, 2);
  await sees(editor, A, ['1:3 test/no-bad']);

  files.delete('sub/b.yaml');
  await editor.changed(`${ROOT}/sub`, 3);
  await sees(editor, b, [], 'a folder takes its files with it');
  files.set('d.yaml', 'bad\n');
  await editor.changed(`${ROOT}/d.yaml`, 1);
  await sees(editor, `${ROOT}/d.yaml`, ['0:0 test/no-bad'], 'a new file belongs to the scan');

  await editor.open(A, '\nx: bad\n');
  files.delete('a.yaml');
  await editor.changed(A, 3);
  assert.deepEqual(await editor.sees(A), ['1:3 test/no-bad'], 'still open');
  await editor.close(A);
  await sees(editor, A, []);

  files.set('.rampart.yaml', 'off test/no-bad');
  await editor.changed(`${ROOT}/.rampart.yaml`, 1);
  await sees(editor, `${ROOT}/d.yaml`, [], 'configuration is followed in closed files too');
});

it('still shows, once, what a scan found in a file that opens where nobody sees it', async context => {
  const editor = await start(context, { files: new Map([['a.yaml', 'bad\n']]) });
  await editor.connection.sendRequest('rampart/scan', {});
  await editor.open(A, 'bad\n');
  const last = (): number | undefined => editor.pushes.at(-1)?.diagnostics.length;
  await until(() => last() === 0);
  await until(() => last() === 1);
  await editor.type(A, 'bad', 'bad bad');
  await until(() => last() === 2);
  assert.deepEqual(await editor.sees(A), ['0:0 test/no-bad', '0:4 test/no-bad']);
  assert.equal(last(), 0);
});

it('shows after a scan what was found in a file that stays open when its tab is closed', async context => {
  const editor = await start(context, { files: new Map([['a.yaml', 'bad\n']]) });
  const pushed = (): number => editor.pushes.at(-1)?.diagnostics.length ?? 0;
  await editor.open(A, 'bad\n');
  await editor.pull(A);
  await editor.connection.sendNotification('rampart/unseen', { uri: A });
  await settled(editor);
  assert.equal(pushed(), 0, 'nothing is shown of files that nobody looks at before a scan');
  await editor.connection.sendRequest('rampart/scan', {});
  await until(() => pushed() === 1);

  await editor.pull(A);
  await until(() => pushed() === 0);
  await settled(editor);
  assert.equal(pushed(), 0, 'it is looked at again');
  await editor.connection.sendNotification('rampart/unseen', { uri: A });
  await until(() => pushed() === 1);
  await editor.close(A);
  await sees(editor, A, ['0:0 test/no-bad'], 'and once it is closed');
  await editor.connection.sendNotification('rampart/unseen', undefined);
  await editor.connection.sendNotification('rampart/unseen', { uri: A });
  await sees(editor, A, ['0:0 test/no-bad']);
});

it('reports progress, stops when told to, and keeps what was found', async context => {
  const files = new Map(Array.from({ length: 3000 }, (_, i) => [`${i}.yaml`, 'bad half\n'.repeat(20)]));
  const editor = await start(context, { files });
  const progress: unknown[] = [];
  editor.connection.onNotification('$/progress', (it: { value: { kind: string } }) => {
    progress.push(it.value.kind);
  });
  const source = new CancellationTokenSource();
  const scanning = editor.connection.sendRequest<ScanSummary>('rampart/scan', { workDoneToken: 7 }, source.token);
  await until(() => progress.includes('report'));
  source.cancel();
  const summary = await scanning;
  assert.equal(summary.cancelled, true);
  assert.ok(summary.files > 0 && summary.files < 3000, `${summary.files} files`);
  assert.ok(summary.unjudged.length <= 100 && summary.unjudgedCount === summary.files);
  await until(() => progress.at(-1) === 'end');
  assert.equal(editor.pushes.filter(it => it.diagnostics.length).length, summary.files);
});

it('asks for a refresh when another file, the index or the configuration changes what an open one is told', async context => {
  const files = new Map([['there.yaml', 'x\n']]);
  const editor = await start(context, { files });
  await editor.open(A, 'see there.yaml\n');
  assert.deepEqual(await editor.sees(A), []);
  files.delete('there.yaml');
  await settled(editor);
  const before = editor.refreshes();
  await editor.changed(`${ROOT}/there.yaml`, 3);
  await until(() => editor.refreshes() > before);
  assert.deepEqual(await editor.sees(A), ['0:0 test/no-dangling']);
  await editor.open(`${ROOT}/.rampart.yaml`, 'off test/no-dangling\n');
  await until(() => editor.refreshes() > before + 1);
  assert.deepEqual(await editor.sees(A), []);
  const quiet = editor.refreshes();
  await editor.type(A, 'see', 'bad see');
  await editor.sees(A);
  await settled(editor);
  assert.equal(editor.refreshes(), quiet, 'typing alone asks for nothing');
});

it('follows the configuration above a file from its first answer on', async context => {
  const files = new Map([['.rampart.yaml', 'off test/no-bad']]);
  let release = (): void => undefined;
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const host = {
    ...createMemory(files),
    list: async () => {
      await held;
      return { files: [...files.keys()], skipped: [] };
    },
  };
  const editor = await start(context, { server: { hostOf: () => host } });
  await editor.open(A, 'bad\n');
  assert.deepEqual(await editor.sees(A), []);
  release();
});

it('applies the settings of the editor', async context => {
  let level: string = 'warning';
  const editor = await start(context, { settings: () => ({ rules: { 'test/no-bad': level, 'test/no-worse': 'loud' }, profile: 7 }) });
  await editor.open(A, 'bad\n');
  const report = (await editor.pull(A)) as FullDocumentDiagnosticReport;
  assert.deepEqual(
    report.items.map(it => it.severity),
    [2],
  );
  assert.ok(
    editor.log.some(it => it.includes('test/no-worse')) && editor.log.some(it => it.includes('rampart.profile')),
    editor.log.join('\n'),
  );
  level = 'off';
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await sees(editor, A, []);
});

it('can be turned off for a folder', async context => {
  const editor = await start(context, { files: new Map([['b.yaml', 'bad']]), settings: () => ({ enable: false }) });
  await editor.open(A, 'bad\n');
  assert.deepEqual(await editor.sees(A), []);
  assert.equal((await editor.connection.sendRequest<ScanSummary>('rampart/scan', {})).files, 0);
});

it('keeps workspace folders apart, and moves documents when folders come and go', async context => {
  const hosts: Readonly<Record<string, Map<string, string>>> = {
    '/one': new Map([['.rampart.yaml', 'off test/no-bad']]),
    '/two': new Map([['b.yaml', 'worse']]),
    '/one/in': new Map(),
  };
  const editor = await start(context, { folders: ['file:///one', 'file:///two'], server: { hostOf: it => createMemory(hosts[it.path]!) } });
  await editor.open('file:///one/a.yaml', 'bad\n');
  await editor.open('file:///two/a.yaml', 'bad\n');
  await editor.open('file:///one/in/a.yaml', 'bad\n');
  assert.deepEqual(await editor.sees('file:///one/a.yaml'), []);
  assert.deepEqual(await editor.sees('file:///two/a.yaml'), ['0:0 test/no-bad']);
  assert.deepEqual(await editor.sees('file:///one/in/a.yaml'), []);
  await editor.connection.sendRequest('rampart/scan', {});
  assert.deepEqual(await editor.sees('file:///two/b.yaml'), ['0:0 test/no-worse']);
  const event = { added: [{ uri: 'file:///one/in', name: 'in' }], removed: [{ uri: 'file:///two', name: 'two' }] };
  await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  await sees(editor, 'file:///two/b.yaml', [], 'the folder is gone, and its findings with it');
  assert.deepEqual(await editor.sees('file:///one/in/a.yaml'), ['0:0 test/no-bad'], 'the nearest folder counts');
  assert.deepEqual(await editor.sees('file:///two/a.yaml'), ['0:0 test/no-bad'], 'a file of its own now');
});

it('judges files outside every folder, and untitled ones, by themselves', async context => {
  const editor = await start(context, { folders: null });
  await editor.open('untitled:Untitled-1', 'bad\nunmade\nsee x.yaml\n');
  assert.deepEqual(await editor.sees('untitled:Untitled-1'), ['0:0 test/no-bad', '1:0 test/require-made']);
  assert.deepEqual((await editor.actions('untitled:Untitled-1', 'unmade')).map(it => it.title).slice(0, 1), [
    'Ignore test/require-made here',
  ]);
  await editor.apply('untitled:Untitled-1', 'bad', 'Make it good');
  await editor.open('file:///etc/kubelet.service', 'bad', 'plaintext');
  assert.deepEqual(await editor.sees('file:///etc/kubelet.service'), ['0:0 test/no-bad']);
  await editor.open('untitled:Untitled-2', 'bad', 'plaintext');
  assert.deepEqual(await editor.sees('untitled:Untitled-2'), []);
});

it('says what it could not judge to a client that asks for it, and only to that', async context => {
  const editor = await start(context, { initializationOptions: { status: true } });
  await editor.open(A, 'bad\nworse # ok\nhalf\n');
  await editor.pull(A);
  const said = (): unknown[] => editor.notifications.filter(it => it.method === 'rampart/status').map(it => it.params);
  await until(() => said().length === 1);
  assert.deepEqual(said(), [
    { uri: A, judged: true, errors: 1, warnings: 0, infos: 0, ignored: 1, unjudged: [{ line: 3, reason: 'Half.' }] },
  ]);
  const quiet = await start(context);
  await quiet.open(A, 'half\n');
  await quiet.pull(A);
  await settled(quiet);
  assert.deepEqual(
    quiet.notifications.filter(it => it.method.startsWith('rampart/')),
    [],
  );
});

it('lists rules and gives their pages', async context => {
  const editor = await start(context);
  const rules = await editor.connection.sendRequest<{ id: string }[]>('rampart/rules', {});
  assert.ok(rules.some(it => it.id === 'test/no-bad') && rules.some(it => it.id === 'rampart/unused-suppression'));
  const page = await editor.connection.sendRequest<{ id: string; markdown: string }>('rampart/explain', { rule: 'test/no-bad' });
  assert.equal(page.id, 'test/no-bad');
  assert.ok(page.markdown.startsWith('# test/no-bad\n\nNothing is test/no-bad.\n'), page.markdown);
  assert.equal(await editor.connection.sendRequest('rampart/explain', { rule: 'nothing' }), null);
});

it('answers a cancelled request as cancelled, and goes on', async context => {
  const editor = await start(context);
  await editor.open(A, 'bad\n');
  const source = new CancellationTokenSource();
  const pulling = editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: A } }, source.token);
  source.cancel();
  await assert.rejects(pulling, { code: -32800 });
  assert.deepEqual(await editor.sees(A), ['0:0 test/no-bad']);
});

it('loses one file to a failure in it, not the others', async context => {
  const editor = await start(context, {
    files: new Map([
      ['b.yaml', 'crash'],
      ['c.yaml', 'bad'],
    ]),
  });
  await editor.open(A, 'bad crash\n');
  assert.deepEqual(await editor.sees(A), []);
  assert.ok(
    editor.log.some(it => it.includes('a.yaml')),
    editor.log.join('\n'),
  );
  await editor.connection.sendRequest('rampart/scan', {});
  assert.deepEqual(await editor.sees(`${ROOT}/c.yaml`), ['0:0 test/no-bad']);
});

it('survives a host that fails', async context => {
  const editor = await start(context, {
    server: {
      hostOf: () => ({
        list: async () => {
          throw new Error('no disk');
        },
        read: async () => ({ reason: 'No.' }),
      }),
    },
  });
  await editor.open(A, 'bad\n');
  assert.deepEqual(await editor.sees(A), ['0:0 test/no-bad']);
  await until(() => editor.log.some(it => it.includes('no disk')));
  assert.equal((await editor.connection.sendRequest<ScanSummary>('rampart/scan', {})).files, 1);
});

it('does not fall over anything a client sends', async context => {
  const editor = await start(context);
  await editor.open(A, 'bad\n');
  const garbage: unknown[] = [
    null,
    {},
    [],
    { textDocument: null },
    { textDocument: { uri: 7 } },
    { textDocument: { uri: '' } },
    { textDocument: { uri: '%%%' } },
    { textDocument: { uri: A }, range: null, position: null, context: null, contentChanges: null, changes: [null], event: null },
    {
      textDocument: { uri: A, version: 9 },
      contentChanges: [{ range: { start: { line: -5, character: 1e99 }, end: { line: 'x' } }, text: '' }],
    },
    {
      textDocument: { uri: A },
      range: { start: { line: 1e9, character: -1 }, end: {} },
      position: { line: -1, character: 1e9 },
      context: {},
    },
    { data: { uri: A, task: { does: 'dance' } }, title: 1 },
    { data: 5 },
    { changes: [{ uri: 5, type: 'x' }] },
    { event: { added: [{}], removed: [null] } },
    { settings: 5 },
    { uri: A, fingerprint: {}, scope: 'nowhere', reason: {} },
    { rule: {} },
  ];
  const requests = [
    'textDocument/diagnostic',
    'textDocument/codeAction',
    'codeAction/resolve',
    'textDocument/hover',
    'rampart/explain',
    'rampart/ignore',
    'rampart/none',
  ];
  const notifications = [
    'textDocument/didOpen',
    'textDocument/didChange',
    'textDocument/didClose',
    'textDocument/didSave',
    'workspace/didChangeWatchedFiles',
    'workspace/didChangeWorkspaceFolders',
    'workspace/didChangeConfiguration',
    '$/unknown',
    'rampart/none',
    '$/cancelRequest',
  ];
  for (const params of garbage) {
    for (const method of notifications) await editor.connection.sendNotification(method, params as object);
    await Promise.allSettled(requests.map(it => editor.connection.sendRequest(it, params as object)));
  }
  await settled(editor);
  const b = `${ROOT}/b.yaml`;
  await editor.open(b, 'bad\n');
  assert.deepEqual(await editor.sees(b), ['0:0 test/no-bad']);
});

for (const params of [
  {},
  { capabilities: { textDocument: { diagnostic: 5 }, workspace: 'x', general: { positionEncodings: 7 } } },
  { workspaceFolders: [null, { uri: 'no scheme' }, { uri: 5 }], initializationOptions: 5 },
  { initializationOptions: { commands: 5, status: 'x', settings: [] } },
]) {
  it(`starts with ${JSON.stringify(params)}`, async context => {
    const editor = await start(context, { capabilities: PUSHED, first: params });
    await editor.open(A, 'bad\n');
    await until(() => editor.pushes.some(it => it.diagnostics.length === 1) || 'capabilities' in params);
    assert.deepEqual(
      ((await editor.pull(A)) as FullDocumentDiagnosticReport).items.map((it: Diagnostic) => it.code),
      ['test/no-bad'],
    );
  });
}

it('never offers an edit that the text no longer fits, however fast a person types', async context => {
  const editor = await start(context);
  await editor.open(A, 'x: bad\n');
  const [fix] = await editor.actions(A, 'bad');
  await editor.type(A, 'x', 'much longer');
  const resolved = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', fix);
  const [change] = resolved.edit!.documentChanges!;
  assert.deepEqual(change, {
    textDocument: { uri: A, version: 2 },
    edits: [{ range: { start: { line: 0, character: 13 }, end: { line: 0, character: 16 } }, newText: 'good' }],
  });
});

it('does all this with the real core: reads, fixes, ignores with a reason, turns off', async context => {
  const role = (verbs: string, behind = ''): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: all}
rules:
  - apiGroups: [""] # core
    resources: [pods]
    verbs: ${verbs}${behind}
`;
  const editor = await start(context, { server: { createWorkspace, rules: [noWildcardVerbs] } });
  await editor.open(A, role('["*"]'));
  assert.deepEqual(await editor.sees(A), ['6:12 rbac/no-wildcard-verbs']);
  const [fix] = await editor.actions(A, '"*"');
  await editor.apply(A, '"*"', fix!.title);
  assert.deepEqual(await editor.sees(A), []);
  assert.ok(editor.textOf(A).startsWith(role('').slice(0, -2)), 'nothing before the verbs changed');
  const verbs = editor.textOf(A).split('verbs: ')[1]!.trimEnd();
  await editor.type(A, verbs, '["*"]');
  const report = (await editor.pull(A)) as FullDocumentDiagnosticReport;
  const fingerprint = (report.items[0]!.data as { fingerprint: string }).fingerprint;
  const edit = await editor.connection.sendRequest<WorkspaceEdit>('rampart/ignore', {
    uri: A,
    fingerprint,
    scope: 'here',
    reason: 'A lab',
  });
  const [change] = edit.documentChanges!;
  assert.deepEqual('edits' in change! && change.edits.map(it => 'newText' in it && it.newText), [
    ' # rampart-ignore rbac/no-wildcard-verbs -- A lab',
  ]);
  const off = await editor.apply(A, '"*"', 'Turn rbac/no-wildcard-verbs off in .rampart.yaml');
  assert.deepEqual(
    off.documentChanges?.map(it => ('kind' in it ? [it.kind, 'uri' in it && it.uri] : it.edits.length)),
    [['create', `${ROOT}/.rampart.yaml`], 1],
  );
  await editor.open(`${ROOT}/.rampart.yaml`, 'rules:\n  rbac/no-wildcard-verbs: off\n');
  assert.deepEqual(await editor.sees(A), []);
});

async function start(context: TestContext, options: EditorOptions = {}): Promise<Editor> {
  const editor = await startEditor({ ...options, server: { createWorkspace: createFake, ...options.server } });
  context.after(() => editor.end());
  return editor;
}

/** Waits until a person sees exactly this. */
async function sees(editor: Editor, uri: string, expected: readonly string[], message?: string): Promise<void> {
  let last: readonly string[] = [];
  for (const end = Date.now() + 3000; Date.now() < end; await pause(10)) {
    last = await editor.sees(uri);
    if (last.join() === expected.join()) return;
  }
  assert.deepEqual(last, expected, message);
}

/** Waits longer than the server does before it speaks up. */
async function settled(editor: Editor): Promise<void> {
  await pause(250);
  await editor.connection.sendRequest('rampart/rules', {});
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 3000; !condition(); await pause(5)) assert.ok(Date.now() < end, 'it did not happen in time');
}

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

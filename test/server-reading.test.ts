/** Hover and completion over a pair of streams, with the real core and the real rules. */

import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { CompletionItem, Hover, MarkupContent } from 'vscode-languageserver-protocol/node';
import { createWorkspace } from '../core/session.ts';
import noAnonymousAuth from '../rules/apiserver/no-anonymous-auth.ts';
import noWildcardVerbs from '../rules/rbac/no-wildcard-verbs.ts';
import requireAuditLogPath from '../rules/apiserver/require-audit-log-path.ts';
import { codeOf, escapeMarkdown } from '../server/markdown.ts';
import { type Editor, type EditorOptions, PULLS, ROOT, startEditor } from './server/editor.ts';

const FILE = `${ROOT}/a.yaml`;
const RULES = [noAnonymousAuth, noWildcardVerbs, requireAuditLogPath];

async function start(context: TestContext, options: EditorOptions = {}): Promise<Editor> {
  const editor = await startEditor({ ...options, server: { rules: RULES, createWorkspace, ...options.server } });
  context.after(() => editor.end());
  return editor;
}

/** Asks at the first `at` in the text, `by` characters into it. */
async function ask<T>(editor: Editor, uri: string, method: string, at: string, by = 0): Promise<T> {
  const before = editor
    .textOf(uri)
    .slice(0, editor.textOf(uri).indexOf(at) + by)
    .split('\n');
  return editor.connection.sendRequest(method, {
    textDocument: { uri },
    position: { line: before.length - 1, character: before.at(-1)!.length },
  });
}

const hover = async (
  editor: Editor,
  uri: string,
  at: string,
  by = 1,
): Promise<{ readonly value: string; readonly range: Hover['range'] } | null> => {
  const answer = await ask<Hover | null>(editor, uri, 'textDocument/hover', at, by);
  return answer && { value: (answer.contents as MarkupContent).value, range: answer.range };
};

const complete = (editor: Editor, uri: string, at: string): Promise<CompletionItem[]> =>
  ask(editor, uri, 'textDocument/completion', at, at.length);

const pod = (...args: string[]): string => `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.30.2
    command:
    - kube-apiserver
${args.map(it => `    - ${it}\n`).join('')}`;

it('says what a setting does', async context => {
  const editor = await start(context);
  await editor.open(FILE, pod('--anonymous-auth=false', '--audit-log-path=/var/log/audit.log'));
  const found = await hover(editor, FILE, 'anonymous-auth');
  assert.equal(
    found?.value,
    [
      '**`--anonymous-auth`** · kube-apiserver',
      '',
      'Whether requests that carry no credentials are let in as the user system\\:anonymous of the group system\\:unauthenticated, for the authorizers to decide on\\.',
      '',
      '- true or false.',
      '- Default in 1.30: `true`; where `--authentication-config` is given, that file decides.',
      '- Rules: `apiserver/no-anonymous-auth`',
    ].join('\n'),
  );
  assert.deepEqual(found?.range, { start: { line: 9, character: 6 }, end: { line: 9, character: 28 } });
  assert.match((await hover(editor, FILE, 'audit.log'))!.value, /`--audit-log-path`/);
  assert.equal(await hover(editor, FILE, 'kind'), null);
});

it('says the finding first where there is one, and then what the setting does', async context => {
  const editor = await start(context);
  await editor.open(FILE, pod('--anonymous-auth=true'));
  const { value, range } = (await hover(editor, FILE, '=true', 2))!;
  const [finding, setting, ...more] = value.split('\n\n---\n\n');
  assert.match(finding!, /`apiserver\/no-anonymous-auth` · /);
  assert.match(setting!, /^\*\*`--anonymous-auth`\*\*/);
  assert.deepEqual(more, []);
  assert.deepEqual(range, { start: { line: 9, character: 23 }, end: { line: 9, character: 27 } }, 'the finding is the smaller');
});

it('tells defaults, releases, what kubeadm passes, and what comes of it all', async context => {
  const editor = await start(context);
  const kubeadm = `${ROOT}/kubeadm.yaml`;
  await editor.open(
    kubeadm,
    'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    authorization-mode: Node\n    insecure-port: "0"\n',
  );
  assert.match((await hover(editor, kubeadm, 'authorization-mode'))!.value, /- Left out, kubeadm passes `Node,RBAC`\./);
  const port = (await hover(editor, kubeadm, 'insecure-port'))!.value;
  assert.match(port, /- Default: `8080` up to 1\.19, `0` from 1\.20, none from 1\.24\.\n/);
  assert.match(port, /- \*\*Gone in 1\.24: from then on, kube-apiserver does not start with it\.\*\*/);
  await editor.open(
    FILE,
    pod('--profiling=true', '--feature-gates=A=true', '--feature-gates=B=true', '--profiling=false', '--authentication-config=/a'),
  );
  assert.match(
    (await hover(editor, FILE, 'profiling=true'))!.value,
    /- \*\*Has no effect\*\*: `a\.yaml:13` comes later, and gives `false`\./,
  );
  assert.match((await hover(editor, FILE, 'profiling=false'))!.value, /- Takes effect, as the last one: not so `a\.yaml:10`\./);
  assert.match((await hover(editor, FILE, 'A=true'))!.value, /- Takes effect as `A=true,B=true`, together with `a\.yaml:12`\./);
  assert.match((await hover(editor, FILE, 'authentication-config'))!.value, /- Since 1\.29\./);
});

it('follows what other files say', async context => {
  const editor = await start(context);
  const [unit, env] = [`${ROOT}/etcd.service`, `${ROOT}/etc/etcd/etcd.env`];
  await editor.open(unit, '[Service]\nEnvironmentFile=/etc/etcd/etcd.env\nExecStart=/usr/bin/etcd --name=b\n', 'systemd');
  await editor.open(env, 'ETCD_NAME=a\n', 'plaintext');
  assert.match(
    (await hover(editor, env, 'ETCD_NAME'))!.value,
    /`etcd\.service:3` comes later, and gives `b`\.\n- etcd is started in `etcd\.service:3`\./,
  );
  await editor.type(unit, ' --name=b', '');
  assert.doesNotMatch((await hover(editor, env, 'ETCD_NAME'))!.value, /comes later/);
});

it('explains the rule that a suppression or the configuration names', async context => {
  const editor = await start(context);
  const config = `${ROOT}/.rampart.yaml`;
  await editor.open(config, 'rules:\n  rbac/no-wildcard-verbs: info\n  rampart/missing-reason: off\n');
  assert.match((await hover(editor, config, 'no-wildcard'))!.value, /^`rbac\/no-wildcard-verbs` · /);
  assert.match((await hover(editor, config, 'missing'))!.value, /A suppression must say why/);
  assert.equal(await hover(editor, config, 'rules'), null);
  await editor.open(FILE, 'a: b # rampart-ignore rbac/no-wildcard-verbs -- because\n');
  const both = (await hover(editor, FILE, 'no-wildcard'))!.value;
  assert.match(both, /nothing is found here[\s\S]*---\n\n`rbac\/no-wildcard-verbs` · /, 'it is unused as well');
});

it('takes nothing of a file for Markdown', async context => {
  const editor = await start(context);
  await editor.open(FILE, pod("'--audit-log-path=a`[x](command:y)``<b>'", "'--audit-log-path=c``'"));
  assert.match((await hover(editor, FILE, 'audit-log-path'))!.value, /and gives ``` c`` ```\./);
  for (const [text, code] of [
    ['a', '`a`'],
    ['a`b', '`` a`b ``'],
    ['a\nb', '`a b`'],
    ['', '`  `'],
    [`${'x'.repeat(299)}😀`, `\`${'x'.repeat(299)}…\``],
  ] as const)
    assert.equal(codeOf(text), code);
  assert.equal(escapeMarkdown('<a>\n[b](c)'), '\\<a\\> \\[b\\]\\(c\\)');
});

it('speaks plainly to an editor without Markdown', async context => {
  const editor = await start(context, { capabilities: {} });
  await editor.open(FILE, pod('--audit-log-path=/a'));
  const found = (await hover(editor, FILE, 'audit-log-path'))!.value;
  assert.match(found, /^--audit-log-path · kube-apiserver\nThe file that audit events are written to; - stands for standard output\./);
  await editor.open(`${ROOT}/b.yaml`, 'a: b # rampart-ignore rbac/\n');
  const [first] = await complete(editor, `${ROOT}/b.yaml`, 'rbac/');
  const resolved = await editor.connection.sendRequest<CompletionItem>('completionItem/resolve', first);
  assert.equal((resolved.documentation as MarkupContent).kind, 'plaintext');
});

it('completes ids of rules, those that find something there first, and gives their pages', async context => {
  const completion = { completionItem: { documentationFormat: ['markdown' as const] } };
  const editor = await start(context, { capabilities: { ...PULLS, textDocument: { ...PULLS.textDocument, completion } } });
  const { capabilities } = editor.initialized as { capabilities: { completionProvider: unknown } };
  assert.deepEqual(capabilities.completionProvider, { triggerCharacters: [' ', '/', ',', '-', '='], resolveProvider: true });
  await editor.open(
    FILE,
    'kind: Role\napiVersion: rbac.authorization.k8s.io/v1\nmetadata: {name: a}\nrules:\n- verbs: ["*"] # rampart-ignore\n  apiGroups: [""]\n  resources: [pods]\n',
  );
  await editor.type(FILE, 'rampart-ignore', 'rampart-ignore rb');
  const items = await complete(editor, FILE, 'rampart-ignore rb');
  assert.deepEqual(
    [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(it => it.label),
    ['rbac/no-wildcard-verbs', 'apiserver/no-anonymous-auth', 'apiserver/require-audit-log-path'],
  );
  assert.deepEqual(items[0]!.textEdit, {
    range: { start: { line: 4, character: 32 }, end: { line: 4, character: 34 } },
    newText: 'rbac/no-wildcard-verbs',
  });
  assert.equal(items[0]!.documentation, undefined, 'pages wait until they are asked for');
  const resolved = await editor.connection.sendRequest<CompletionItem>('completionItem/resolve', items[0]);
  const { kind, value } = resolved.documentation as MarkupContent;
  assert.equal(kind, 'markdown');
  assert.match(value, /\*\*What to do\.\*\*/);
  await editor.type(FILE, 'rampart-ignore rb', 'rampart-ignore rbac/no-wildcard-verbs');
  assert.deepEqual(await editor.sees(FILE), ['4:17 rampart/missing-reason'], 'what is completed works');
  assert.deepEqual(await complete(editor, FILE, 'kind: R'), []);
});

it('completes flags and their values, and tells what they are', async context => {
  const editor = await start(context);
  await editor.open(FILE, pod('--anon'));
  const flag = (await complete(editor, FILE, '--anon')).find(it => it.label === '--anonymous-auth');
  assert.ok(flag?.textEdit && flag.detail?.startsWith('Whether requests that carry no credentials'));
  assert.equal(flag.textEdit.newText, '--anonymous-auth=');
  await editor.type(FILE, '--anon', '--anonymous-auth=');
  assert.deepEqual(
    (await complete(editor, FILE, '--anonymous-auth=')).map(it => it.label),
    ['true', 'false'],
  );
  await editor.type(FILE, '--anonymous-auth=', '--goaway-chance=0.001');
  assert.match(
    (await hover(editor, FILE, 'goaway'))!.value,
    /`--goaway-chance`[\s\S]*A number: [\s\S]*Default in 1\.30: `0`\.\n- Since 1\.18\./,
  );
});

it('completes the configuration while it is typed', async context => {
  const editor = await start(context);
  const config = `${ROOT}/.rampart.yaml`;
  await editor.open(config, 'prof');
  const taken = async (at: string, label: string): Promise<void> => {
    const item = (await complete(editor, config, at)).find(it => it.label === label);
    assert.ok(item?.textEdit && 'range' in item.textEdit, `${label} is not offered`);
    const { range, newText } = item.textEdit;
    const line = editor.textOf(config).split('\n')[range.start.line]!;
    const typed = line.slice(range.start.character, range.end.character);
    await editor.type(config, line, line.slice(0, range.start.character) + newText + line.slice(range.start.character + typed.length));
  };
  await taken('prof', 'profile');
  await taken('profile: ', 'cis');
  await editor.type(config, 'profile: cis', 'profile: cis\nrules:\n  rb');
  await taken('  rb', 'rbac/no-wildcard-verbs');
  await taken('verbs: ', 'off');
  assert.equal(editor.textOf(config), 'profile: cis\nrules:\n  rbac/no-wildcard-verbs: off');
  assert.deepEqual(await editor.sees(config), []);
});

it('says and offers nothing where Rampart is off, and falls over nothing', async context => {
  const editor = await start(context, { settings: () => ({ enable: false }) });
  await editor.open(FILE, `${pod('--audit-log-path=/a')}# rampart-ignore `);
  await editor.pull(FILE);
  assert.equal(await hover(editor, FILE, 'audit-log-path'), null);
  assert.deepEqual(await complete(editor, FILE, 'rampart-ignore '), []);
  const nowhere = { textDocument: { uri: 'file:///none.yaml' }, position: { line: 99, character: 99 } };
  assert.equal(await editor.connection.sendRequest('textDocument/hover', nowhere), null);
  assert.deepEqual(await editor.connection.sendRequest('textDocument/completion', nowhere), []);
  const item = { label: 'x' };
  assert.deepEqual(await editor.connection.sendRequest('completionItem/resolve', item), item);
  assert.deepEqual(await editor.connection.sendRequest('completionItem/resolve', { ...item, data: 5 }), { ...item, data: 5 });
});

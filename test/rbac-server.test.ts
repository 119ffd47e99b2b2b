/** Who may do what, as a person sees it who points at a role or a subject: over a pair of streams, with the real core. */

import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol/node';
import { createWorkspace } from '../core/session.ts';
import noMeaninglessVerbs from '../rules/rbac/no-meaningless-verbs.ts';
import { type Editor, type EditorOptions, ROOT, startEditor } from './server/editor.ts';

const FILE = `${ROOT}/a.yaml`;

async function start(context: TestContext, options: EditorOptions = {}): Promise<Editor> {
  const editor = await startEditor({ ...options, server: { rules: [noMeaninglessVerbs], createWorkspace } });
  context.after(() => editor.end());
  return editor;
}

/** Time for the folder to be read. */
async function settled(editor: Editor): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 250));
  await editor.connection.sendRequest('rampart/rules', {});
}

/** Asks at the first `at` in the text, `by` characters into it. */
async function hover(editor: Editor, at: string, by = 1): Promise<{ readonly value: string; readonly range: Hover['range'] } | null> {
  const text = editor.textOf(FILE);
  const before = text.slice(0, text.indexOf(at) + by).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  const answer: Hover | null = await editor.connection.sendRequest('textDocument/hover', { textDocument: { uri: FILE }, position });
  return answer && { value: (answer.contents as MarkupContent).value, range: answer.range };
}

const RBAC = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [secrets], verbs: [get, list]}
- {apiGroups: [apps], resources: [deployments], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: unused}
rules: []
`;

const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects:
- {kind: ServiceAccount, name: ci-runner, namespace: shop}
- {kind: Group, name: "auditors", apiGroup: rbac.authorization.k8s.io}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: runner, namespace: shop}
spec: {template: {spec: {serviceAccountName: ci-runner}}}
`;

it('says what a role allows and who holds it, through bindings of other files', async context => {
  const editor = await start(context, { files: new Map([['binding.yaml', BINDING]]) });
  await editor.open(FILE, RBAC);
  await settled(editor);
  const { value, range } = (await hover(editor, 'reader'))!;
  assert.equal(
    value,
    [
      '**ClusterRole reader**\n',
      '- **Can read every Secret**.',
      '- Allows get, list on secrets.',
      '- Allows get on deployments \\(apps\\).',
      '- Held by the service account shop/ci\\-runner, in every namespace, through `ClusterRoleBinding ci` (`binding.yaml:6`).',
      '- Held by the group auditors, in every namespace, through `ClusterRoleBinding ci` (`binding.yaml:7`).',
    ].join('\n'),
  );
  assert.deepEqual(range, { start: { line: 2, character: 17 }, end: { line: 2, character: 23 } });
  assert.match((await hover(editor, 'unused'))!.value, /Nobody in this workspace holds it/);
});

it('says what a subject may do, and what runs as it', async context => {
  const editor = await start(context, { files: new Map([['role.yaml', RBAC]]) });
  await editor.open(FILE, BINDING);
  await settled(editor);
  const { value } = (await hover(editor, 'ci-runner'))!;
  assert.match(value, /^\*\*The service account shop/);
  assert.match(value, /- \*\*Can read every Secret in every namespace\*\*\./);
  assert.match(value, /- Deployment runner runs as it/);
  assert.equal((await hover(editor, 'serviceAccountName: ci-runner', 22))!.value, value);
  assert.match((await hover(editor, 'reader'))!.value, /\*\*ClusterRole reader\*\*/);
  assert.equal(await hover(editor, 'subjects'), null);
});

it('says above a role how many hold it, where the settings ask for it', async context => {
  const files = new Map([['binding.yaml', BINDING]]);
  const lensesIn = async (settings: unknown): Promise<unknown> => {
    const editor = await start(context, { files, settings: () => settings });
    await editor.open(FILE, RBAC);
    await settled(editor);
    return editor.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: FILE } });
  };
  assert.deepEqual(await lensesIn({}), []);
  assert.deepEqual(await lensesIn({ codeLens: { enable: true } }), [
    {
      range: { start: { line: 2, character: 17 }, end: { line: 2, character: 23 } },
      command: { title: 'granted to 2 subjects', command: '' },
    },
  ]);
});

/** What the editor shows of several findings that have one cause: one diagnostic in each place, and nothing lost. */

import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { FullDocumentDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { type Editor, type EditorOptions, PUSHED, ROOT, startEditor } from './server/editor.ts';
import { createWorkspace } from '../core/session.ts';
import requireCpuLimit from '../rules/workload/require-cpu-limit.ts';
import requireMemoryLimit from '../rules/workload/require-memory-limit.ts';
import requireRunAsNonRoot from '../rules/pod-security/require-run-as-non-root.ts';
import requireSeccompProfile from '../rules/pod-security/require-seccomp-profile.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: app, image: "registry.example/app:1.4"}
    - {name: proxy, image: "registry.example/proxy:2"}
`;

const A = `${ROOT}/pod.yaml`;

const RULES = [requireCpuLimit, requireMemoryLimit, requireRunAsNonRoot, requireSeccompProfile];

it('shows findings of one cause in one place as one, the others behind it', async context => {
  const editor = await start(context);
  await editor.open(A, POD);
  const { items } = (await editor.pull(A)) as FullDocumentDiagnosticReport;
  assert.deepEqual(
    items.map(it => [it.range.start.line, it.code, it.message, it.relatedInformation?.map(one => one.message)]),
    [
      [
        3,
        'pod-security/require-run-as-non-root',
        'The containers of the pod are not kept from running as root: runAsNonRoot is not set. And 1 more for the same reason.',
        ['The containers of the pod are not held to a seccomp profile: none is set. (pod-security/require-seccomp-profile)'],
      ],
      [
        5,
        'workload/require-cpu-limit',
        'The container app has no limit of CPU. And 1 more for the same reason.',
        ['The container app has no limit of memory. (workload/require-memory-limit)'],
      ],
      [
        6,
        'workload/require-cpu-limit',
        'The container proxy has no limit of CPU. And 1 more for the same reason.',
        ['The container proxy has no limit of memory. (workload/require-memory-limit)'],
      ],
    ],
  );
});

it('offers the fixes of all of them', async context => {
  const editor = await start(context);
  await editor.open(A, POD);
  const titles = (await editor.actions(A, 'spec')).map(it => it.title);
  assert.ok(titles.includes('Set runAsNonRoot to true for the pod (images must have a user by number, and not 0)'), titles.join('\n'));
  assert.ok(titles.includes('Set seccompProfile to RuntimeDefault for the pod'), titles.join('\n'));
  await editor.apply(A, 'spec', 'Set seccompProfile to RuntimeDefault for the pod');
  const { items } = (await editor.pull(A)) as FullDocumentDiagnosticReport;
  assert.deepEqual(
    items.filter(it => String(it.code).startsWith('pod-security/')).map(it => it.message),
    ['The containers of the pod are not kept from running as root: runAsNonRoot is not set.'],
  );
});

it('says all of it in the message where an editor shows no related places', async context => {
  const editor = await start(context, { capabilities: PUSHED });
  await editor.open(A, POD);
  await until(() => editor.pushes.some(it => it.diagnostics.length === 3));
  const { diagnostics } = editor.pushes.find(it => it.diagnostics.length === 3)!;
  assert.equal(diagnostics[1]!.message, 'The container app has no limit of CPU. The container app has no limit of memory.');
});

async function start(context: TestContext, options: EditorOptions = {}): Promise<Editor> {
  const editor = await startEditor({ ...options, server: { createWorkspace, rules: RULES } });
  context.after(() => editor.end());
  await editor.open(`${ROOT}/.rampart.yaml`, 'profile: all\n');
  return editor;
}

async function until(is: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !is(); i++) await new Promise(resolve => setTimeout(resolve, 10));
  assert.ok(is());
}

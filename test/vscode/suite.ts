/** What Rampart does in a real VS Code, as stories told in its extension host: on the VS Code server, and on the desktop. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  actionsFor,
  at,
  choose,
  closeAll,
  findings,
  onDisk,
  open,
  pause,
  rangeOf,
  remove,
  replace,
  reported,
  ruleOf,
  until,
  write,
} from './desk.ts';
import { story, tellAll } from './runner.ts';

const ROLES = 'rbac/roles.yaml';
const VERBS = 'rbac/no-wildcard-verbs';
const RESOURCES = 'rbac/no-wildcard-resources';

/** VS Code calls this when `extensionTestsPath` names this module. */
export const run = (): Promise<void> => tellAll(closeAll);

story('opening nothing but a systemd unit is enough', async () => {
  const document = await open('units/etcd.service');
  const [finding] = await reported(document.uri, 'etcd/require-client-tls');
  assert.ok(vscode.extensions.getExtension('rampart.rampart-k8s')?.isActive);
  assert.equal(finding!.severity, vscode.DiagnosticSeverity.Error);
});

story('findings follow what is typed', async () => {
  const document = await open(ROLES);
  const [finding] = await reported(document.uri, VERBS);
  assert.equal(document.getText(finding!.range), '"*"');
  assert.match(finding!.message, /^"\*" in verbs .*\.$/);
  assert.ok(typeof finding!.code === 'object' && finding!.code.target.scheme === 'https');

  await replace(document, '["*"]', '[get, list]');
  await reported(document.uri, VERBS, 0);
  await replace(document, '[get, list]', '[get, "*"');
  const [again] = await reported(document.uri, VERBS);
  assert.equal(document.getText(again!.range), '"*"', 'in a line that is only half typed');
});

story('a file of each format', async () => {
  const expected: Readonly<Record<string, string>> = {
    'manifests/kube-apiserver.yaml': 'apiserver/require-audit-log-path',
    'kubeadm.yaml': 'apiserver/require-rbac-authorization',
    'args/kube-apiserver': 'apiserver/require-rbac-authorization',
    'etc/kubernetes/apiserver': 'authentication/no-static-token-file',
    'units/etcd.service': 'etcd/require-client-tls',
    'etcd.conf.yml': 'etcd/require-client-tls',
    'encryption.json': 'encryption/no-identity-first',
  };
  for (const [path, rule] of Object.entries(expected)) await reported((await open(path)).uri, rule);
});

story('a quick fix changes its own characters and no others', async () => {
  const document = await open(ROLES);
  const [finding] = await reported(document.uri, VERBS);
  const before = document.getText();
  await choose(await actionsFor(document, finding!), 'Allow reading only');
  assert.equal(document.getText(), before.replace('["*"]  # for now', '["get", "list", "watch"]  # for now'));
  await reported(document.uri, VERBS, 0);
});

story('a quick fix keeps the line ends of Windows', async () => {
  const document = await open(ROLES);
  const editor = vscode.window.activeTextEditor!;
  await editor.edit(it => it.setEndOfLine(vscode.EndOfLine.CRLF));
  const [finding] = await reported(document.uri, VERBS);
  const before = document.getText();
  await choose(await actionsFor(document, finding!), 'Allow reading only');
  assert.equal(document.getText(), before.replace('["*"]', '["get", "list", "watch"]'));
  assert.ok(!/[^\r]\n/.test(document.getText()));
});

story('a quick fix sets a flag, mounts its folder and creates the file', async () => {
  const rule = 'apiserver/require-encryption-provider-config';
  const document = await open('manifests/kube-apiserver.yaml');
  const [finding] = await reported(document.uri, rule);
  await choose(await actionsFor(document, finding!), 'Set --encryption-provider-config and create');
  assert.equal(document.getText(), ENCRYPTED);
  await reported(document.uri, rule, 0);

  const created = await open('encryption/config.yaml');
  assert.match(created.getText(), /^apiVersion: apiserver.config.k8s.io\/v1\nkind: EncryptionConfiguration\n/);
  const [placeholder] = await reported(created.uri, 'encryption/no-placeholder-key');
  assert.match(created.getText(placeholder!.range), /BASE64 ENCODED SECRET/, 'a key is never invented');
  await created.save();
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  remove('encryption/config.yaml');
});

story('safe fixes are applied on save, if asked for', async () => {
  const path = 'rbac/viewer.yaml';
  const before = onDisk(path);
  const document = await open(path);
  await reported(document.uri, 'rampart/unused-suppression');
  const settings = vscode.workspace.getConfiguration('editor');
  await settings.update('codeActionsOnSave', { 'source.fixAll.rampart': 'explicit' }, vscode.ConfigurationTarget.Workspace);
  try {
    await replace(document, 'viewer', 'reader');
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('the file to be saved', () => (document.isDirty ? undefined : true));
    assert.equal(onDisk(path), before.replace('viewer', 'reader').replace(/ *# rampart-ignore.*\n/, ''));
  } finally {
    await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
    write(path, before);
  }
});

story('a finding is ignored here, with the reason', async () => {
  const document = await open(ROLES);
  const [finding] = await reported(document.uri, VERBS);
  const before = document.getText();
  await choose(await actionsFor(document, finding!), `Ignore ${VERBS} here`, 'the operator needs them');
  const line = '    verbs: ["*"]  # for now\n';
  assert.equal(document.getText(), before.replace(line, `    # rampart-ignore ${VERBS} -- the operator needs them\n${line}`));
  await reported(document.uri, VERBS, 0);
});

story('.rampart.yaml turns a rule off and on again', async () => {
  const document = await open(ROLES);
  const [finding] = await reported(document.uri, VERBS);
  await choose(await actionsFor(document, finding!), `Turn ${VERBS} off in .rampart.yaml`);
  await reported(document.uri, VERBS, 0);
  const configuration = await open('.rampart.yaml');
  assert.equal(configuration.getText(), `rules:\n  ${VERBS}: off\n`);
  await configuration.save();

  await replace(configuration, 'off', 'info');
  await configuration.save();
  const [weaker] = await reported(document.uri, VERBS);
  assert.equal(weaker!.severity, vscode.DiagnosticSeverity.Information);

  await replace(configuration, 'rules', 'rulse');
  await until('a problem in .rampart.yaml', () => vscode.languages.getDiagnostics(configuration.uri)[0]);
  await closeAll();
  remove('.rampart.yaml');
  const { uri } = await open(ROLES);
  await until('the rule to be what it was', () => findings(uri).find(it => it.severity === vscode.DiagnosticSeverity.Warning));
});

story('a setting of the editor turns a rule off', async () => {
  const document = await open(ROLES);
  await reported(document.uri, VERBS);
  const settings = vscode.workspace.getConfiguration('rampart');
  await settings.update('rules', { [VERBS]: 'off' }, vscode.ConfigurationTarget.Workspace);
  await reported(document.uri, VERBS, 0);
  await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
  await reported(document.uri, VERBS);
});

story('pointing at a finding shows what its rule says', async () => {
  const document = await open(ROLES);
  const [finding] = await reported(document.uri, VERBS);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, finding!.range.start);
  const said = hovers.flatMap(it => it.contents.map(content => (typeof content === 'string' ? content : content.value))).join('\n');
  for (const it of [`\`${VERBS}\``, '**What to do.**', '**When to ignore it.**', 'https://'])
    assert.ok(said.includes(it), `${it} in ${said}`);

  await choose(await actionsFor(document, finding!), `Open the page of ${VERBS}`);
  await until('the page of the rule', () =>
    vscode.window.tabGroups.all.flatMap(it => it.tabs).find(it => it.label.includes('no-wildcard-verbs')),
  );
});

story('scanning the workspace shows closed files, and nothing twice', async () => {
  const closed = at('rbac/closed.yaml');
  const before = onDisk('rbac/closed.yaml');
  assert.deepEqual(findings(closed), []);
  await vscode.commands.executeCommand('rampart.scanWorkspace');
  const rulesOf = (): string[] => findings(closed).map(ruleOf).sort();
  await reported(closed, RESOURCES);
  const all = rulesOf();

  const document = await open('rbac/closed.yaml');
  await settled(() => assert.deepEqual(rulesOf(), all, 'open'));
  await replace(document, '["*"]', '[pods]');
  await reported(closed, RESOURCES, 0);
  await settled(() => assert.ok(!rulesOf().includes(RESOURCES), 'changed'));
  await closeAll();
  await reported(closed, RESOURCES);
  await settled(() => assert.deepEqual(rulesOf(), all, 'closed without saving'));

  write('rbac/closed.yaml', before.replace('["*"]', '[pods]'));
  await reported(closed, RESOURCES, 0);
  write('rbac/closed.yaml', before);
  await reported(closed, RESOURCES);
  remove('rbac/closed.yaml');
  await until('nothing about a file that is gone', () => (findings(closed).length ? undefined : true));
  write('rbac/closed.yaml', before);
});

story('restarting the server brings everything back', async () => {
  const document = await open(ROLES);
  const [finding] = await reported(document.uri, VERBS);
  await vscode.commands.executeCommand('rampart.restart');
  const [again] = await reported(document.uri, VERBS);
  assert.notEqual(again, finding);
  assert.deepEqual(again!.range, rangeOf(document, '"*"'));
  await choose(await actionsFor(document, again!), 'Allow reading only');
  await reported(document.uri, VERBS, 0);
});

/** Holds now, and still after everything that was under way has arrived. */
async function settled(holds: () => void): Promise<void> {
  await pause(600);
  holds();
}

const ENCRYPTED = `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
  - command:
    - kube-apiserver
    - --authorization-mode=Node,RBAC
    # The nodes trust this one.
    - --client-ca-file=/etc/kubernetes/pki/ca.crt
    - --encryption-provider-config=/etc/kubernetes/encryption/config.yaml
    image: registry.k8s.io/kube-apiserver:v1.33.4
    name: kube-apiserver
    volumeMounts:
    - mountPath: /etc/kubernetes/encryption
      name: encryption-config
      readOnly: true
    - mountPath: /etc/kubernetes/pki
      name: k8s-certs
      readOnly: true
  volumes:
  - hostPath:
      path: /etc/kubernetes/encryption
      type: DirectoryOrCreate
    name: encryption-config
  - hostPath:
      path: /etc/kubernetes/pki
      type: DirectoryOrCreate
    name: k8s-certs
`;

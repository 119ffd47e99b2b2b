/** Flags and the files that they name: what is linked, what each finding relates, and what is left alone. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { DocumentLink } from 'vscode-languageserver-protocol/node';
import type { Configuration } from '../core/config.ts';
import { createWorkspace } from '../core/session.ts';
import type { Workspace } from '../core/workspace.ts';
import noCatchAll from '../rules/audit/no-request-response-catch-all.ts';
import noWrongFile from '../rules/flags/no-wrong-file.ts';
import requireRules from '../rules/audit/require-rules.ts';
import { type Files, openWorkspace } from './harness/workspace.ts';
import { type Editor, ROOT, startEditor } from './server/editor.ts';

const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: RequestResponse}]\n';
const EMPTY_POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n';
const ENCRYPTION = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: []\n';
const unit = (flags: string): string => `[Service]\nExecStart=/usr/bin/kube-apiserver ${flags}\n`;
const AUDITED = unit('--audit-policy-file=/etc/kubernetes/audit/policy.yaml');
const RULES = [noWrongFile, noCatchAll, requireRules];

const open = (files: Files, configuration: Configuration = {}): Workspace => openWorkspace(RULES, files, configuration);

/** The text of each link, and where it leads. */
const linked = (workspace: Workspace, path: string): readonly string[] =>
  workspace.links(path).map(({ range, file }) => `${workspace.text(path)!.slice(range.start, range.end)} → ${file}`);

const messages = (workspace: Workspace, path: string): readonly string[] => workspace.report(path).findings.map(it => it.message);

describe('links', () => {
  it('lead from a flag to the only file of the right kind that fits', () => {
    const workspace = open({
      'kube-apiserver.service': AUDITED,
      'a/audit/policy.yaml': POLICY,
      'b/policy.yaml': POLICY,
      'audit/x.yaml': POLICY,
    });
    assert.deepEqual(linked(workspace, 'kube-apiserver.service'), ['/etc/kubernetes/audit/policy.yaml → a/audit/policy.yaml']);
  });
  it('lead nowhere where two files fit alike', () => {
    const workspace = open({ 'kube-apiserver.service': AUDITED, 'a/audit/policy.yaml': POLICY, 'b/audit/policy.yaml': POLICY });
    assert.deepEqual(linked(workspace, 'kube-apiserver.service'), []);
  });
  it('lead to the environment file of a unit, and from there to what its flags name', () => {
    const workspace = open({
      'etc/kube-apiserver.service':
        '[Service]\nEnvironmentFile=/etc/kubernetes/apiserver\nExecStart=/usr/bin/kube-apiserver $KUBE_API_ARGS\n',
      'etc/kubernetes/apiserver': 'KUBE_API_ARGS="--audit-policy-file=/etc/kubernetes/audit/policy.yaml"\n',
      'etc/kubernetes/audit/policy.yaml': POLICY,
    });
    assert.deepEqual(linked(workspace, 'etc/kube-apiserver.service'), ['/etc/kubernetes/apiserver → etc/kubernetes/apiserver']);
    assert.deepEqual(linked(workspace, 'etc/kubernetes/apiserver'), [
      '/etc/kubernetes/audit/policy.yaml → etc/kubernetes/audit/policy.yaml',
    ]);
  });
  it('follow what is mounted to the path on the node', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver}
spec:
  containers:
    - name: kube-apiserver
      command: [kube-apiserver, --audit-policy-file=/config/a.yaml]
      volumeMounts: [{name: c, mountPath: /config, readOnly: true}]
  volumes: [{name: c, hostPath: {path: /srv/audit}}]
`;
    const workspace = open({ 'manifests/kube-apiserver.yaml': pod, 'srv/audit/a.yaml': POLICY, 'config/a.yaml': POLICY });
    assert.deepEqual(linked(workspace, 'manifests/kube-apiserver.yaml'), ['/config/a.yaml → srv/audit/a.yaml']);
  });
  it('follow entries of the configuration, but never out of the workspace', () => {
    const files = { 'kube-apiserver.service': AUDITED, 'files/p.yaml': POLICY };
    const to = (target: string): Workspace => open(files, { paths: { '/etc/kubernetes/audit/policy.yaml': target } });
    assert.deepEqual(linked(to('files/p.yaml'), 'kube-apiserver.service'), ['/etc/kubernetes/audit/policy.yaml → files/p.yaml']);
    assert.deepEqual(linked(to('../files/p.yaml'), 'kube-apiserver.service'), []);
    assert.deepEqual(linked(to('kube-apiserver.service'), 'kube-apiserver.service'), []);
  });
  it('are not found in paths that climb, are filled in later, or name the file itself', () => {
    for (const path of ['/etc/../audit/policy.yaml', '/etc/${X}/audit/policy.yaml', 'audit/policy.yaml', '/', '']) {
      const workspace = open({ 'kube-apiserver.service': unit(`--audit-policy-file=${path}`), 'audit/policy.yaml': POLICY });
      assert.deepEqual(linked(workspace, 'kube-apiserver.service'), [], path);
    }
    const itself = '[Service]\nEnvironmentFile=/etc/systemd/kube-apiserver.service\nExecStart=/usr/bin/kube-apiserver $ARGS\n';
    assert.deepEqual(linked(open({ 'etc/systemd/kube-apiserver.service': itself }), 'etc/systemd/kube-apiserver.service'), []);
  });
});

describe('related places', () => {
  it('name the flag that passes a configuration, and follow it as it moves', () => {
    const workspace = open({ 'kube-apiserver.service': AUDITED, 'audit/policy.yaml': EMPTY_POLICY });
    const related = () => workspace.report('audit/policy.yaml').findings.flatMap(it => it.related);
    const pointed = () =>
      related().map(({ place, message }) => [workspace.text(place.file)!.slice(place.range.start, place.range.end), message]);
    const expected = [['/etc/kubernetes/audit/policy.yaml', 'Passed to kube-apiserver by --audit-policy-file.']];
    assert.deepEqual(pointed(), expected);
    workspace.set('kube-apiserver.service', `# moved\n${AUDITED}`);
    assert.deepEqual(pointed(), expected);
    workspace.set('kube-apiserver.service', unit('--v=2'));
    assert.deepEqual(pointed(), []);
  });
  it('follow both documents of one file', () => {
    const both = (lead: string): string =>
      `${lead}apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {extraArgs: [{name: v, value: "2"}]}\n---\n${EMPTY_POLICY}`;
    const workspace = open({ 'kubeadm.yaml': both('') });
    assert.equal(workspace.report('kubeadm.yaml').findings.length, 1);
    workspace.set('kubeadm.yaml', both('# x\n'));
    assert.equal(workspace.report('kubeadm.yaml').findings.length, 1);
  });
});

describe('a wrong file', () => {
  const service = unit('--encryption-provider-config=/etc/kubernetes/enc/config.yaml');
  const judged = (text: string, configuration: Configuration = { paths: { '/etc/kubernetes/enc': 'enc' } }): readonly string[] =>
    messages(open({ 'kube-apiserver.service': service, 'enc/config.yaml': text }, configuration), 'kube-apiserver.service');
  const said = (what: string): readonly string[] => [
    `kube-apiserver does not start: --encryption-provider-config takes an EncryptionConfiguration, and enc/config.yaml ${what}.`,
  ];

  it('is named with what is wrong with it', () => {
    assert.deepEqual(judged(POLICY), said('is a Policy'));
    assert.deepEqual(judged(''), said('is empty'));
    assert.deepEqual(judged('\uFEFF# nothing\r\n---\r\n  # at all\r\n'), said('is empty'));
    assert.deepEqual(judged(ENCRYPTION.replace('[]', '[')), said('does not parse'));
    assert.deepEqual(judged('\0\0'), said('is no text'));
    assert.deepEqual(judged('resources: []\n'), said('has no kind'));
    assert.deepEqual(judged(ENCRYPTION.replace('apiserver.config.k8s.io', 'audit.k8s.io')), said('has the apiVersion audit.k8s.io/v1'));
  });
  it('is not one that may yet be right', () => {
    for (const text of [
      ENCRYPTION,
      `${POLICY}---\n${ENCRYPTION}`,
      ENCRYPTION.replace(/\n/g, '\r\n'),
      `\uFEFF${ENCRYPTION}`,
      'kind: {{ .Kind }}\n',
    ]) {
      assert.deepEqual(judged(text), [], text);
    }
    assert.deepEqual(judged('', {}), []);
    assert.deepEqual(judged('resources: []\n', {}), []);
  });
  it('is one without an entry of the configuration where another flag takes it', () => {
    assert.deepEqual(judged(POLICY, {}), said('is a Policy'));
    assert.deepEqual(judged('apiVersion: kyverno.io/v1\nkind: Policy\n', {}), []);
  });
  it('is judged again when it changes, also for a manifest', () => {
    const flags = '--audit-policy-file=/etc/kubernetes/audit/policy.yaml';
    const manifest = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, command: [kube-apiserver, ${flags}]}]}\n`;
    const workspace = open(
      { 'pod.yaml': manifest, 'audit/policy.yaml': '# Later.\n' },
      { paths: { '/etc/kubernetes/audit/policy.yaml': 'audit/policy.yaml' } },
    );
    assert.equal(messages(workspace, 'pod.yaml').length, 1);
    workspace.set('audit/policy.yaml', POLICY);
    assert.deepEqual(messages(workspace, 'pod.yaml'), []);
  });
  it('is judged again when it changes', () => {
    const workspace = open({ 'kube-apiserver.service': service, 'enc/config.yaml': POLICY });
    assert.equal(messages(workspace, 'kube-apiserver.service').length, 1);
    workspace.set('enc/config.yaml', ENCRYPTION);
    assert.deepEqual(messages(workspace, 'kube-apiserver.service'), []);
    workspace.set('enc/config.yaml', undefined);
    assert.deepEqual(messages(workspace, 'kube-apiserver.service'), []);
  });
});

describe('document links', () => {
  const start = async (context: TestContext, files: Map<string, string>): Promise<Editor> => {
    const editor = await startEditor({ files, server: { rules: RULES, createWorkspace } });
    context.after(() => editor.end());
    return editor;
  };
  const ask = (editor: Editor, uri: string): Promise<DocumentLink[]> =>
    editor.connection.sendRequest('textDocument/documentLink', { textDocument: { uri } });

  it('are offered for flags, with the URI of the file', async context => {
    const editor = await start(context, new Map([['audit/policy.yaml', POLICY]]));
    const uri = `${ROOT}/kube-apiserver.service`;
    await editor.open(uri, AUDITED, 'systemd');
    await new Promise(resolve => setTimeout(resolve, 250));
    const [link, ...others] = await ask(editor, uri);
    assert.deepEqual(others, []);
    assert.equal(link!.target, `${ROOT}/audit/policy.yaml`);
    assert.equal(
      AUDITED.split('\n')[link!.range.start.line]!.slice(link!.range.start.character, link!.range.end.character),
      '/etc/kubernetes/audit/policy.yaml',
    );
    assert.deepEqual(await ask(editor, `${ROOT}/unknown.yaml`), []);
  });
});

/** A program and its configuration file are one component: which file is meant, what counts, where findings and fixes go, and what follows when either is edited. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolvePath } from '../core/resolve.ts';
import { createWorkspace } from '../core/session.ts';
import { applyEdits } from '../core/text.ts';
import { rules } from '../rules/index.ts';
import type { Workspace } from '../core/workspace.ts';

const HEAD = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';
const unit = (flags: string, program = 'kubelet') => `[Service]\nExecStart=/usr/bin/${program} ${flags}\n`;
const NAMED = '--config=/var/lib/kubelet/config.yaml';

describe('a kubelet and its configuration', () => {
  it('are judged once, where each setting is written', () => {
    const workspace = open({
      'kubelet.service': unit(`${NAMED} --anonymous-auth=true`),
      'kubelet/config.yaml': `${HEAD}readOnlyPort: 10255\n`,
    });
    assert.deepEqual(found(workspace, 'kubelet.service'), ['kubelet/no-anonymous-auth true']);
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), ['kubelet/no-read-only-port 10255']);
  });

  it('follow edits of either', () => {
    const workspace = open({ 'kubelet.service': unit(NAMED), 'kubelet/config.yaml': `${HEAD}readOnlyPort: 10255\n` });
    const digest = workspace.digest('kubelet/config.yaml');
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), ['kubelet/no-read-only-port 10255']);
    workspace.set('kubelet.service', unit(`${NAMED} --read-only-port=0`));
    assert.notEqual(workspace.digest('kubelet/config.yaml'), digest);
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), ['kubelet/no-overridden-setting readOnlyPort: 10255']);
    workspace.set('kubelet/config.yaml', `${HEAD}authorization: {mode: AlwaysAllow}\n`);
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), ['kubelet/no-always-allow AlwaysAllow']);
    workspace.set('kubelet/config.yaml', undefined);
    assert.deepEqual(found(workspace, 'kubelet.service'), []);
    workspace.set('kubelet.service', unit('--v=2'));
    assert.ok(found(workspace, 'kubelet.service').includes('kubelet/no-read-only-port /usr/bin/kubelet'));
  });

  it('become one when the file appears after the unit', () => {
    const workspace = open({ 'kubelet.service': unit(`${NAMED} --read-only-port=0`) });
    workspace.set('kubelet/config.yaml', `${HEAD}readOnlyPort: 10255\n`);
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), ['kubelet/no-overridden-setting readOnlyPort: 10255']);
  });

  it('are fixed in the file that decides', () => {
    const files = {
      'kubelet.service': unit(`${NAMED} --read-only-port=10255`),
      'kubelet/config.yaml': `${HEAD}authorization:\r\n  mode: AlwaysAllow # mine\r\n`,
    };
    assert.deepEqual(fixedAll(open(files), files), {
      'kubelet.service': unit(`${NAMED} --read-only-port=0`),
      'kubelet/config.yaml': `${HEAD}authorization:\r\n  mode: Webhook # mine\r\n`,
    });
  });

  it('have what is missing put into the file', () => {
    const files = { 'kubelet.service': unit(NAMED), 'kubelet/config.yaml': `${HEAD}port: 10250\n` };
    const workspace = open(files, 'all');
    const finding = workspace.report('kubelet/config.yaml').findings.find(it => it.rule === 'kubelet/require-pod-pids-limit')!;
    assert.equal(changed(workspace.fixes(finding)[0]!.changes, files)['kubelet/config.yaml'], `${HEAD}podPidsLimit: 4096\nport: 10250\n`);
  });

  it('add up their feature gates, and nothing else', () => {
    const file = `${HEAD}featureGates: {AllAlpha: true}\nallowedUnsafeSysctls: ["net.*"]\n`;
    const workspace = open({
      'kubelet.service': unit(`${NAMED} --feature-gates=A=true --allowed-unsafe-sysctls=kernel.sem`),
      'kubelet/config.yaml': file,
    });
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), [
      'kubelet/no-alpha-features AllAlpha: true',
      'kubelet/no-overridden-setting allowedUnsafeSysctls: ["net.*"]',
    ]);
  });

  it('are not known where further files may lie in a folder', () => {
    const workspace = open({
      'kubelet.service': unit(`${NAMED} --config-dir=/etc/kubelet.d`),
      'kubelet/config.yaml': `${HEAD}readOnlyPort: 10255\n`,
    });
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), ['kubelet/no-read-only-port 10255']);
    assert.deepEqual(found(workspace, 'kubelet.service'), []);
  });

  it('hide what a template hides', () => {
    const workspace = open({ 'kubelet.service': unit(NAMED), 'kubelet/config.yaml': `${HEAD}{{ if .X }}\nport: 1\n{{ end }}\n` }, 'all');
    assert.deepEqual(found(workspace, 'kubelet/config.yaml'), []);
  });
});

describe('other programs', () => {
  it('kube-proxy goes by its file alone', () => {
    const file = 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmetricsBindAddress: 0.0.0.0:10249\n';
    const files = {
      'kube-proxy.service': unit('--config=/etc/kube-proxy/config.conf --metrics-bind-address=127.0.0.1', 'kube-proxy'),
      'kube-proxy/config.conf': file,
    };
    const workspace = open(files);
    assert.deepEqual(found(workspace, 'kube-proxy.service'), ['kube-proxy/no-overridden-setting --metrics-bind-address=127.0.0.1']);
    assert.deepEqual(found(workspace, 'kube-proxy/config.conf'), ['kube-proxy/no-exposed-metrics 0.0.0.0:10249']);
    assert.equal(fixedAll(workspace, files)['kube-proxy/config.conf'], file.replace('0.0.0.0', '127.0.0.1'));
  });

  it('the scheduler has its ports on the command line, and profiles in the file', () => {
    const file = 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n';
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - {name: s, command: [kube-scheduler, --config=/etc/kubernetes/scheduler.yaml, --bind-address=0.0.0.0]}\n`;
    const workspace = open({ 'manifests/s.yaml': pod, 'etc/kubernetes/scheduler.yaml': file }, 'all');
    const all = found(workspace, 'manifests/s.yaml').filter(it => it.startsWith('scheduler/'));
    assert.deepEqual(all, ['scheduler/no-profiling kube-scheduler', 'scheduler/no-open-bind-address 0.0.0.0']);
    workspace.set('etc/kubernetes/scheduler.yaml', `${file}enableProfiling: false\n`);
    assert.deepEqual(
      found(workspace, 'manifests/s.yaml').filter(it => it.startsWith('scheduler/')),
      ['scheduler/no-open-bind-address 0.0.0.0'],
    );
  });

  it('etcd looks at nothing but its file', () => {
    const file =
      'name: a\ndata-dir: /var/lib/etcd\nlisten-client-urls: https://0.0.0.0:2379\nclient-transport-security: {cert-file: a, key-file: b}\n';
    const flags = '--config-file=/etc/etcd/etcd.conf.yml --client-cert-auth --trusted-ca-file=/ca';
    const workspace = open({ 'etcd.service': unit(flags, 'etcd'), 'etcd/etcd.conf.yml': file });
    assert.ok(found(workspace, 'etcd/etcd.conf.yml').some(it => it.startsWith('etcd/')));
    assert.deepEqual(found(workspace, 'etcd.service'), []);
  });
});

describe('which file is meant', () => {
  const at = (node: string, paths: string[], near: string) =>
    resolvePath(node, { paths }, undefined, { near, isTelling: it => it !== 'config.yaml' });

  it('is told by the end of its path, and of several, the nearest', () => {
    assert.equal(
      at('/var/lib/kubelet/config.yaml', ['a/kubelet/config.yaml', 'b/kubelet/config.yaml'], 'b/kubelet.service'),
      'b/kubelet/config.yaml',
    );
    assert.equal(at('/var/lib/kubelet/config.yaml', ['a/kubelet/config.yaml', 'b/kubelet/config.yaml'], 'kubelet.service'), undefined);
  });

  it('is told by a telling name alone, or by lying beside', () => {
    assert.equal(
      at('/var/lib/kubelet/kubelet-config.yaml', ['configs/kubelet-config.yaml'], 'units/kubelet.service'),
      'configs/kubelet-config.yaml',
    );
    assert.equal(at('/var/lib/kubelet/config.yaml', ['configs/config.yaml'], 'units/kubelet.service'), undefined);
    assert.equal(at('/var/lib/kubelet/config.yaml', ['units/config.yaml'], 'units/kubelet.service'), 'units/config.yaml');
  });
});

describe('typing in an ordinary manifest', () => {
  it('leaves the relations between files as they are', () => {
    const workspace = open({
      'kubelet.service': unit(NAMED),
      'kubelet/config.yaml': `${HEAD}readOnlyPort: 10255\n`,
      'a.yaml': 'kind: ConfigMap\n',
    });
    const digest = workspace.digest('kubelet/config.yaml');
    workspace.set('a.yaml', 'kind: ConfigMap\nmetadata: {name: a}\n');
    assert.equal(workspace.digest('kubelet/config.yaml'), digest);
  });
});

function open(files: Readonly<Record<string, string>>, profile: 'recommended' | 'all' = 'recommended'): Workspace {
  const own = rules.filter(
    it => /^(?:kubelet|kube-proxy|scheduler|etcd)\//.test(it.id) && !/require-client-ca|serving-certificate/.test(it.id),
  );
  const workspace = createWorkspace({ rules: own, overrides: { profile } });
  for (const [path, text] of Object.entries(files)) workspace.set(path, text);
  workspace.complete();
  TEXTS.set(workspace, new Map(Object.entries(files)));
  const { set } = workspace;
  return Object.assign(workspace, {
    set: (path: string, text: string | undefined) => {
      set(path, text);
      TEXTS.get(workspace)!.set(path, text ?? '');
    },
  });
}

const TEXTS = new WeakMap<Workspace, Map<string, string>>();

/** Each finding of a file: its rule, and what it is at. */
const found = (workspace: Workspace, path: string): string[] =>
  workspace
    .report(path)
    .findings.map(({ rule, place: { file, range } }) => `${rule} ${(TEXTS.get(workspace)!.get(file) ?? '').slice(range.start, range.end)}`);

type Changes = ReturnType<Workspace['fixAll']>;

const changed = (changes: Changes, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      applyEdits(
        text,
        changes.flatMap(it => ('edits' in it && it.file === path ? it.edits : [])),
      ),
    ]),
  );

const fixedAll = (workspace: Workspace, files: Readonly<Record<string, string>>): Record<string, string> =>
  changed(workspace.fixAll(Object.keys(files), 'suggest'), files);

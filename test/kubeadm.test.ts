/** kubeadm's documents are read together, and what is made of them bears odd input. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ALONE, componentOf } from '../core/assemble.ts';
import { isKubeadmPatch } from '../core/adapters/kubeadmpatch.ts';
import { readFile } from '../core/read.ts';
import { applyEdits } from '../core/text.ts';
import { rules } from '../rules/index.ts';
import { openWorkspace } from './harness/workspace.ts';

describe('Documents of one stream', () => {
  const init = (flag: string) =>
    `apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n    ${flag}\n`;
  const kubelet = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nreadOnlyPort: 0\n';
  const cluster = 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n';
  const found = (texts: readonly string[], rule: string): number[] => {
    const workspace = openWorkspace(rules, { 'kubeadm.yaml': texts[0]! });
    return texts.map(text => {
      workspace.set('kubeadm.yaml', text);
      return workspace.report('kubeadm.yaml').findings.filter(it => it.rule === rule).length;
    });
  };

  it('are judged again when another one changes', () => {
    const ciphers = 'tls-cipher-suites: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256';
    const texts = ['node-labels: a=b', ciphers, 'node-labels: a=b'].map(it => `${init(it)}---\n${kubelet}`);
    assert.deepEqual(found(texts, 'kubelet/require-cipher-suites'), [1, 0, 1]);
  });
  it('miss nothing where a folder of patches is named', () => {
    const patched = `${cluster}---\napiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\npatches:\n  directory: /etc/patches\n`;
    assert.deepEqual(found([cluster, patched, cluster], 'scheduler/no-profiling'), [1, 0, 1]);
  });
  it('are only merged into what sealos brings', () => {
    const merged = `apiVersion: apps.sealos.io/v1beta1\nkind: Cluster\n---\n${cluster}`;
    assert.deepEqual(found([cluster, merged], 'scheduler/no-profiling'), [1, 0]);
  });
});

describe('What kubeadm passes', () => {
  const config = (version: string) => `apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`;
  const port = (version: string, name: string) => {
    const programs = readFile('a.yaml', config(version))!.documents[0]!.read().programs;
    const setting = componentOf(programs.find(it => it.name === name)!, ALONE).setting('port');
    return 'value' in setting ? `${setting.origin} ${setting.value}` : setting.origin;
  };
  for (const name of ['kube-scheduler', 'kube-controller-manager']) {
    it(`switches the port without TLS of ${name} off where it has one`, () => {
      assert.deepEqual(
        ['v1.16.2', 'v1.19.0', 'v1.22.4', 'v1.23.0'].map(it => port(it, name)),
        ['unknown', 'supplied 0', 'supplied 0', 'default 0'],
      );
    });
  }
});

describe('Names of patches', () => {
  const patches = [
    'kube-apiserver+json.json',
    'a/kube-apiserver0+merge.yaml',
    'etcd+strategic.yml',
    'kubeletconfiguration1+json.json',
    '/etc/kubernetes/patches/kube-scheduler.yaml',
    'kubeadm-patches/etcd-2.json',
  ];
  const others = [
    'manifests/kube-apiserver.yaml',
    'kube-apiserver+other.yaml',
    'patches/deployment.yaml',
    'patches/old/kube-apiserver.yaml',
    'my-etcd+json.json',
    'kube-apiserver+json.txt',
    'patches',
  ];
  for (const path of patches) it(`include ${path}`, () => assert.ok(isKubeadmPatch(path)));
  for (const path of others) it(`do not include ${path}`, () => assert.ok(!isKubeadmPatch(path)));
});

describe('Odd input for kubeadm', () => {
  const capi = (spec: string) =>
    `apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nspec:\n  version: 5\n  machineTemplate: x\n  kubeadmConfigSpec: ${spec}\n`;
  const kind = (rest: string) => `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n${rest}\n`;
  const operations = (path: string, value: string) => `- op: add\n  path: ${path}\n  value: ${value}\n`;
  const base = '/spec/template/spec/kubeadmConfigSpec/clusterConfiguration';
  const odd: readonly (readonly [path: string, text: string])[] = [
    ...[
      '[]',
      '5',
      '{{ .Values.spec }}',
      '&a {clusterConfiguration: *a}',
      '{clusterConfiguration: [apiServer]}',
      '{files: [5, {path: [], content: {}}]}',
    ].map(it => ['kcp.yaml', capi(it)] as const),
    [
      'kcp.yaml',
      capi('{initConfiguration: {patches: {directory: [a]}, nodeRegistration: {kubeletExtraArgs: x}}, preKubeadmCommands: {a: b}}'),
    ],
    ['kcp.yaml', capi('{clusterConfiguration: {apiServer: {extraArgs: ${ARGS:-{}}}}}')],
    [
      'kcp.yaml',
      capi('\n    clusterConfiguration:\n      apiServer:\n        extraArgs:\n          {{- toYaml .Values.args | nindent 10 }}'),
    ],
    ['kind.yaml', kind('kubeadmConfigPatches: [5, null, [], "", "{", "kind: ClusterConfiguration", *x]')],
    ['kind.yaml', kind('kubeadmConfigPatches: {a: b}\nnodes: [5, {kubeadmConfigPatchesJSON6902: [{patch: "[]"}, {kind: {}, patch: 5}]}]')],
    ['kind.yaml', kind('featureGates: [a]\nruntimeConfig: {a: {b: c}}')],
    ['kind.yaml', kind('featureGates: ${GATES}\nkubeadmConfigPatches:\n- |\n  ${PATCH}\n- |2\n    kind: InitConfiguration\n')],
    ['patches/kube-apiserver+json.yaml', operations('/spec/containers/0/command/-', '[--a=b, --profiling]')],
    ['patches/kube-apiserver+json.yaml', operations('[]', '{a: b}') + operations('~', '~') + '- 5\n'],
    ['patches/kube-apiserver+json.yaml', operations('/spec/containers/0/command/0', '"--profiling=true"')],
    ['kubeletconfiguration+json.yaml', operations('/', '{readOnlyPort: [1]}') + operations('""', '{readOnlyPort: 10255}')],
    ['kubeletconfiguration+json.yaml', operations('/authentication~1x~0', '5')],
    ['kubeletconfiguration+strategic.yaml', 'readOnlyPort: {{ .port }}\nauthentication: []\n'],
    ['kubeletconfiguration.yaml', '5\n'],
    ['patch.yaml', operations(`${base}/apiServer/extraArgs/-`, '5') + operations(`${base}/apiServer/extraArgs/0`, '{name: [], value: x}')],
    ['patch.yaml', operations(`${base}/apiServer/extraArgs`, '{{ .args }}') + operations(`${base}`, '*a')],
    ['patch.yaml', operations('/spec/template/spec/files', '[{path: a, content: "kind: Pod"}, 5]')],
    [
      'old.yaml',
      'apiVersion: kubeadm.k8s.io/v1alpha1\nkind: MasterConfiguration\napiServerExtraArgs: [a]\netcd: 5\nschedulerExtraArgs: {a: [b]}\n',
    ],
    [
      'node.yaml',
      'kind: JoinConfiguration\nnodeRegistration: {kubeletExtraArgs: [5, {name: a}, {value: b}, {name: profiling, value: []}]}\n',
    ],
    [
      'eks.yaml',
      'apiVersion: anywhere.eks.amazonaws.com/v1alpha1\nkind: Cluster\nspec: {controlPlaneConfiguration: {apiServerExtraArgs: [a]}}\n',
    ],
    [
      'kamaji.yaml',
      'apiVersion: kamaji.clastix.io/v1alpha1\nkind: TenantControlPlane\nspec: {controlPlane: {deployment: {extraArgs: {apiServer: {a: b}, scheduler: "--profiling"}}}}\n',
    ],
    [
      'class.yaml',
      `apiVersion: cluster.x-k8s.io/v1beta1\nkind: ClusterClass\nspec: {patches: [5, {definitions: [{selector: 5, jsonPatches: x}, {selector: {kind: KubeadmConfigTemplate}, jsonPatches: [{op: add, path: ${base}}]}]}]}\n`,
    ],
    ['deep.yaml', capi(`${'['.repeat(3000)}`)],
    [
      'huge.yaml',
      kind(
        `kubeadmConfigPatches:\n${'- |\n  kind: JoinConfiguration\n  nodeRegistration: {kubeletExtraArgs: {read-only-port: "10255"}}\n'.repeat(300)}`,
      ),
    ],
  ];
  for (const [index, [path, text]] of odd.entries()) {
    it(`${index}: ${path} ${JSON.stringify(text.slice(-90))}`, () => {
      for (const shaped of [text, text.replaceAll('\n', '\r\n'), text.trimEnd(), `\uFEFF${text}`]) exercise(path, shaped);
    });
  }
});

/** Asks everything there is to ask; every change must lie within the text, and what it makes must be readable again. */
function exercise(path: string, text: string): void {
  const programs = readFile(path, text)?.documents.flatMap(it => it.read().programs) ?? [];
  for (const program of programs.slice(0, 20)) {
    const component = componentOf(program, ALONE);
    for (const name of ['profiling', 'read-only-port', ...component.written.map(it => it.name)]) {
      component.lacks(name);
      for (const change of [
        { op: 'setFlag', name, value: 'x' },
        { op: 'removeFlag', name },
        { op: 'exposePath', directory: '/a/b', name: 'b' },
      ] as const) {
        for (const { edits } of component.edit(change) ?? []) {
          for (const { range } of edits) assert.ok(range.start >= 0 && range.end <= text.length && range.start <= range.end);
          for (const document of readFile(path, applyEdits(text, edits))?.documents ?? []) document.read();
        }
      }
    }
  }
}

describe('The corpus', { skip: !existsSync('../shared/corpus') }, () => {
  /** Files of each folder that say something of a program; the others are fragments of templates, or write nothing for one. */
  const least: Readonly<Record<string, number>> = {
    'capi-kubeadmconfigtemplate': 6,
    'capi-kubeadmcontrolplane': 12,
    'kind-config': 11,
    'kubeadm-join-init': 1,
    'kubeadm-older': 7,
  };
  for (const [folder, files] of Object.entries(least)) {
    it(`${folder} is read as what it is`, () => {
      const found = readdirSync(`../shared/corpus/${folder}`).filter(name => {
        const path = `${folder}/${name.replaceAll('__', '/')}`;
        const text = readFileSync(`../shared/corpus/${folder}/${name}`, 'utf8');
        exercise(path, text);
        return readFile(path, text)?.documents.some(it => it.read().programs.length);
      });
      assert.ok(found.length >= files, `programs in ${found.length} files`);
    });
  }
});

/**
 * What a workspace says after any number of changes is what a new one says of the same files: whatever is remembered, of whichever file.
 * The same changes every time; ANEW=SECONDS runs that long with changes of its own and prints the seed.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rules } from '../rules/index.ts';
import { type Files, openWorkspace } from './harness/workspace.ts';

const SECONDS = Number(process.env['ANEW'] ?? 0);

const object = (apiVersion: string, kind: string, name: string, rest: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
const RBAC = 'rbac.authorization.k8s.io/v1';
const everything = 'rules:\n  - apiGroups: ["*"]\n    resources: ["*"]\n    verbs: ["*"]\n';
const secrets = 'rules:\n  - apiGroups: [""]\n    resources: [secrets]\n    verbs: [get, list]\n';
const pods = 'rules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [create]\n';
const binds = (kind: string, role: string, account: string): string =>
  `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${kind}\n  name: ${role}\nsubjects:\n  - kind: ServiceAccount\n    name: ${account}\n    namespace: shop\n`;
const apiserver = (...flags: string[]): string =>
  `spec:\n  containers:\n    - name: kube-apiserver\n      command:\n        - kube-apiserver\n${flags.map(flag => `        - ${flag}\n`).join('')}`;

/** Documents that have something to say about each other. */
const DOCUMENTS: readonly string[] = [
  object(RBAC, 'ClusterRole', 'everything', everything),
  object(RBAC, 'ClusterRole', 'reads-secrets', secrets),
  object(RBAC, 'ClusterRole', 'sums', 'aggregationRule:\n  clusterRoleSelectors:\n    - matchLabels: {to: sums}\n'),
  object(RBAC, 'ClusterRole', 'part', `  labels: {to: sums}\n${everything}`),
  object(RBAC, 'Role', 'starts-pods', `  namespace: shop\n${pods}`),
  object(RBAC, 'ClusterRoleBinding', 'all', binds('ClusterRole', 'everything', 'web')),
  object(RBAC, 'ClusterRoleBinding', 'summed', binds('ClusterRole', 'sums', 'job')),
  object(RBAC, 'RoleBinding', 'starters', `  namespace: shop\n${binds('Role', 'starts-pods', 'job')}`),
  object(RBAC, 'RoleBinding', 'nobody', `  namespace: shop\n${binds('Role', 'gone', 'web')}`),
  object('v1', 'ServiceAccount', 'web', '  namespace: shop\n'),
  object('v1', 'ServiceAccount', 'job', '  namespace: shop\nautomountServiceAccountToken: false\n'),
  object('v1', 'Namespace', 'shop', '  labels: {pod-security.kubernetes.io/enforce: restricted}\n'),
  object('v1', 'Namespace', 'shop', '  labels: {pod-security.kubernetes.io/enforce: privileged}\n'),
  object('v1', 'Pod', 'a', '  namespace: shop\nspec:\n  serviceAccountName: web\n  containers:\n    - name: a\n      image: a:1\n'),
  object('batch/v1', 'Job', 'b', '  namespace: shop\nspec:\n  template:\n    spec:\n      serviceAccountName: job\n      containers: [{name: b, image: b:1}]\n'),
  object('v1', 'Pod', 'kube-apiserver', `  namespace: kube-system\n${apiserver('--audit-policy-file=/etc/k/audit.yaml', '--encryption-provider-config=/etc/k/enc.yaml')}`),
  object('v1', 'Pod', 'kube-apiserver', `  namespace: kube-system\n${apiserver('--authorization-mode=AlwaysAllow', '--service-account-lookup=false')}`),
  'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: RequestResponse\n',
  'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n  - resources: [secrets]\n    providers:\n      - identity: {}\n',
  'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n  - name: PodSecurity\n    configuration:\n      apiVersion: pod-security.admission.config.k8s.io/v1\n      kind: PodSecurityConfiguration\n      exemptions: {namespaces: [shop]}\n',
  'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.24.0\n',
  'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.33.0\napiServer:\n  extraArgs:\n    audit-policy-file: /etc/k/audit.yaml\n',
  'apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n    anonymous-auth: "false"\n',
  'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nreadOnlyPort: 10255\nrotateCertificates: false\n',
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [one.yaml]\nconfigMapGenerator:\n  - name: a\n    files: [audit.yaml]\n',
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - path: one.yaml\n',
  'note: nothing of interest\n',
]; // biome-ignore format: one list

/** Texts that are no YAML documents, by the path that tells how they are read. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'k/kubelet.service': [
    '[Service]\nEnvironmentFile=/etc/k/kubelet.env\nExecStart=/usr/bin/kubelet --config=/etc/k/kubelet.yaml $KUBELET_ARGS\n',
    '[Service]\nExecStart=/usr/bin/kubelet --anonymous-auth=true\n',
  ],
  'k/kubelet.env': ['KUBELET_ARGS="--read-only-port=0"\n', 'KUBELET_ARGS="--authorization-mode=AlwaysAllow"\n'],
  'k/apiserver.service': ['[Service]\nExecStart=/usr/bin/kube-apiserver --audit-policy-file=/etc/k/audit.yaml\n', '[Service]\nExecStart=/usr/bin/kube-apiserver\n'],
  '.rampart.yaml': ['paths:\n  /etc/k: k\n', 'podKinds:\n  - {kind: Deployment, path: spec.template.spec}\n', 'profile: cis\n', ''],
}; // biome-ignore format: one list

const YAML_PATHS = ['k/one.yaml', 'k/audit.yaml', 'k/enc.yaml', 'k/kubelet.yaml', 'apps/two.yaml', 'k/kustomization.yaml'];

/** A document for a file: put in at a place, in the place of another, or behind a line that a person adds. */
type Change =
  | { readonly path: string; readonly at: number; readonly does: 'insert' | 'replace'; readonly document: string }
  | { readonly path: string; readonly at: number; readonly does: 'remove' }
  | { readonly path: string; readonly at: number; readonly does: 'comment' }
  | { readonly path: string; readonly does: 'write'; readonly text: string }
  | { readonly path: string; readonly does: 'delete' };

const path = fc.constantFrom(...YAML_PATHS);
const at = fc.nat(5);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ path, at, does: fc.constant('insert' as const), document: fc.constantFrom(...DOCUMENTS) }) },
  { weight: 3, arbitrary: fc.record({ path, at, does: fc.constant('replace' as const), document: fc.constantFrom(...DOCUMENTS) }) },
  { weight: 2, arbitrary: fc.record({ path, at, does: fc.constantFrom('remove' as const, 'comment' as const) }) },
  fc.oneof(
    ...Object.entries(OTHERS).map(([file, texts]) =>
      fc.record({ path: fc.constant(file), does: fc.constant('write' as const), text: fc.constantFrom(...texts) }),
    ),
  ),
  fc.record({ path: fc.constantFrom(...YAML_PATHS, ...Object.keys(OTHERS)), does: fc.constant('delete' as const) }),
);

function after(files: Files, it: Change): Files {
  const { [it.path]: text = '', ...others } = files;
  if (it.does === 'delete') return others;
  if (it.does === 'write') return { ...others, [it.path]: it.text };
  const documents = text === '' ? [] : text.split('---\n');
  const index = it.at % (documents.length + 1);
  if (it.does === 'insert') documents.splice(index, 0, it.document);
  else if (it.does === 'comment') documents.splice(index, 1, `# ${index}\n${documents[index] ?? ''}`);
  else documents.splice(index, 1, ...(it.does === 'replace' ? [it.document] : []));
  return { ...others, [it.path]: documents.join('---\n') };
}

describe('After any number of changes', () => {
  it('every report, and every fix, is what a new workspace says', { timeout: (SECONDS + 120) * 1000 }, () => {
    const outcome = fc.check(fc.property(fc.array(change, { minLength: 8, maxLength: 20 }), holds), {
      numRuns: SECONDS ? 1_000_000 : 60,
      interruptAfterTimeLimit: (SECONDS || 60) * 1000,
      markInterruptAsFailure: false,
      ...(SECONDS ? {} : { seed: 7 }),
    });
    assert.ok(
      !outcome.failed,
      `${JSON.stringify(outcome.counterexample, undefined, 1)}\n${outcome.errorInstance ?? ''}\nseed ${outcome.seed}`,
    );
    assert.ok(outcome.numRuns >= 10, `only ${outcome.numRuns} runs`);
  });
});

function holds(changes: readonly Change[]): void {
  const workspace = openWorkspace(rules, {}, {});
  let files: Files = {};
  for (const it of changes) {
    files = after(files, it);
    workspace.set(it.path, files[it.path]);
    const fresh = openWorkspace(rules, files, {});
    for (const file of Object.keys(files)) {
      const report = workspace.report(file);
      assert.deepEqual(report, fresh.report(file), `${file} after ${JSON.stringify(it)}`);
      if (file !== it.path) continue;
      for (const finding of report.findings.filter(one => one.proposals.length).slice(0, 2))
        assert.deepEqual(workspace.fixes(finding), fresh.fixes(finding), `fixes of ${finding.rule} after ${JSON.stringify(it)}`);
    }
  }
}

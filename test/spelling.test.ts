/** Messages and titles of fixes name a setting as it is written where it stands: by a flag, or by the key of a configuration. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { rules } from '../rules/index.ts';
import { type Files, findingsOf, openWorkspace } from './harness/workspace.ts';

/** What one rule says of these files, and the fixes that it proposes. */
function saidBy(id: string, files: Files): readonly string[] {
  const found = findingsOf(
    openWorkspace(
      rules.filter(it => it.id === id),
      files,
    ),
    Object.keys(files),
  );
  return found.flatMap(it => [it.message, ...it.proposals.map(({ title }) => title)]);
}

const KUBELET = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';

test('the key of a configuration, written or not', () => {
  assert.deepEqual(saidBy('kubelet/no-read-only-port', { 'kubelet.yaml': `${KUBELET}readOnlyPort: 10255\n` }), [
    'Anyone may ask what runs on the node: readOnlyPort is 10255.',
    'Set readOnlyPort to 0',
  ]);
  assert.deepEqual(
    saidBy('kubelet/require-cipher-suites', { 'kubelet.yaml': `${KUBELET}readOnlyPort: 0\nauthorization: {mode: Webhook}\n` }),
    [
      'The kubelet accepts whatever cipher suites its release of Go does: tlsCipherSuites is not set.',
      'Set tlsCipherSuites to the strong cipher suites',
    ],
  );
});

test('the flag of a command line', () => {
  assert.deepEqual(
    saidBy('kubelet/no-read-only-port', { 'kubelet.service': '[Service]\nExecStart=/usr/bin/kubelet --read-only-port=10255\n' }),
    ['Anyone may ask what runs on the node: --read-only-port is 10255.', 'Set --read-only-port to 0'],
  );
});

test('both where both are meant', () => {
  const files = {
    'kube-proxy.service': '[Service]\nExecStart=/usr/bin/kube-proxy --config=/etc/kube-proxy/config.yaml --profiling=true\n',
    'kube-proxy/config.yaml': 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nenableProfiling: false\n',
  };
  assert.deepEqual(saidBy('kube-proxy/no-overridden-setting', files), [
    'kube-proxy does not heed --profiling: enableProfiling says false, and outranks it.',
    'Remove --profiling, which has no effect',
  ]);
});

test('the keys of etcd, which looks at nothing but its file', () => {
  const file =
    'name: first\ndata-dir: /var/lib/etcd\nlisten-client-urls: https://0.0.0.0:2379\nclient-transport-security: {auto-tls: true}\n';
  assert.deepEqual(saidBy('etcd/no-listening-everywhere', { 'etcd.yaml': file }).slice(0, 1), [
    'etcd listens on every address it has: listen-client-urls has https://0.0.0.0:2379.',
  ]);
  assert.match(saidBy('etcd/no-auto-tls', { 'etcd.yaml': file })[0]!, /client-transport-security\.auto-tls/);
});

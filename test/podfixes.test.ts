/** What fixes for pods promise: none takes what the control plane needs, and one that hangs on what the file does not say is a choice. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorkspace } from '../core/session.ts';
import { findingsOf, openWorkspace } from './harness/workspace.ts';
import { rules } from '../rules/index.ts';

/** Safety and title of what a rule proposes for a text, in order. */
function proposed(id: string, text: string): string[] {
  const workspace = openWorkspace(
    rules.filter(it => it.id === id),
    { 'a.yaml': text },
  );
  const findings = findingsOf(workspace, ['a.yaml']);
  assert.ok(findings.length, `${id} says nothing of\n${text}`);
  return findings.flatMap(it => it.proposals.map(({ safety, title }) => `${safety}: ${title}`));
}

const pod = (spec: string, metadata = '{name: web, namespace: shop}', kind = 'Pod'): string =>
  kind === 'Pod'
    ? `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec:\n${spec.replace(/^/gm, '  ')}\n`
    : `apiVersion: apps/v1\nkind: ${kind}\nmetadata: ${metadata}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n${spec.replace(/^/gm, '      ')}\n`;

describe('keeping root away', () => {
  const ID = 'pod-security/require-run-as-non-root';
  const FOR_POD = 'Set runAsNonRoot to true for the pod';
  const MUST = 'must have a user by number, and not 0';
  const cases: readonly (readonly [title: string, spec: string, expected: readonly string[]])[] = [
    ['the image decides', 'containers: [{name: a, image: a:1}]', [`choice: ${FOR_POD} (images ${MUST})`]],
    ['a number for the pod', 'securityContext: {runAsUser: 1001}\ncontainers: [{name: a, image: a:1}]', [`suggest: ${FOR_POD}`]],
    ['a number for the container', 'containers: [{name: a, image: a:1, securityContext: {runAsUser: 5}}]', [`suggest: ${FOR_POD}`]],
    [
      'a number for one of two',
      'containers: [{name: a, image: a:1, securityContext: {runAsUser: 5}}, {name: b, image: b:1}]',
      [`choice: Set runAsNonRoot to true (the image ${MUST})`, 'suggest: Set runAsNonRoot to true'],
    ],
    [
      'a number for the pod, and root in a container',
      'securityContext: {runAsUser: 5}\ncontainers: [{name: a, image: a:1, securityContext: {runAsUser: 0}}]',
      [],
    ],
    ['a number from a template', 'containers: [{name: a, image: a:1, securityContext: {runAsUser: "{{ .Values.user }}"}}]', []],
    [
      'containers that a template adds',
      'securityContext: {runAsUser: 5}\ncontainers:\n  - {name: a, image: a:1}\n  {{- toYaml .Values.more | nindent 2 }}',
      [`choice: ${FOR_POD} (images ${MUST})`],
    ],
    [
      'said to be false, and each container says something else',
      'securityContext: {runAsNonRoot: false}\ncontainers: [{name: a, image: a:1, securityContext: {runAsNonRoot: true}}]',
      ['suggest: Set runAsNonRoot to true'],
    ],
    [
      'Windows, whose users have names',
      'nodeSelector: {kubernetes.io/os: windows}\ncontainers: [{name: a, image: a:1}]',
      [`choice: ${FOR_POD} (images must not run as ContainerAdministrator)`],
    ],
  ];
  for (const [title, spec, expected] of cases) it(title, () => assert.deepEqual(proposed(ID, pod(spec)).sort(), [...expected].sort()));
});

describe('dropping capabilities', () => {
  const ID = 'pod-security/require-dropped-capabilities';
  const DO_WITHOUT = ['choice: Drop all capabilities (the program must do without them)'];
  const SURE = ['suggest: Drop all capabilities (the program must do without them)'];
  const cases: readonly (readonly [title: string, container: string, expected: readonly string[]])[] = [
    ['it may start as root', '', DO_WITHOUT],
    ['it does not', 'securityContext: {runAsNonRoot: true}', SURE],
    ['it has a number', 'securityContext: {runAsUser: 5}', SURE],
    ['it may want a low port', 'securityContext: {runAsUser: 5}, ports: [{containerPort: 80}]', DO_WITHOUT],
    [
      'it keeps what it needs for that',
      'securityContext: {runAsUser: 5, capabilities: {add: [NET_BIND_SERVICE]}}, ports: [{containerPort: 80}]',
      SURE,
    ],
  ];
  for (const [title, container, expected] of cases)
    it(title, () => assert.deepEqual(proposed(ID, pod(`containers: [{name: a, image: a:1, ${container}}]`)), expected));
});

it('sudo is not taken the means by which it works', () => {
  const id = 'pod-security/require-no-privilege-escalation';
  const withCommand = (command: string) => pod(`containers: [{name: a, image: a:1, command: ${command}}]`);
  assert.deepEqual(proposed(id, withCommand('[run]')), ['suggest: Set allowPrivilegeEscalation to false']);
  assert.deepEqual(proposed(id, withCommand('[sh, -c, "sudo mount -a"]')), []);
});

it('a profile that somebody switched off is for a person to switch on', () => {
  const profile = (text: string) => pod(`securityContext: {seccompProfile: ${text}}\ncontainers: [{name: a, image: a:1}]`);
  const of = (text: string) => proposed('pod-security/no-unconfined-seccomp', profile(text));
  assert.deepEqual(of('{type: Unconfined}'), ['choice: Use RuntimeDefault']);
  assert.deepEqual(of('{type: runtime/default}'), ['suggest: Use RuntimeDefault']);
  assert.deepEqual(of('{type: localhost, localhostProfile: a.json}'), []);
});

describe('what programs of a node need is left to them', () => {
  const HOST = 'hostNetwork: true\n';
  const HIDDEN = 'command:\n      {{- range .Values.arguments }}\n      - {{ . }}\n      {{- end }}';
  const app = (rest: string) => `containers:\n  - name: app\n    image: a:1\n    ${rest}`;
  const LEFT: readonly (readonly [title: string, text: string])[] = [
    ['a program of the control plane', pod(`${HOST}${app('command: [kube-scheduler, --v=2]')}`)],
    ['a static Pod beside it', pod(`${HOST}containers: [{name: vip, image: vip:1}]`, '{name: vip, namespace: kube-system}')],
    ['one in a workload', pod(`${HOST}${app('command: [kube-apiserver]')}`, '{name: web}', 'DaemonSet')],
    ['a bare Pod whose program a template hides', pod(`${HOST}${app(HIDDEN)}`)],
    ['behind a shell', pod(`${HOST}${app('command: [sh, -c, "{{ .Values.start }}"]')}`)],
    ['by its image', pod(`${HOST}containers: [{name: app, image: "{{ .Values.image }}"}]`)],
    ['with all of its containers', pod(`${HOST}containers: {{ toYaml .Values.containers | nindent 4 }}`)],
    ['a workload with the name of a program', pod(`${HOST}${app(HIDDEN)}`, '{name: my-kube-proxy}', 'DaemonSet')],
    [
      'an image of Kubernetes itself',
      pod(`${HOST}containers: [{name: app, image: registry.k8s.io/kube-proxy:v1.34.0}]`, '{name: a}', 'DaemonSet'),
    ],
  ];
  for (const [title, text] of LEFT) it(title, () => assert.deepEqual(proposed('pod-security/no-host-namespaces', text), []));

  const TAKEN: readonly (readonly [title: string, text: string])[] = [
    ['another program', pod(`${HOST}${app('command: [app, "{{ .Values.level }}"]')}`)],
    ['the program of another image', pod(`${HOST}containers: [{name: app, image: a:1}]`)],
    ['a workload of another name', pod(`${HOST}${app(HIDDEN)}`, '{name: kube-proxyless-etcdctl}', 'DaemonSet')],
  ];
  for (const [title, text] of TAKEN)
    it(`but not to others: ${title}`, () =>
      assert.deepEqual(proposed('pod-security/no-host-namespaces', text), ['choice: Remove hostNetwork']));

  const mount = 'volumeMounts: [{name: data, mountPath: /data, mountPropagation: Bidirectional}]';
  const rest = `ports: [{containerPort: 80, hostPort: 80}]\n    ${mount}\n    securityContext: {capabilities: {add: [SYS_ADMIN]}`;
  const all = (command: string, privileged = '') =>
    pod(`volumes: [{name: data, hostPath: {path: /data}}]\n${app(`${command}\n    ${rest}${privileged}}`)}`);
  for (const id of ['no-host-ports', 'no-added-capabilities', 'no-bidirectional-mounts', 'no-writable-host-paths']) {
    it(`${id} of a container`, () => {
      assert.deepEqual(proposed(`pod-security/${id}`, all(HIDDEN)), []);
      assert.equal(proposed(`pod-security/${id}`, all('command: [app]')).length, 1);
    });
  }
  it('privileges of a container', () => {
    const privileged = (command: string) => pod(app(`${command}\n    securityContext: {privileged: true}`));
    assert.deepEqual(proposed('pod-security/no-privileged-containers', privileged(HIDDEN)), []);
    assert.deepEqual(proposed('pod-security/no-privileged-containers', privileged('command: [app]')), ['choice: Set privileged to false']);
  });

  it('static Pods that say so are spared, also where a template decides their namespace', () => {
    const text = (namespace: string) => pod(`${HOST}${app(HIDDEN)}`, `{name: web, namespace: ${namespace}, labels: {tier: control-plane}}`);
    const count = (namespace: string) => {
      const workspace = openWorkspace(rules, { 'a.yaml': text(namespace) }, { profile: 'recommended' });
      return findingsOf(workspace, ['a.yaml']).filter(it => it.rule === 'pod-security/no-host-namespaces').length;
    };
    assert.deepEqual(['kube-system', '"{{ .Release.Namespace }}"', 'shop'].map(count), [0, 0, 1]);
  });
});

it('a probe asks the loopback interface of the node where the program listens there', () => {
  const probed = (rest: string, network = 'hostNetwork: true\n') =>
    proposed(
      'pod-security/no-host-probes',
      pod(`${network}containers:\n  - name: a\n    image: a:1\n    ${rest}\n    livenessProbe: {httpGet: {host: 127.0.0.1, port: 80}}`),
    );
  const title = 'choice: Remove host (the program must listen on the address of its node)';
  assert.deepEqual(probed('command: [app]', ''), ['choice: Remove host']);
  assert.deepEqual(probed('command: [app, --etcd-servers=https://127.0.0.1:2379, --advertise-address=127.0.0.1]'), [title]);
  assert.deepEqual(probed('command: [kube-scheduler, --bind-address=127.0.0.1]'), []);
  assert.deepEqual(probed('command: [etcd, --listen-metrics-urls, "http://127.0.0.1:2381"]'), []);
});

it('of two labels that differ, either may be wrong', () => {
  const web = (labels: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {${labels}}}\n    spec:\n      containers: [{name: a, image: a:1}]\n`;
  assert.deepEqual(proposed('workload/require-matching-selector', web('app: wbe')), ['choice: Give the pods this label']);
  assert.deepEqual(proposed('workload/require-matching-selector', web('tier: front')), ['suggest: Give the pods this label']);
});

it('a pod whose account has a role keeps its token, whichever file says so', () => {
  const workspace = createWorkspace({
    rules: rules.filter(it => it.id === 'service-account/no-unasked-token'),
    overrides: { profile: 'all' },
  });
  const proposals = () => workspace.report('pod.yaml').findings.map(it => it.proposals.length);
  const binding = (subject: string, kind = 'RoleBinding') =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: {name: b, namespace: shop}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects: [${subject}]\n`;
  workspace.set('pod.yaml', pod('serviceAccountName: web\ncontainers: [{name: a, image: a:1}]'));
  workspace.complete();
  assert.deepEqual(proposals(), [1]);
  for (const [subject, kind, expected] of [
    ['{kind: ServiceAccount, name: web}', 'RoleBinding', 0],
    ['{kind: ServiceAccount, name: web, namespace: bank}', 'RoleBinding', 1],
    ['{kind: ServiceAccount, name: web, namespace: shop}', 'ClusterRoleBinding', 0],
    ['{kind: User, name: web}', 'ClusterRoleBinding', 1],
    ['{kind: ServiceAccount, name: web, namespace: "{{ .Release.Namespace }}"}', 'ClusterRoleBinding', 0],
  ] as const) {
    workspace.set('binding.yaml', binding(subject, kind));
    assert.deepEqual(proposals(), [expected], subject);
  }
  workspace.set('binding.yaml', undefined);
  assert.deepEqual(proposals(), [1]);
});

it('a kubelet that may know nobody otherwise is closed by a person', () => {
  const kubelet = (authentication: string) =>
    proposed(
      'kubelet/no-anonymous-auth',
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication: {anonymous: {enabled: true}${authentication}}\n`,
    );
  assert.deepEqual(kubelet(''), ['suggest: Set authentication.anonymous.enabled to false'], 'a webhook is the default');
  assert.deepEqual(kubelet(', webhook: {enabled: false}'), ['choice: Set authentication.anonymous.enabled to false']);
  assert.deepEqual(kubelet(', webhook: {enabled: false}, x509: {clientCAFile: /ca.crt}'), [
    'suggest: Set authentication.anonymous.enabled to false',
  ]);
  assert.deepEqual(kubelet(', webhook: {enabled: "{{ .Values.webhook }}"}'), ['choice: Set authentication.anonymous.enabled to false']);
});

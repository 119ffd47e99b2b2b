/** What may be written at a place. `|` is the cursor; what a completion replaces and what becomes of the text are shown as text. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Completion } from '../core/complete.ts';
import { cursorAt } from '../core/cursor.ts';
import { RESERVED } from '../core/reserved.ts';
import { BLOCKS, LEVELS, VALUES } from '../core/settings-completion.ts';
import { PROFILES } from '../core/rule.ts';
import { SETTINGS } from '../core/settings.ts';
import { applyEdits } from '../core/text.ts';
import noAnonymousAuth from '../rules/apiserver/no-anonymous-auth.ts';
import noProfiling from '../rules/apiserver/no-profiling.ts';
import noEscalate from '../rules/rbac/no-escalate.ts';
import noWildcardVerbs from '../rules/rbac/no-wildcard-verbs.ts';
import { openWorkspace } from './harness/workspace.ts';

const RULES = [noEscalate, noAnonymousAuth, noProfiling, noWildcardVerbs];
const IDS = RULES.map(it => it.id);

function offered(file: string, marked: string): { readonly text: string; readonly all: readonly Completion[] } {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0, 'there is no cursor');
  const text = marked.replace('|', '');
  const all = openWorkspace(RULES, { [file]: text }).completions(file, offset);
  for (const { range } of all) {
    assert.ok(range.start <= offset && offset <= range.end, 'the cursor is in what is replaced');
    assert.doesNotMatch(text.slice(range.start, range.end), /\n/);
  }
  return { text, all };
}

const labels = (file: string, marked: string): string[] => offered(file, marked).all.map(it => it.label);

/** The text once the completion with this label is taken. */
function taken(file: string, marked: string, label: string): string {
  const { text, all } = offered(file, marked);
  const completion = all.find(it => it.label === label);
  assert.ok(completion, `${label} is not offered in ${marked}: ${all.map(it => it.label).join()}`);
  return applyEdits(text, [{ range: completion.range, newText: completion.newText }]);
}

const role = (verbs: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: a
  namespace: a
rules:
- apiGroups: [""]
  resources: [pods]
  verbs: ${verbs}
`;

describe('Suppressions are completed', () => {
  it('with the ids of rules, those first that find something there', () => {
    const firing = ['rbac/no-wildcard-verbs', ...IDS.filter(it => it !== 'rbac/no-wildcard-verbs')];
    assert.deepEqual(labels('a.yaml', role('["*"] # rampart-ignore |')), firing);
    assert.deepEqual(labels('a.yaml', role('["*"]').replace('  verbs', '  # rampart-ignore |\n  verbs')), firing);
    assert.deepEqual(labels('a.yaml', `# rampart-ignore-document |\n${role('["*"]')}`), firing);
    assert.deepEqual(labels('a.yaml', `${role('["*"]')}---\n# rampart-ignore-file rba|\na: b\n`), firing);
    assert.deepEqual(labels('a.yaml', `# rampart-ignore |\na: b\n---\n${role('["*"]')}`), IDS, 'elsewhere does not count');
    assert.deepEqual(labels('a.yaml', role('[get] # rampart-ignore |')), IDS);
    assert.deepEqual(labels('a.yaml', role('["*"]').replace('  name: a\n', '  name: a\n  annotations:\n    rampart/ignore: |\n')), firing);
  });

  it('in every format that has comments', () => {
    const unit = '[Service]\n# rampart-ignore |\nExecStart=/usr/bin/kube-apiserver --profiling=true --v=2\n';
    assert.deepEqual(labels('kube-apiserver.service', unit).slice(0, 2), ['apiserver/no-anonymous-auth', 'apiserver/no-profiling']);
    assert.equal(
      labels('args/kube-apiserver', '--anonymous-auth=false\n# rampart-ignore |\n--profiling=true\n')[0],
      'apiserver/no-profiling',
    );
    assert.equal(labels('a.env', '# rampart-ignore |\nKUBE_APISERVER_ARGS="--profiling=true"\n')[0], 'apiserver/no-profiling');
  });

  it('in the place of the word that is being written', () => {
    const id = 'rbac/no-escalate';
    for (const [before, after] of [
      ['a: b # rampart-ignore |', `a: b # rampart-ignore ${id}`],
      ['a: b # rampart-ignore rba|', `a: b # rampart-ignore ${id}`],
      ['a: b # rampart-ignore rbac/|no-bind -- because', `a: b # rampart-ignore ${id} -- because`],
      ['a: b # rampart-ignore |-- because', `a: b # rampart-ignore ${id}-- because`],
      ['a: b # rampart-ignore | -- because', `a: b # rampart-ignore ${id} -- because`],
      ['a: b # rampart-ignore a/b,|', `a: b # rampart-ignore a/b,${id}`],
      ['a: b # rampart-ignore a/b, |, c/d', `a: b # rampart-ignore a/b, ${id}, c/d`],
      ['a: b # rampart-ignore: a/b, rbac|\r\nc: d\r\n', `a: b # rampart-ignore: a/b, ${id}\r\nc: d\r\n`],
      ['# rampart-ignore-file a/b, n|', `# rampart-ignore-file a/b, ${id}`],
      ['a: [ # rampart-ignore r|', `a: [ # rampart-ignore ${id}`],
      ['a: "\n# rampart-ignore |\n', undefined],
      ['\ufeff# rampart-ignore |\n', `\ufeff# rampart-ignore ${id}\n`],
    ] as const) {
      if (after === undefined) assert.deepEqual(labels('a.yaml', before), [], before);
      else assert.equal(taken('a.yaml', before, id), after);
    }
    const annotated = 'kind: Role\nmetadata: {annotations: {}}\n';
    assert.match(
      taken('a.json', '{"metadata": {"annotations": {\n  "rampart/ignore": "rba|"\n}}}', id),
      /"rampart\/ignore": "rbac\/no-escalate"\n/,
    );
    assert.deepEqual(labels('a.yaml', `${annotated}# |`), []);
  });

  it('with each id once', () => {
    assert.deepEqual(
      labels('a.yaml', `a: b # rampart-ignore ${IDS[0]}, |, ${IDS[2]}`),
      IDS.filter((_, i) => i === 1 || i === 3),
    );
  });

  it('nowhere else', () => {
    for (const marked of [
      'a: b # rampart-ig|nore a/b',
      'a: b # rampart-ignore|',
      'a: b # rampart-ignore a/b |',
      'a: b # rampart-ignore a/b -- |',
      'a: b # rampart-ignore a/b -- reason, |',
      'a: b # rampart-ignore A|',
      'a: b # rampart-ignored |',
      'a: | # rampart-ignore a/b',
      '# rampart-ignore a/b\n|a: b',
      'a: "# rampart-ignore |"',
      'a: |\n  # rampart-ignore ',
      '|',
    ])
      assert.deepEqual(labels('a.yaml', marked), [], marked);
    assert.deepEqual(labels('a.txt', '# rampart-ignore |'), []);
    assert.deepEqual(openWorkspace(RULES, {}).completions('none.yaml', 3), []);
    const silent = openWorkspace(RULES, { 'a.yaml': 'a: b # rampart-ignore ' }, { inlineSuppressions: false });
    assert.deepEqual(silent.completions('a.yaml', 22), [], 'suppressions that are not honoured are not helped with');
  });
});

describe('.rampart.yaml is completed', () => {
  const FILE = '.rampart.yaml';
  const settings = (marked: string): string[] => labels(FILE, marked);
  const allIds = [...IDS, ...RESERVED.map(it => it.id)];

  it('with the settings of each mapping that are not there yet', () => {
    assert.deepEqual(settings('|'), SETTINGS['']);
    assert.deepEqual(settings('pro|'), SETTINGS['']);
    assert.deepEqual(
      settings('root: true\n|\nprofile: cis\n'),
      SETTINGS['']!.filter(it => it !== 'root' && it !== 'profile'),
    );
    assert.deepEqual(settings('ignore:\n  - |'), SETTINGS.ignore);
    assert.deepEqual(
      settings('ignore:\n- rule: a/b\n  |'),
      SETTINGS.ignore!.filter(it => it !== 'rule'),
    );
    assert.deepEqual(settings('ignore:\n  # note\n  - rule: a/b\n    files:\n      - x\n    |\n    reason: y\n  - until: 2030-01-01\n'), [
      'resource',
      'until',
    ]);
    assert.deepEqual(settings('overrides:\n  - files: [a]\n    |'), ['profile', 'rules', 'kubernetesVersion']);
    assert.deepEqual(settings('podSpecs:\n- kind: A\n- |\n'), SETTINGS.podSpecs);
    assert.deepEqual(settings('ignore:\n  -\n    |'), SETTINGS.ignore);
  });

  it('with profiles, levels, ids and the other words that settings take', () => {
    assert.deepEqual(settings('profile: |'), PROFILES);
    assert.deepEqual(settings('overrides:\n- profile: p|'), PROFILES);
    assert.deepEqual(settings('root: |'), ['true', 'false']);
    assert.deepEqual(settings('rules:\n  |'), allIds);
    assert.deepEqual(settings(`rules:\n  ${IDS[0]}: off\n  |\n  ${IDS[1]}: off\n`), allIds.slice(2));
    assert.deepEqual(settings('rules:\n  a/b: |'), LEVELS);
    assert.deepEqual(settings('overrides:\n  - files: [a]\n    rules:\n      a/b: w|'), LEVELS);
    assert.deepEqual(settings('ignore:\n  - rule: rba|'), allIds);
    assert.deepEqual(settings('ignore:\n  - reason: x\n    rule: |'), allIds);
  });

  it('so that the file is right afterwards', () => {
    for (const [before, label, after] of [
      ['prof|', 'profile', 'profile: '],
      ['prof|: cis', 'profile', 'profile: cis'],
      ['|', 'rules', 'rules:'],
      ['rules:\n  rbac/|', 'rbac/no-escalate', 'rules:\n  rbac/no-escalate: '],
      ['rules:\n  rbac/no-|bind: off', 'rbac/no-escalate', 'rules:\n  rbac/no-escalate: off'],
      ['ignore:\n  |', 'rule', 'ignore:\n  - rule: '],
      ['ignore:\n  - rule: x\n  |', 'rule', 'ignore:\n  - rule: x\n  - rule: '],
      ['ignore:\n- |', 'files', 'ignore:\n- files:'],
      ['profile: recom| # all of us', 'cis', 'profile: cis # all of us'],
      ['\ufeffrules:\n  a/b: |', 'off', '\ufeffrules:\n  a/b: off'],
      ['rules:\r\n  a/b: |\r\n', 'off', 'rules:\r\n  a/b: off\r\n'],
    ] as const)
      assert.equal(taken(FILE, before, label), after);
  });

  it('nowhere else', () => {
    for (const marked of [
      '# |',
      'root: true # |',
      'profile:|',
      'profile: cis |',
      'profile: "|"',
      'rules: {|}',
      'ignore: [|]',
      'ignore:\n  -|',
      'exclude:\n  - |',
      'ignore:\n- files:\n  - |',
      'ignore:\n- reason: |',
      'rules:\n  - |',
      'paths:\n  |',
      'a:\n  b:\n    |',
      'constructor:\n  |',
      'kubernetesVersion: |',
    ])
      assert.deepEqual(settings(marked), [], marked);
  });

  it('whatever stands around the cursor', () => {
    const pieces = [
      'rules:',
      '  - ',
      'ignore:',
      '\n',
      ' ',
      '-',
      ': ',
      '#',
      '"',
      '{',
      'a/b',
      '\r\n',
      '\t',
      '\ud800',
      '---\n',
      '|\n',
      'rule',
    ];
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: next(14) }, () => pieces[next(pieces.length)]).join('');
      const at = next(text.length + 1);
      const cursor = cursorAt(text, at);
      if (cursor) assert.ok(cursor.word.start <= at && at <= cursor.word.end && cursor.word.end <= text.length, JSON.stringify([text, at]));
    }
  });

  it('with what its schema allows', () => {
    const schema = JSON.parse(readFileSync('schemas/rampart.schema.json', 'utf8'));
    const at = (path: string): { enum?: string[]; type?: string; $ref?: string; items?: { properties?: object } } => {
      let node = schema;
      for (const key of path.split('.')) node = (node.properties ?? node.items.properties)[key];
      return node.$ref ? schema.definitions[node.$ref.slice('#/definitions/'.length)] : node;
    };
    for (const [path, values] of Object.entries(VALUES)) {
      const { enum: allowed = ['true', 'false'] } = at(path);
      assert.deepEqual(values, allowed, path);
    }
    assert.deepEqual(LEVELS, schema.definitions.rules.additionalProperties.enum);
    for (const [path, keys] of Object.entries(SETTINGS)) {
      for (const key of keys) {
        const { type } = at(path ? `${path}.${key}` : key);
        assert.equal(BLOCKS.has(key), type === 'array' || type === 'object', `${path} ${key}`);
      }
    }
  });
});

const pod = (image: string, ...lines: string[]): string => `apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
  - name: a
    image: registry.k8s.io/${image}
${lines.map(it => `    ${it}\n`).join('')}`;

const kubeadm = (version: string, ...lines: string[]): string => `apiVersion: kubeadm.k8s.io/${version}
kind: ClusterConfiguration
kubernetesVersion: v1.30.1
apiServer:
  extraArgs:
${lines.map(it => `  ${it}\n`).join('')}`;

const AUDIT = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';

describe('Flags are completed', () => {
  it('wherever they are written, in the style of the place', () => {
    const api = ['command:', '- kube-apiserver'];
    for (const [file, before, label, after] of [
      [
        'a.yaml',
        pod('kube-apiserver:v1.30.1', ...api, '- --anon|'),
        '--anonymous-auth',
        pod('kube-apiserver:v1.30.1', ...api, '- --anonymous-auth='),
      ],
      ['a.yaml', pod('x', ...api, '- |'), '--anonymous-auth', pod('x', ...api, '- --anonymous-auth=')],
      [
        'a.yaml',
        pod('x', ...api, '- |', '- --profiling=false'),
        '--anonymous-auth',
        pod('x', ...api, '- --anonymous-auth=', '- --profiling=false'),
      ],
      ['a.yaml', pod('x', ...api, '- --anon|=false'), '--anonymous-auth', pod('x', ...api, '- --anonymous-auth=false')],
      ['a.yaml', pod('x', ...api, 'args: ["--anon|"]'), '--anonymous-auth', pod('x', ...api, 'args: ["--anonymous-auth="]')],
      [
        'a.yaml',
        pod('x', 'command: [sh, -c, "exec etcd --client-c|"]'),
        '--client-cert-auth',
        pod('x', 'command: [sh, -c, "exec etcd --client-cert-auth="]'),
      ],
      [
        'k.yaml',
        kubeadm('v1beta3', '  profiling: "false"', '  anon|'),
        'anonymous-auth',
        kubeadm('v1beta3', '  profiling: "false"', '  anonymous-auth: '),
      ],
      ['k.yaml', kubeadm('v1beta3', '  anon|: "false"'), 'anonymous-auth', kubeadm('v1beta3', '  anonymous-auth: "false"')],
      [
        'k.yaml',
        kubeadm('v1beta4', '- name: anon|', '  value: "false"'),
        'anonymous-auth',
        kubeadm('v1beta4', '- name: anonymous-auth', '  value: "false"'),
      ],
      [
        'a.service',
        '[Service]\nExecStart=/usr/bin/kubelet --read|\n',
        '--read-only-port',
        '[Service]\nExecStart=/usr/bin/kubelet --read-only-port=\n',
      ],
      [
        'a.service',
        '[Service]\nExecStart=/usr/bin/etcd \\\n  -name a \\\n  -client-c|\n',
        '-client-cert-auth',
        '[Service]\nExecStart=/usr/bin/etcd \\\n  -name a \\\n  -client-cert-auth=\n',
      ],
      ['args/kubelet', '--v=2\n--anon|\n', '--anonymous-auth', '--v=2\n--anonymous-auth=\n'],
      ['args/kubelet', '--v=2\r\n|\r\n', '--anonymous-auth', '--v=2\r\n--anonymous-auth=\r\n'],
      ['a.env', 'KUBELET_EXTRA_ARGS="--v=2 --anon|"\n', '--anonymous-auth', 'KUBELET_EXTRA_ARGS="--v=2 --anonymous-auth="\n'],
      ['etcd.conf', 'ETCD_NAME=a\nETCD_CLIENT|\n', 'ETCD_CLIENT_CERT_AUTH', 'ETCD_NAME=a\nETCD_CLIENT_CERT_AUTH=\n'],
      [
        'etcd.yml',
        'name: a\ndata-dir: /d\nwal-dir: /w\nenable-p|\n',
        'enable-pprof',
        'name: a\ndata-dir: /d\nwal-dir: /w\nenable-pprof: \n',
      ],
      [
        'etcd.yml',
        'name: a\ndata-dir: /d\nwal-dir: /w\npeer-transport-security:\n  key-file: /k\n  cert-f|\n',
        'cert-file',
        'name: a\ndata-dir: /d\nwal-dir: /w\npeer-transport-security:\n  key-file: /k\n  cert-file: \n',
      ],
      [
        'etcd.yml',
        'name: a\ndata-dir: /d\nwal-dir: /w\npeer-t|\n',
        'peer-transport-security',
        'name: a\ndata-dir: /d\nwal-dir: /w\npeer-transport-security:\n',
      ],
      [
        'k.json',
        '{"apiVersion": "kubeadm.k8s.io/v1beta3", "kind": "ClusterConfiguration", "scheduler": {"extraArgs": {"prof|"}}}',
        'profiling',
        '{"apiVersion": "kubeadm.k8s.io/v1beta3", "kind": "ClusterConfiguration", "scheduler": {"extraArgs": {"profiling": ""}}}',
      ],
    ] as const) {
      assert.equal(taken(file, before, label), after);
    }
  });

  it('once each, those that matter first, and only those that the release has', () => {
    const api = (version: string, ...more: string[]): string[] =>
      labels('a.yaml', pod(`kube-apiserver:${version}`, 'command:', '- kube-apiserver', '- --profiling=false', ...more, '- --|'));
    const now = api('v1.30.1');
    assert.equal(new Set(now).size, now.length);
    assert.ok(now.length > 120 && now.indexOf('--anonymous-auth') < now.indexOf('--delete-collection-workers'));
    for (const gone of [
      '--profiling',
      '--insecure-port',
      '--logtostderr',
      '--google-json-key',
      '--service-account-signing-endpoint',
      '--help',
    ])
      assert.ok(!now.includes(gone), gone);
    assert.ok(now.includes('--authentication-config') && !api('v1.28.0').includes('--authentication-config'));
    assert.ok(api('v1.19.0').includes('--logtostderr') && !api('v1.19.0').includes('--insecure-port'));
    assert.ok(!api('v1.30.0', '- --anonymous_auth=true').includes('--anonymous-auth'), 'in another spelling');
    assert.ok(api('v1.30.0').includes('--anonymous-auth'));
  });

  it('with their values', () => {
    const api = (...lines: string[]): string => pod('kube-apiserver:v1.30.1', 'command:', '- kube-apiserver', ...lines);
    for (const [file, marked, expected] of [
      ['a.yaml', api('- --anonymous-auth=|'), ['true', 'false']],
      ['a.yaml', api('- --authorization-mode=Node,|'), ['RBAC', 'Webhook', 'ABAC', 'AlwaysDeny', 'AlwaysAllow']],
      ['a.yaml', api('- --tls-min-version', '- V|'), ['VersionTLS12', 'VersionTLS13']],
      ['a.yaml', api('- --audit-log-mode=b|'), ['batch', 'blocking', 'blocking-strict']],
      ['k.yaml', kubeadm('v1beta3', '  audit-log-format: |'), ['json', 'legacy']],
      ['k.yaml', kubeadm('v1beta4', '- name: anonymous-auth', '  value: "|"'), ['true', 'false']],
      ['etcd.conf', 'ETCD_NAME=a\nETCD_CLIENT_CERT_AUTH="|"\n', ['true', 'false']],
      ['etcd.yml', 'name: a\ndata-dir: /d\nwal-dir: /w\ntls-min-version: |\n', ['TLS1.2', 'TLS1.3']],
      ['etcd.yml', 'name: a\ndata-dir: /d\nclient-transport-security:\n  client-cert-auth: |\n', ['true', 'false']],
      ['a.service', '[Service]\nExecStart=/usr/bin/kubelet --authorization-mode=|\n', ['Webhook', 'AlwaysAllow']],
    ] as const)
      assert.deepEqual(labels(file, marked), expected, marked);
    const plugins = labels('a.yaml', api('- --enable-admission-plugins=NodeRestriction,|'));
    assert.ok(plugins.includes('AlwaysPullImages') && !plugins.includes('NodeRestriction') && !plugins.includes('PodSecurityPolicy'));
    assert.equal(labels('a.yaml', api('- --tls-cipher-suites=TLS_|'))[0], 'TLS_AES_128_GCM_SHA256');
    assert.equal(taken('k.yaml', kubeadm('v1beta3', '  profiling: |'), 'false'), kubeadm('v1beta3', '  profiling: "false"'));
    assert.equal(taken('k.yaml', kubeadm('v1beta3', '  profiling: "|"'), 'false'), kubeadm('v1beta3', '  profiling: "false"'));
    assert.equal(taken('a.yaml', api('- --authorization-mode=Node,R|,ABAC'), 'RBAC'), api('- --authorization-mode=Node,RBAC,ABAC'));
  });

  it('with feature gates of the release, and what they are set to', () => {
    const api = (version: string, value: string): string =>
      pod(`kube-apiserver:${version}`, 'command:', '- kube-apiserver', `- --feature-gates=${value}`);
    const gates = labels('a.yaml', api('v1.31.2', 'NodeSwap=true,|'));
    assert.ok(
      gates.includes('AnonymousAuthConfigurableEndpoints') && !gates.includes('NodeSwap') && !gates.includes('PodCertificateRequest'),
    );
    assert.ok(!gates.includes('AllAlpha'));
    assert.equal(taken('a.yaml', api('v1.34.0', 'Node|'), 'NodeLogQuery'), api('v1.34.0', 'NodeLogQuery=true'));
    assert.equal(taken('a.yaml', api('v1.34.0', 'Nod|e=false'), 'NodeLogQuery'), api('v1.34.0', 'NodeLogQuery=false'));
    assert.deepEqual(labels('a.yaml', api('v1.34.0', 'NodeSwap=t|,NodeLogQuery=true')), ['true', 'false']);
    assert.ok(labels('etcd.conf', 'ETCD_NAME=a\nETCD_FEATURE_GATES="|"\n').includes('InitialCorruptCheck'));
    const kubelet = (gate: string): string =>
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates:\n  NodeSwap: true\n  ${gate}\n`;
    assert.equal(taken('a.yaml', kubelet('Kubelet|'), 'KubeletFineGrainedAuthz'), kubelet('KubeletFineGrainedAuthz: true'));
    assert.ok(!labels('a.yaml', kubelet('|')).includes('NodeSwap'));
    assert.deepEqual(labels('a.yaml', kubelet('KubeletTracing: |')), ['true', 'false']);
  });

  it('nowhere else', () => {
    for (const [file, marked] of [
      ['a.yaml', pod('kube-apiserver', 'command:', '- kube-apiserver', '# --|')],
      ['a.yaml', pod('nginx', 'command:', '- nginx', '- --|')],
      ['a.yaml', pod('kube-apiserver', 'command:', '- kube-apiserver', '- --audit-log-path=/var/|')],
      ['a.yaml', role('[ge|]')],
      ['a.yaml', 'kube-apiserver: |'],
      ['a.yaml', '|'],
      ['a.service', '[Service]\nRestart=|\nExecStart=/usr/bin/kubelet --v=2\n'],
      ['a.txt', '--|'],
    ] as const)
      assert.deepEqual(labels(file, marked), [], marked);
  });
});

describe('Configurations are completed', () => {
  it('with audit levels and stages', () => {
    assert.deepEqual(labels('a.yaml', `${AUDIT}rules:\n- level: |\n`), ['None', 'Metadata', 'Request', 'RequestResponse']);
    assert.equal(
      taken('a.yaml', `a: b\n---\n${AUDIT}rules:\n- level: Req|\n  verbs: [get]\n`, 'Request'),
      `a: b\n---\n${AUDIT}rules:\n- level: Request\n  verbs: [get]\n`,
    );
    assert.equal(labels('a.yaml', `${AUDIT}omitStages:\n- |\n`)[0], 'RequestReceived');
    assert.equal(labels('a.yaml', `${AUDIT}rules:\n- level: None\n  omitStages:\n  - R|\n`).length, 4);
    assert.deepEqual(labels('a.yaml', 'apiVersion: kyverno.io/v1\nkind: Policy\nrules:\n- level: |\n'), []);
  });
  it('with providers of encryption', () => {
    const before =
      'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers:\n';
    assert.deepEqual(labels('a.yaml', `${before}  - |\n`), ['aesgcm', 'aescbc', 'secretbox', 'identity', 'kms']);
    assert.equal(taken('a.yaml', `${before}  - id|\n`, 'identity'), `${before}  - identity: {}\n`);
    assert.equal(taken('a.yaml', `${before}  - a|\n`, 'aescbc'), `${before}  - aescbc:\n`);
  });
});

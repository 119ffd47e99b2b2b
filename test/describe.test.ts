/** What is said about a place that a person points at, and that what is said of flags is true. `|` is the cursor. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { rulesByFlag } from '../core/asked.ts';
import type { Configuration } from '../core/config.ts';
import type { Description, RuleDescription, SettingDescription } from '../core/describe.ts';
import { compareVersions, defaultOf } from '../core/facts/defaults.ts';
import { flagOf } from '../core/facts/flags.ts';
import { lifetimeOf, releaseAfter } from '../core/facts/lifetimes.ts';
import { describedFlags, meaningOf } from '../core/facts/meanings.ts';
import { COMPONENTS, type ComponentName } from '../core/model/component.ts';
import type { Place } from '../core/text.ts';
import { rules } from '../rules/index.ts';
import { openWorkspace } from './harness/workspace.ts';

const FACTS = '../shared/facts';

/** Opens the files, the first of which has the cursor. */
function pointAt(
  files: Readonly<Record<string, string>>,
  configuration?: Configuration,
): { readonly is?: Description; readonly text: string } {
  const [path, marked] = Object.entries(files)[0]!;
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0, 'there is no cursor');
  const text = marked.replace('|', '');
  const is = openWorkspace(rules, { ...files, [path]: text }, configuration).describe(path, offset);
  return { text: is ? text.slice(is.range.start, is.range.end) : '', ...(is && { is }) };
}

function settingIn(files: Readonly<Record<string, string>>, configuration?: Configuration): SettingDescription & { readonly text: string } {
  const { is, text } = pointAt(files, configuration);
  assert.ok(is?.about === 'setting', 'no setting is described');
  return { ...is, text };
}

const pod = (...args: string[]): string => `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.30.2
    command:
    - kube-apiserver
${args.map(it => `    - ${it}\n`).join('')}`;

describe('A setting', () => {
  it('is described wherever it is written', () => {
    const cases: readonly (readonly [component: ComponentName, flag: string, text: string, files: Readonly<Record<string, string>>])[] = [
      ['kube-apiserver', 'anonymous-auth', '--anonymous-auth=false', { 'pod.yaml': pod('--anony|mous-auth=false') }],
      ['kube-apiserver', 'anonymous-auth', '--anonymous-auth=false', { 'pod.yaml': pod('--anonymous-auth=fal|se') }],
      ['kube-apiserver', 'anonymous-auth', '--anonymous-auth=false', { 'pod.yaml': pod('--anonymous-auth=false|') }],
      ['kube-apiserver', 'profiling', 'profiling: "false"', { 'k.yaml': KUBEADM.replace('profiling', 'profil|ing') }],
      ['kube-apiserver', 'profiling', 'profiling: "false"', { 'k.yaml': KUBEADM.replace('"false"', '"fal|se"') }],
      [
        'kube-scheduler',
        'bind-address',
        'name: bind-address\n    value: 0.0.0.0',
        { 'k.yaml': KUBEADM.replace('name: bind', 'name: bi|nd') },
      ],
      [
        'kubelet',
        'read-only-port',
        '--read-only-port=10255',
        { 'kubelet.service': '[Service]\nExecStart=/usr/bin/kubelet --read-only-port=102|55\n' },
      ],
      ['etcd', 'client-cert-auth', 'ETCD_CLIENT_CERT_AUTH=true', { 'etcd.conf': 'ETCD_NAME=a\nETCD_CLIENT_CERT|_AUTH=true\n' }],
      [
        'etcd',
        'peer-cert-file',
        'cert-file: /p.crt',
        { 'etcd.yml': 'name: a\ndata-dir: /d\npeer-transport-security:\n  cert|-file: /p.crt\n' },
      ],
      ['kube-controller-manager', 'root-ca-file', '--root-ca-file=/ca', { 'args/kube-controller-manager': '--v=2\n--root-ca-|file=/ca\n' }],
    ];
    for (const [component, flag, text, files] of cases) {
      const found = settingIn(files);
      assert.deepEqual([found.component, found.flag, found.text], [component, flag, text]);
      assert.equal(found.meaning, meaningOf(component, flag));
    }
  });

  it('has its default in the version that is stated, in every version, or in each', () => {
    const port = (version: string): string => pod('--insecure-port=|0').replace('v1.30.2', version);
    assert.deepEqual(settingIn({ 'a.yaml': port('v1.19.4') }).defaults, [{ since: undefined, value: '8080' }]);
    assert.deepEqual(settingIn({ 'a.yaml': port('latest') }).defaults, [
      { since: undefined, value: '8080' },
      { since: '1.20', value: '0' },
      { since: '1.24', value: undefined },
    ]);
    assert.deepEqual(settingIn({ 'a.yaml': port('latest') }, { kubernetesVersion: '1.21' }).defaults, [{ since: undefined, value: '0' }]);
    const found = settingIn({ 'a.yaml': pod('--anonymous-auth=|true') });
    assert.deepEqual([found.version, found.defaults, found.type], ['1.30', [{ since: undefined, value: 'true' }], 'boolean']);
    assert.deepEqual(found.configuredBy, ['authentication-config']);
    assert.deepEqual(settingIn({ 'a.yaml': port('v1.30.0') }).lifetime, { last: '1.23', deprecated: '1.10', hidden: '1.20' });
    assert.deepEqual(settingIn({ 'a.yaml': pod('--address=|::') }).defaults, [], 'nothing is made up');
  });

  it('tells what kubeadm would pass', () => {
    const [path, marked] = ['k.yaml', KUBEADM.replace('0.0.0.0', '0.0|.0.0')];
    assert.deepEqual(settingIn({ [path]: marked }).supplied, { by: 'kubeadm', value: '127.0.0.1' });
    assert.equal(settingIn({ 'a.yaml': pod('--profiling=|true') }).supplied, undefined);
  });

  it('tells what comes of several occurrences', () => {
    const outcomeIn = (...args: string[]): unknown => {
      const { outcome } = settingIn({ 'a.yaml': pod(...args) });
      const text = pod(...args).replace('|', '');
      const shown = ({ range }: Place): string => text.slice(range.start, range.end);
      if (!outcome || outcome.is === 'unknown') return outcome;
      return { ...outcome, ...('by' in outcome ? { by: shown(outcome.by) } : { others: outcome.others.map(shown) }) };
    };
    const [on, off] = ['--profiling=true', '--profiling=false'];
    assert.deepEqual(outcomeIn('--feature-gates=A=|true', '--feature-gates=B=true'), {
      is: 'joined',
      value: 'A=true,B=true',
      others: ['--feature-gates=B=true'],
    });
    assert.deepEqual(outcomeIn(on, `${on}|`, off), { is: 'overruled', value: 'false', by: off });
    assert.deepEqual(outcomeIn(on, on, `${off}|`), { is: 'last', value: 'false', others: [on, on] });
    assert.equal(settingIn({ 'a.yaml': pod('--profiling=|true') }).outcome, undefined);
  });

  it('tells where the program is started that an environment file or drop-in is for', () => {
    const unit = '[Service]\nEnvironmentFile=/etc/etcd/etcd.env\nExecStart=/usr/bin/etcd --name=a\n';
    const found = settingIn({ 'etc/etcd/etcd.env': 'ETCD_AUTO_TLS=tr|ue\nETCD_NAME=b\n', 'etcd.service': unit });
    assert.deepEqual([found.startedIn?.file, found.outcome], ['etcd.service', undefined]);
    const name = settingIn({ 'etc/etcd/etcd.env': 'ETCD_NAME=|b\n', 'etcd.service': unit });
    assert.ok(name.outcome?.is === 'overruled');
    assert.deepEqual([name.outcome.value, name.outcome.by.file], ['a', 'etcd.service']);
    const alone = settingIn({ 'etc/etcd/etcd.env': 'ETCD_AUTO_TLS=tr|ue\n' });
    assert.equal(alone.startedIn, undefined);
  });

  it('says that nothing is known where a template or a file decides', () => {
    assert.deepEqual(settingIn({ 'a.yaml': pod('--profiling={{ .Values.profi|ling }}') }).outcome, { is: 'unknown' });
    const unit = (flags: string): Record<string, string> => ({ 'etcd.service': `[Service]\nExecStart=/usr/bin/etcd ${flags}\n` });
    assert.deepEqual(settingIn(unit('--auto-tls=|true --config-file=/c')).outcome, { is: 'unknown' });
  });

  it('names the rules about it, and which of them judge the file', () => {
    const marked = { 'a.yaml': pod('--anonymous-auth=|true') };
    const on = settingIn(marked).rules.find(it => it.id === 'apiserver/no-anonymous-auth');
    const off = settingIn(marked, { rules: { 'apiserver/no-anonymous-auth': 'off' } }).rules.find(
      it => it.id === 'apiserver/no-anonymous-auth',
    );
    assert.deepEqual([on?.isOn, off?.isOn], [true, false]);
  });

  it('is plain data, and the same as the text changes', () => {
    const found = settingIn({ 'a.yaml': pod('--anonymous-auth=|true') });
    assert.deepEqual(structuredClone(found), found);
  });

  it('is not described where there is none', () => {
    for (const marked of [
      pod('--no-such-flag=|1'),
      pod('--a=b').replace('kind: Pod', 'kind: P|od'),
      '|',
      'a: [|',
      '# kube-apiserver --profiling|\n',
    ])
      assert.equal(pointAt({ 'a.yaml': marked }).is, undefined, marked);
  });
});

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    profiling: "false"
scheduler:
  extraArgs:
  - name: bind-address
    value: 0.0.0.0
`;

describe('A rule', () => {
  const id = 'rbac/no-wildcard-verbs';
  const ruleIn = (file: string, marked: string): RuleDescription & { readonly text: string } => {
    const { is, text } = pointAt({ [file]: marked });
    assert.ok(is?.about === 'rule', `no rule is described in ${marked}`);
    return { ...is, text };
  };

  it('is described in comments, annotations and .rampart.yaml', () => {
    const summary = rules.find(it => it.id === id)!.summary;
    const role = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
    for (const [file, marked] of [
      ['a.yaml', `a: b # rampart-ignore rbac/no-wild|card-verbs -- because\n`],
      ['a.yaml', `# rampart-ignore-file rbac/no-bind, |${id}\na: b\n`],
      ['a.service', `[Service]\n# rampart-ignore ${id}|\nExecStart=/usr/bin/etcd\n`],
      ['a.yaml', `${role}  annotations:\n    rampart/ignore: rbac|/no-wildcard-verbs -- because\n`],
      ['.rampart.yaml', `rules:\n  rbac/|no-wildcard-verbs: off\n`],
      ['sub/.rampart.yaml', `rules: {"rbac/no-|wildcard-verbs": off}\n`],
      ['.rampart.yaml', `overrides:\n- files: [a]\n  rules:\n    rbac/no-wildcard|-verbs: off\n`],
      ['.rampart.yaml', `ignore:\n- rule: |${id}\n  reason: because\n`],
      ['.rampart.yaml', `ignore:\n- rule: |${id}\n  reas`],
    ] as const) {
      const found = ruleIn(file, marked);
      assert.deepEqual([found.rule, found.summary], [id, summary]);
      assert.match(found.text, /^"?rbac\/no-wildcard-verbs"?$/);
    }
    assert.equal(ruleIn('.rampart.yaml', 'rules:\n  rampart/missing-|reason: off\n').rule, 'rampart/missing-reason');
  });

  it('is not described where none is named', () => {
    for (const marked of ['rules:\n  rbac/no-|such: off\n', `exclude: [${id}|]\n`, 'rul|es: 1\n', '|', ': [|', 'ignore: {a: |b}\n'])
      assert.equal(pointAt({ '.rampart.yaml': marked }).is, undefined, marked);
    assert.equal(pointAt({ 'a.yaml': `# ${id}|\na: b\n` }).is, undefined);
  });
});

describe('What flags do', () => {
  it('is known of every flag that a rule is about', () => {
    const missing = COMPONENTS.flatMap(name =>
      [...rulesByFlag(rules, name)].flatMap(([flag, ids]) =>
        flagOf(name, flag) && meaningOf(name, flag) === undefined ? [`${name} --${flag} (${ids.join(', ')})`] : [],
      ),
    );
    assert.deepEqual(missing, [], 'write what these flags do into core/facts/meanings*.ts');
  });

  it('is asked of rules so that none of the flags is overlooked which they name in their code', () => {
    const asked = new Set(COMPONENTS.flatMap(name => [...rulesByFlag(rules, name).keys()]));
    const known = new Set(COMPONENTS.flatMap(describedFlags));
    const files = readdirSync('rules', { recursive: true, encoding: 'utf8' }).filter(it => /[\\/][\w-]+\.ts$/.test(it));
    const overlooked = files.flatMap(file =>
      [...readFileSync(`rules/${file}`, 'utf8').matchAll(/\b(?:setting|lacks|setFlag|removeFlag)\((?:\w+, )?'([a-z][a-z0-9-]+)'/g)]
        .map(it => it[1]!)
        .filter(it => known.has(it) && !asked.has(it))
        .map(it => `${file}: --${it}`),
    );
    assert.deepEqual(overlooked, [], 'let core/asked.ts answer so that these are reached');
  });

  it('is told in one or two plain sentences', () => {
    for (const name of COMPONENTS) {
      for (const flag of describedFlags(name)) {
        const meaning = meaningOf(name, flag)!;
        assert.match(meaning, /^[A-Z][^\n`]*\.$/, `${name} --${flag}`);
        assert.ok(meaning.length < 240 && meaning.split(/[.;] (?=[A-Z])/).length <= 3, `${name} --${flag} is long`);
      }
    }
    assert.equal(meaningOf('etcd', 'constructor'), undefined);
    assert.equal(releaseAfter('1.9'), '1.10');
  });

  it('is asked of rules that fail, too', () => {
    const [rule] = rules.filter(it => it.id === 'apiserver/no-profiling');
    const failing = {
      ...rule!,
      check: () => {
        throw new Error('fault');
      },
    };
    assert.equal(rulesByFlag([failing], 'kube-apiserver').size, 0);
    assert.deepEqual(rulesByFlag([rule!], 'kube-apiserver').get('profiling'), ['apiserver/no-profiling']);
  });

  const skip = existsSync(`${FACTS}/etcd_flags.csv`) ? false : 'the captured help texts are not here';

  it('agrees with the help texts on defaults and releases', { skip }, () => {
    // Deprecated flags leave the help long before they are gone, or were always left out; these have no release here.
    const unsure = ['kube-apiserver enable-logs-handler', 'kube-apiserver kubelet-https'];
    const rows = [
      ...csv('component_flags_1.15-1.34.csv').map(([name, flag, , value, , since, last]) => ({
        key: `${name} ${flag}`,
        value,
        since,
        last,
      })),
      ...csv('etcd_flags.csv').map(([flag, , , since, last]) => ({ key: `etcd ${flag}`, value: undefined, since, last })),
    ];
    let compared = 0;
    for (const { key, value, since, last } of rows) {
      const [name, flag] = key.split(' ') as [ComponentName, string];
      if (meaningOf(name, flag) === undefined) continue;
      compared++;
      const lifetime = lifetimeOf(name, flag);
      if (!unsure.includes(key)) {
        assert.equal(lifetime.since, ['<=1.15', '3.3'].includes(since!) ? undefined : since, `${key}: since`);
        assert.ok(last ? lifetime.last && compareVersions(lifetime.last, last) >= 0 : !lifetime.last, `${key}: last`);
      }
      if (value !== undefined && !last && key !== 'kube-apiserver authorization-mode')
        assert.equal(plain(defaultOf(name, flag, '1.34')?.value), plain(value), `${key}: default`);
    }
    assert.ok(compared > 200, `${compared} flags`);
  });
});

/** Nothing, zero and false are left out of the help; what follows a default in it is about deprecation. */
const plain = (text = ''): string =>
  text
    .replace(/\) \(DEPRECATED.*/, '')
    .replace(/["[\]]/g, '')
    .replace(/^(?:0|0s|false)$/, '');

function csv(file: string): string[][] {
  const lines = readFileSync(`${FACTS}/${file}`, 'utf8').trim().split(/\r?\n/).slice(1);
  return lines.map(line =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(it => it[1]!.replace(/^"|"$/g, '').replaceAll('""', '"')),
  );
}

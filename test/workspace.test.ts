/** The workspace: answers follow from the text as it is now, and fixes of many findings are one set of edits. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorkspace } from '../core/session.ts';
import { component, defineRule, replaceValue, resource, safe, setFlag, setKey, suggest } from '../core/index.ts';
import type { Rule } from '../core/rule.ts';
import { applyEdits, type Change } from '../core/text.ts';
import { rules } from '../rules/index.ts';
import type { Workspace } from '../core/workspace.ts';

const ROLE =
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules:\n  - {apiGroups: [apps], resources: [deployments], verbs: ["*"]}\n';

describe('what a finding is', () => {
  it('keeps its fingerprint while lines move above it', () => {
    const workspace = open({ 'a.yaml': ROLE });
    const [before] = workspace.report('a.yaml').findings;
    workspace.set('a.yaml', `# a comment\n---\nkind: Other\n---\n${ROLE}`);
    const [after] = workspace.report('a.yaml').findings;
    assert.equal(after?.fingerprint, before?.fingerprint);
    assert.notDeepEqual(after?.place, before?.place);
  });

  it('has another fingerprint than its equal in the same file', () => {
    const { findings } = open({ 'a.yaml': `${ROLE}---\n${ROLE}` }).report('a.yaml');
    assert.equal(findings.length, 2);
    assert.notEqual(findings[0]!.fingerprint, findings[1]!.fingerprint);
  });

  it('is gone with its text', () => {
    const workspace = open({ 'a.yaml': ROLE });
    workspace.set('a.yaml', undefined);
    assert.deepEqual(workspace.report('a.yaml'), { file: 'a.yaml', findings: [], unjudged: [], subjects: 0 });
  });

  it('is plain data', () => {
    const { findings } = open({ 'a.yaml': ROLE }).report('a.yaml');
    assert.deepEqual(structuredClone(findings), findings);
  });
});

describe('a broken rule', () => {
  const broken = defineRule({
    ...rules[0]!,
    id: 'test/no-luck',
    on: resource('rbac.authorization.k8s.io', 'Role'),
    check: () => {
      throw new Error('out of luck');
    },
  });

  it('costs its own findings only, and is named', () => {
    const workspace = open({ 'a.yaml': ROLE }, [broken, ...rules]);
    const { findings, unjudged } = workspace.report('a.yaml');
    assert.deepEqual(
      findings.map(it => it.rule),
      ['rbac/no-wildcard-verbs'],
    );
    assert.deepEqual(
      unjudged.map(it => it.reason),
      ['The rule test/no-luck failed here: out of luck'],
    );
  });
});

describe('a suppression of what another file decides', () => {
  const unit = '[Service]\nEnvironmentFile=/etc/kubernetes/apiserver.env\nExecStart=/usr/bin/kube-apiserver $KUBE_API_ARGS\n';
  const environment = (value: string) =>
    `# rampart-ignore apiserver/no-anonymous-auth -- Health probes.\nKUBE_API_ARGS="--anonymous-auth=${value}"\n`;
  const unused = (workspace: Workspace) =>
    workspace.report('etc/kubernetes/apiserver.env').findings.filter(it => it.rule === 'rampart/unused-suppression').length;

  it('is not called unused, and so not taken away, while that file is not there to see', () => {
    const alone = createWorkspace({ rules, overrides: { profile: 'all' } });
    alone.set('etc/kubernetes/apiserver.env', environment('true'));
    assert.equal(unused(alone), 0);
    assert.deepEqual(alone.fixAll(['etc/kubernetes/apiserver.env'], 'safe'), []);
  });

  it('is not called unused where nothing seen starts what the file configures', () => {
    assert.equal(unused(open({ 'etc/kubernetes/apiserver.env': environment('true') })), 0);
  });

  it('is unused where every file has been seen and none needs it', () => {
    assert.equal(unused(open({ 'etc/kubernetes/apiserver.env': environment('true'), 'kube-apiserver.service': unit })), 0);
    assert.equal(unused(open({ 'etc/kubernetes/apiserver.env': environment('false'), 'kube-apiserver.service': unit })), 1);
  });
});

describe('values that no person writes', () => {
  const plugins = Array.from({ length: 20_000 }, (_, i) => `FooBar${i}`).join(',');
  const flags = {
    'enable-admission-plugins': plugins,
    'request-timeout': '9'.repeat(100_000),
    'audit-log-maxage': `${'1'.repeat(100_000)}x`,
  };

  for (const [flag, value] of Object.entries(flags)) {
    it(`take a moment: --${flag}`, () => {
      const file = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: a:v1.33.0\n      command:\n        - kube-apiserver\n        - --${flag}=${value}\n`;
      const start = performance.now();
      assert.ok(
        open({ 'a.yaml': file })
          .report('a.yaml')
          .findings.some(it => /does not start/.test(it.message)),
      );
      // Where time grows with the square of the text, this takes half a minute.
      assert.ok(performance.now() - start < 8_000);
    });
  }
});

describe('fixes together', () => {
  const flags = ['audit-log-maxage', 'audit-log-maxbackup', 'audit-log-maxsize'].map(flag =>
    ruleOf(`test/require-${flag}`, component('kube-apiserver'), it =>
      it.lacks(flag) ? [{ at: it, message: `${flag} is not set.`, fixes: [safe(`Set ${flag}`, setFlag(it, flag, '7'))] }] : [],
    ),
  );

  it('give keys that several need once', () => {
    const file = 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n';
    assert.equal(
      fixedAll(open({ 'a.yaml': file }, flags), 'a.yaml', file),
      `${file}apiServer:\n  extraArgs:\n    audit-log-maxage: "7"\n    audit-log-maxbackup: "7"\n    audit-log-maxsize: "7"\n`,
    );
  });

  it('leave out the one that does not remove its finding, and what its rule cannot say', () => {
    const useless = ruleOf('test/no-use', resource('rbac.authorization.k8s.io', 'Role'), it => [
      { at: it, message: 'Useless.', fixes: [suggest('Change a label', setKey(it.at('metadata', 'labels'), 'a', 'b'))] },
    ]);
    const workspace = open({ 'a.yaml': ROLE }, [useless]);
    assert.deepEqual(workspace.fixAll(['a.yaml'], 'suggest'), []);
    assert.deepEqual(workspace.fixes(workspace.report('a.yaml').findings[0]!), []);
  });

  it('are not listed where the text cannot be changed: an alias, a value behind a tag', () => {
    const off = ruleOf('test/no-off', resource('kubelet.config.k8s.io', 'KubeletConfiguration'), it =>
      ['a', 'b', 'c'].map(key => ({ at: it.at(key), message: `${key}.`, fixes: [safe(`Set ${key}`, replaceValue(it.at(key), 1))] })),
    );
    const file = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\na: &zero 0\nb: *zero\nc: 0\n';
    const listed = open({ 'a.yaml': file }, [off])
      .report('a.yaml')
      .findings.flatMap(it => it.proposals.map(({ title }) => title));
    assert.ok(!listed.includes('Set b') && listed.includes('Set c'), listed.join());
  });

  it('end, though two rules want the opposite', () => {
    const want = (id: string, value: string) =>
      ruleOf(id, component('kube-apiserver'), it => {
        const setting = it.setting('profiling');
        return setting.origin === 'set' && setting.value === value
          ? []
          : [{ at: it, message: 'No.', fixes: [safe('Set it', setFlag(it, 'profiling', value))] }];
      });
    const file = '[Service]\nExecStart=/usr/bin/kube-apiserver --profiling=true\n';
    const fixed = fixedAll(open({ 'a.service': file }, [want('test/no-a', 'true'), want('test/no-b', 'false')]), 'a.service', file);
    assert.match(fixed, /^\[Service\]\nExecStart=\/usr\/bin\/kube-apiserver --profiling=(?:true|false)\n$/);
  });
});

describe('what a rule sees of other files', () => {
  const config = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: []\n';
  const unit = (flags: string) => `[Service]\nExecStart=/usr/bin/kube-apiserver ${flags}\n`;
  const pod = (flag: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - {name: a, command: [kube-apiserver, "${flag}"]}\n`;
  const isFound = (workspace: Workspace) =>
    workspace.report('enc.yaml').findings.some(it => it.rule === 'encryption/no-unreferenced-config');

  it('is what they say now', () => {
    const workspace = open({ 'enc.yaml': config, 'a.service': unit('--v=2') });
    const digest = workspace.digest('enc.yaml');
    assert.ok(isFound(workspace));
    workspace.set('a.service', unit('--encryption-provider-config=/etc/enc.yaml'));
    assert.ok(!isFound(workspace));
    assert.notEqual(workspace.digest('enc.yaml'), digest);
    workspace.set('a.service', undefined);
    workspace.set('pod.yaml', pod('--v=2'));
    assert.ok(isFound(workspace));
    workspace.set('pod.yaml', pod('--encryption-provider-config=/etc/enc.yaml'));
    assert.ok(!isFound(workspace));
    workspace.set('pod.yaml', pod('--encryption-provider-config=$(FILE)'));
    assert.ok(!isFound(workspace), 'nobody knows what it is');
  });

  it('follows where the configuration says that files are', () => {
    const workspace = open({
      'enc.yaml': config,
      'a.service': '[Service]\nEnvironmentFile=/etc/kubernetes/apiserver\nExecStart=/usr/bin/kube-apiserver $KUBE_API_ARGS\n',
      'x/one.env': 'KUBE_API_ARGS="--v=2"\n',
    });
    assert.ok(!isFound(workspace), 'the environment file is not known');
    workspace.set('.rampart.yaml', 'paths: {/etc/kubernetes/apiserver: x/one.env}\n');
    assert.ok(isFound(workspace));
    workspace.set('.rampart.yaml', 'paths: {/etc/kubernetes/apiserver: y/two.env}\n');
    assert.ok(!isFound(workspace), 'that file is not here');
  });

  it('is known of an environment file that says nothing yet', () => {
    const found = (env: string | undefined): boolean =>
      open({
        'etcd.service': '[Service]\nEnvironmentFile=/etc/etcd/etcd.conf\nExecStart=/usr/local/bin/etcd\n',
        ...(env !== undefined && { 'etc/etcd/etcd.conf': env }),
      })
        .report('etcd.service')
        .findings.some(it => it.rule === 'etcd/require-client-tls');
    assert.deepEqual(['# ETCD_NAME=a\n', '', 'ETCD_NAME=a\n', undefined].map(found), [true, true, true, false]);
  });

  it('is stood for by little, however many files there are: it is kept for every document', () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `${index}.yaml`,
        `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a-${index}}\nautomountServiceAccountToken: false\n---\n` +
          pod(`--encryption-provider-config=/etc/${index}.yaml`),
      ]),
    );
    assert.ok(open({ ...files, 'enc.yaml': config }).digest('enc.yaml').length < 200);
  });

  it('is nothing while files may be missing', () => {
    const workspace = createWorkspace({ rules, overrides: { profile: 'all' } });
    workspace.set('enc.yaml', config);
    workspace.set('a.service', unit('--v=2'));
    assert.ok(!isFound(workspace));
  });
});

describe('a new file', () => {
  const context = (files: Record<string, string>) => {
    const paths: (string | undefined)[] = [];
    const spy = ruleOf('test/no-file', component('kube-apiserver'), (it, { newFile }) => {
      paths.push(newFile(it.place.file, 'audit', 'policy.yaml'));
      return [];
    });
    open(files, [spy]).report(Object.keys(files)[0]!);
    return paths;
  };
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - {name: a, command: [kube-apiserver]}\n';
  const unit = '[Service]\nExecStart=/usr/bin/kube-apiserver\n';

  it('lies beside the file', () => assert.deepEqual(context({ 'units/a.service': unit }), ['units/audit/policy.yaml']));
  it('lies beside a folder of static Pods', () => assert.deepEqual(context({ 'etc/manifests/a.yaml': pod }), ['etc/audit/policy.yaml']));
  it('takes the place of none', () => assert.deepEqual(context({ 'units/a.service': unit, 'units/audit/policy.yaml': '' }), [undefined]));
});

function open(files: Readonly<Record<string, string>>, under: readonly Rule[] = rules): Workspace {
  const workspace = createWorkspace({ rules: under, overrides: { profile: 'all' } });
  for (const [path, text] of Object.entries(files)) workspace.set(path, text);
  workspace.complete();
  return workspace;
}

function fixedAll(workspace: Workspace, file: string, text: string): string {
  const changes: readonly Change[] = workspace.fixAll([file], 'suggest');
  return applyEdits(
    text,
    changes.flatMap(it => ('edits' in it && it.file === file ? it.edits : [])),
  );
}

type Checked<T> = T extends { match(subject: never): infer S | undefined } ? S : never;

/** A rule for a test: what it is about, and what it finds. */
function ruleOf<T extends Parameters<typeof defineRule>[0]['on']>(
  id: string,
  on: T,
  check: (it: Checked<T>, context: Parameters<Rule['check']>[1]) => ReturnType<Rule['check']>,
): Rule {
  return { ...rules[0]!, id, on: on as Rule['on'], check: check as Rule['check'] };
}

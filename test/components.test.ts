/**
 * What Pods, kubeadm and etcd configuration say about programs, and how that is changed: every section of `test/spec/components/*.md` is a test.
 *
 *     ```yaml path/of/file.yaml                    a file; the first is the one that is asked
 *     ```text says [FLAG …]                        its programs, with what these flags come to
 *     ```yaml setFlag NAME=VALUE [file=PATH]       what the change makes of the first file, or of PATH: its text, `declined`, or `unchanged`
 *     ```yaml removeFlag NAME
 *     ```yaml exposePath DIRECTORY NAME [writable]
 *
 * A change is about the file's first program, or the one that `Program: NAME` names. After each change the setting must say what it was to say.
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ALONE, type Around, componentOf, includedBy } from '../core/assemble.ts';
import type { Component, ComponentChange, Setting } from '../core/model/component.ts';
import { mapScalar } from '../core/adapters/scalar.ts';
import { exposureOf, isMountable, uniqueName } from '../core/adapters/mounts.ts';
import { looksReadable, readFile } from '../core/read.ts';
import { resolvePath } from '../core/resolve.ts';
import { applyEdits, slice } from '../core/text.ts';
import { expectText } from './harness/bless.ts';

const DIRECTORY = 'test/spec/components';

type Files = Readonly<Record<string, string>>;

for (const file of readdirSync(DIRECTORY)
  .filter(it => it.endsWith('.md'))
  .sort()) {
  const path = `${DIRECTORY}/${file}`;
  const [intro, ...sections] = readFileSync(path, 'utf8').split(/^## /m);
  describe(titleOf(intro!.replace(/^# /, '')), () => {
    it('has sections', () => assert.ok(sections.length));
    for (const section of sections) {
      it(titleOf(section), () => checkSection(path, section));
      it(`${titleOf(section)} (CRLF)`, () => checkChanges(section, text => text.replaceAll('\n', '\r\n')));
    }
  });
}

function titleOf(section: string): string {
  return section.slice(0, section.indexOf('\n'));
}

interface Block {
  readonly info: string;
  readonly text: string;
}

function blocksOf(section: string): {
  readonly files: Files;
  readonly main: string;
  readonly asked: readonly Block[];
  readonly program: string | undefined;
} {
  const blocks = [...section.matchAll(/^```\w+ ([^\n]+)\n(.*?)^```$/gms)].map(it => ({ info: it[1]!, text: it[2]! }));
  const isAsked = ({ info }: Block) => /^(?:says|setFlag|removeFlag|exposePath)\b/.test(info);
  const files = Object.fromEntries(blocks.filter(it => !isAsked(it)).map(it => [it.info, it.text]));
  const asked = blocks.filter(isAsked);
  assert.ok(Object.keys(files).length && asked.length, 'a section has files, and asks something');
  return { files, main: Object.keys(files)[0]!, asked, program: /^Program: (\S+)$/m.exec(section)?.[1] };
}

function checkSection(path: string, section: string): void {
  const { files, main, asked, program } = blocksOf(section);
  for (const { info, text } of asked) {
    const [op, ...rest] = info.split(' ');
    const where = { file: path, after: `${section.slice(0, section.indexOf('\n') + 1)}` };
    const actual = op === 'says' ? says(files, main, rest) : changed(files, main, program, info).shown;
    expectText(actual, text, where, info);
  }
}

/** The same changes to the same files with other line ends come to the same. */
function checkChanges(section: string, reshape: (text: string) => string): void {
  const { files, main, asked, program } = blocksOf(section);
  const reshaped = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, reshape(text)]));
  for (const { info } of asked.filter(it => !it.info.startsWith('says'))) {
    assert.equal(
      changed(reshaped, main, program, info).shown,
      reshape(changed(files, main, program, info).shown).replace(/^(declined|unchanged)\r\n$/, '$1\n'),
      info,
    );
  }
}

function aroundOf(files: Files): Around {
  const paths = Object.keys(files);
  return {
    paths,
    isComplete: true,
    sources: path => (/\.ya?ml$/.test(path) ? undefined : files[path] && readFile(path, files[path])?.documents[0]?.read()) || undefined,
  };
}

function componentsOf(files: Files, path: string): Component[] {
  const around = aroundOf(files);
  return readFile(path, files[path]!)!
    .documents.flatMap(it => it.read().programs)
    .map(it => componentOf(it, around));
}

function says(files: Files, main: string, flags: readonly string[]): string {
  const show = (setting: Setting): string => {
    const at =
      'at' in setting && setting.at ? ` \`${textAt(files, setting.at.place)}\` value \`${textAt(files, setting.at.valuePlace)}\`` : '';
    return `${setting.origin}${'value' in setting ? ` ${JSON.stringify(setting.value) ?? 'empty'}` : ''}${at}`;
  };
  return (
    componentsOf(files, main)
      .map(
        it =>
          [
            `${it.name} ${it.completeness}${it.version ? ` ${it.version}` : ''} at \`${textAt(files, it.place)}\``,
            ...flags.map(flag => `  ${flag}: ${show(it.setting(flag))}${it.lacks(flag) ? ', lacking' : ''}`),
          ].join('\n') + '\n',
      )
      .join('') || 'nothing\n'
  );
}

const textAt = (files: Files, { file, range }: Component['place']): string => slice(files[file]!, range).replace(/\s+/g, ' ');

function changeOf(info: string): { readonly change: ComponentChange; readonly file: string | undefined } {
  const [op, first = '', second = '', third] = info.split(' ');
  const file = / file=(\S+)/.exec(info)?.[1];
  const equals = first.indexOf('=');
  if (op === 'setFlag') return { file, change: { op, name: first.slice(0, equals), value: first.slice(equals + 1) } };
  if (op === 'removeFlag') return { file, change: { op, name: first } };
  return { file, change: { op: 'exposePath', directory: first, name: second, writable: third === 'writable' } };
}

function changed(files: Files, main: string, program: string | undefined, info: string): { readonly shown: string } {
  const { change, file = main } = changeOf(info);
  const pick = (all: Files) => componentsOf(all, main).find(it => !program || it.name === program) ?? assert.fail('no such program');
  const made = pick(files).edit(change);
  if (!made) return { shown: 'declined\n' };
  const after = { ...files };
  for (const { file: path, edits } of made) after[path] = applyEdits(after[path]!, edits);
  for (const path of Object.keys(files))
    assert.deepEqual(problems(after, path), problems(files, path), `what cannot be judged in ${path}\n${after[path]}`);
  const now = pick(after);
  if (change.op === 'setFlag') {
    const setting = now.setting(change.name);
    assert.equal(setting.origin === 'set' ? setting.value : setting.origin, change.value);
  } else if (change.op === 'removeFlag') {
    assert.ok(!now.written.some(it => it.name === change.name));
  }
  assert.ok(
    (now.edit(change) ?? assert.fail('declined the second time')).every(it => !it.edits.length),
    'changes something the second time',
  );
  return { shown: after[file] === files[file] ? 'unchanged\n' : after[file]! };
}

const problems = (files: Files, path: string): unknown =>
  readFile(path, files[path]!)
    ?.documents.flatMap(it => it.read().unjudged)
    .map(it => it.reason);

describe('Where the characters of a scalar stand', () => {
  const cases: readonly (readonly [title: string, raw: string, text: string])[] = [
    ['plain', 'a b', 'a b'],
    ['plain on two lines', 'a\n    b', 'a b'],
    ['single quotes', "'it''s'", "it's"],
    ['double quotes', '"a\\"b\\\\c"', 'a"b\\c'],
    ['a continued line in double quotes', '"a \\\n   b"', 'a b'],
    ['literal', '|\n    a\n\n      b\n', 'a\n\n  b\n'],
    ['literal with Windows line ends', '|-\r\n    a \r\n    b', 'a \nb'],
    ['literal whose end is cut', '|\n  a', 'a\n'],
    ['folded', '>-\n  a\n  b', 'a b'],
    ['empty', '""', ''],
  ];
  for (const [title, raw, text] of cases) {
    it(title, () => {
      const mapped = mapScalar(raw, 100, text)!;
      assert.equal(mapped.text, text);
      assert.equal(mapped.offsets.length, text.length + 1);
      for (const [index, char] of [...text].entries()) {
        if (/\S/.test(char))
          assert.match(raw.slice(mapped.offsets[index]! - 100), char === '"' || char === '\\' ? /^\\["\\]/ : new RegExp(`^${char}`));
      }
    });
  }
  it('says nothing where it cannot follow', () => {
    assert.equal(mapScalar('"\\x41"', 0, 'A'), undefined);
    assert.equal(mapScalar('*alias', 0, 'text'), undefined);
  });
});

describe('Mounts', () => {
  const mount = (mountPath: string, hostPath: string | undefined = mountPath, readOnly = false) => ({ mountPath, hostPath, readOnly });
  const is = (...given: Parameters<typeof exposureOf>) => exposureOf(...given).is;
  it('are seen at the same path, or below a parent', () => {
    assert.equal(is('/a/b', false, [mount('/a/b/')]), 'seen');
    assert.equal(is('/a/b/', false, [mount('/a', '/a', true)]), 'seen');
    assert.equal(is('/a/b', false, [mount('/ab')]), 'add');
    assert.equal(is('/a/b', false, []), 'add');
  });
  it('are blocked by something else in that place, but not by something above it', () => {
    assert.equal(is('/a/b', false, [mount('/a/b', '/c')]), 'blocked');
    assert.equal(is('/a/b', false, [{ mountPath: '/a/b', hostPath: undefined, readOnly: false }]), 'blocked');
    assert.equal(is('/a/b', false, [mount('/a', '/c')]), 'add');
    assert.equal(is('/a/b', false, [mount('/a'), mount('/a/b', '/c')]), 'blocked');
  });
  it('are made writable only where they are exactly the directory', () => {
    assert.deepEqual(exposureOf('/a/b', true, [mount('/x'), mount('/a/b', '/a/b', true)]), { is: 'loosen', index: 1 });
    assert.equal(is('/a/b', true, [mount('/a', '/a', true)]), 'add');
    assert.equal(is('/a/b', true, [mount('/a/b')]), 'seen');
  });
  it('never are the root, nor anything that is no plain path', () => {
    for (const path of ['/', '//', '', 'a', '/a/../b', '/a/$(X)', '/a/{{ x }}', '/a\n']) assert.equal(isMountable(path), false, path);
    assert.equal(is('/', false, []), 'blocked');
  });
  it('have names of their own', () => {
    assert.equal(uniqueName('a', ['b']), 'a');
    assert.equal(uniqueName('a', ['a', 'a-2']), 'a-3');
    assert.ok(uniqueName('a'.repeat(63), ['a'.repeat(63)]).length <= 63);
  });
});

describe('Paths of the node', () => {
  const paths = ['etc/kubernetes/apiserver', 'files/etc/kubernetes/audit/policy.yaml', 'x/policy.yaml', 'a/k/config', 'b/k/config'];
  it('are found by at least two segments', () => {
    assert.equal(resolvePath('/etc/kubernetes/apiserver', { paths }), 'etc/kubernetes/apiserver');
    assert.equal(resolvePath('/var/audit/policy.yaml', { paths }), 'files/etc/kubernetes/audit/policy.yaml');
    assert.equal(resolvePath('/other/policy.yaml', { paths }), undefined);
  });
  it('are unknown where several fit, unless one fits better or is of the right kind', () => {
    assert.equal(resolvePath('/k/config', { paths }), undefined);
    assert.equal(resolvePath('/a/k/config', { paths }), 'a/k/config');
    assert.equal(
      resolvePath('/k/config', { paths }, it => it.startsWith('b/')),
      'b/k/config',
    );
  });
  it('follow the configuration first', () => {
    assert.equal(resolvePath('/etc/k/config', { paths, mapping: { '/etc': 'a', '/etc/k': 'b/k' } }), 'b/k/config');
    assert.equal(resolvePath('/etc/k/other', { paths, mapping: { '/etc/k': 'b/k' } }), undefined);
  });
});

describe('Files', () => {
  it('are read by what they hold, then by their names', () => {
    const pod = 'apiVersion: v1\nkind: Pod\n';
    for (const path of ['a.yaml', 'a.yml', 'a.json', 'a.manifest', 'a.yaml.j2', 'a.yaml.tpl', 'a.yml.tmpl', 'a.yaml.gotmpl', 'manifest']) {
      assert.equal(readFile(path, pod)?.documents[0]?.read().resources[0]?.kind, 'Pod', path);
      assert.ok(looksReadable(path), path);
    }
    for (const path of ['a.png', 'a.ts', '.gitignore', 'a.md', 'go.sum']) assert.ok(!looksReadable(path), path);
    assert.equal(readFile('Makefile', 'all:\n\techo kube-apiserver\n'), undefined);
    assert.equal(readFile('README', ''), undefined);
  });
  it('without any kind are never parsed', () => {
    const source = readFile('values.yaml', 'image:\n  tag: 1\n---\nb: [\n')!;
    assert.deepEqual(
      source.documents.map(it => it.kinds),
      [[], []],
    );
    assert.deepEqual(
      source.documents.map(it => it.read().unjudged),
      [[], []],
    );
  });
  it('that are known to be patches are parts', () => {
    const text = 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n';
    const { resources, programs } = readFile('patch.yaml', text, { isPart: true })!.documents[0]!.read();
    assert.deepEqual([resources[0]!.isPart, programs[0]!.completeness], [true, 'part']);
    const component = componentOf(programs[0]!, ALONE);
    assert.deepEqual([component.setting('audit-log-path').origin, component.lacks('audit-log-path')], ['unknown', false]);
  });
  it('say which others they include', () => {
    const files = {
      'a.service': '[Service]\nEnvironmentFile=/etc/kubernetes/apiserver\nExecStart=kube-apiserver $A\n',
      'etc/kubernetes/apiserver': 'KUBE_API_ARGS=--a\n',
    };
    const [program] = readFile('a.service', files['a.service'])!.documents[0]!.read().programs;
    assert.deepEqual(includedBy(program!, aroundOf(files)), ['etc/kubernetes/apiserver']);
    assert.deepEqual(includedBy(program!, ALONE), []);
  });
  it('with lists give every object by itself', () => {
    const text =
      'kind: List\napiVersion: v1\nitems:\n- {kind: Role, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: a, namespace: n}}\n- 5\n' +
      '- kind: RoleList\n  items: [{kind: Role, metadata: {}}]\n';
    const found = readFile('a.yaml', text)!.documents[0]!.read().resources;
    assert.deepEqual(
      found.map(it => [it.kind, it.group, it.apiVersion, it.name, it.namespace, slice(text, it.place.range)]),
      [
        ['Role', 'rbac.authorization.k8s.io', 'rbac.authorization.k8s.io/v1', 'a', 'n', 'a'],
        ['Role', '', '', '', undefined, 'Role'],
      ],
    );
  });
});

describe('Odd input', () => {
  const pod = (command: string) =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: kube-apiserver\n    image: etcd\n    command: ${command}\n`;
  const odd = [
    ...[
      '[',
      '[kube-apiserver, [a], {b: c}, null, 5, ~]',
      '{}',
      '""',
      '[kube-apiserver, "--a',
      '[sh, -c]',
      '[sh, -c, ""]',
      "[sh, -c, 'exec kube-apiserver \"--a']",
      '[kube-apiserver, --, --profiling]',
      '[kube-apiserver, --=x, "-", "--", ""]',
      '|\n      kube-apiserver --a',
      '*missing',
      '&a [*a]',
      '[kube-apiserver, "--a\\x41=b"]',
      '\n    - kube-apiserver\n    - --profiling\n    -',
      '[!!binary a, !!str kube-apiserver]',
    ].map(pod),
    'kind: ClusterConfiguration\napiServer: []\ncontrollerManager: 5\nscheduler: {extraArgs: x}\netcd: y\nkubernetesVersion: [1]\n',
    'kind: ClusterConfiguration\napiServer:\n  extraArgs:\n  - a\n  - {name: 5}\n  - {value: x}\n  - name: {}\n  extraVolumes: {}\n',
    'kind: ClusterConfiguration\napiServer: &a {extraArgs: {b: c}}\nscheduler: *a\ncontrollerManager: {<<: *a}\n',
    'kind: ClusterConfiguration\netcd: {external: {endpoints: x, caFile: []}}\n',
    'kind: List\nitems:\n- kind: List\n  items:\n  - kind: List\n    items: [{kind: List, items: 5}]\n',
    'data-dir: 5\nwal-dir: []\nclient-transport-security: x\npeer-transport-security: [a]\n',
    'data-dir: {a: b}\nwal-dir: ~\nclient-transport-security: {cert-file: {}, client-cert-auth: [true]}\n',
    '\uFEFF---\n...\n---\nkind: Pod\n',
    '{',
    '[',
    '\t',
    '"',
    '\0',
    '- - - -\n',
    `kind: Pod\nspec: ${'['.repeat(5000)}\n`,
    'kind: Pod\nkind: Pod\nspec: {containers: [{command: [etcd]}]}\n',
  ];
  const paths = ['a.yaml', 'a.json', 'a.yaml.j2', 'args/kube-apiserver', 'kube-apiserver.service', 'etc/kubernetes/apiserver'];
  for (const [index, text] of odd.entries()) {
    it(`${index}: ${JSON.stringify(text).slice(0, 90)}`, () => {
      for (const path of paths) for (const shaped of [text, text.replaceAll('\n', '\r\n'), text.trimEnd()]) exercise(path, shaped);
    });
  }
});

/** Asks everything there is to ask; every change must lie within the text, and what it makes must be readable again. */
function exercise(path: string, text: string): void {
  for (const document of readFile(path, text)?.documents ?? []) {
    for (const program of document.read().programs) {
      const component = componentOf(program, ALONE);
      for (const { place, valuePlace } of component.written) {
        for (const { range } of [place, valuePlace]) assert.ok(range.start >= 0 && range.end <= text.length && range.start <= range.end);
      }
      for (const name of ['profiling', 'authorization-mode', 'cert-file', ...component.written.map(it => it.name)]) {
        component.lacks(name);
        for (const change of [
          { op: 'setFlag', name, value: 'x' },
          { op: 'removeFlag', name },
          { op: 'exposePath', directory: '/a/b', name: 'b' },
        ] as const) {
          for (const { edits } of component.edit(change) ?? []) {
            for (const { range } of edits) assert.ok(range.start >= 0 && range.end <= text.length && range.start <= range.end);
            for (const it of readFile(path, applyEdits(text, edits))?.documents ?? []) it.read();
          }
        }
      }
    }
  }
}

describe('The corpus', { skip: !existsSync('../shared/corpus') }, () => {
  const read = (folder: string) =>
    readdirSync(`../shared/corpus/${folder}`).map(name => {
      const path = `${folder}/${name.replaceAll('__', '/')}`;
      const text = readFileSync(`../shared/corpus/${folder}/${name}`, 'utf8');
      exercise(path, text);
      const sources = readFile(path, text)?.documents.map(it => it.read()) ?? [];
      return { programs: sources.flatMap(it => it.programs), resources: sources.flatMap(it => it.resources) };
    });
  const least: Readonly<Record<string, readonly [files: number, what: 'programs' | 'resources']>> = {
    'static-pod': [15, 'programs'],
    'kubeadm-v1beta3': [5, 'programs'],
    'kubeadm-v1beta4': [6, 'programs'],
    'kubeadm-older': [4, 'programs'],
    'etcd-conf-yml': [8, 'programs'],
    'insecure-manifests': [11, 'resources'],
    'helm-chart': [1, 'resources'],
    'list-kinds': [1, 'resources'],
    'json-manifests': [1, 'resources'],
    crlf: [1, 'resources'],
    anchors: [1, 'resources'],
  };
  for (const [folder, [files, what]] of Object.entries(least)) {
    it(`${folder} is read as what it is`, () => {
      const found = read(folder).filter(it => it[what].length).length;
      assert.ok(found >= files, `${what} in ${found} files`);
    });
  }
});

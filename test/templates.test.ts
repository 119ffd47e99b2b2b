/** Templates in YAML: what stays readable, what is unknown, and where nothing is certainly absent. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { maskTemplates } from '../core/formats/yaml/masks.ts';
import { readYaml } from '../core/formats/yaml/index.ts';
import { readFile } from '../core/read.ts';
import type { Value } from '../core/model/value.ts';

const parse = (text: string) => readYaml('a.yaml', text).documents[0]!.parse();
const root = (text: string): Value => {
  const { root, errors } = parse(text);
  assert.deepEqual(errors, [], text);
  return root;
};

test('a file without templates is left alone', () => {
  for (const text of ['a: {b: c}\n', 'a: "${x}"\n', 'a: |\n  ${#x[@]}\n', '{"a": {"b": {}}}\n']) {
    assert.equal(maskTemplates(text), undefined);
    assert.equal(parse(text).isTemplate, false);
  }
});

test('an expression decides its own node only', () => {
  const it = root('a: {{ .Values.a }}\nb: "x {{ .b }} y"\nc: true\nd: [{{ x }}, v]\ne: {{ .x | default "}}" | quote }} # {{ no }}\n');
  assert.deepEqual(
    it.entries().map(([key, value]) => [key, value.type]),
    [
      ['a', 'unknown'],
      ['b', 'unknown'],
      ['c', 'boolean'],
      ['d', 'list'],
      ['e', 'unknown'],
    ],
  );
  assert.equal(it.at('a').asString(), undefined);
  assert.ok(it.at('a').at('x').type === 'unknown' && !it.at('a').lacks('x') && !it.at('a').isClosed);
  assert.deepEqual(
    it
      .at('d')
      .items()
      .map(item => item.type),
    ['unknown', 'string'],
  );
  assert.ok(it.lacks('z') && it.isClosed);
  assert.ok(!it.at('d').isClosed);
});

test('what is not YAML without its templates is said to be that', () => {
  const reasonFor = (text: string): string | undefined => readFile('a.yaml', text)!.documents[0]!.read().unjudged[0]?.reason;
  const pod = 'kind: Pod\nspec:\n  args:\n  - --a\n';
  assert.equal(
    reasonFor(`${pod}  {{ if .b }}- --b{{ end }}\n  c: d\n`),
    'Without its templates this is not YAML: a key must stand on one line and be followed by a colon.',
  );
  assert.equal(reasonFor(`${pod}  - --b\n  c d\n  c: d\n`), 'Something is missing here: a colon, a comma, a quote or a bracket.');
  assert.equal(reasonFor(`${pod}  c: ${'['.repeat(20_000)}\n  d: {{ .d }}\n`), 'The text is nested too deeply to be read.');
});

test('offsets hold', () => {
  const text = '{{- /* two\nlines */ -}}\na: {{ x }}\nb: here\n';
  const { range } = root(text).at('b').place;
  assert.equal(text.slice(range.start, range.end), 'here');
});

test('a literal in a conditional stays readable, and what it stands in is open', () => {
  const it = root('spec:\n  {{- if .Values.x }}\n  hostNetwork: true\n  {{- end }}\n  a:\n    b: 1\n');
  assert.equal(it.at('spec', 'hostNetwork').asBoolean(), true);
  assert.ok(!it.at('spec').lacks('z') && !it.at('spec').isClosed);
  assert.ok(it.at('spec', 'a').lacks('z') && it.lacks('z'));
});

test('a block directly behind the last entry may add to it, by its column', () => {
  const text = 'spec:\n  args:\n    - a\n{{ toYaml .Values.x | indent INDENT }}\nkind: Pod\n';
  const args = (indent: number) => root(text.replace('INDENT', String(indent))).at('spec', 'args').isClosed;
  const spec = (indent: number) => root(text.replace('INDENT', String(indent))).at('spec').isClosed;
  assert.deepEqual([args(4), spec(4)], [false, false]);
  assert.deepEqual([args(2), spec(2)], [true, false]);
  assert.ok(!root('args:\n- a\n{{ include "x" . }}\n').at('args').isClosed);
  assert.ok(!root('args:\n  {{- range .x }}\n  - a\n  {{- end }}\n').at('args').isClosed);
});

test('a value that a block makes is unknown', () => {
  const it = root(
    'labels:\n  {{- include "labels" . | nindent 2 }}\nargs: {{ toYaml .Values.x | nindent 2 }}\ntext: |\n  {{- .x | nindent 2 }}\nempty:\nlast: 1\n',
  );
  assert.deepEqual(
    it.entries().map(([, value]) => value.type),
    ['unknown', 'unknown', 'unknown', 'absent', 'number'],
  );
  assert.ok(it.at('empty').lacks('x') && it.lacks('z'));
});

test('a condition around the whole document hides nothing in it', () => {
  const it = root('{{- if .Values.rbac }}\nkind: Role\nrules:\n- verbs: ["get"]\n{{- end }}\n');
  assert.ok(it.lacks('z') && it.at('rules').isClosed && it.at('rules', 0, 'verbs').isClosed);
});

test('a key that a template makes may be any key', () => {
  const it = root('a:\n  {{ .Values.key }}: 1\n  b: 2\n');
  assert.ok(!it.at('a').lacks('z'));
  assert.equal(it.at('a', 'b').asNumber(), 2);
});

test('Jinja', () => {
  const it = root(
    '{% set x = 1 %}\na: {{ x }}\n{# note #}\nb:\n{% for i in x %}\n  - {{ i }}\n{% endfor %}\nc: 1\n{% if y %}\nd: 2\n{% endif %}\n',
  );
  assert.equal(it.at('a').type, 'unknown');
  assert.ok(!it.at('b').isClosed && !it.lacks('z'));
  assert.equal(it.at('d').asNumber(), 2);
});

test('Terraform, where it is no YAML', () => {
  const it = root('a: 1\n%{ if x }\nb: 2\n%{ endif }\n');
  assert.equal(it.at('b').asNumber(), 2);
  assert.ok(!it.lacks('z'));
});

test('a variable alone is unknown, one within text is text', () => {
  const it = root('a: ${NAME}\nb: --x=${NAME}\n');
  assert.deepEqual([it.at('a').type, it.at('b').asString()], ['unknown', '--x=${NAME}']);
});

test('templates that are not finished', () => {
  for (const text of ['a: {{ .Values\nb: 1\n', 'a: 1\n{{- if\nb: 2\n', '{{/* \na: 1\n', '{% if\n', '{{ "a: b\nb: 1\n']) {
    const { root } = parse(text);
    root.toData();
    assert.ok(!root.at('a').lacks('x') || root.at('a').exists, text);
  }
  assert.equal(parse('a: {{ .Values\nb: 1\n').root.at('b').asNumber(), 1);
  const many = '{{ '.repeat(200_000);
  parse(many).root.toData();
});

const corpus = '../shared/corpus';

test('charts can mostly be read', { skip: !existsSync(corpus) && 'no corpus here' }, () => {
  let sound = 0;
  let broken = 0;
  for (const folder of ['helm-chart', 'ansible-jinja', 'kubespray-group-vars', 'static-pod']) {
    for (const name of readdirSync(`${corpus}/${folder}`).filter(it => /\.ya?ml(?:\.j2|\.tftpl)?$|\.sls$/.test(it))) {
      for (const document of readYaml(name, readFileSync(`${corpus}/${folder}/${name}`, 'utf8')).documents) {
        const { errors } = document.parse();
        if (errors.length) broken++;
        else sound++;
        if (process.env['RAMPART_SHOW'] && errors.length) console.log(folder, name, errors[0]);
      }
    }
  }
  assert.ok(sound > 20 * broken, `${sound} documents are sound, ${broken} are not`);
});

/** Reading YAML: documents, kinds, values, comments, and edits to random data. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { isScalar, parseAllDocuments, visit } from 'yaml';
import { splitDocuments } from '../core/formats/yaml/documents.ts';
import { readYaml } from '../core/formats/yaml/index.ts';
import type { Value } from '../core/model/value.ts';

const value = (text: string, ...path: (string | number)[]): Value => readYaml('a.yaml', text).documents[0]!.parse().root.at(...path);
const written = (text: string, it: Value): string => text.slice(it.place.range.start, it.place.range.end);

test('a mark at column 0 always ends a document', () => {
  const pieces = (text: string) => splitDocuments(text).map(it => text.slice(it.start, it.end));
  assert.deepEqual(pieces('a: 1\n---\nb: 2\n'), ['a: 1\n', '---\nb: 2\n']);
  assert.deepEqual(pieces('# licence\n---\na: 1\n'), ['# licence\n---\na: 1\n']);
  assert.deepEqual(pieces('\uFEFF---\r\na: 1\r\n---\r\n'), ['\uFEFF---\r\na: 1\r\n', '---\r\n']);
  assert.deepEqual(pieces('%YAML 1.2\n---\na: 1\n...\n# x\n%YAML 1.2\n---\nb: 1\n'), ['%YAML 1.2\n---\na: 1\n...\n', '# x\n%YAML 1.2\n---\nb: 1\n']);
  assert.deepEqual(pieces('--- {a: b}\n--- # c\n'), ['--- {a: b}\n', '--- # c\n']);
  assert.deepEqual(pieces('a: |\n  ---\n ---\n----\n...x\n'), ['a: |\n  ---\n ---\n----\n...x\n']);
  assert.deepEqual(pieces('---'), ['---']);
  assert.deepEqual(pieces(''), ['']);
});

test('kinds are told without parsing', () => {
  const kinds = (text: string) => readYaml('a.yaml', text).documents[0]!.kinds;
  assert.deepEqual(kinds('apiVersion: v1\nkind: Pod # x\nspec:\n  kind: Other\n'), ['Pod']);
  assert.deepEqual(kinds('---\n# c\nkind : "Pod"\r\n'), ['Pod']);
  assert.deepEqual(kinds('kind:\n  Pod\n'), ['Pod']);
  assert.deepEqual(kinds('a: 1\nkinds: Pod\n'), []);
  assert.deepEqual(kinds('- kind: Pod\n'), []);
  assert.deepEqual(kinds('- a\nkind: Pod\n'), ['Pod']);
  assert.deepEqual(kinds(''), []);
  assert.deepEqual(kinds('{"kind": "Pod", "a": {"kind": {}}}'), ['Pod']);
  assert.deepEqual(kinds('"kind": "Pod"\n'), ['Pod']);
  assert.deepEqual(kinds('kind: RoleList\nitems:\n- kind: X\n'), ['RoleList', 'X', 'Role']);
  assert.deepEqual(kinds('a: &x {kind: Pod}\n<<: *x\n'), ['Pod']);
  assert.equal(kinds('kind: {{ .Values.kind }}\n'), undefined);
  assert.equal(kinds('a: &x Pod\nkind: *x\n'), undefined);
  assert.equal(kinds('? kind\n: Pod\n'), undefined);
  assert.equal(kinds('{"k\\u0069nd": "Pod"}'), undefined);
});

test('a value has a type, a text and a place', () => {
  const text = 'a:\n  yes: On\n  mode: 0600\n  "q": "yes"\n  n: ~\n  e:\n  l: [1, x]\n';
  assert.equal(value(text, 'a', 'yes').asBoolean(), true);
  assert.equal(value(text, 'a', 'mode').asNumber(), 384);
  assert.equal(value(text, 'a', 'mode').asString(), '0600');
  assert.equal(value(text, 'a', 'q').asBoolean(), undefined);
  assert.equal(value(text, 'a', 'q').type, 'string');
  assert.equal(value(text, 'a', 'n').type, 'absent');
  assert.equal(written(text, value(text, 'a', 'n')), 'n');
  assert.equal(written(text, value(text, 'a', 'e')), 'e');
  assert.equal(written(text, value(text, 'a', 'l', 1)), 'x');
  assert.equal(written(text, value(text, 'a', 'l', 2)), 'l');
  assert.equal(written(text, value(text, 'a', 'z', 'y', 3)), 'a');
  assert.deepEqual(value(text).toData(), { a: { yes: true, mode: 384, q: 'yes', n: null, e: null, l: [1, 'x'] } });
  assert.ok(value(text, 'a').lacks('z') && value(text, 'a', 'e').lacks('z') && value(text, 'b', 'c').lacks('z'));
});

test('aliases and merge keys are followed, and reported where they stand', () => {
  const text = 'base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\nall:\n  <<: [*b, *o]\n  x: 9\nsame: *b\n';
  assert.deepEqual(value(text, 'all').toData(), { x: 9, y: 2, z: 4 });
  assert.equal(written(text, value(text, 'all', 'z')), '*o');
  assert.equal(written(text, value(text, 'same', 'x')), '*b');
  assert.equal(value(text, 'same', 'x').edit({ op: 'remove' }), undefined);
  assert.ok(value(text, 'all').lacks('q') && !value(text, 'all').lacks('z'));
});

test('hostile text costs neither time nor an exception', () => {
  const bomb = `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`).join('\n')}\n`;
  const merges = `a0: &a0 {x: 1}\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [${`*a${i}, `.repeat(9)}]}`).join('\n')}\n`;
  assert.equal(value(bomb).toData(), undefined);
  assert.equal(value(bomb, 'a40', 0, 0, 0).items().length, 9);
  assert.deepEqual(value(merges, 'a40').toData(), { x: 1 });
  for (const text of ['['.repeat(10_000), '{a: '.repeat(10_000), '- '.repeat(10_000), 'a: "b', '\ta: 1', 'a: 1\n b: 2', '&a *a', 'a: &x [*x]', '"', '{{', '%', '- a\nb']) {
    const { root, errors } = readYaml('a.yaml', text).documents[0]!.parse();
    root.toData();
    assert.ok(errors.every(it => it.message.endsWith('.')), text.slice(0, 20));
    if (errors.length) assert.ok(!root.lacks('x') && !root.isClosed && !root.edit({ op: 'set', key: 'x', data: 1 }), text.slice(0, 20));
  }
});

/** Where two data differ first. */
function difference(a: unknown, b: unknown, path = ''): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b ? undefined : `${path}: ${String(a).slice(0, 200)} / ${String(b).slice(0, 200)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = difference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}/${key}`);
    if (found) return found;
  }
  return undefined;
}

const corpus = '../shared/corpus';

test('documents read one by one say what the whole file says', { skip: !existsSync(corpus) && 'no corpus here' }, () => {
  let count = 0;
  for (const folder of readdirSync(corpus, { withFileTypes: true }).filter(it => it.isDirectory() && it.name !== 'huge')) {
    for (const name of readdirSync(`${corpus}/${folder.name}`).filter(it => /\.(?:ya?ml|json)$/.test(it))) {
      const text = readFileSync(`${corpus}/${folder.name}/${name}`, 'utf8');
      const file = readYaml(name, text);
      const whole = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, schema: 'yaml-1.1', merge: true, logLevel: 'silent' });
      if (!Array.isArray(whole) || whole.some(it => it.errors.length)) continue;
      const parsed = file.documents.map(it => ({ ...it.parse(), kinds: it.kinds }));
      if (parsed.some(it => it.isTemplate)) continue;
      assert.deepEqual(parsed.flatMap(it => it.errors), [], name);
      const expected = whole.filter(it => it.contents && !(isScalar(it.contents) && it.contents.value === null));
      const actual = parsed.filter(it => it.root.type !== 'absent');
      assert.equal(actual.length, expected.length, name);
      expected.forEach((document, index) => {
        const { root, kinds } = actual[index]!;
        const data = root.toData();
        if (data === undefined) return;
        visit(document, { Pair: (_, { key }) => { if (isScalar(key) && key.source !== undefined && key.source !== '<<') key.value = key.source; } });
        visit(document, { Scalar: (_, node) => { 
          if (node.value instanceof Date) node.value = node.source!;
          if (/^0o\d+$/.test(node.source ?? '') && node.type === 'PLAIN') node.value = parseInt(node.source!.slice(2), 8);
        } });
        if (!/\$\{/.test(text)) assert.equal(difference(data, document.toJS({ maxAliasCount: -1 })), undefined, name);
        const kind = root.at('kind').asString();
        if (kind !== undefined && kinds) assert.ok(kinds.includes(kind), `${name}: ${kind}`);
        count++;
      });
    }
  }
  assert.ok(count > 100);
});

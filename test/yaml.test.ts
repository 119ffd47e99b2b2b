/** Reading YAML: documents, kinds, values, comments, and edits to random data. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { Document, isScalar, parseAllDocuments, parseDocument, visit } from 'yaml';
import { splitDocuments } from '../core/formats/yaml/documents.ts';
import { readYaml } from '../core/formats/yaml/index.ts';
import type { Data, Path, Value, ValueChange } from '../core/model/value.ts';
import { applyEdits } from '../core/text.ts';

const value = (text: string, ...path: (string | number)[]): Value =>
  readYaml('a.yaml', text)
    .documents[0]!.parse()
    .root.at(...path);
const written = (text: string, it: Value): string => text.slice(it.place.range.start, it.place.range.end);

test('a mark at column 0 always ends a document', () => {
  const pieces = (text: string) => splitDocuments(text).map(it => text.slice(it.start, it.end));
  assert.deepEqual(pieces('a: 1\n---\nb: 2\n'), ['a: 1\n', '---\nb: 2\n']);
  assert.deepEqual(pieces('# licence\n---\na: 1\n'), ['# licence\n---\na: 1\n']);
  assert.deepEqual(pieces('\uFEFF---\r\na: 1\r\n---\r\n'), ['\uFEFF---\r\na: 1\r\n', '---\r\n']);
  assert.deepEqual(pieces('%YAML 1.2\n---\na: 1\n...\n# x\n%YAML 1.2\n---\nb: 1\n'), [
    '%YAML 1.2\n---\na: 1\n...\n',
    '# x\n%YAML 1.2\n---\nb: 1\n',
  ]);
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
  for (const text of [
    '['.repeat(10_000),
    '{a: '.repeat(10_000),
    '- '.repeat(10_000),
    'a: "b',
    '\ta: 1',
    'a: 1\n b: 2',
    '&a *a',
    'a: &x [*x]',
    '"',
    '{{',
    '%',
    '- a\nb',
  ]) {
    const { root, errors } = readYaml('a.yaml', text).documents[0]!.parse();
    root.toData();
    assert.ok(
      errors.every(it => it.message.endsWith('.')),
      text.slice(0, 20),
    );
    if (errors.length) assert.ok(!root.lacks('x') && !root.isClosed && !root.edit({ op: 'set', key: 'x', data: 1 }), text.slice(0, 20));
  }
});

test('long texts are read in a moment', () => {
  const before = performance.now();
  assert.equal(readYaml('a.yaml', '...\n'.repeat(100_000)).documents.length, 100_000);
  assert.deepEqual(readYaml('a.yaml', '\n'.repeat(12_000_000)).documents[0]!.kinds, []);
  const wide = Array.from({ length: 40_000 }, (_, i) => `key${i}: 1\n`).join('');
  assert.equal(value(wide).entries().length, 40_000);
  assert.ok(value(`a: [b,\n  c${' #'.repeat(100)}\n]\n`, 'a', 1).edit({ op: 'remove' }));
  assert.ok(performance.now() - before < 15_000);
});

const commented = (text: string, at: string, path = 'a.yaml'): string | undefined => {
  const edits = readYaml(path, text).commentAt(text.indexOf(at), '# x');
  return edits && applyEdits(text, edits);
};

test('comments are found where they are, not in text', () => {
  const text = '# rampart one\r\na: "# no" # two\r\nb: |\r\n  # no\r\nc: x#no\r\n# three\r\nd: {e: 1} #four\r\n---\na: 1 # other\n';
  assert.deepEqual(
    readYaml('a.yaml', text)
      .comments()
      .map(it => [it.text, it.alone, text.slice(it.range.start, it.range.end)]),
    [
      [' rampart one', true, '# rampart one'],
      [' two', false, '# two'],
      [' three', true, '# three'],
      ['four', false, '#four'],
    ],
  );
  assert.deepEqual(
    readYaml('a.yaml', '\uFEFF# rampart\na: 1\n')
      .comments()
      .map(it => it.range),
    [{ start: 1, end: 10 }],
  );
  assert.deepEqual(readYaml('a.yaml', '{{/* # rampart */}}\na: 1\n').comments(), []);
  assert.deepEqual(readYaml('a.json', '{"a": "# rampart"}').comments(), []);
});

test('a comment goes behind its line, or above it', () => {
  assert.equal(commented('a:\n  b: 1\n', 'b'), 'a:\n  b: 1 # x\n');
  assert.equal(commented('a:\n  b: 1 # y\n', 'b'), 'a:\n  # x\n  b: 1 # y\n');
  assert.equal(commented('a:\n  b: |\n    t\nc: 1\n', 't'), 'a:\n  # x\n  b: |\n    t\nc: 1\n');
  assert.equal(commented('a:\n  b: "one\n    t"\n', 'one'), 'a:\n  # x\n  b: "one\n    t"\n');
  assert.equal(commented('a: one\n  two\n  t\n', 't'), '# x\na: one\n  two\n  t\n');
  assert.equal(commented('a: 1', 'a'), 'a: 1 # x');
  assert.equal(commented('\uFEFFa: 1 # y\n', 'a'), '\uFEFF# x\na: 1 # y\n');
  assert.equal(commented('{"a": 1}', 'a', 'a.json'), undefined);
  assert.equal(commented('a: [\n', 'a'), undefined);
});

test('the node behind an offset is the entry that starts next', () => {
  const text = 'a:\n  # here\n  b:\n    - c\n    # there\n    - d: 1\n# last\n';
  const behind = (at: string) => {
    const range = readYaml('a.yaml', text).nodeAfter(text.indexOf(at));
    return range && text.slice(range.start, range.end);
  };
  assert.equal(behind('# here'), 'b:\n    - c\n    # there\n    - d: 1');
  assert.equal(behind('# there'), '- d: 1');
  assert.equal(behind('# last'), undefined);
});

test('documents with the same text are not parsed again', () => {
  const before = readYaml('a.yaml', 'a: 1\n---\nb: 2\n');
  for (const it of before.documents) it.parse();
  const after = readYaml('a.yaml', 'a: 1\nc: 3\n---\nb: 2\n', before);
  assert.equal(written(after.text, after.documents[1]!.parse().root.at('b')), '2');
  assert.equal(after.documents[0]!.parse().root.at('c').asNumber(), 3);
});

/** Where two data differ first. */
function difference(a: unknown, b: unknown, path = ''): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b)
    return a === b ? undefined : `${path}: ${String(a).slice(0, 200)} / ${String(b).slice(0, 200)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = difference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}/${key}`);
    if (found) return found;
  }
  return undefined;
}

/** Data as people write it: strings of several kinds, numbers, lists, mappings. */
const words = fc.constantFrom(
  'a',
  'true',
  '0',
  '*',
  'a: b',
  '#x',
  '',
  '@x',
  '-',
  'null',
  '1.0',
  'yes',
  'two words',
  "it's",
  'say "x"',
  '--a=b',
  '/x',
  'x ',
  ' y',
  'one\ntwo\n',
  'one\ntwo',
  'a\tb',
  '\u00e4',
  '{{',
  '[',
  ',',
  'x, y',
  '\n',
  'a\n\n',
  '~',
  '<<',
);
const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'audit-log-path', 'x/y', 'two words', 'a#', '#b');
const { data: anyData } = fc.letrec<{ data: Data; leaf: Data; list: Data; mapping: Data }>(tie => ({
  data: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie('leaf'), tie('list'), tie('mapping')),
  leaf: fc.oneof(words, fc.integer({ min: -9, max: 99 }), fc.boolean()),
  list: fc.array(tie('data'), { maxLength: 4 }),
  mapping: fc.dictionary(keys, tie('data'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Data>,
}));
const anyRoot = fc.oneof(
  fc.array(anyData, { minLength: 1, maxLength: 4 }),
  fc.dictionary(keys, anyData, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
) as fc.Arbitrary<Data>;

interface Manner {
  readonly indent: number;
  readonly indentSeq: boolean;
  readonly single: boolean;
  readonly flow: number;
  readonly comments: number;
  readonly crlf: boolean;
  readonly final: boolean;
  readonly spread: boolean;
}

const anyManner: fc.Arbitrary<Manner> = fc.record({
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  single: fc.boolean(),
  flow: fc.nat(1000),
  comments: fc.nat(1000),
  crlf: fc.boolean(),
  final: fc.boolean(),
  spread: fc.boolean(),
});

/** Writes data in some manner; every node with a number divisible by the manner's own is in flow style, or has a comment. */
function write(data: Data, manner: Manner): string {
  const document = new Document(data, { version: '1.1', aliasDuplicateObjects: false });
  let count = 0;
  visit(document, {
    Collection: (_, node) => {
      if ((++count * 7 + manner.flow) % 5 === 0) node.flow = true;
    },
    Scalar: (key, node) => {
      count++;
      if (key !== 'key' && (count * 13 + manner.comments) % 4 === 0) node.comment = ` c${count}`;
      else if ((count * 11 + manner.comments) % 5 === 0) node.commentBefore = ` b${count}`;
    },
  });
  const text = document.toString({
    indent: manner.indent,
    indentSeq: manner.indentSeq,
    singleQuote: manner.single,
    lineWidth: manner.spread ? 20 : 0,
  });
  const ended = manner.final ? text : text.replace(/\n$/, '');
  return manner.crlf ? ended.replaceAll('\n', '\r\n') : ended;
}

const dataAt = (data: Data, path: Path): Data => path.reduce<Data>((it, step) => (it as never)[step], data);

/** What a change makes of data, done without any text. */
function changed(data: Data, path: Path, change: ValueChange): Data {
  const copy = structuredClone(data) as never;
  const target = dataAt(copy, path) as never as Data[] & Record<string, Data>;
  const parent = dataAt(copy, path.slice(0, -1)) as never as Data[] & Record<string, Data>;
  const step = path.at(-1) as never as number;
  if (change.op === 'set') target[change.key] = change.data;
  else if (change.op === 'insert') target.splice(change.index ?? target.length, 0, change.data);
  else if (change.op === 'replace' && Array.isArray(parent)) parent.splice(step, 1, ...change.by);
  else if (change.op === 'replace') parent[step] = change.by[0]!;
  else if (change.op === 'remove' && Array.isArray(parent)) parent.splice(step, 1);
  else if (change.op === 'remove') delete parent[step];
  else if (change.op === 'move') parent.splice(change.to > step ? change.to - 1 : change.to, 0, ...parent.splice(step, 1));
  return copy;
}

function pathsOf(data: Data, path: Path = []): readonly Path[] {
  if (typeof data !== 'object' || data === null) return [path];
  return [path, ...Object.keys(data).flatMap(key => pathsOf((data as never)[key], [...path, Array.isArray(data) ? Number(key) : key]))];
}

const anyOp = fc.record({ pick: fc.nat(10_000), op: fc.nat(4), key: keys, datum: anyData, more: anyData, index: fc.nat(4) });

function changeFor(
  data: Data,
  { pick, op, key, datum, more, index }: { pick: number; op: number; key: string; datum: Data; more: Data; index: number },
) {
  const paths = pathsOf(data);
  const path = paths[pick % paths.length]!;
  const target = dataAt(data, path);
  const parent = path.length ? dataAt(data, path.slice(0, -1)) : undefined;
  const changes: ValueChange[] = [];
  if (typeof target === 'object' && target !== null) {
    changes.push(
      Array.isArray(target) ? { op: 'insert', data: datum, ...(index < target.length ? { index } : {}) } : { op: 'set', key, data: datum },
    );
  }
  if (parent !== undefined) {
    changes.push({ op: 'replace', by: [datum] }, { op: 'remove' });
    if (Array.isArray(parent)) changes.push({ op: 'replace', by: [datum, more] }, { op: 'move', to: Math.min(index, parent.length) });
  }
  return changes.length ? { path, change: changes[op % changes.length]! } : undefined;
}

const READING = { version: '1.1', merge: false } as const;

const signsOf = (text: string): readonly string[] => [...text.matchAll(/(?<=^|\s)# ?[bc]\d+(?=\r?$)/gm)].map(it => it[0]);

test('an edit says its change and nothing else', () => {
  let edited = 0;
  fc.assert(
    fc.property(anyRoot, anyManner, anyOp, (random, manner, op) => {
      const text = write(random, manner);
      const data = parseDocument(text, READING).toJS() as Data;
      const before = readYaml('a.yaml', text).documents[0]!.parse();
      fc.pre(!before.isTemplate && before.errors.length === 0);
      assert.equal(difference(before.root.toData(), data), undefined, text);
      const wanted = changeFor(data, op);
      if (!wanted) return;
      const edits = before.root.at(...wanted.path).edit(wanted.change);
      if (!edits) return;
      edited++;
      const after = applyEdits(text, edits);
      const story = () => `${JSON.stringify(wanted)}\n${text}\n=>\n${after}`;
      const reading = parseDocument(after, READING);
      assert.deepEqual(
        reading.errors.map(it => it.message),
        [],
        story(),
      );
      assert.equal(difference(reading.toJS(), changed(data, wanted.path, wanted.change)), undefined, story());
      if (['set', 'insert', 'move', 'replace'].includes(wanted.change.op))
        assert.deepEqual([...signsOf(after)].sort(), [...signsOf(text)].sort(), story());
      if (manner.crlf && text.includes('\n')) assert.doesNotMatch(after, /[^\r]\n/, story());
    }),
    { numRuns: Number(process.env['RAMPART_RUNS'] ?? 1500) },
  );
  assert.ok(edited > 500, `${edited} edits`);
});

const corpus = '../shared/corpus';

test('documents read one by one say what the whole file says', { skip: !existsSync(corpus) && 'no corpus here' }, () => {
  let count = 0;
  for (const folder of readdirSync(corpus, { withFileTypes: true }).filter(it => it.isDirectory() && it.name !== 'huge')) {
    for (const name of readdirSync(`${corpus}/${folder.name}`).filter(it => /\.(?:ya?ml|json)$/.test(it))) {
      const text = readFileSync(`${corpus}/${folder.name}/${name}`, 'utf8');
      const file = readYaml(name, text);
      const whole = parseAllDocuments(text, {
        uniqueKeys: false,
        prettyErrors: false,
        schema: 'yaml-1.1',
        merge: true,
        logLevel: 'silent',
      });
      if (!Array.isArray(whole) || whole.some(it => it.errors.length)) continue;
      const parsed = file.documents.map(it => ({ ...it.parse(), kinds: it.kinds }));
      if (parsed.some(it => it.isTemplate)) continue;
      assert.deepEqual(
        parsed.flatMap(it => it.errors),
        [],
        name,
      );
      const expected = whole.filter(it => it.contents && !(isScalar(it.contents) && it.contents.value === null));
      const actual = parsed.filter(it => it.root.type !== 'absent');
      assert.equal(actual.length, expected.length, name);
      expected.forEach((document, index) => {
        const { root, kinds } = actual[index]!;
        const data = root.toData();
        if (data === undefined) return;
        visit(document, {
          Pair: (_, { key }) => {
            if (isScalar(key) && key.source !== undefined && key.source !== '<<') key.value = key.source;
          },
        });
        visit(document, {
          Scalar: (_, node) => {
            if (node.value instanceof Date) node.value = node.source!;
            if (/^0o\d+$/.test(node.source ?? '') && node.type === 'PLAIN') node.value = parseInt(node.source!.slice(2), 8);
          },
        });
        if (!/\$\{/.test(text)) assert.equal(difference(data, document.toJS({ maxAliasCount: -1 })), undefined, name);
        const kind = root.at('kind').asString();
        if (kind !== undefined && kinds) assert.ok(kinds.includes(kind), `${name}: ${kind}`);
        count++;
      });
    }
  }
  assert.ok(count > 100);
});

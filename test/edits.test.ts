/** Runs the specifications in spec/edits: text before, changes, text after; each also with CRLF, a byte order mark, no final newline, and as a second document. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { readYaml } from '../core/formats/yaml/index.ts';
import type { Data, Path, ValueChange } from '../core/model/value.ts';
import { areDisjoint, applyEdits, type TextEdit } from '../core/text.ts';

const folder = 'test/spec/edits';

for (const name of readdirSync(folder)) {
  for (const { title, language, before, changes, after } of casesOf(readFileSync(`${folder}/${name}`, 'utf8'))) {
    const file = language === 'json' ? 'a.json' : 'a.yaml';
    test(`${name.replace('.md', '')}: ${title}`, () => {
      assert.equal(run(file, before, changes), after ?? DECLINED);
      for (const [variant, change] of Object.entries(VARIANTS)) {
        if ((language === 'json' && /document/.test(variant)) || !change(before).includes('\n')) continue;
        const document = /document/.test(variant) ? 1 : 0;
        assert.equal(run(file, change(before), changes, document), after === undefined ? DECLINED : change(after), variant);
      }
    });
  }
}

const DECLINED = 'declined';

const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  'with CRLF': it => it.replaceAll('\n', '\r\n'),
  'with a byte order mark': it => `\uFEFF${it}`,
  'without a final newline': it => it.replace(/\n$/, ''),
  'with CRLF and no final newline': it => it.replace(/\n$/, '').replaceAll('\n', '\r\n'),
  'as second document': it => `other: 1\n---\n${it}---\nlast: 1\n`,
};

interface Case {
  readonly title: string;
  readonly language: string;
  readonly before: string;
  readonly changes: readonly string[];
  /** Undefined where the change is declined. */
  readonly after: string | undefined;
}

/** A heading, a block before, a block of changes, and a block after or the word `declined`. */
function casesOf(markdown: string): readonly Case[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map(section => {
      const title = section.slice(0, section.indexOf('\n')).trim();
      const blocks = [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(it => ({ language: it[1]!, text: it[2]! }));
      const [before, changes, after] = blocks;
      assert.ok(
        before && changes?.language === 'edit' && (after || /^declined$/m.test(section)),
        `The specification "${title}" is incomplete.`,
      );
      return { title, language: before.language, before: before.text, changes: changes.text.trimEnd().split('\n'), after: after?.text };
    });
}

/** Lines are applied one after another; behind a line `together`, all to the same text. */
function run(file: string, before: string, changes: readonly string[], document = 0): string {
  if (changes[0] === 'together')
    return apply(
      before,
      changes.slice(1).map(it => editsOf(file, before, it, document)),
    );
  return changes.reduce((text, it) => (text === DECLINED ? text : apply(text, [editsOf(file, text, it, document)])), before);
}

function apply(text: string, all: readonly (readonly TextEdit[] | undefined)[]): string {
  if (all.includes(undefined)) return DECLINED;
  const edits = all.flatMap(it => it!);
  assert.ok(areDisjoint(edits));
  return applyEdits(text, edits);
}

function editsOf(file: string, text: string, line: string, document: number): readonly TextEdit[] | undefined {
  const { path, change } = parseChange(line);
  return readYaml(file, text)
    .documents[document]!.parse()
    .root.at(...path)
    .edit(change);
}

/** `PATH: set KEY = DATA`, `insert DATA [at N]`, `replace DATA …`, `remove`, `move N`; data is JSON, and `.` the path of the root. */
function parseChange(line: string): { readonly path: Path; readonly change: ValueChange } {
  const [, where, op, rest = ''] =
    /^(\S+): (set|insert|replace|remove|move)(?: (.*))?$/.exec(line) ?? assert.fail(`"${line}" is no change.`);
  const path = [...where!.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(it => (it[2] ? Number(it[2]) : (it[1] ?? it[3])!));
  return { path, change: changeOf(op!, rest) };
}

function changeOf(op: string, rest: string): ValueChange {
  if (op === 'set') {
    const equals = rest.indexOf(' = ');
    return { op, key: rest.slice(0, equals), data: JSON.parse(rest.slice(equals + 3)) as Data };
  }
  if (op === 'insert') {
    const [, data, index] = /^(.*?)(?: at (\d+))?$/.exec(rest)!;
    return { op, data: JSON.parse(data!) as Data, ...(index ? { index: Number(index) } : {}) };
  }
  if (op === 'replace') return { op, by: JSON.parse(`[${rest}]`) as Data[] };
  return op === 'move' ? { op, to: Number(rest) } : { op: 'remove' };
}

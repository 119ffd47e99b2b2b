/** Units, environment files and args files that nobody would write: nothing throws or hangs, and an edit that is given does what was asked and no more. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ALONE, componentOf } from '../core/assemble.ts';
import { applyEdits, areDisjoint, type TextEdit } from '../core/text.ts';
import type { Program, SourceFile } from '../core/source.ts';
import { readArgs } from '../core/adapters/args.ts';
import { readEnvironment } from '../core/adapters/environment.ts';
import { readUnit } from '../core/adapters/unit.ts';
import type { Written } from '../core/model/component.ts';

type Reader = (text: string) => SourceFile | undefined;

const asUnit: Reader = text => readUnit('kubelet.service', text);
const asDropIn: Reader = text => readUnit('kubelet.service.d/x.conf', text);
const asEnvironment: Reader = text => readEnvironment('etc/default/x', text);
const asArgs: Reader = text => readArgs('args/kube-apiserver', text);

const programsOf = (file: SourceFile | undefined): readonly Program[] => file?.documents[0]?.read().programs ?? [];
const writtenIn = (program: Program): readonly Written[] => componentOf(program, ALONE).written;
const shown = (program: Program, without = ''): string[] =>
  writtenIn(program)
    .filter(it => it.name !== without)
    .map(it => `${it.name}=${it.value}`);

describe('text that is too much', () => {
  const many = 4000;
  const each = (make: (i: number) => string): string => Array.from({ length: many }, (_, i) => make(i)).join('');
  const bodies: Readonly<Record<string, string>> = {
    nothing: '',
    'a byte order mark': '\uFEFF',
    'one backslash': '\\',
    backslashes: '\\'.repeat(many),
    continuations: '\\\n'.repeat(many),
    'an open quote': '"',
    quotes: '"a '.repeat(many),
    'one flag often': '--a=b '.repeat(many),
    'one flag on many lines': ' \\\n --a=b'.repeat(many),
    'many flags': each(i => `--a${i}=b \\\n `),
    'a long line': `--a=${'x'.repeat(100_000)}`,
    'open templates': '{{'.repeat(many),
    templates: '{{}}'.repeat(many),
    'mixed templates': '{{ {% {# <% '.repeat(many),
    'open substitutions': '$('.repeat(many),
    'open variables': '${'.repeat(many),
    backquotes: '`'.repeat(many),
    blanks: ' '.repeat(many),
    tabs: '\t'.repeat(many),
    'line ends': '\n'.repeat(many),
    'carriage returns': '\r'.repeat(many),
    comments: '#\n'.repeat(many),
    'comments between': ' \\\n#x'.repeat(many),
    separators: ' ; x'.repeat(many),
    'a null': '\0',
    percents: '%'.repeat(many),
    'half a character': '\uD800',
    redirections: '2>'.repeat(many),
    shells: 'sh -c "'.repeat(many),
    sections: '[Service]\n'.repeat(many),
    variables: each(i => `ETCD_A${i}=b\n`),
    directives: 'Environment=A=b\n'.repeat(2000),
    commands: 'ExecStart=kubelet --a=b\n'.repeat(500),
  };
  for (const [title, body] of Object.entries(bodies)) {
    it(title, () => {
      for (const [read, text] of [
        [asUnit, `[Service]\nExecStart=/usr/bin/kubelet ${body}`],
        [asUnit, `[Service]\nExecStart=/bin/sh -c "kubelet ${body}`],
        [asDropIn, `[Service]\nEnvironment="KUBELET_EXTRA_ARGS=${body}`],
        [asUnit, `[Service]\n# kube\n${body}`],
        [asUnit, body],
        [asEnvironment, `KUBELET_EXTRA_ARGS="${body}`],
        [asEnvironment, `KUBELET_EXTRA_ARGS=${body}`],
        [asEnvironment, `${body}\nETCD_NAME=x`],
        [asArgs, `--a=b\n${body}`],
        [asArgs, body],
      ] as const)
        touch(read(text), text);
    });
  }
});

/** Asks for everything a file can be asked for. */
function touch(file: SourceFile | undefined, text: string): void {
  if (!file) return;
  file.comments();
  for (const offset of [0, 10, text.length]) {
    file.nodeAfter(offset);
    file.commentAt(offset, '# x');
  }
  for (const program of programsOf(file).slice(0, 2)) {
    const written = writtenIn(program);
    const name = written[written.length >> 1]?.name ?? 'none';
    const own = written.filter(it => it.name === name);
    for (const [op, occurrences] of [
      ['setFlag', own],
      ['setFlag', []],
      ['removeFlag', own],
    ] as const) {
      const edits = program.edit(
        op === 'setFlag' ? { op, name: occurrences.length ? name : 'new', value: 'z' } : { op, name },
        occurrences,
      );
      assert.ok(!edits || areDisjoint(edits), 'edits overlap');
    }
  }
}

const PARTS = [
  '--a=b',
  '--a b',
  '--anonymous-auth',
  '"--c=d e"',
  "--f='g'",
  '--h="i j"k',
  '--l=',
  '--m=""',
  '--n ""',
  '$VAR',
  '${V}',
  '--o=${P}',
  '--a=c',
  '-q r',
  '--x1=y1',
  '--x2=y2',
  '--enable-admission-plugins=X',
  '--s=%i',
  '--t=\\x41',
  '{{ u }}',
  '--v={{ w "x" }}',
  '--',
  'stray',
  '"',
  "'",
  '\\',
  '#',
  ';',
  '--y=z\\"',
  "--aa '",
  '--bb=$$x',
  '{% if x %}',
  '--cc="d$E"',
  '-5',
];
const GAPS = [
  ' ',
  ' ',
  '  ',
  ' \\\n  ',
  ' \\\n  ',
  ' \\\n\t',
  '\\\n',
  ' \\\n  # c\n  ',
  ' \\\n; c\n',
  ' \\ \n',
  '\n',
  '\t',
  ' \\\n\n',
  ' \\\n{% if a %}\n',
  '\n{% endif %}\n',
];

/** The same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A text made of parts that belong together more or less. */
function invent(seed: number): { readonly read: Reader; readonly text: string } {
  const below = numbers(seed);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  const words = (): string => Array.from({ length: below(9) + 1 }, () => pick(GAPS) + pick(PARTS)).join('');
  const assignment = (): string =>
    pick([
      'KUBELET_EXTRA_ARGS=',
      'KUBE_API_ARGS="',
      "KUBE_API_ARGS='",
      'export KUBE_API_ARGS="',
      'ETCD_A=',
      'ETCD_NAME="',
      'ETCD_A="',
      '#ETCD_A=',
      'KUBE_API_ADDRESS=',
    ]) +
    pick([words(), 'b', '', 'c d', '"x"', '{{ y }}']) +
    pick(['"', "'", '', '" ', '"x']) +
    pick(['\n', '\n', '']);
  const environment = (): string =>
    pick([
      '',
      'Environment=KUBELET_EXTRA_ARGS=--a=1\n',
      `Environment="KUBELET_EXTRA_ARGS=${words()}" ETCD_A=b\n`,
      'Environment="ETCD_A=b" ETCD_A=c "ETCD_X=c d"\n',
    ]);
  const command = (): string =>
    pick(['ExecStart=', 'ExecStart=-', 'ExecStart=@', 'ExecStart =', 'X=']) +
    pick([
      '/usr/bin/kube-apiserver',
      'kubelet',
      'etcd',
      '/bin/sh -c "exec kube-apiserver',
      "sh -c 'kubelet",
      'tini -- etcd',
      '{{ b }}/kubelet',
    ]);
  const kind = pick([asUnit, asUnit, asDropIn, asEnvironment, asArgs]);
  const start = pick(['', '\uFEFF', '# c\n']);
  const text =
    kind === asEnvironment
      ? start + Array.from({ length: below(4) + 1 }, assignment).join('')
      : kind === asArgs
        ? start + words().trimStart() + pick(['', '\n', '\n\n', '\n#~x\n', ' # d\n'])
        : `${start}[Service]\n${environment()}${command()}${words()}${pick(['', '"', "'", '\n', '\nRestart=x\n', ' \\\nRestart=always\n'])}`;
  return { read: kind, text: below(4) ? text : text.replaceAll('\n', '\r\n') };
}

describe('invented text', () => {
  it('is edited as asked, or not at all', () => {
    let given = 0;
    for (let seed = 0; seed < 1500; seed++) {
      const { read, text } = invent(seed);
      const file = read(text);
      for (const [index, program] of programsOf(file).entries()) given += checkProgram(read, text, index, program, `seed ${seed}`);
      if (file) checkComments(read, text, file, `seed ${seed}`);
    }
    assert.ok(given > 1500, `only ${given} edits were given`);
  });
});

/** How many edits the program gave. */
function checkProgram(read: Reader, text: string, index: number, program: Program, seed: string): number {
  const written = writtenIn(program);
  let given = 0;
  for (const { place, valuePlace } of written) {
    assert.ok(0 <= place.range.start && place.range.start < place.range.end && place.range.end <= text.length, seed);
    assert.ok(place.range.start <= valuePlace.range.start && valuePlace.range.end <= place.range.end, seed);
  }
  for (const name of new Set([...written.map(it => it.name), 'new-one'])) {
    const own = written.filter(it => it.name === name);
    for (const value of ['NEW', 'A b', '']) {
      const edits = program.edit({ op: 'setFlag', name, value }, own);
      if (!edits) continue;
      given++;
      const after = programsOf(read(applied(text, edits, seed)))[index];
      if (!after) continue;
      assert.ok(
        writtenIn(after).some(it => it.name === name && it.value === value) || (program.name === 'etcd' && !value),
        `${seed}: ${name} is not ${value}`,
      );
      assert.deepEqual(shown(after, name), shown(program, name), `${seed}: ${name}=${value} changes others`);
    }
    const edits = own.length ? program.edit({ op: 'removeFlag', name }, own) : undefined;
    if (!edits) continue;
    given++;
    const after = programsOf(read(applied(text, edits, seed))).find(it => it.name === program.name);
    assert.deepEqual(after ? shown(after) : [], shown(program, name), `${seed}: without ${name}`);
  }
  return given;
}

function checkComments(read: Reader, text: string, file: SourceFile, seed: string): void {
  const said = (it: SourceFile | undefined): string => JSON.stringify(programsOf(it).map(program => shown(program)));
  for (let offset = 0; offset <= text.length; offset += 11) {
    const edits = file.commentAt(offset, '# x');
    if (edits) assert.equal(said(read(applied(text, edits, seed))), said(file), `${seed}: a comment at ${offset}`);
  }
}

function applied(text: string, edits: readonly TextEdit[], seed: string): string {
  assert.ok(areDisjoint(edits), `${seed}: edits overlap`);
  return applyEdits(text, edits);
}

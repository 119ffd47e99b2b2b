/**
 * Units, environment files and args files. Every Markdown file below test/spec/lines is a suite:
 *
 *     ```sh path [crlf] [unended] [open] [cut-off]   a file; carets under a flag, with `name = value` or `name is unknown`, show all that is read
 *     Do: set name=value | remove name | ignore name   what is done to it; `: declined` where that must not be possible
 *     ```sh after                                    what becomes of it
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ALONE, componentOf } from '../core/assemble.ts';
import { readArgs } from '../core/adapters/args.ts';
import { readEnvironment } from '../core/adapters/environment.ts';
import { readUnit } from '../core/adapters/unit.ts';
import type { Written } from '../core/model/component.ts';
import { applyEdits, areDisjoint, lineStartAt, slice, type TextEdit } from '../core/text.ts';
import type { Program, SourceFile } from '../core/source.ts';

const DIRECTORY = 'test/spec/lines';

const ANNOTATION = /^ *\^+ .*\n/m;

for (const file of readdirSync(DIRECTORY).sort()) {
  const [intro, ...sections] = readFileSync(`${DIRECTORY}/${file}`, 'utf8').split(/^## /m);
  describe(titleOf(intro!), () => {
    for (const section of sections) it(titleOf(section), () => checkSection(section));
  });
}

it('what stands before the first section costs little time', () => {
  const rest = '[Service]\r\nExecStart=/usr/bin/kubelet\r\n';
  assert.equal(readUnit('x.conf', `${'# a\r\n'.repeat(100_000)}x\r\n${rest}`), undefined);
  assert.equal(readUnit('x.conf', `${'\n'.repeat(12_000_000)}${rest}`)?.documents[0]?.read().programs.length, 1);
});

function titleOf(section: string): string {
  return section.slice(0, section.indexOf('\n')).replace(/^# /, '');
}

function read(path: string, text: string): SourceFile | undefined {
  return readUnit(path, text) ?? readArgs(path, text) ?? readEnvironment(path, text);
}

const programsOf = (file: SourceFile | undefined): readonly Program[] => file?.documents.flatMap(it => it.read().programs) ?? [];

const writtenIn = (program: Program): readonly Written[] => componentOf(program, ALONE).written;

function checkSection(section: string): void {
  const [before, after] = [...section.matchAll(/^```\w+ (.+)\n([\s\S]*?)^```$/gm)];
  assert.ok(before, 'no file');
  const [path, ...options] = before[1]!.split(' ');
  const shaped = (text: string): string => {
    const ended = options.includes('unended') ? text.replace(/\n$/, '') : text;
    return options.includes('crlf') ? ended.replaceAll('\n', '\r\n') : ended;
  };
  const text = shaped(before[2]!.replace(new RegExp(ANNOTATION, 'gm'), ''));
  const source = read(path!, text)!;
  const [program] = programsOf(source);
  assert.ok(program, 'no program');
  if (ANNOTATION.test(before[2]!)) assert.equal(annotated(text, writtenIn(program)), shaped(before[2]!));
  if (options.includes('open')) assert.equal(program.completeness, 'open');
  const unjudged = source.documents[0]!.read().unjudged.map(it => slice(text, it.range!));
  assert.deepEqual(unjudged, options.includes('cut-off') ? [' '] : []);
  if (options.includes('cut-off')) assert.equal(program.completeness, 'open');

  const operation = /^Do: (set|remove|ignore) ([\w-]+)(?:=(.*?))?(: declined)?$/m.exec(section);
  if (!operation) return void assert.ok(ANNOTATION.test(before[2]!), 'checks nothing');
  const [, verb, name, value, isDeclined] = operation;
  const all = writtenIn(program).filter(it => it.name === name);
  const edits =
    verb === 'ignore'
      ? source.commentAt(all[0]!.place.range.start, '# rampart-ignore')
      : program.edit(verb === 'set' ? { op: 'setFlag', name: name!, value: value! } : { op: 'removeFlag', name: name! }, all);
  if (isDeclined) {
    assert.equal(edits, undefined);
    return;
  }
  assert.ok(edits, 'declined');
  const result = applied(text, edits);
  assert.equal(result, shaped(after![2]!));
  if (verb === 'set') assert.equal(valueIn(path!, result, name!), value);
  if (verb === 'ignore') {
    const again = read(path!, result)!;
    const [comment] = again.comments().filter(it => it.text.includes('rampart-ignore'));
    const node = again.nodeAfter(comment!.range.end)!;
    const place = writtenIn(programsOf(again)[0]!).find(it => it.name === name)!.place.range;
    assert.ok(comment!.alone && node.start <= place.start && place.end <= node.end, 'the comment speaks of something else');
  }
}

const valueIn = (path: string, text: string, name: string): string | undefined =>
  writtenIn(programsOf(read(path, text))[0]!).findLast(it => it.name === name)?.value;

function applied(text: string, edits: readonly TextEdit[]): string {
  assert.ok(areDisjoint(edits), 'edits overlap');
  return applyEdits(text, edits);
}

/** The text with carets under each flag. */
function annotated(text: string, written: readonly Written[]): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  let offset = 0;
  return text
    .split(newline)
    .flatMap(line => {
      const start = offset;
      offset += line.length + newline.length;
      const here = written.filter(it => lineStartAt(text, it.place.range.start) === start);
      return [
        line,
        ...here.map(
          ({ place: { range }, name, value }) =>
            `${' '.repeat(range.start - start)}${'^'.repeat(range.end - range.start)} ${name}${value === undefined ? ' is unknown' : ` = ${value}`}`,
        ),
      ];
    })
    .join(newline);
}

const CORPUS = '../shared/corpus';

const FOLDERS = ['systemd-unit', 'systemd-dropin', 'env-kube', 'env-etcd', 'microk8s-args', 'ansible-jinja'];

/** Files of the corpus that are none of ours, by a part of their path, and why. */
const NOT_OURS: Readonly<Record<string, string>> = {
  'master.env.j2': 'sets no variable that we know',
  'install_etcd.sh': 'a script',
  'install.sh': 'a script',
  'apiserver-proxy': 'not a program of ours',
  'containerd-env': 'not a program of ours',
  'kube-apiserver-default.j2': 'a script that reads other files',
  'kubelet.env.v1beta1.j2': 'mostly the lines of a template',
  'kubelet.kubeadm.env.j2': 'mostly the lines of a template',
  'apiserver/installed.sls': 'YAML',
  'controller-manager/installed.sls': 'YAML',
};

interface Real {
  readonly path: string;
  readonly text: string;
}

describe('real files', { skip: existsSync(CORPUS) ? false : `${CORPUS} is not here` }, () => {
  const files: readonly Real[] = existsSync(CORPUS)
    ? FOLDERS.flatMap(folder =>
        readdirSync(`${CORPUS}/${folder}`).map(name => ({
          path: name.replaceAll('__', '/'),
          text: readFileSync(`${CORPUS}/${folder}/${name}`, 'utf8'),
        })),
      )
    : [];

  it('are read, or are not ours for a reason', () => {
    const unread = files.filter(it => !read(it.path, it.text)).map(it => it.path);
    const unexplained = unread.filter(path => !Object.keys(NOT_OURS).some(it => path.endsWith(it)));
    assert.deepEqual(unexplained, []);
    assert.equal(unread.length, Object.keys(NOT_OURS).length);
  });

  it('show every flag where its name stands', () => {
    for (const { path, text } of files) {
      for (const program of programsOf(read(path, text))) {
        for (const { name, value, place, valuePlace } of writtenIn(program)) {
          const raw = slice(text, place.range).toLowerCase().replaceAll('_', '-');
          assert.ok(raw.includes(name.toLowerCase()), `${path}: ${name} in ${raw}`);
          const bare = valuePlace.range.start === place.range.start;
          if (value !== undefined && !bare)
            assert.equal(slice(text, valuePlace.range).replace(/^(["'])(.*)\1$/, '$2'), value, `${path}: ${name}`);
        }
      }
    }
  });

  const shapes: Readonly<Record<string, (text: string) => string>> = {
    'as they are': text => text,
    'with CRLF': text => text.replaceAll('\n', '\r\n'),
    'with a byte order mark': text => `\uFEFF${text}`,
    'without a final line end': text => text.trimEnd(),
  };
  for (const [title, shape] of Object.entries(shapes)) {
    it(`take a flag and give it back, ${title}`, () => {
      let done = 0;
      for (const { path, text } of files) done += roundTrips(path, shape(text));
      assert.ok(done >= 29, `only ${done} programs took a flag`);
    });

    it(`lose a flag and keep all others, ${title}`, () => {
      let done = 0;
      for (const { path, text } of files) done += removals(path, shape(text));
      assert.ok(done >= 280, `only ${done} flags could be removed`);
    });
  }
});

const shownOf = (written: readonly Written[]): string[] => written.map(it => `${it.name}=${it.value}`);

/** How many programs took a new flag: it is read back, the others stay, and without it the text is what it was. */
function roundTrips(path: string, text: string): number {
  let done = 0;
  for (const [index, program] of programsOf(read(path, text)).entries()) {
    const added = program.edit({ op: 'setFlag', name: 'rampart-probe', value: 'x' }, []);
    if (!added) continue;
    const changed = applied(text, added);
    const again = programsOf(read(path, changed))[index]!;
    const probes = writtenIn(again).filter(it => it.name === 'rampart-probe');
    assert.deepEqual(shownOf(probes), ['rampart-probe=x'], path);
    assert.deepEqual(
      shownOf(writtenIn(again)).filter(it => it !== 'rampart-probe=x'),
      shownOf(writtenIn(program)),
      path,
    );
    const restored = applied(changed, again.edit({ op: 'removeFlag', name: 'rampart-probe' }, probes)!);
    // Quotes that a value got for its second word stay.
    const isQuoted = added.length > 1;
    assert.equal(isQuoted ? restored.replaceAll('"', '') : restored, isQuoted ? text.replaceAll('"', '') : text, path);
    done++;
  }
  return done;
}

/** How many flags could be removed and changed: nothing else of the program is different then. */
function removals(path: string, text: string): number {
  let done = 0;
  for (const [index, program] of programsOf(read(path, text)).entries()) {
    const written = writtenIn(program);
    for (const name of new Set(written.map(it => it.name))) {
      const own = written.filter(it => it.name === name);
      const edits = program.edit({ op: 'removeFlag', name }, own);
      if (!edits) {
        assert.ok(own.some(it => it.value === undefined) || text.includes('{'), `${path}: ${name} cannot be removed`);
        continue;
      }
      const rest = programsOf(read(path, applied(text, edits)))[index];
      assert.deepEqual(rest ? shownOf(writtenIn(rest)) : [], shownOf(written.filter(it => it.name !== name)), `${path} without ${name}`);
      const set = program.edit({ op: 'setFlag', name, value: 'probe' }, own);
      if (own.every(it => it.value !== undefined)) {
        assert.ok(set, `${path}: ${name} cannot be changed`);
        assert.equal(
          writtenIn(programsOf(read(path, applied(text, set)))[index]!).findLast(it => it.name === name)?.value,
          'probe',
          `${path}: ${name}`,
        );
      }
      done++;
    }
  }
  return done;
}

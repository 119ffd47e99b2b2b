/** Command lines split into words, and what the words say. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flagsOf, hidesFlags } from '../core/formats/words.ts';
import { mapRange } from '../core/formats/mapped.ts';
import { maskTemplates } from '../core/formats/masks.ts';
import { programOf } from '../core/formats/programs.ts';
import { slice } from '../core/text.ts';
import { splitArray, splitScript } from '../core/formats/shell.ts';
import { splitCommand, splitPlain, splitValue } from '../core/formats/split.ts';
import type { Word } from '../core/source.ts';

const mapped = (text: string) => mapRange(text, { start: 0, end: text.length });

/** The words; unknown ones in angle brackets, those that are a variable with its name. */
const shown = (words: readonly Word[]): string[] =>
  words.map(it => (it.variable !== undefined ? `$${it.variable}` : it.unknown ? `<${it.text}>` : it.text));

const command = (text: string) => shown(splitCommand(mapped(text), 'f').words);
const value = (text: string) => shown(splitValue(mapped(text), 'f').words);
const array = (text: string) => shown(splitArray(mapped(text), 'f').words);
const script = (text: string) => splitScript(mapped(text), 'f').commands.map(shown);

describe('systemd', () => {
  it('splits at blanks and joins what is quoted', () => {
    assert.deepEqual(command(`a  b\tc`), ['a', 'b', 'c']);
    assert.deepEqual(command(`"a b" 'c d' e="f g"h ''`), ['a b', 'c d', 'e=f gh', '']);
  });
  it('knows C escapes, and keeps the backslash of others', () => {
    assert.deepEqual(command(String.raw`a\x20b "c\"d" \s \101 \q é`), ['a b', 'c"d', ' ', 'A', '\\q', 'é']);
  });
  it('splits $NAME alone, does not know ${NAME}, and takes $$ for $', () => {
    assert.deepEqual(command('$A "$B" ${C} --d=${D} --e=$E $$F --g=$$G'), ['$A', '$B', '<${C}>', '<--d=${D}>', '<--e=$E>', '$F', '--g=$G']);
    assert.equal(splitCommand(mapped('$$F'), 'f').words[0]!.variable, undefined);
    assert.deepEqual(shown(splitPlain(mapped('$A ${B}'), 'f').words), ['$A', '${B}']);
  });
  it('does not know specifiers, and takes %% for %', () => {
    assert.deepEqual(command('%i --a=%H-x 5%% 5% %1'), ['<%i>', '<--a=%H-x>', '5%', '5%', '%1']);
  });
  it('sees that a quote is open', () => {
    assert.ok(splitCommand(mapped('a "b c'), 'f').isUnclosed);
    assert.ok(!splitCommand(mapped('a "b" c'), 'f').isUnclosed);
  });
  it('splits the value of a variable at blanks, with quotes and plain backslashes', () => {
    assert.deepEqual(value(`--a="b c" --d=\\"e --f=$G`), ['--a=b c', '--d="e', '<--f=$G>']);
  });
  it('takes a template for part of one word', () => {
    assert.deepEqual(
      splitCommand(mapped(maskTemplates(`{{ a['b c'] }}/kubelet --x={{ y }} z`)), 'f').words.map(it => it.unknown ?? false),
      [true, true, false],
    );
  });
});

describe('a shell', () => {
  it('splits commands, and drops comments and redirections', () => {
    assert.deepEqual(script('set -e; a --b=c >>/x 2>&1 && d|e # f\ng &\n'), [['set', '-e'], ['a', '--b=c'], ['d'], ['e'], ['g']]);
    assert.deepEqual(script('a</x >y b &>z c 2>/dev/null'), [['a', 'b', 'c']]);
    assert.deepEqual(script('a --b=2>x'), [['a', '--b=2']]);
  });
  it('joins continued lines and what is quoted', () => {
    assert.deepEqual(script('a \\\n  --b="c d" \\\r\n --e=\'f "g\' h\\ i'), [['a', '--b=c d', '--e=f "g', 'h i']]);
  });
  it('does not know what is expanded', () => {
    assert.deepEqual(script('$A ${B} "$C" d$E $(f "g" $(h)) `i j` "$@" \\$k \'$l\' ${m:-n}'), [
      ['$A', '$B', '<$C>', '<d$E>', '<$(f "g" $(h))>', '<`i j`>', '<$@>', '$k', '$l', '<${m:-n}>'],
    ]);
  });
  it('reads an array over several lines', () => {
    assert.deepEqual(array('--a=b # c\n#--d\n"--e=f g"\n--h=${I}/j;k\n'), ['--a=b', '--e=f g', '<--h=${I}/j;k>']);
  });
  it('sees what is open', () => {
    for (const open of ["'a", '"a', '$(a', '${a', '`a']) assert.ok(splitScript(mapped(open), 'f').isUnclosed, open);
    assert.ok(!splitScript(mapped(`'a' "b" $(c) \${d} \`e\``), 'f').isUnclosed);
  });
});

describe('flags', () => {
  const booleans = new Set(['anonymous-auth', 'profiling']);
  const flags = (text: string) =>
    flagsOf(splitCommand(mapped(text), 'f').words, it => booleans.has(it)).map(it => [
      it.name,
      it.value,
      slice(text, it.place.range),
      slice(text, it.valuePlace.range),
    ]);

  it('come in every form', () => {
    assert.deepEqual(flags('--a=b --c d --profiling -name x --e_f="g h" --i= --j "k l"'), [
      ['a', 'b', '--a=b', 'b'],
      ['c', 'd', '--c d', 'd'],
      ['profiling', 'true', '--profiling', '--profiling'],
      ['name', 'x', '-name x', 'x'],
      ['e-f', 'g h', '--e_f="g h"', 'g h'],
      ['i', '', '--i=', ''],
      ['j', 'k l', '--j "k l"', 'k l'],
    ]);
  });
  it('that are boolean leave the next word alone', () => {
    assert.deepEqual(
      flags('--anonymous-auth false --a').map(it => it[1]),
      ['true', 'true'],
    );
  });
  it('end at --, and take negative numbers', () => {
    assert.deepEqual(
      flags('--a -5 -- --b=c').map(it => it.slice(0, 2)),
      [['a', '-5']],
    );
  });
  it('with unknown parts have no value', () => {
    assert.deepEqual(
      flags('--a=${B} --c ${D} --e $F').map(it => it.slice(0, 2)),
      [
        ['a', undefined],
        ['c', undefined],
        ['e', undefined],
      ],
    );
  });
  it('may hide in words that could be anything', () => {
    const hides = (text: string) => hidesFlags(splitCommand(mapped(maskTemplates(text)), 'f').words);
    assert.deepEqual(['--a=${B}', '--a ${B}', '$C', '--d=e'].map(hides), [false, false, false, false]);
    assert.deepEqual(['${A}', '--a=b ${C}', '{{ d }}', '--e={{ f }}', '--a%i'].map(hides), [true, true, true, true, true]);
  });
});

describe('the program', () => {
  const started = (text: string) => {
    const found = programOf(splitCommand(mapped(text), 'f').words);
    return found && [found.name, slice(text, found.program.place.range), ...found.args.map(it => slice(text, it.place.range))].join(' ');
  };

  it('is found behind what starts it', () => {
    assert.equal(started('/usr/bin/kube-apiserver --a'), 'kube-apiserver /usr/bin/kube-apiserver --a');
    assert.equal(started('/hyperkube apiserver --a'), 'kube-apiserver apiserver --a');
    assert.equal(started('hyperkube kubelet --a'), 'kubelet kubelet --a');
    assert.equal(
      started('/go-runner --log-file=/x --also-stdout=false /usr/local/bin/kube-apiserver --a'),
      'kube-apiserver /usr/local/bin/kube-apiserver --a',
    );
    assert.equal(started('/kube-log-runner -log-file /x kube-scheduler --a'), 'kube-scheduler kube-scheduler --a');
    assert.equal(started('tini -s -- etcd --a'), 'etcd etcd --a');
    assert.equal(started('env -i A=b nice -n 5 kube-proxy --a'), 'kube-proxy kube-proxy --a');
    assert.equal(started('/usr/bin/watch-termination --x=y --z -- hyperkube kube-apiserver --a'), 'kube-apiserver kube-apiserver --a');
    assert.equal(
      started(`/bin/bash -ec 'set -u; exec env A=b kube-controller-manager --a=b 2>&1'`),
      'kube-controller-manager kube-controller-manager --a=b',
    );
    assert.equal(started(`sh -o errexit -c "exec kubelet --a='b c'"`), "kubelet kubelet --a='b c'");
    assert.equal(
      started('/usr/bin/docker run --rm -v /a:/b --net=host quay.io/coreos/etcd:v3.5 /usr/local/bin/etcd --name x'),
      'etcd /usr/local/bin/etcd --name x',
    );
    assert.equal(started('$BIN/kubelet --a'), 'kubelet $BIN/kubelet --a');
  });
  it('is not claimed where that is not certain', () => {
    for (const text of [
      '/ko-app/etcd-manager --a',
      'etcdctl get x',
      'k3s server',
      'rke2 server',
      'sh -c "kubelet & kube-proxy"',
      'docker run --what etcd etcd',
      'docker run etcd --name x',
      'sh kubelet',
      'exec',
      '',
      'env -S kubelet',
      'hyperkube',
      'hyperkube etcd',
      'sh -c',
      '${X} kubelet',
      'watch-termination kubelet',
      'echo kubelet',
    ]) {
      assert.equal(started(text), undefined, text);
    }
  });
  it('is not certain of its settings where a script reads other files', () => {
    const words = splitCommand(mapped('sh -c ". /etc/etcd.conf; exec etcd"'), 'f').words;
    assert.equal(programOf(words)?.isCertain, false);
  });
  it('does not follow wrappers for ever', () => {
    assert.equal(started(`${'exec '.repeat(20_000)}kubelet`), undefined);
  });
});

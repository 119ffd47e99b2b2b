/** Whatever a program is told, in whatever form: the same settings take effect, rules find the same, and fixes make the same of them and keep every comment. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ComponentName, COMPONENTS } from '../core/model/component.ts';
import { countsBesideFile } from '../core/facts/precedence.ts';
import { pathOfFlag } from '../core/facts/etcd.ts';
import { flagType, knownFlags } from '../core/facts/flags.ts';
import type { Rule } from '../core/rule.ts';
import { type Effect, effectOf, fixedAll, leftUnfixed, rulesFor } from './harness/equivalence.ts';
import { commented, lostComments } from './harness/equivalence-comments.ts';
import { settingsOf } from './harness/equivalence-settings.ts';
import { type Format, FORMATS, type Settings, STATIC_POD, VARIABLE } from './harness/formats.ts';
import { parses } from './harness/shapes.ts';
import type { Files } from './harness/workspace.ts';

/** For each format and program. RUNS=N tries more. */
const RUNS = Number(process.env['RUNS'] ?? 4);

/** Whether a format has the settings as a Pod has them. */
function canSay(format: Format, name: ComponentName, settings: Settings): boolean {
  const isOther = OTHERWISE.some(
    ([formats, is]) => formats(format) && (settings.length ? settings.some(it => is(it, name)) : is(undefined, name)),
  );
  return !isOther && format.write(name, settings) !== undefined;
}

/** Settings that certain formats cannot say, or that mean something else there. Undefined stands for none at all. */
const OTHERWISE: readonly (readonly [
  formats: (format: Format) => boolean,
  is: (one: Settings[number] | undefined, name: ComponentName) => boolean,
])[] = [
  // What says nothing is no program.
  [it => it.isPart === true || /^(?:args file|etcd environment)$/.test(it.name), one => !one],
  // etcd takes an empty variable for one that is not there; and of its words one alone may be anybody's.
  [it => it.name === 'etcd environment', one => one?.[1] === '' || !/.-./.test(one?.[0] ?? '')],
  // Some have no key, some a key of several, and by some the file is known.
  [
    it => it.name === 'etcd YAML',
    one =>
      one !== undefined &&
      (!pathOfFlag(one[0]) ||
        /^(?:name|data-dir|snapshot-count)$|^experimental-peer-|allowed-(?:cn|hostname)$|client-(?:cert|key)-file$/.test(one[0])),
  ],
  // Many have one of their own, as something has to be there.
  [() => true, one => one?.[0] === 'v'],
  // A shell puts the names of files in the place of a star.
  [it => it.name === 'static Pod, sh -c', one => one?.[1].includes('*') === true],
  // A key of a mapping stands there once.
  [
    it => it.hasKeys === true || it.name.startsWith('kOps'),
    (one, name) => one !== undefined && flagType(name, one[0]) === 'map' && hasTwice(one[1]),
  ],
  // Beside a file that nobody can read, it is not known what a distribution passes.
  [it => it.supplied !== undefined, one => /^config(?:-dir|-file)?$|^auth\w+-config$/.test(one?.[0] ?? '')],
  // Their scheduler has a configuration file, beside which these flags do not count.
  [it => /^(?:kOps|Talos)/.test(it.name), (one, name) => name === 'kube-scheduler' && one !== undefined && !countsBesideFile(name, one[0])],
  // Gardener puts it into the kubelet's configuration, where zero means nothing.
  [it => it.name === 'Gardener Shoot', (one, name) => one !== undefined && flagType(name, one[0]) === 'duration' && /^0/.test(one[1])],
];

const hasTwice = (map: string): boolean => {
  const keys = map.split(',').map(it => it.split('=')[0]);
  return new Set(keys).size < keys.length;
};

for (const format of FORMATS) {
  describe(format.name, () => {
    for (const name of COMPONENTS) {
      const settings = settingsOf(name, it => canSay(format, name, it));
      if (!settings) continue;
      it(name, () => {
        const outcome = fc.check(
          fc.property(settings, it => holds(format, name, it)),
          { numRuns: RUNS, seed: 4 },
        );
        assert.ok(!outcome.failed, `${JSON.stringify(outcome.counterexample)}\n${outcome.errorInstance ?? ''}`);
      });
    }
  });
}

function holds(format: Format, name: ComponentName, settings: Settings): void {
  const asked = askedOf(format, name);
  const configuration = {};
  const effect = (of: Files): Effect => effectOf(of, name, asked, configuration);
  const plain = reference(format, name, settings);
  const files = commented(format.write(name, settings)!);
  const [expected, found] = [effect(plain), effect(files)];
  const compared = ({ settings: all }: Effect) => Object.fromEntries(Object.entries(all).filter(([flag]) => !isOfFrame(format, flag)));
  assert.deepEqual(compared(found), compared(expected), `settings\n${shown(files)}`);
  assert.deepEqual(found.findings, expected.findings, `findings\n${shown(files)}`);

  const fixed = fixedAll(files, asked, configuration);
  const [expectedAfter, after] = [effect(fixedAll(plain, asked, configuration)), effect(fixed)];
  const both = `${shown(files)}\n===== fixed\n${shown(fixed)}`;
  // What fixes take away, a distribution passes again: from then on the two are no longer told the same.
  const supplied = Object.keys(format.supplied?.(name, settings) ?? {});
  const isBack = settings.some(
    ([flag]) => supplied.includes(flag) && ![after, expectedAfter].every(({ written }) => written.some(it => it.name === flag)),
  );
  if (!isBack) {
    assert.deepEqual(compared(after), compared(expectedAfter), `settings after all fixes\n${both}`);
    assert.deepEqual(after.findings, expectedAfter.findings, `findings after all fixes\n${both}`);
  }
  for (const [path, text] of Object.entries(fixed))
    assert.ok(!/\.(?:ya?ml|bu|json)$/.test(path) || parses(text), `does not parse\n${both}`);
  assert.deepEqual(lostComments(name, files, found.written, fixed, after.written), [], `lost comments\n${both}`);
  assert.deepEqual(fixedAll(fixed, asked, configuration), fixed, `all fixes once more\n${both}`);
  assert.deepEqual(leftUnfixed(fixed, asked, configuration), [], `not fixed\n${both}`);
}

/** Rules whose findings depend on more than what takes effect. */
function askedOf(format: Format, name: ComponentName): readonly Rule[] {
  return rulesFor(name).filter(
    ({ id }) => !EXCEPT.some(([rule, applies]) => rule.test(id) && applies(format)) && !format.cannotFix?.includes(id),
  );
}

const EXCEPT: readonly (readonly [rule: RegExp, applies: (format: Format) => boolean])[] = [
  // What is mounted into a container is the format's affair.
  [/^apiserver\/no-lost-audit-log$|^flags\/no-unmounted-file$/, () => true],
  // What is written twice is written in two ways.
  [/\/no-overridden-setting$/, () => true],
  // It is about names, and nobody writes the names of what a distribution passes, or of keys.
  [/^flags\/no-(?:deprecated|untimely)-flag$/, it => !!it.supplied || !!it.hasKeys],
  // Talos passes one of two flags that exclude each other; a Pod that may pass either seems to pass both.
  [/^authorization\/no-conflicting-flags$/, it => it.name.startsWith('Talos')],
  // Keys are checked against the types of their own configuration, and OpenShift's programs take more words than others.
  [/^flags\/no-invalid-value$/, it => !!it.hasKeys || it.name.startsWith('kOps')],
  // The fix needs a mount of which Talos cannot be told.
  [/^apiserver\/require-audit-log-path$/, it => it.name.startsWith('Talos')],
  // Which address distributions gave to a port that went with 1.23 is not known.
  [/^(?:scheduler|controller-manager)\/no-insecure-port$/, it => it.supplied !== undefined],
  // No flag stands for these keys.
  [/^kubelet\/no-debug-handlers$/, it => it.name.startsWith('component configuration')],
];

const reference = (format: Format, name: ComponentName, settings: Settings): Files =>
  format.isPart ? VARIABLE.write(name, settings)! : STATIC_POD.write(name, completed(format, name, settings))!;

/** What a Pod has to be told for what a distribution passes; a value that nobody knows comes from a variable. */
function completed({ supplied }: Format, name: ComponentName, settings: Settings): Settings {
  const { config, ...passed }: Readonly<Record<string, string | undefined>> = { config: 'none', ...supplied?.(name, settings) };
  // What a file decides that the distribution writes.
  const inFile =
    config === undefined && name === 'kube-scheduler'
      ? [...knownFlags(name).keys()].filter(it => !countsBesideFile(name, it) && !passed[it])
      : [];
  return [
    ...Object.entries({ ...passed, ...Object.fromEntries(inFile.map(it => [it, undefined])) })
      .filter(([flag]) => !settings.some(it => it[0] === flag))
      .map(([flag, value]) => [flag, value ?? '$(UNKNOWN)'] as const),
    ...settings,
  ];
}

/** What the text around the settings says by itself. */
const isOfFrame = (format: Format, flag: string): boolean =>
  (format.name === 'etcd YAML' ? /^(?:name|data-dir|snapshot-count)$/ : /^(?:config|config-dir|v)$/).test(flag);

const shown = (files: Files): string =>
  Object.entries(files)
    .map(([path, text]) => `--- ${path}\n${text}`)
    .join('');

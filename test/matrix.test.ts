/** Formats are proven once: the settings of every component rule's examples, rewritten into every format, give the same findings and take the same fixes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownFlags } from '../core/facts/flags.ts';
import { type Component, type ComponentName, COMPONENTS } from '../core/model/component.ts';
import { component as on, defineRule, type Example, type Rule } from '../core/rule.ts';
import { examples, rules } from '../rules/index.ts';
import { withoutAnnotations } from '../core/report/annotate.ts';
import { type Format, FORMATS, type Settings, STATIC_POD, VARIABLE } from './harness/formats.ts';
import { asFlags } from './harness/spelling.ts';
import { applyFirstFixes, findingsOf, openWorkspace } from './harness/workspace.ts';

/** Rules that ask what is mounted into a container: what they find depends on the format. */
const ABOUT_MOUNTS = ['apiserver/no-lost-audit-log', 'flags/no-unmounted-file'];

/** Rules about which flags are written, whatever they say: those that a distribution passes are its own affair. */
const ABOUT_NAMES = ['flags/no-deprecated-flag', 'flags/no-untimely-flag', 'authorization/no-conflicting-flags'];

/** Rules about releases so old that what distributions passed then is not known: they leave it to those. */
const ABOUT_OLD = ['controller-manager/no-insecure-port'];

/** Rules about what kubeadm makes of its arguments: the other formats pass them on. */
const ABOUT_KUBEADM = ['authorization/no-dropped-modes'];

// What is written twice is written in two ways.
for (const rule of rules.filter(it => ![...ABOUT_MOUNTS, ...ABOUT_KUBEADM].includes(it.id) && !it.id.endsWith('/no-overridden-setting'))) {
  const name = COMPONENTS.find(it => rule.on.match({ type: 'component', name: it } as Component));
  if (!name) continue;
  describe(rule.id, () => {
    const cases = casesOf(rule, name);
    it('has a bad example that says all of its settings', () => assert.ok(cases.some(it => it.isBad)));
    for (const format of FORMATS.filter(it => !(it.supplied || it.hasKeys) || ![...ABOUT_NAMES, ...ABOUT_OLD].includes(rule.id))) {
      const written = cases.filter(it => format.write(name, it.settings));
      if (!written.length) continue;
      it(format.name, () => {
        for (const each of written) check(rule, name, format, each);
      });
    }
  });
}

/** What one example sets. */
interface Case {
  readonly title: string;
  readonly isBad: boolean;
  readonly settings: Settings;
  readonly kubernetesVersion: string | undefined;
}

/** Examples whose settings are all known and all there; each set of settings once. */
function casesOf(rule: Rule, name: ComponentName): Case[] {
  const cases = new Map<string, Case>();
  for (const example of examples[rule.id]!()) {
    const found = componentIn(example, name);
    if (found?.completeness !== 'whole' || found.written.some(it => it.value === undefined)) continue;
    const own = found.written.map(it => [it.name, it.value!] as const);
    const settings = [...suppliedTo(found, own), ...own];
    const kubernetesVersion = example.kubernetesVersion ?? found.version;
    const key = JSON.stringify([settings, kubernetesVersion]);
    if (!cases.has(key)) cases.set(key, { title: example.title, isBad: example.bad !== undefined, settings, kubernetesVersion });
  }
  return [...cases.values()];
}

/** The component that an example is about, as a rule would see it. */
function componentIn({ file, good, bad, kubernetesVersion }: Example, name: ComponentName): Component | undefined {
  let found: Component | undefined;
  const probe = defineRule({
    id: 'probe/no-thing',
    summary: '',
    severity: 'info',
    profiles: [],
    controls: {},
    links: ['https://kubernetes.io/'],
    docs: { why: '', fix: '', ignore: '' },
    on: on(name),
    check: it => {
      found ??= it;
      return [];
    },
  });
  openWorkspace([probe], { [file]: withoutAnnotations(bad ?? good!) }, kubernetesVersion === undefined ? {} : { kubernetesVersion }).report(
    file,
  );
  return found;
}

/** Flags that whoever starts the example's program passes where the example does not say otherwise. */
function suppliedTo(found: Component, own: Settings): Settings {
  const flags = [...knownFlags(found.name).keys()].filter(flag => !own.some(it => it[0] === flag));
  return flags.flatMap(flag => {
    const value = found.supplied(flag);
    return value === undefined ? [] : [[flag, value] as const];
  });
}

/** What a static Pod has to be told for what a distribution passes; a value that nobody knows comes from a variable. */
const completed = ({ supplied }: Format, name: ComponentName, settings: Settings): Settings => [
  ...Object.entries(supplied?.(name, settings) ?? {})
    .filter(([flag]) => !settings.some(it => it[0] === flag))
    .map(([flag, value]) => [flag, value ?? '$(UNKNOWN)'] as const),
  ...settings,
];

/**
 * A format whose program somebody else starts is compared with a static Pod that has the flags which that one passes; one that is a part,
 * with another part.
 */
function check(rule: Rule, name: ComponentName, format: Format, { title, settings, kubernetesVersion }: Case): void {
  const configuration = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  const plain = format.isPart ? VARIABLE.write(name, settings)! : STATIC_POD.write(name, completed(format, name, settings))!;
  const files = format.write(name, settings)!;
  const messages = (of: typeof files): string[] =>
    findingsOf(openWorkspace([rule], of, configuration), Object.keys(of))
      .map(it => asFlags(of)(it.message))
      .sort();
  const shown = (of: typeof files): string =>
    `${title}\n${Object.entries(of)
      .map(([path, text]) => `--- ${path}\n${text}`)
      .join('')}`;

  const expected = messages(plain);
  assert.deepEqual(messages(files), expected, shown(files));
  if (format.cannotFix?.includes(rule.id)) return;
  const { files: plainFixed } = applyFirstFixes([rule], plain, configuration);
  const unfixed = findingsOf(openWorkspace([rule], plainFixed, configuration), Object.keys(plainFixed)).filter(it => it.proposals.length);
  const hidesSome = Object.values(format.supplied?.(name, settings) ?? {}).includes(undefined);
  assert.deepEqual(hidesSome ? [] : unfixed.map(it => it.message), [], `not fixed: ${shown(plainFixed)}`);
  const left = messages(plainFixed);
  const fixed = applyFirstFixes([rule], files, configuration).files;
  assert.deepEqual(messages(fixed), left, `after the fixes: ${shown(fixed)}`);
}

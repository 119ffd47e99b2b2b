/** Formats are proven once: the settings of every component rule's examples, rewritten into every format, give the same findings and take the same fixes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suppliedByKubeadm } from '../core/facts/kubeadm.ts';
import { type Component, type ComponentName, COMPONENTS } from '../core/model/component.ts';
import { component as on, defineRule, type Example, type Rule } from '../core/rule.ts';
import { examples, rules } from '../rules/index.ts';
import { withoutAnnotations } from '../core/report/annotate.ts';
import { type Format, FORMATS, type Settings, STATIC_POD } from './harness/formats.ts';
import { applyFirstFixes, findingsOf, openWorkspace } from './harness/workspace.ts';

/** Rules that ask what is mounted into a container: what they find depends on the format. */
const ABOUT_MOUNTS = ['apiserver/no-lost-audit-log'];

for (const rule of rules.filter(it => !ABOUT_MOUNTS.includes(it.id))) {
  const name = COMPONENTS.find(it => rule.on.match({ type: 'component', name: it } as Component));
  if (!name) continue;
  describe(rule.id, () => {
    const cases = casesOf(rule, name);
    it('has a bad example that says all of its settings', () => assert.ok(cases.some(it => it.isBad)));
    for (const format of FORMATS) {
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
    const settings = found.distribution ? [...suppliedTo(name, own), ...own] : own;
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

/** Flags that kubeadm passes where these settings do not say otherwise. */
function suppliedTo(name: ComponentName, settings: Settings): Settings {
  const supplied = suppliedByKubeadm(name, {
    version: undefined,
    certificatesDir: undefined,
    etcd: 'local',
    etcdDataDir: undefined,
    serviceSubnet: undefined,
    podSubnet: undefined,
    dnsDomain: undefined,
    clusterName: undefined,
  });
  return Object.entries(supplied).filter(([flag]) => !settings.some(it => it[0] === flag));
}

/** A format that kubeadm starts is compared with a static Pod that has the flags which kubeadm passes. */
function check(rule: Rule, name: ComponentName, format: Format, { title, settings, kubernetesVersion }: Case): void {
  const configuration = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  const complete = format.startedBy === 'kubeadm' ? [...suppliedTo(name, settings), ...settings] : settings;
  const [plain, files] = [STATIC_POD.write(name, complete)!, format.write(name, settings)!];
  const messages = (of: typeof files): string[] =>
    findingsOf(openWorkspace([rule], of, configuration), Object.keys(of))
      .map(it => it.message)
      .sort();
  const shown = (of: typeof files): string =>
    `${title}\n${Object.entries(of)
      .map(([path, text]) => `--- ${path}\n${text}`)
      .join('')}`;

  const expected = messages(plain);
  assert.deepEqual(messages(files), expected, shown(files));
  const { files: plainFixed } = applyFirstFixes([rule], plain, configuration);
  const unfixed = findingsOf(openWorkspace([rule], plainFixed, configuration), Object.keys(plainFixed)).filter(it => it.proposals.length);
  assert.deepEqual(
    unfixed.map(it => it.message),
    [],
    `not fixed: ${shown(plainFixed)}`,
  );
  const left = messages(plainFixed);
  const fixed = applyFirstFixes([rule], files, configuration).files;
  assert.deepEqual(messages(fixed), left, `after the fixes: ${shown(fixed)}`);
}

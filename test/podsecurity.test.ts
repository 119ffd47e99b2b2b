/** Rampart says of pods what the admission plugin says: test/fixtures/podsecurity.md has pods, and the releases in which each level refuses them. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import type { Profile } from '../core/rule.ts';
import { createWorkspace } from '../core/session.ts';
import { rules } from '../rules/index.ts';

type Json = Readonly<Record<string, unknown>>;

interface Case {
  readonly name: string;
  /** Of the rule that may speak, at each level. */
  readonly rule: Readonly<Record<Standard, string>>;
  /** Whether a release refuses the pod; undefined stands for the newest. */
  readonly isRefused: Readonly<Record<Standard, (version: string | undefined) => boolean>>;
  readonly change: Json;
}

const STANDARDS = ['pss-baseline', 'pss-restricted'] as const satisfies readonly Profile[];
type Standard = (typeof STANDARDS)[number];

const VERSIONS = [...Array.from({ length: 15 }, (_, minor) => `1.${22 + minor}`), undefined];

const SECURE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD: Json = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  initContainers: [{ name: 'init', image: 'registry.example/init:1', securityContext: SECURE }],
  containers: [{ name: 'app', image: 'registry.example/app:1', securityContext: SECURE }],
};
const DEBUGGER = { name: 'debug', image: 'registry.example/debug:1', securityContext: SECURE };

const cases = readCases(readFileSync('test/fixtures/podsecurity.md', 'utf8'));

describe('the Pod Security Standards', () => {
  it('have enough cases', () => assert.ok(cases.length >= 150, `${cases.length}`));

  for (const standard of STANDARDS) {
    for (const version of VERSIONS) {
      it(`${standard} of ${version ?? 'the newest release'}`, () => {
        const wrong = cases.flatMap((one, index) => faultsOf(one, index, standard, version));
        assert.ok(!wrong.length, `\n${wrong.join('\n')}`);
      });
    }
  }
});

/** Each pod by itself, and in the newest release also within a kind that makes pods. */
function faultsOf(one: Case, index: number, standard: Standard, version: string | undefined): string[] {
  const expected = one.isRefused[standard](version) ? [`pod-security/${one.rule[standard]}`] : [];
  const maker = CARRIERS[1 + (index % (CARRIERS.length - 1))]!;
  const carriers = version === undefined ? [CARRIERS[0]!, maker] : [CARRIERS[0]!];
  return carriers.flatMap(carry => {
    const text = stringify(carry(podOf(one.change), metadataOf(one.change)));
    const found = rulesIn(text, standard, version);
    return found.join() === expected.join()
      ? []
      : [`${one.name}: ${found.join(', ') || 'nothing'} instead of ${expected.join() || 'nothing'}\n${text}`];
  });
}

function rulesIn(text: string, profile: Profile, kubernetesVersion: string | undefined): string[] {
  const workspace = createWorkspace({ rules, overrides: { profile, ...(kubernetesVersion && { kubernetesVersion }) } });
  workspace.set('web.yaml', text);
  workspace.complete();
  const report = workspace.report('web.yaml');
  assert.deepEqual(report.unjudged, []);
  return [...new Set(report.findings.map(it => it.rule))];
}

const CARRIERS: readonly ((spec: Json, metadata: Json) => Json)[] = [
  (spec, metadata) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ...metadata }, spec }),
  (spec, metadata) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata, spec } },
  }),
  (spec, metadata) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'web' },
    spec: { schedule: '@daily', jobTemplate: { spec: { template: { metadata, spec } } } },
  }),
  (spec, metadata) => ({ apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'web' }, template: { metadata, spec } }),
  (spec, metadata) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata, spec } },
  }),
];

function podOf({ pod, app, init, debug }: Json): Json {
  const [first] = POD['containers'] as Json[];
  const [before] = POD['initContainers'] as Json[];
  const containers = { containers: [merged(first, app)], initContainers: [merged(before, init)] };
  const base = { ...POD, ...containers, ...(debug !== undefined && { ephemeralContainers: [merged(DEBUGGER, debug)] }) };
  return merged(base, pod) as Json;
}

const metadataOf = ({ meta }: Json): Json => (meta ?? {}) as Json;

/** As a merge patch: mappings are merged, `null` takes a key away, everything else replaces. */
function merged(base: unknown, change: unknown): unknown {
  if (change === undefined) return base;
  if (!isMapping(change)) return change;
  const all = { ...(isMapping(base) ? base : {}) };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete all[key];
    else all[key] = merged(all[key], value);
  }
  return all;
}

const isMapping = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null && !Array.isArray(it);

function readCases(text: string): Case[] {
  const found: Case[] = [];
  let heading = '';
  for (const line of text.split('\n')) {
    heading = /^## (.*)/.exec(line)?.[1] ?? heading;
    const [name, baseline, restricted, change] = line.split(' | ');
    if (!name || !baseline || !restricted || !change) continue;
    const [, control, ...names] = /^(\w[\w ]*): ([\w-]+), ([\w-]+)$/.exec(heading)!;
    found.push({
      name: `${control}: ${name}`,
      rule: { 'pss-baseline': names[0]!, 'pss-restricted': names[1]! },
      isRefused: { 'pss-baseline': releases(baseline), 'pss-restricted': releases(restricted) },
      change: parse(change, { version: '1.1' }) as Json,
    });
  }
  return found;
}

/** `always`, `never`, or the first and the last release, either of which may be missing. */
function releases(text: string): (version: string | undefined) => boolean {
  if (text === 'always' || text === 'never') return () => text === 'always';
  const [from, to] = text.split('-').map(it => (it ? Number(it.slice(2)) : undefined));
  return version => {
    const minor = version === undefined ? Number.POSITIVE_INFINITY : Number(version.slice(2));
    return minor >= (from ?? 0) && minor <= (to ?? Number.POSITIVE_INFINITY);
  };
}

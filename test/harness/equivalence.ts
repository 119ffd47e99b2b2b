/** What a set of files comes to: the settings of its one program, and what rules find; before and after all fixes. */

import assert from 'node:assert/strict';
import type { Configuration } from '../../core/config.ts';
import type { Finding } from '../../core/finding.ts';
import { knownFlags } from '../../core/facts/flags.ts';
import type { Component, ComponentName, Written } from '../../core/model/component.ts';
import { component as on, defineRule, type Rule } from '../../core/rule.ts';
import { rules } from '../../rules/index.ts';
import { asFlags } from './spelling.ts';
import { type Files, findingsOf, openWorkspace, outcomeOf } from './workspace.ts';

/** The rules about a control-plane program; they look at no other. */
export function rulesFor(name: ComponentName): readonly Rule[] {
  const known =
    RULES.get(name) ??
    rules.filter(it => it.on.match({ type: 'component', name } as Component)).map(it => ({ ...it, on: only(name, it.on) }));
  RULES.set(name, known);
  return known;
}

const RULES = new Map<ComponentName, readonly Rule[]>();

const only = (name: ComponentName, target: Rule['on']): Rule['on'] => ({
  ...target,
  match: it => (it.type === 'component' && it.name === name ? target.match(it) : undefined),
});

/** What is known of a program. */
export interface Effect {
  /** What takes effect, by flag: null for nothing, undefined for what cannot be known. */
  readonly settings: Readonly<Record<string, string | null | undefined>>;
  /** Every occurrence that counts. */
  readonly written: readonly Written[];
  /** Rules and messages, in order: in the words of the command line, and without who passes a value. */
  readonly findings: readonly string[];
}

/** The program that these files hold, as some rules see it. */
export function effectOf(files: Files, name: ComponentName, asked: readonly Rule[], configuration: Configuration): Effect {
  const seen = componentsIn(files, name, asked, configuration);
  assert.ok(seen.components.length < 2, 'the files hold more than one program');
  const [found] = seen.components;
  // A part that says nothing any more.
  if (!found)
    return {
      settings: Object.fromEntries([...knownFlags(name).keys()].sort().map(it => [it, undefined])),
      written: [],
      findings: saidBy(seen.findings, files),
    };
  const flags = new Set([...knownFlags(name).keys(), ...found.written.map(it => it.name)]);
  return {
    settings: Object.fromEntries([...flags].sort().map(it => [it, settingOf(found, it)])),
    written: found.written,
    findings: saidBy(seen.findings, files),
  };
}

function settingOf(found: Component, flag: string): string | null | undefined {
  const setting = found.setting(flag);
  return setting.origin === 'unknown' ? undefined : (setting.value ?? null);
}

/** Components as rules see them. */
export function componentsIn(
  files: Files,
  name: ComponentName,
  asked: readonly Rule[] = [],
  configuration: Configuration = {},
): { readonly components: readonly Component[]; readonly findings: readonly Finding[] } {
  const components: Component[] = [];
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
      components.push(it);
      return [];
    },
  });
  const findings = findingsOf(openWorkspace([...asked, probe], files, configuration), Object.keys(files));
  return { components, findings };
}

function saidBy(findings: readonly Finding[], files: Files): string[] {
  const inFlags = asFlags(files);
  return findings.map(it => `${it.rule}: ${inFlags(it.message).replace(/, as \w+ has it/, '')}`).sort();
}

/** What `--fix=suggested` makes of the files. */
export function fixedAll(files: Files, asked: readonly Rule[], configuration: Configuration): Files {
  const changes = openWorkspace(asked, files, configuration).fixAll(Object.keys(files), 'suggest');
  return { ...files, ...outcomeOf({ title: 'fix all', safety: 'suggest', changes }, files) };
}

/** Findings that have a fix which `--fix=suggested` should have made: one that needs no choice and creates no file. */
export function leftUnfixed(files: Files, asked: readonly Rule[], configuration: Configuration): string[] {
  const workspace = openWorkspace(asked, files, configuration);
  const open = findingsOf(workspace, Object.keys(files)).filter(it => it.proposals.some(({ safety }) => safety !== 'choice'));
  const isDue = (it: Finding): boolean =>
    workspace.fixes(it).some(({ safety, changes }) => safety !== 'choice' && changes.every(change => !('create' in change)));
  return saidBy(open.filter(isDue), files);
}

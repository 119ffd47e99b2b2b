/** Flags that a program does not know, knows no more, or not yet. */

import { closest, didYouMean } from '../closest.ts';
import type { Component, Written } from '../model/component.ts';
import { keysOfSection } from '../facts/etcd.ts';
import { flagOf, knownFlags, releasesOf } from '../facts/flags.ts';
import { isCurrent, lifetimeOf, releaseAfter } from '../facts/lifetimes.ts';
import { choice, type Proposal, removeFlag, setFlag, suggest } from '../fix.ts';
import { compareVersions } from '../facts/defaults.ts';
import type { Problem } from '../rule.ts';

/** The release that a program is of, as far as it is stated; `kubernetesVersion` is that of the configuration. */
export const releaseOf = ({ name, version }: Component, kubernetesVersion: string | undefined): string | undefined =>
  version ?? (name === 'etcd' ? undefined : kubernetesVersion);

/** Flags that no release has. Where it is not stated which release runs, only slips: what is no slip may be newer than what is known here. */
export function* unknownFlags(program: Component, version: string | undefined): Iterable<Problem> {
  const { oldest, newest } = releasesOf(program.name);
  if (version !== undefined && !isWithin(version, oldest, newest)) return;
  for (const written of flagsIn(program)) {
    const { name } = written;
    if (name.includes('.')) yield* unknownKey(program, written);
    const slip = misspelt(program, written);
    if (slip) yield slip;
    if (slip || flagOf(program.name, name) || !/^[a-z][a-z0-9-]{4,}$/.test(name) || FOREIGN.test(name)) continue;
    const meant = closest(name, namesIn(program, version), 2);
    // What is known of kube-proxy's flags and of etcd's oldest is not complete.
    if (meant === undefined && (version === undefined || program.name === 'kube-proxy' || program.name === 'etcd')) continue;
    yield {
      at: { place: written.place, name },
      message: sentence(program, `has no ${called(program, name)}`) + didYouMean(meant && called(program, meant).split(' ')[1]),
      fixes:
        meant === undefined || isThere(program, meant)
          ? [choice(`Remove --${name}`, removeFlag(program, name))]
          : renamed(program, written, meant),
    };
  }
}

/** A flag that there is, were it not for dashes, blanks, capital letters or underscores: `-profiling`, `"--profiling false"`, `--anonymousAuth`. */
function misspelt(program: Component, written: Written): Problem | undefined {
  const { name, value, place, isShort } = written;
  const meant = name
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
  if (meant.length < 5 || !flagOf(program.name, meant)) return undefined;
  const why = name.endsWith(' ')
    ? `"--${name}${value}" is one word, and no flag`
    : isShort && program.name !== 'etcd'
      ? `-${name} needs two dashes`
      : undefined;
  if (why === undefined && (meant === name || !/^[A-Za-z\d_-]+$/.test(name))) return undefined;
  return {
    at: { place, name },
    message:
      why === undefined
        ? sentence(program, `has no ${called(program, name)}`) + didYouMean(called(program, meant).split(' ')[1])
        : `The program does not start: ${why}.`,
    fixes:
      meant !== name && isThere(program, meant)
        ? [choice(`Remove --${name.trim()}`, removeFlag(program, name))]
        : renamed(program, written, meant),
  };
}

/** A key in a section of etcd's file, which has the name of both. */
function* unknownKey(etcd: Component, written: Written): Iterable<Problem> {
  const { name, place } = written;
  const [section = '', key = ''] = name.split('.');
  const keys = keysOfSection(section);
  if (etcd.name !== 'etcd' || !keys.size) return;
  const meant = keys.has(key.replace(/^peer-/, '')) ? key.replace(/^peer-/, '') : closest(key, keys.keys(), 3);
  const flag = keys.get(meant ?? '');
  yield {
    at: { place, name },
    message: `etcd overlooks ${key}: there is no such key in ${section}.${didYouMean(meant)}`,
    fixes:
      flag === undefined || isThere(etcd, flag)
        ? [choice(`Remove ${key}`, removeFlag(etcd, name))]
        : renamed(etcd, written, flag, `Change ${key} to ${meant}`),
  };
}

/** Flags that the release has no more, or not yet. */
export function* untimelyFlags(program: Component, version: string | undefined): Iterable<Problem> {
  // What a template leaves out for some releases cannot be told from what it always writes.
  if (version === undefined || program.completeness === 'open') return;
  for (const written of flagsIn(program)) {
    const { name } = written;
    const { since, last } = lifetimeOf(program.name, name);
    const why =
      last !== undefined && compareVersions(version, last) > 0
        ? `has no ${called(program, name)} since ${releaseAfter(last)}`
        : since !== undefined && compareVersions(version, since) < 0 && !mayBeBackported(program, name)
          ? `has no ${called(program, name)} before ${since}`
          : undefined;
    if (why === undefined || isToldElsewhere(program, written)) continue;
    const heir = heirOf(program, name, version);
    yield {
      at: { place: written.place, name },
      message: sentence(program, `${why}, and this is ${version}`),
      fixes: heir === undefined ? [suggest(`Remove --${name}`, removeFlag(program, name))] : renamed(program, written, heir),
    };
  }
}

/** Flags that still have a say, and are to go. */
export function* deprecatedFlags(program: Component, version: string | undefined): Iterable<Problem> {
  if (version === undefined) return;
  for (const { name, place } of flagsIn(program)) {
    const { deprecated, hidden, last } = lifetimeOf(program.name, name);
    const since = deprecated ?? hidden;
    if (since === undefined || compareVersions(version, since) < 0) continue;
    if (last !== undefined && compareVersions(version, last) > 0) continue;
    const gone = last === undefined ? '' : `, and gone from ${releaseAfter(last)} on`;
    yield {
      at: { place, name },
      message: deprecated
        ? `--${name} of ${program.name} is deprecated since ${since}${gone}.`
        : `--${name} of ${program.name} is left out of the help since ${since}, as flags are that are to go${gone}.`,
      tag: 'deprecated',
    };
  }
}

/** Keys of configurations have lives of their own. */
const flagsIn = ({ written }: Component): readonly Written[] => written.filter(it => it.key === undefined);

/** Flags that distributions add to the programs they build. */
const FOREIGN = /^(?:openshift|unsupported)-/;

/** Patch releases of etcd bring flags, OpenShift has some before Kubernetes does, and security fixes brought one to releases that were out already. */
const mayBeBackported = ({ name: component, distribution }: Component, flag: string): boolean =>
  component === 'etcd' || distribution === 'OpenShift' || BACKPORTED.has(flag);

/** CVE-2022-3172. */
const BACKPORTED: ReadonlySet<string> = new Set(['aggregator-reject-forwarding-redirect']);

/** etcd reads three spellings of a setting; everything else has flags. */
const called = ({ name: component }: Component, name: string): string => (component === 'etcd' ? `setting ${name}` : `flag --${name}`);

/** etcd overlooks what it does not know in its file and in variables; everything else stops at it. */
const sentence = ({ name }: Component, what: string): string =>
  name === 'etcd'
    ? `etcd ${what}: it overlooks the key or variable, and does not start with the flag.`
    : `The program does not start: ${name} ${what}.`;

const isWithin = (version: string, oldest: string, newest: string): boolean =>
  compareVersions(oldest, version) <= 0 && compareVersions(version, newest) <= 0;

const namesIn = ({ name }: Component, version: string | undefined): string[] =>
  [...knownFlags(name).values()].filter(it => isCurrent(name, it, version)).map(it => it.name);

/** Under its new name, etcd's experimental flag does the same. */
function heirOf(program: Component, name: string, version: string): string | undefined {
  const { name: component } = program;
  const heir = component === 'etcd' ? name.replace(/^experimental-/, '') : HEIRS[`${component} ${name}`];
  const flag = heir === undefined || heir === name ? undefined : flagOf(component, heir);
  return flag && isCurrent(component, flag, version) && !isThere(program, flag.name) ? flag.name : undefined;
}

const HEIRS: Readonly<Record<string, string>> = {
  'kube-apiserver experimental-encryption-provider-config': 'encryption-provider-config',
  'kube-scheduler lock-object-name': 'leader-elect-resource-name',
  'kube-scheduler lock-object-namespace': 'leader-elect-resource-namespace',
};

/** A port that is open, and passwords, have rules of their own. */
const isToldElsewhere = ({ name: component }: Component, { name, value }: Written): boolean =>
  component === 'kube-apiserver' && (name === 'basic-auth-file' || (/^(?:insecure-)?port$/.test(name) && !/^0*$/.test(value ?? '')));

const isThere = ({ written }: Component, name: string): boolean => written.some(it => it.name === name);

/** Nothing where a value cannot be seen. Several occurrences become one. */
function renamed(program: Component, { name }: Written, to: string, title = `Change --${name} to --${to}`): Proposal[] {
  const setting = program.setting(name);
  return setting.origin === 'set' ? [choice(title, removeFlag(program, name), setFlag(program, to, setting.value))] : [];
}

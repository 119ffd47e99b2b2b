/** What rules need from the rest of the workspace, and what stands for the answers in the verdicts that are kept. */

import { type Granting, makeGranting } from './grants/index.ts';
import { makeNamespaces, type Namespaces } from './namespaces.ts';
import { type LinkedWorld, type Links, makeLinks } from './links/index.ts';
import { makePassed, mentionedIn, type PassedIn } from './passed.ts';
import { onceByName, STATES } from './once.ts';
import type { Files } from './files.ts';
import type { Origin, World } from './world.ts';
import type { Rule } from './rule.ts';

/** A rule's kinds, and what it needs. */
export interface Needing {
  readonly kinds: readonly string[];
  readonly asked: NonNullable<Rule['needs']>;
}

/** What a list of rules needs. */
export const needsOf = (rules: readonly Rule[]): readonly Needing[] =>
  rules.flatMap(({ on, needs }) => (needs ? [{ kinds: on.kinds, asked: needs }] : []));

export interface Needed {
  readonly passed: PassedIn;
  readonly mentioned: (files: Files, flag: string) => readonly string[];
  readonly granting: Granting;
  readonly namespaces: Namespaces;
  readonly links: Links;
  /** Stands for everything that files elsewhere say and that the rules about a document of these kinds may ask. */
  said(files: Files, origin: Origin, kinds: readonly string[] | undefined): string;
}

export function makeNeeded(
  world: LinkedWorld & Pick<World, 'isComplete' | 'count' | 'source' | 'start' | 'text' | 'subjects'>,
  needing: readonly Needing[],
  isPart: (files: Files, path: string) => boolean,
): Needed {
  const passed = makePassed(world);
  const mentions = onceByName<ReturnType<typeof mentionedIn>>(STATES);
  const mentioned = (files: Files, flag: string) => mentions(`${files.shape} ${files.programs}`, () => mentionedIn(files))(flag);
  const granting = makeGranting(world, isPart);
  const namespaces = makeNamespaces(world);
  const links = makeLinks(world);
  const asksForGrants = new Set(needing.flatMap(it => (it.asked === 'grants' ? it.kinds : [])));
  const isAboutAccounts = needing.some(it => it.asked === 'accounts');
  const isAboutNamespaces = needing.some(it => it.asked === 'namespaces');
  const flags = needing.flatMap(({ kinds, asked }) => (typeof asked === 'string' ? [] : [{ kinds, asked }]));
  return {
    passed,
    mentioned,
    granting,
    namespaces,
    links,
    said(files, origin, kinds) {
      const about = flags.filter(it => kinds?.some(kind => it.kinds.includes(kind)));
      const values = about.map(({ asked }) => JSON.stringify([passed(files, asked) ?? '?', mentioned(files, asked.flag)]));
      if (kinds?.some(kind => asksForGrants.has(kind))) values.push(granting.answer(files, origin));
      // Of every document: a configuration may name further kinds that carry pods.
      if (isAboutAccounts) values.push(granting.withholding(files), granting.roles(files, origin));
      values.push(links.answer(files, origin, kinds));
      if (isAboutNamespaces) values.push(namespaces.answer(files, origin));
      return values.join(' ');
    },
  };
}

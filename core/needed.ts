/** What rules need from the rest of the workspace, and what stands for the answers in the verdicts that are kept. */

import { type Granting, makeGranting } from './grants/index.ts';
import { makeNamespaces, type Namespaces } from './namespaces.ts';
import { type LinkedWorld, type Links, makeLinks } from './links/index.ts';
import { makeMentioned, makePassed, type PassedIn } from './passed.ts';
import { onceByName, STATES } from './once.ts';
import type { Files } from './files.ts';
import { hash } from './hash.ts';
import type { Asked, Rule } from './rule.ts';
import type { World } from './world.ts';

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
  /** Of each document of a file, in order: stands for everything that files elsewhere say and that the rules about it may ask. */
  said(files: Files, path: string): readonly string[];
}

export function makeNeeded(
  world: LinkedWorld & Pick<World, 'isComplete' | 'count' | 'source' | 'start' | 'text' | 'subjects'>,
  needing: readonly Needing[],
  isPart: (files: Files, path: string) => boolean,
): Needed {
  const passed = makePassed(world);
  const mentioned = makeMentioned(world);
  const granting = makeGranting(world, isPart);
  const namespaces = makeNamespaces(world);
  const links = makeLinks(world);
  const isAboutGrants = needing.some(it => it.asked === 'grants');
  const isAboutAccounts = needing.some(it => it.asked === 'accounts');
  const isAboutNamespaces = needing.some(it => it.asked === 'namespaces');
  const flags = needing.flatMap(({ kinds, asked }) => (typeof asked === 'string' ? [] : [{ kinds, asked }]));
  const flagsAbout = (kinds: readonly string[] = []) => flags.filter(it => kinds.some(kind => it.kinds.includes(kind)));
  const told = onceByName<ReturnType<typeof onceByName<string>>>(STATES);
  return {
    passed,
    mentioned,
    granting,
    namespaces,
    links,
    said(files, path) {
      const documents = world.source(files, path)?.documents ?? [];
      const ofFlags = told(`${files.shape} ${files.programs} ${world.isComplete}`, () => onceByName());
      const toldOf = (asked: Asked): string =>
        ofFlags(`${asked.component} ${asked.flag}`, () =>
          hash(JSON.stringify([passed(files, asked) ?? '?', mentioned(files, asked.flag)])),
        );
      // Of every document: a configuration may name further kinds that carry pods.
      const accounts = isAboutAccounts ? granting.withholding(files) : '';
      const lists = [
        ...(isAboutGrants || isAboutAccounts ? [granting.answers(files, path)] : []),
        links.answers(files, path),
        ...(isAboutNamespaces ? [namespaces.answers(files, path)] : []),
      ];
      return documents.map(({ kinds }, document) =>
        [accounts, ...flagsAbout(kinds).map(it => toldOf(it.asked)), ...lists.map(it => it[document] ?? '')].join(' '),
      );
    },
  };
}

/** The entries of a flag that takes a list, each with its own place. */

import type { Component, Setting, Written } from '../model/component.ts';
import { onceFor } from '../once.ts';
import { parseUrl, type Url } from '../model/url.ts';
import type { Place } from '../text.ts';
import { readsQuotes } from '../facts/flags.ts';

/** One entry of a comma-separated value. */
export interface ListElement {
  /** Without the blanks around it, and the quotes that the program takes away; never empty. */
  readonly text: string;
  /** The flag and the entry, by which a finding here is told from those about its neighbours. */
  readonly name: string;
  /** The entry itself; where the text of the file cannot be followed (escapes, quotes within), the whole value. */
  readonly place: Place;
}

/** All entries of all occurrences that count, in order; none where nothing is written, or where something hides a part of it. */
export function elementsOf(setting: Setting): readonly ListElement[] {
  if (setting.origin !== 'set') return [];
  // Of a flag that does not add up, the last occurrence is the value.
  const counted = setting.value === setting.at.value ? [setting.at] : setting.all;
  return counted.length === 1 ? elementsIn(counted[0]!) : counted.flatMap(elementsIn);
}

/** A URL in a list. */
export interface ListedUrl extends ListElement {
  readonly url: Url;
}

/** The URLs of a flag: bare, behind a name (`first=https://…`), or behind a resource (`/events#https://…;https://…`). */
export const urlsOf = (component: Component, flag: string): readonly ListedUrl[] =>
  elementsOf(component.setting(flag)).flatMap(element =>
    [...element.text.matchAll(/[^;#=]+/g)].flatMap(({ 0: text, index }): ListedUrl[] => {
      const url = parseUrl(text);
      return url ? [{ name: `${flag}.${text}`, text, url, place: placeIn(element.text, element.place, index, text.length) }] : [];
    }),
  );

/** The entries of a value of a flag, as `elementsOf` has them. */
export const entriesIn = (flag: string, value = ''): readonly string[] =>
  splitList(value, readsQuotes(flag))
    .map(it => it.text.trim())
    .filter(it => it !== '');

/** Entries as one value; one with a comma within goes into quotes again. */
export const joinList = (entries: readonly string[]): string =>
  entries.map(it => (/[,"]/.test(it) ? `"${it.replaceAll('"', '""')}"` : it)).join(',');

/** Each rule, and each fix of each entry, asks anew. */
const elementsIn = onceFor(({ name: flag, value = '', valuePlace, entryPlaces, key }: Written): readonly ListElement[] => {
  // The entries of a list in YAML have no quotes but their own.
  const entries = splitList(value, key === undefined && !entryPlaces && readsQuotes(flag)).map(({ text: entry, index }, i) => {
    const text = entry.trim();
    const place = entryPlaces ? (entryPlaces[i] ?? valuePlace) : placeIn(value, valuePlace, index + entry.indexOf(text), text.length);
    return { name: `${flag}.${text}`, text, place };
  });
  return entries.filter(it => it.text !== '');
});

interface Entry {
  readonly text: string;
  /** Of the text in the value, behind the quote where there is one. */
  readonly index: number;
}

/** Without empty entries. Quotes that do not add up stay: the program refuses them. */
const splitList = (value: string, takesQuotes: boolean): readonly Entry[] =>
  (takesQuotes && value.includes('"') ? splitQuoted(value) : undefined) ??
  [...value.matchAll(/[^,]+/g)].map(({ 0: text, index }) => ({ text, index }));

/** One record of `encoding/csv`; undefined where it refuses it: a quote within an entry, or text behind a closing one. */
function splitQuoted(value: string): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  const next = /"((?:[^"]|"")*)"(?=,|$)|[^",]*(?=,|$)/y;
  for (let at = 0; at <= value.length; at = next.lastIndex + 1) {
    next.lastIndex = at;
    const found = next.exec(value);
    if (!found) return undefined;
    const [whole, quoted] = found;
    entries.push(quoted === undefined ? { text: whole, index: at } : { text: quoted.replaceAll('""', '"'), index: at + 1 });
  }
  return entries;
}

/** Text of the same length is the value as it stands; two characters more are the quotes around it. Else the whole. */
function placeIn(value: string, { file, range }: Place, from: number, length: number): Place {
  const surplus = range.end - range.start - value.length;
  if (surplus !== 0 && surplus !== 2) return { file, range };
  const start = range.start + surplus / 2 + from;
  return { file, range: { start, end: start + length } };
}

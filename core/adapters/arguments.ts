/** Arguments of a program in YAML: a mapping of flags to values, a list of names and values, or a list of `flag=value`. */

import type { ComponentName, Written } from '../model/component.ts';
import { keyBehind, placeFor, placeInList } from '../order.ts';
import type { Data, Value } from '../model/value.ts';
import { canonicalFlag, flagType } from '../facts/flags.ts';
import type { FlagType } from '../facts/flagtable.ts';
import { flat, knownText, type Shape, span } from './shape.ts';
import type { Place, TextEdit } from '../text.ts';
import { replaceData } from './listdata.ts';

export interface ArgumentStyle {
  /** What stands before the name of a flag: dashes, or nothing. Read in any spelling, written in this one unless neighbours differ. */
  readonly dashes?: '' | '--';
  /** A value is a list of texts, or may be one: each text stands for one occurrence of the flag. */
  readonly lists?: boolean | 'allowed';
  /** Made where there are no arguments yet: a list of `name` and `value` instead of a mapping. */
  readonly named?: boolean;
}

/**
 * `{ flag: value }`, or `[{ name: flag, value: … }]`, whichever is written. `parent` holds the arguments under `key`.
 * A value that is null stands for an empty one.
 */
export function namedArguments(component: ComponentName, parent: Value, key: string, style: ArgumentStyle = {}): Shape {
  const holder = parent.at(key);
  const all = argumentsOf(component, holder, style);
  const [first] = all;
  const spell = (flag: string): string => (first ? (/^-*/.exec(first.raw)?.[0] ?? '') : (style.dashes ?? '')) + flag;
  return {
    written: all.flatMap(it => it.written),
    isClosed: parent.isClosed && holder.isClosed && holder.type !== 'unknown' && all.every(it => it.value.isClosed),
    set(flag, value) {
      const own = all.filter(it => it.flag === flag);
      const last = own.at(-1);
      if (last) {
        if (last.value.type === 'unknown') return undefined;
        const others = flat(own.slice(0, -1).map(it => it.entry.edit({ op: 'remove' })));
        const change = last.value.type === 'absent' ? fill(holder, last, value) : replace(last.value, value, flagType(component, flag));
        return change && others && [...others, ...change];
      }
      const data: Data = style.lists === true ? [value] : value;
      const name = spell(flag);
      if (holder.items().length) return holder.edit({ op: 'insert', data: { name, value }, index: placeInList(holder, name) });
      if (holder.entries().length) return holder.edit({ op: 'set', key: name, data, before: keyBehind(holder, name) });
      if (!holder.isClosed || holder.type === 'unknown') return undefined;
      return parent.edit({ op: 'set', key, data: style.named ? [{ name, value }] : { [name]: data } });
    },
    remove: flag => flat(all.filter(it => it.flag === flag).map(it => it.entry.edit({ op: 'remove' }))),
  };
}

interface Argument {
  readonly flag: string;
  readonly raw: string;
  readonly value: Value;
  /** What goes when the argument goes: the entry of the mapping or of the list. */
  readonly entry: Value;
  readonly written: readonly Written[];
}

function argumentsOf(component: ComponentName, holder: Value, { lists }: ArgumentStyle): Argument[] {
  const argument = (raw: string, value: Value, entry: Value): Argument => {
    const flag = canonicalFlag(component, raw.replace(/^-+/, ''));
    const place = value === entry ? span(entry.keyPlace, entry.place) : entry.place;
    const one = (it: Value): Written => ({
      name: flag,
      value: it.type === 'absent' ? '' : knownText(it),
      place: it === value ? place : it.place,
      valuePlace: it.place,
      ...(it.type === 'string' && { isText: true }),
    });
    const isList = lists && value.type === 'list' && value.items().length > 0;
    return { flag, raw, value, entry, written: isList ? value.items().map(one) : [one(value)] };
  };
  if (holder.type === 'mapping') return holder.entries().map(([name, value]) => argument(name, value, value));
  return holder.items().flatMap(entry => {
    const name = entry.at('name').asString();
    return name === undefined ? [] : [argument(name, entry.at('value'), entry)];
  });
}

/** An argument whose value is missing: `name:` in a mapping, or an entry with no `value`. */
const fill = (holder: Value, { raw, value, entry }: Argument, data: string): readonly TextEdit[] | undefined =>
  value === entry ? holder.edit({ op: 'set', key: raw, data }) : entry.edit({ op: 'set', key: 'value', data });

/** Of a list of occurrences, the last one is changed and the others go; where each is one entry of what adds up, they stay entries. */
function replace(value: Value, data: string, type: FlagType): readonly TextEdit[] | undefined {
  if (value.type !== 'list') return value.edit({ op: 'replace', by: [data] });
  const items = value.items();
  if (!items.length) return value.edit({ op: 'insert', data });
  const texts = items.map(it => it.asString());
  if (/^(?:list|map)$/.test(type) && items.length > 1 && texts.every(it => it?.includes(',') === false)) {
    const wanted = data.split(',');
    const isLonger = wanted.length === items.length + 1 && texts.every((it, i) => it === wanted[i]);
    return isLonger ? value.edit({ op: 'insert', data: wanted.at(-1)! }) : replaceData(value, wanted);
  }
  return flat([...items.slice(0, -1).map(it => it.edit({ op: 'remove' })), items.at(-1)!.edit({ op: 'replace', by: [data] })]);
}

/** `['flag=value', '--flag=value', 'flag']`; a single text stands for a list of one. `parent` holds the list under `key`. */
export function listedArguments(component: ComponentName, parent: Value, key: string, { dashes = '' }: ArgumentStyle = {}): Shape {
  const holder = parent.at(key);
  const items = holder.type === 'string' ? [holder] : holder.items();
  const all = items.map(it => lineOf(component, it));
  const names = all.map(it => it.written.name);
  const first = items[0]?.asString();
  const spell = (flag: string, value: string): string => `${first === undefined ? dashes : /^-*/.exec(first)![0]}${flag}=${value}`;
  return {
    written: all.map(it => it.written),
    isClosed: parent.isClosed && holder.isClosed && holder.type !== 'unknown' && all.every(it => it.isCertain),
    set(flag, value) {
      const own = all.filter(it => it.written.name === flag);
      const last = own.at(-1);
      if (last) {
        if (last.item.asString() === undefined) return undefined;
        const spelled = `${/^-*[^=]*/.exec(last.item.asString()!)![0]}=${value}`;
        const others = own.slice(0, -1).map(it => it.item.edit({ op: 'remove' }));
        return flat([...others, last.item.edit({ op: 'replace', by: [spelled] })]);
      }
      const data = spell(flag, value);
      if (holder.type === 'string') return parent.edit({ op: 'set', key, data: [first!, data] });
      if (items.length) return holder.edit({ op: 'insert', data, index: placeFor(flag, names) });
      return holder.isClosed && holder.type !== 'unknown' ? parent.edit({ op: 'set', key, data: [data] }) : undefined;
    },
    remove: flag => flat(all.filter(it => it.written.name === flag).map(it => it.item.edit({ op: 'remove' }))),
  };
}

/** One entry of such a list; a flag without a value is a boolean that is on. Not certain where a template decides on the name as well. */
function lineOf(component: ComponentName, item: Value): { readonly item: Value; readonly written: Written; readonly isCertain: boolean } {
  const text = item.asString();
  const equals = text?.indexOf('=') ?? -1;
  const name = (text === undefined ? '' : equals === -1 ? text : text.slice(0, equals)).trim().replace(/^-+/, '');
  const value = text === undefined ? undefined : equals === -1 ? 'true' : text.slice(equals + 1);
  return {
    item,
    written: {
      name: canonicalFlag(component, name),
      value: HIDDEN.test(value ?? '') ? undefined : value,
      place: item.place,
      valuePlace: text === undefined || equals === -1 ? item.place : behind(item.place, text, equals + 1),
      isText: true,
    },
    isCertain: text !== undefined && !HIDDEN.test(name),
  };
}

/** Where the text from `index` on stands, if it stands as it is, or in quotes; else where all of it stands. */
function behind(place: Place, text: string, index: number): Place {
  const { start, end } = place.range;
  const quotes = /\s/.test(text) ? -1 : (end - start - text.length) / 2;
  return quotes === 0 || quotes === 1 ? { file: place.file, range: { start: start + quotes + index, end: end - quotes } } : place;
}

/** What something else is put in for. */
const HIDDEN = /\$[{(]|\{\{/;

/** Typed keys of a configuration that stand for flags: `authentication.anonymous.enabled` for `--anonymous-auth`. */

import { flagType, normalBoolean } from '../facts/flags.ts';
import { flat, knownText, type Shape, span } from './shape.ts';
import type { ComponentName, Written } from '../model/component.ts';
import type { Data, Path, Value } from '../model/value.ts';
import { keyBehind, placeFor } from '../order.ts';
import { replaceData } from './listdata.ts';
import type { TextEdit } from '../text.ts';

/**
 * How a key says what a flag says.
 * `text`     the same, as text.
 * `boolean`  `true` and `false`, as YAML writes them.
 * `not`      the other way round: `disableProfiling` for `--profiling`.
 * `number`   a number.
 * `list`     a list for what the flag separates by commas.
 * `map`      a mapping for `a=b,c=d`.
 * `limits`   a mapping for `a<b,c<d`.
 */
export type FieldType = 'text' | 'boolean' | 'not' | 'number' | 'list' | 'map' | 'limits';

/** One key, where it lies below the root of the fields, and the flag that it stands for. */
export interface Field {
  readonly flag: string;
  readonly path: Path;
  readonly type: FieldType;
  /** What holds where the key is not written; undefined where that is what holds without the flag. */
  readonly initial: string | undefined;
  /** Empty text and zero count for nothing. */
  readonly isUnsetByZero: boolean;
}

/**
 * A table of fields: `flag path type default`, a line each; paths with dots, the type left out for `text`. The default is what holds where the key is
 * not written: `=value`, or `@` for what holds without the flag; where nothing is said, Go's zero value. With `~` before it (`~value`, `~@`),
 * it also holds where empty text or zero is written.
 */
export const fieldTable = (table: string): readonly Field[] =>
  table
    .split('\n')
    .filter(line => line.trim())
    .map(line => {
      const [flag = '', path = '', type = 'text', initial = `=${ZERO[type] ?? ''}`] = line.trim().split(/\s+/);
      return {
        flag,
        path: path.split('.'),
        type: type as FieldType,
        initial: initial.endsWith('@') ? undefined : initial.slice(1),
        isUnsetByZero: initial.startsWith('~'),
      };
    });

const ZERO: Readonly<Record<string, string>> = { boolean: 'false', not: 'true', number: '0' };

/** What holds for the flags of a table where none of its keys is written, as `Program.defaults` has it. */
export const initialsOf = (table: readonly Field[]): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(table.flatMap(({ flag, initial }) => (initial === undefined ? [] : [[flag, initial || undefined]])));

/** The fields that are written below `root`. A key without a value is as good as missing. */
export function fields(component: ComponentName, root: Value, table: readonly Field[]): Shape {
  const all = table.flatMap(field => {
    const value = root.at(...field.path);
    return value.type === 'absent' ? [] : [{ field, value, written: writtenAt(field, value) }];
  });
  const keys = new Map(table.flatMap(({ flag, path, type }) => (type === 'not' ? [] : [[flag, path.join('.')] as const])));
  const parents = new Map(table.map(it => [it.path.slice(0, -1).join('.'), it.path.slice(0, -1)]));
  return {
    written: all.filter(it => !(it.field.isUnsetByZero && isZero(it.written.value))).map(it => it.written),
    keys,
    isClosed: [...parents.values()].every(it => root.at(...it).isClosed && root.at(...it).type !== 'unknown'),
    set(flag, text) {
      const own = all.filter(it => it.field.flag === flag);
      const field = own.at(-1)?.field ?? table.find(it => it.flag === flag);
      const data = field && dataOf(component, field, text);
      if (!field || data === undefined) return undefined;
      const last = own.at(-1);
      if (last) return last.value.type === 'unknown' ? undefined : (changeEntry(last.value, data) ?? replaceData(last.value, data));
      return add(root, field.path, data);
    },
    remove: flag => flat(all.filter(it => it.field.flag === flag).map(it => it.value.edit({ op: 'remove' }))),
  };
}

/** Also as a duration: `0s`, `0h0m0s`. */
const isZero = (text: string | undefined): boolean => text !== undefined && /^(?:0[a-zµ]*)*$/.test(text);

/** Changes one entry of a mapping, where that is all that is to change; undefined where it is not. */
function changeEntry(value: Value, data: Data): readonly TextEdit[] | undefined {
  if (value.type !== 'mapping' || typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const wanted = new Map(Object.entries(data));
  const gone = value.entries().filter(([key]) => !wanted.has(key));
  const changed = [...wanted].filter(([key, it]) => value.at(key).asString() !== String(it));
  if (gone.length + changed.length !== 1) return undefined;
  const [[key, it] = []] = changed;
  return key === undefined ? gone[0]![1].edit({ op: 'remove' }) : value.edit({ op: 'set', key, data: it!, before: keyBehind(value, key) });
}

/** Adds the key in order, and the mappings that it needs. */
function add(root: Value, path: Path, data: Data): readonly TextEdit[] | undefined {
  // Up to the first mapping that is not there: what it is to hold is made at once, so that additions to it come in order as well.
  const depth = path.findIndex((_, index) => index < path.length - 1 && root.at(...path.slice(0, index + 1)).type === 'absent');
  const at = depth === -1 ? path.length - 1 : depth;
  const parent = root.at(...path.slice(0, at));
  const key = String(path[at]);
  const whole = path.slice(at + 1).reduceRight<Data>((inner, step) => ({ [String(step)]: inner }), data);
  // What a document is comes first.
  const keys = parent.entries().map(([it]) => it);
  const place = placeFor(
    key,
    keys.map(it => (/^(?:apiVersion|kind|metadata)$/.test(it) ? '' : it)),
  );
  return parent.type === 'unknown' ? undefined : parent.edit({ op: 'set', key, data: whole, before: keys[place] });
}

function writtenAt({ flag, path, type }: Field, value: Value): Written {
  const { keyPlace, place } = value;
  const entries = type === 'list' ? value.items().map(it => it.place) : value.entries().map(([, it]) => span(it.keyPlace, it.place));
  const entryPlaces = entries.length > 0 && { entryPlaces: entries };
  return { name: flag, value: textAt(type, value), place: span(keyPlace, place), valuePlace: place, ...entryPlaces, key: path.join('.') };
}

/** As the flag would say it; undefined where part of it cannot be known, or is not of the type that the key takes. */
function textAt(type: FieldType, value: Value): string | undefined {
  switch (type) {
    case 'boolean':
      return value.asBoolean() === undefined ? undefined : String(value.asBoolean());
    case 'not':
      return value.asBoolean() === undefined ? undefined : String(!value.asBoolean());
    case 'list':
      return joined(value, value.type === 'list' ? value.items().map(knownText) : [undefined]);
    case 'map':
    case 'limits':
      return joined(
        value,
        value.type === 'mapping'
          ? value.entries().map(([key, it]) => {
              const text = it.asBoolean() === undefined ? knownText(it) : String(it.asBoolean());
              return text === undefined ? undefined : `${key}${SIGN[type]}${text}`;
            })
          : [undefined],
      );
    default:
      return value.type === 'list' || value.type === 'mapping' ? undefined : knownText(value);
  }
}

const SIGN = { map: '=', limits: '<' } as const;

const joined = (value: Value, texts: readonly (string | undefined)[]): string | undefined =>
  value.isClosed && texts.every(it => it !== undefined) ? texts.join(',') : undefined;

/** What the key is to say; undefined for what it cannot. */
function dataOf(component: ComponentName, { flag, type }: Field, text: string): Data | undefined {
  switch (type) {
    case 'boolean':
    case 'not': {
      const boolean = flagType(component, flag) === 'boolean' || type === 'not' ? normalBoolean(text) : text;
      return /^(?:true|false)$/.test(boolean) ? (boolean === 'true') === (type === 'boolean') : undefined;
    }
    case 'number':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'list':
      return text === '' ? [] : text.split(',');
    case 'map':
    case 'limits': {
      const pairs = (text === '' ? [] : text.split(',')).map(it => (type === 'map' ? /^([^=]+)=(.*)$/ : /^([^<]+)<(.*)$/).exec(it));
      if (!pairs.every(it => it !== null)) return undefined;
      return Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, /^(?:true|false)$/.test(value) ? value === 'true' : value]));
    }
    default:
      return text;
  }
}

/** etcd's own configuration file (`--config-file`), YAML or JSON. */

import type { Data, Value } from '../model/value.ts';
import { replaceData } from './listdata.ts';
import type { Form } from './form.ts';
import { flat } from './shape.ts';
import { flagOfPath, looksLikeEtcd, pathOfFlag, SECTIONS } from '../facts/etcd.ts';
import { flagType, knownFlags, normalBoolean } from '../facts/flags.ts';
import { keyBehind, placeFor } from '../order.ts';
import type { Program } from '../source.ts';
import type { Written } from '../model/component.ts';

export const etcdFile: Form = {
  kinds: [],
  mayBe: keys => looksLikeEtcd([...keys]),
  matches: root => looksLikeEtcd(root.entries().map(([key]) => key)),
  read: root => [readEtcd(root)],
};

/** The program that reads this file: with a configuration file, etcd looks at nothing else, so the file is the whole of it. */
function readEtcd(root: Value): Program {
  const settings = settingsOf(root);
  const sections = [...SECTIONS].map(it => root.at(it)).filter(it => it.exists);
  return {
    name: 'etcd',
    form: 'etcd configuration file',
    place: root.at('client-transport-security').exists
      ? root.at('client-transport-security').keyPlace
      : (root.entries()[0]?.[1].keyPlace ?? root.place),
    completeness: [root, ...sections].every(it => it.isClosed) ? 'whole' : 'open',
    decides: 'all',
    keys: KEYS,
    words: [],
    written: settings.map(it => it.written),
    environment: [],
    edit(change) {
      if (change.op === 'exposePath') return [];
      const all = settings.filter(it => it.written.name === change.name);
      if (change.op === 'removeFlag') return flat(all.map(it => it.value.edit({ op: 'remove' })));
      const path = pathOfFlag(change.name);
      const data = dataOf(change.name, change.value);
      const last = all.at(-1);
      if (last) return last.value.type === 'unknown' ? undefined : replaceData(last.value, data);
      if (!path) return undefined;
      const section = root.at(...path.slice(0, -1));
      const key = String(path.at(-1));
      if (section.type !== 'absent') return section.edit({ op: 'set', key, data, before: keyBehind(section, key) });
      // Behind the single settings, in order with other sections.
      const name = String(path[0]);
      const keys = root.entries().map(([it]) => it);
      const place = placeFor(
        name,
        keys.map(it => (SECTIONS.has(it) ? it : '')),
      );
      return root.edit({ op: 'set', key: name, data: { [key]: data }, before: keys[place] });
    },
  };
}

const KEYS: ReadonlyMap<string, string> = new Map(
  [...knownFlags('etcd').keys()].flatMap(flag => {
    const path = pathOfFlag(flag);
    return path ? [[flag, path.join('.')] as const] : [];
  }),
);

interface Setting {
  readonly written: Written;
  readonly value: Value;
}

/** The settings; a key without a value is as good as missing. One in a section that etcd does not know has the name of both, with a dot. */
function settingsOf(root: Value): Setting[] {
  return root.entries().flatMap(([key, value]) => {
    if (SECTIONS.has(key)) return value.entries().flatMap(([inner, it]) => settingOf(flagOfPath([key, inner]) ?? `${key}.${inner}`, it));
    return settingOf(flagOfPath([key]), value);
  });
}

function settingOf(flag: string | undefined, value: Value): Setting[] {
  if (flag === undefined || value.type === 'absent') return [];
  const { keyPlace, place } = value;
  const whole =
    keyPlace.range.start <= place.range.start ? { ...place, range: { start: keyPlace.range.start, end: place.range.end } } : place;
  const entryPlaces = value.type === 'list' && { entryPlaces: value.items().map(it => it.place) };
  return [{ value, written: { name: flag, value: textOf(flag, value), place: whole, valuePlace: place, ...entryPlaces } }];
}

/** Lists as etcd's flags write them. YAML's `yes` is true to etcd as well (sigs.k8s.io/yaml). */
function textOf(flag: string, value: Value): string | undefined {
  if (value.type === 'list') {
    const texts = value.items().map(it => it.asString());
    return value.isClosed && texts.every(it => it !== undefined) ? texts.join(',') : undefined;
  }
  const boolean = flagType('etcd', flag) === 'boolean' ? value.asBoolean() : undefined;
  return boolean === undefined ? value.asString() : String(boolean);
}

function dataOf(flag: string, value: string): Data {
  if (flagType('etcd', flag) === 'boolean' && /^(?:true|false)$/.test(normalBoolean(value))) return normalBoolean(value) === 'true';
  if (NUMBERS.has(flag) && /^\d{1,15}$/.test(value)) return Number(value);
  return LISTS.has(flag) ? value.split(',') : value;
}

/** The settings whose key takes a number, and no text (`embed.Config`). */
const NUMBERS: ReadonlySet<string> = new Set([
  'auth-token-ttl',
  'backend-batch-limit',
  'bcrypt-cost',
  'compaction-batch-limit',
  'election-timeout',
  'heartbeat-interval',
  'max-concurrent-streams',
  'max-learners',
  'max-request-bytes',
  'max-snapshots',
  'max-txn-ops',
  'max-wals',
  'quota-backend-bytes',
  'snapshot-catchup-entries',
  'snapshot-count',
]);

/** The settings whose key takes a list; every other takes text, commas and all. */
const LISTS: ReadonlySet<string> = new Set([
  'cipher-suites',
  'log-outputs',
  'peer-cert-allowed-cn',
  'peer-cert-allowed-hostname',
  'client-cert-allowed-hostname',
]);

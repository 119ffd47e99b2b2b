/** Random settings of a program: flags and values that some rule looks at, and any other that the program has had. */

import fc from 'fast-check';
import { addsUp, flagType, knownFlags } from '../../core/facts/flags.ts';
import type { FlagType } from '../../core/facts/flagtable.ts';
import type { ComponentName } from '../../core/model/component.ts';
import { valuesOf } from '../../core/facts/values.ts';
import { withoutAnnotations } from '../../core/report/annotate.ts';
import { examples } from '../../rules/index.ts';
import type { Settings } from './formats.ts';
import { componentsIn, rulesFor } from './equivalence.ts';

type Pair = Settings[number];

/** Up to nine settings of a program that `canSay` each; now and then a flag is given twice. Nothing where none can be said. */
export function settingsOf(name: ComponentName, canSay: (settings: Settings) => boolean): fc.Arbitrary<Settings> | undefined {
  const telling = [...shownIn(name)].flatMap(([flag, values]) => pairsOf(name, flag, values)).filter(it => canSay([it]));
  const others = [...knownFlags(name).keys()]
    .filter(flag => !shownIn(name).has(flag))
    .flatMap(flag => pairsOf(name, flag, new Set()))
    .filter(it => canSay([it]));
  const pools = [telling, others].filter(it => it.length);
  if (!pools.length) return undefined;
  const one = fc.oneof(...pools.map((it, index) => ({ weight: index ? 1 : 3, arbitrary: fc.constantFrom(...it) })));
  return fc
    .tuple(fc.array(one, { maxLength: 9 }), fc.boolean())
    .map(([all, mayRepeat]) => all.filter(([flag], at) => mayRepeat || all.findIndex(it => it[0] === flag) === at))
    .map(all => (canSay(all) ? all : all.filter(([flag], at) => all.findIndex(it => it[0] === flag) === at)))
    .filter(canSay);
}

/** A flag with all values that are tried. */
const pairsOf = (name: ComponentName, flag: string, shown: ReadonlySet<string>): Pair[] =>
  [...new Set([...shown, ...usual(name, flag)])].map(it => [flag, it]);

function usual(name: ComponentName, flag: string): readonly string[] {
  const type = flagType(name, flag);
  const words = valuesOf(name, flag, undefined).map(it => (type === 'map' ? `${it}=true` : it));
  if (words.length && type !== 'boolean') return [words[0]!, words.at(-1)!, ...(addsUp(name, flag) ? [words.slice(0, 3).join(',')] : [])];
  return USUAL[type];
}

const USUAL: Readonly<Record<FlagType, readonly string[]>> = {
  boolean: ['true', 'false', 'true', 'false', '1', 'F', 'TRUE'],
  number: ['0', '1', '30', '10255'],
  duration: ['0', '0s', '30s', '4h0m0s', '8760h'],
  list: ['a', 'a,b', ''],
  map: ['a=true', 'a=true,b=false'],
  array: ['a', 'b'],
  text: ['', 'a', '0.0.0.0', '127.0.0.1', '/etc/kubernetes/pki/a.crt'],
};

/** The flags of a program in the examples of rules, with every value that some example gives them. */
function shownIn(name: ComponentName): ReadonlyMap<string, ReadonlySet<string>> {
  const known = SHOWN.get(name);
  if (known) return known;
  const shown = new Map<string, Set<string>>();
  SHOWN.set(name, shown);
  for (const example of rulesFor(name).flatMap(it => examples[it.id]!())) {
    for (const { written } of componentsIn({ [example.file]: withoutAnnotations(example.bad ?? example.good!) }, name).components) {
      for (const { name: flag, value } of written) {
        // A value that has to be quoted is a matter of each format's own tests.
        if (value === undefined || /[\s'"\\$]/.test(value) || !knownFlags(name).has(flag)) continue;
        shown.set(flag, (shown.get(flag) ?? new Set()).add(value));
      }
    }
  }
  return shown;
}

const SHOWN = new Map<ComponentName, Map<string, Set<string>>>();

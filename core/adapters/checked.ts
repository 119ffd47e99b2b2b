/** Edits that are given only if the text then says what was asked, and everything else as before: lines can hide more than an edit foresees. */

import { applyEdits, areDisjoint, type TextEdit } from '../text.ts';
import { canonicalFlag, isBoolean } from '../facts/flags.ts';
import type { ComponentChange, ComponentName, Written } from '../model/component.ts';
import type { Program, Sources, Word } from '../source.ts';
import { flagsOf } from '../formats/words.ts';
import { NOTHING } from '../source.ts';
import { variableOfFlag } from '../facts/etcd.ts';

/** The same sources, with programs and variables that decline an edit which does not hold. `reread` reads another text as this one was read. */
export function checked(text: string, sources: Sources, reread: (text: string) => Sources | undefined): Sources {
  const holds = (name: ComponentName, change: ComponentChange, occurrences: readonly Written[], edits: readonly TextEdit[]): boolean => {
    if (change.op === 'exposePath') return true;
    if (!areDisjoint(edits)) return false;
    const before = viewOf(sources, name, change.name);
    const after = viewOf(reread(applyEdits(text, edits)) ?? NOTHING, name, change.name);
    if (before.rest !== after.rest) return false;
    return change.op === 'setFlag' ? after.values.includes(change.value) : after.values.length <= before.values.length - occurrences.length;
  };
  const check = <T extends Editable>(editable: T, name: ComponentName): T => ({
    ...editable,
    edit(change, occurrences) {
      const edits = editable.edit(change, occurrences);
      return edits && holds(name, change, occurrences, edits) ? edits : undefined;
    },
  });
  return {
    ...sources,
    programs: sources.programs.map(it => check(it, it.name)),
    // Which program a variable is for makes no difference here: flags are read in the same way before and after.
    variables: sources.variables.map(it => check(it, 'kube-apiserver')),
  };
}

type Editable = Pick<Program, 'edit'>;

/** Whether two readings say the same. */
export const saysTheSame = (a: Sources, b: Sources): boolean => viewOf(a, 'kubelet', '').rest === viewOf(b, 'kubelet', '').rest;

interface View {
  /** The values of the flag, wherever the text has it. */
  readonly values: readonly (string | undefined)[];
  /** All but that flag: words and variables, as text that can be compared. */
  readonly rest: string;
}

function viewOf({ programs, variables, unjudged }: Sources, component: ComponentName, flag: string): View {
  const values: (string | undefined)[] = [];
  const others = (words: readonly Word[]): readonly string[] => {
    const all = flagsOf(
      words,
      it => isBoolean(component, it),
      it => canonicalFlag(component, it),
    );
    const flags = all.filter(it => it.name === flag);
    values.push(...flags.map(it => it.value));
    const loose = words.filter(outside(flags)).map(it => `${it.text}${it.unknown ? '?' : ''}`);
    return [...loose, ...all.filter(it => it.name !== flag).map(it => `${it.name}=${it.value}`)];
  };
  const seen = programs.map(({ name, completeness, words, written }) => {
    values.push(...written.filter(it => it.name === flag).map(it => it.value));
    return { name, completeness, words: others(words), written: written.filter(it => it.name !== flag).map(it => [it.name, it.value]) };
  });
  const assigned = variables
    .filter(it => component !== 'etcd' || it.name !== variableOfFlag(flag))
    .map(it => ({ name: it.name, words: others(it.words) }));
  // A program that nothing more is said about may go with its last flag.
  const kept = seen.filter(it => it.completeness !== 'part' || it.words.length || it.written.length);
  return { values, rest: JSON.stringify([kept, assigned, unjudged.length]) };
}

/** Whether a word belongs to none of the flags; asked for one word after another. */
function outside(flags: readonly Written[]): (word: Word) => boolean {
  let next = 0;
  return ({ place: { range } }) => {
    while (next < flags.length && flags[next]!.place.range.end < range.end) next++;
    return !flags[next] || range.start < flags[next]!.place.range.start;
  };
}

/** Changes to the arguments of a container: entry by entry, or within the script that a shell is given. */

import type { ComponentChange, Written } from '../model/component.ts';
import { flat } from './shape.ts';
import { editFlags } from '../formats/flagedits.ts';
import { quotePlain } from '../formats/wordlist.ts';
import type { Range, TextEdit } from '../text.ts';
import type { Entry } from './entries.ts';
import { isFlag } from '../formats/words.ts';
import { placeFor } from '../order.ts';
import { maskTemplates } from '../formats/masks.ts';
import type { Value } from '../model/value.ts';
import type { Word } from '../source.ts';

/** A program's command line, and what it is made of. */
export interface CommandLine {
  /** Of the whole file. */
  readonly text: string;
  readonly entries: readonly Entry[];
  /** The word that names the program; undefined where the image does. */
  readonly program: Word | undefined;
  /** The words behind it. */
  readonly words: readonly Word[];
  /** Where arguments go when there are none yet. */
  readonly list: Value;
  /** Whether occurrences of a flag add up, so that setting it means leaving one. */
  readonly accumulates: (flag: string) => boolean;
}

type FlagChange = Exclude<ComponentChange, { op: 'exposePath' }>;

/** The edits for a change; undefined where it cannot be said. */
export function editCommand(line: CommandLine, change: FlagChange, occurrences: readonly Written[]): readonly TextEdit[] | undefined {
  const script = scriptOf(line);
  if (script) return editScript(line, script, change, occurrences);
  if (change.op === 'removeFlag') return flat(occurrences.map(it => removed(line, it)));
  const last = occurrences.at(-1);
  if (!last) return added(line, `--${change.name}=${change.value}`);
  const others = line.accumulates(change.name) ? occurrences.slice(0, -1) : [];
  return flat([...others.map(it => removed(line, it)), changed(line, last, change.value)]);
}

/** The entry that holds the whole command line; undefined where every word is an entry. */
function scriptOf({ entries, program }: CommandLine): Entry | undefined {
  const entry = program && entries.find(it => holds(it, program.place.range));
  return entry && entry.word !== program ? entry : undefined;
}

/** Within a YAML scalar no character may be added that would end it, or that its quotes would change. */
function editScript(
  line: CommandLine,
  { word, list, item }: Entry,
  change: FlagChange,
  occurrences: readonly Written[],
): readonly TextEdit[] | undefined {
  if (word.start === undefined && word.offsets === undefined) return undefined;
  const { text, program, words } = line;
  const isFlow = text[list.place.range.start] === '[' && !/["']/.test(text[item.place.range.start]!);
  const quote = (value: string) => (isFlow && value.includes(',') ? undefined : quotePlain(value));
  if (change.op === 'setFlag' && quote(change.value) === undefined) return undefined;
  return editFlags(
    { text, masked: maskTemplates(text), words: [program!, ...words], fixed: 1, quote, accumulates: line.accumulates },
    change,
    occurrences,
  );
}

function changed(line: CommandLine, written: Written, value: string): readonly TextEdit[] | undefined {
  if (written.value === value) return [];
  const [entry, next] = entriesAt(line, written);
  if (!entry || entry.word.unknown || next?.word.unknown) return undefined;
  if (next) return next.item.edit({ op: 'replace', by: [value] });
  const flag = /^--?[A-Za-z][\w.-]*/.exec(entry.word.text)?.[0];
  return flag === undefined ? undefined : entry.item.edit({ op: 'replace', by: [`${flag}=${value}`] });
}

function removed(line: CommandLine, written: Written): readonly TextEdit[] | undefined {
  const found = entriesAt(line, written);
  return found.length ? flat(found.map(it => it.item.edit({ op: 'remove' }))) : undefined;
}

/** Among the flags where it belongs, and in the list of its neighbour; behind the last flag otherwise. */
function added({ entries, words, list }: CommandLine, data: string): readonly TextEdit[] | undefined {
  const flags = words.filter(isFlag);
  const next =
    flags[
      placeFor(
        data,
        flags.map(it => it.text),
      )
    ];
  const before = next && entries.find(it => it.word === next);
  if (before) return before.list.edit({ op: 'insert', data, index: before.index });
  const last = words.findLastIndex(isFlag);
  const takesNext = last !== -1 && !words[last]!.text.includes('=') && words[last + 1] !== undefined && !isFlag(words[last + 1]!);
  const entry = entries.find(it => it.word === words[takesNext ? last + 1 : last]);
  return entry ? entry.list.edit({ op: 'insert', data, index: entry.index + 1 }) : list.edit({ op: 'insert', data });
}

/** The entries in which an occurrence begins and ends: one, or two where flag and value stand by themselves. */
function entriesAt({ entries }: CommandLine, { place, valuePlace }: Written): readonly Entry[] {
  const first = entries.findIndex(it => holds(it, { start: place.range.start, end: place.range.start }));
  const last = entries.findIndex(it => holds(it, valuePlace.range));
  return first === -1 ? [] : last === first + 1 ? [entries[first]!, entries[last]!] : [entries[first]!];
}

const holds = ({ item }: Entry, { start, end }: Range): boolean => item.place.range.start <= start && end <= item.place.range.end;

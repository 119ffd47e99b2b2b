/** Args files of snaps (MicroK8s, Canonical Kubernetes): the flags of one program, evaluated as the inside of a bash array. */

import { COMPONENTS, type ComponentName, type Written } from '../model/component.ts';
import { editFlags } from '../formats/flagedits.ts';
import { quotePlain, type WordList } from '../formats/wordlist.ts';
import { addsUp } from '../facts/flags.ts';
import { hidesFlags, isFlag } from '../formats/words.ts';
import { insert, lineEndAt, lineStartAt, newlineOf, nextLineAt, type Range, slice, type TextEdit } from '../text.ts';
import { lineFile } from './linefile.ts';
import { placeFor } from '../order.ts';
import { mapRange } from '../formats/mapped.ts';
import { isMasked, maskTemplates } from '../formats/masks.ts';
import { NOTHING, type Program, type SourceFile, type Sources } from '../source.ts';
import { removeLines } from '../formats/lines.ts';
import { splitArray } from '../formats/shell.ts';

/** A file in a folder `args` or `default-args` that is named like a program and holds flags; undefined for every other text. */
export function readArgs(path: string, text: string): SourceFile | undefined {
  const base = /(?:^|\/)(?:default-)?args\/([^/]+)$/.exec(path)?.[1];
  const name = COMPONENTS.find(it => it === base);
  if (!name) return undefined;
  const masked = maskTemplates(text);
  const lines = linesOf(masked);
  const stray = lines.flags.filter(it => !/^["']?-/.test(slice(masked, it))).length;
  // One of them may be a flag that is being typed.
  if (stray > 1 || stray === lines.flags.length) return undefined;
  return lineFile(
    path,
    text,
    readArgs,
    () => ({ comments: lines.comments, nodes: lines.flags, commentLine: offset => continuedFrom(text, offset) }),
    () => read(name, path, text, masked),
  );
}

/** Without blanks at their ends; empty lines left out. */
function linesOf(text: string): { readonly flags: readonly Range[]; readonly comments: readonly Range[] } {
  const flags: Range[] = [];
  const comments: Range[] = [];
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at = nextLineAt(text, at)) {
    const line = slice(text, { start: at, end: lineEndAt(text, at) });
    const start = at + line.length - line.trimStart().length;
    if (line.trim()) (text[start] === '#' ? comments : flags).push({ start, end: at + line.trimEnd().length });
  }
  return { flags, comments };
}

/** The start of the line that holds `offset`, or of the one that goes on in it. */
function continuedFrom(text: string, offset: number): number {
  let start = lineStartAt(text, offset);
  while (start > 0 && /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start))) start = lineStartAt(text, start - 1);
  return start;
}

function read(name: ComponentName, file: string, text: string, masked: string): Sources {
  const { words, isUnclosed } = splitArray(mapRange(masked, { start: text.startsWith('\uFEFF') ? 1 : 0, end: text.length }), file);
  const [first] = words;
  if (!first) return NOTHING;
  const list: WordList = {
    text,
    masked,
    words,
    fixed: 0,
    quote,
    accumulates: flag => addsUp(name, flag),
  };
  const program: Program = {
    name,
    form: 'args file',
    place: first.place,
    completeness: isUnclosed || hidesFlags(words) ? 'open' : 'whole',
    words,
    written: [],
    environment: [],
    edit(change, occurrences) {
      // The program runs on the node itself.
      if (change.op === 'exposePath') return [];
      if (isUnclosed) return undefined;
      if (change.op === 'removeFlag') return remove(list, change.name, occurrences);
      return occurrences.length ? editFlags(list, change, occurrences) : add(list, `--${change.name}=`, change.value);
    },
  };
  return { ...NOTHING, programs: [program] };
}

/** A value as bash gets it back. */
const quote = (value: string): string | undefined => quotePlain(value) ?? (/^[^'\n\r\0]+$/.test(value) ? `'${value}'` : undefined);

/** A flag that has a line of its own goes with it, and with the comment behind it. */
function remove(list: WordList, name: string, occurrences: readonly Written[]): readonly TextEdit[] | undefined {
  const { text, masked, words } = list;
  const indexes = new Map(words.map((it, i) => [it.place.range.start, i]));
  const lines: Range[] = [];
  const others: Written[] = [];
  for (const written of occurrences) {
    const { start, end } = written.place.range;
    const index = indexes.get(start) ?? 0;
    const before = words[index - 1]?.place.range.end;
    const next = words.slice(index, index + 3).find(it => it.place.range.start >= end)?.place.range.start;
    const isShared = [before === undefined ? '\n' : text.slice(before, start), next === undefined ? '\n' : text.slice(end, next)].some(
      it => !it.includes('\n'),
    );
    const line = isShared ? { start, end } : { start: lineStartAt(text, start), end: lineEndAt(text, end) };
    if (isShared || slice(text, line).endsWith('\\') || isMasked(masked, line)) others.push(written);
    else lines.push(line);
  }
  const rest = others.length ? editFlags(list, { op: 'removeFlag', name }, others) : [];
  return rest && [...lines.map(it => removeLines(text, it)), ...rest];
}

/** On a line of its own where it belongs among the others; never within the comments that fence off what MicroK8s itself manages. */
function add({ text, words }: WordList, flag: string, value: string): readonly TextEdit[] | undefined {
  const quoted = quote(value);
  if (quoted === undefined || /\\\s*$/.test(text)) return undefined;
  const added = `${flag}${quoted}`;
  const open = Math.max(0, text.lastIndexOf('\n#~'));
  const flags = words.filter(
    it => it.place.range.start >= open && isFlag(it) && !text.slice(lineStartAt(text, it.place.range.start), it.place.range.start).trim(),
  );
  const next =
    flags[
      placeFor(
        added,
        flags.map(it => it.text),
      )
    ];
  if (!next) return [insert(text.trimEnd().length, `${newlineOf(text)}${added}`)];
  return [insert(next.place.range.start, `${added}${newlineOf(text)}`)];
}

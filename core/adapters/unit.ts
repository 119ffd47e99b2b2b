/** Programs that systemd units and their drop-ins start, and the variables that they set. */

import { type Assigned, componentOfFile, editAssignments, isWellKnown, partsOf } from './variables.ts';
import { type Directive, parseUnit, type Unit } from '../formats/units.ts';
import { editLists } from '../formats/flagedits.ts';
import { quotePlain, type WordList } from '../formats/wordlist.ts';
import { lineFile } from './linefile.ts';
import { once } from '../once.ts';
import { nextLineAt, type Range, slice } from '../text.ts';
import { nodeOf, programOf, type Started } from '../formats/programs.ts';
import { nodePrograms } from './k3scommand.ts';
import type { Program, Reference, SourceFile, Sources, Word } from '../source.ts';
import { splitCommand, splitPlain } from '../formats/split.ts';
import { flagOfVariable } from '../facts/etcd.ts';
import { addsUp } from '../facts/flags.ts';
import { hidesFlags } from '../formats/words.ts';
import { minorVersion } from '../facts/defaults.ts';
import { maskTemplates } from '../formats/masks.ts';
import { partOf } from '../formats/mapped.ts';
import type { Unjudged } from '../finding.ts';
import { type UnitText, variablesOf } from './unitvariables.ts';

/**
 * A unit or drop-in that may have to do with a program of ours: `*.service`, `*.service.d/*.conf`, or any text that begins with a section and has
 * a `[Service]`. Undefined for every other text. A command line is `whole` as far as this text goes: its variables are for whoever joins the texts.
 * `Environment=` comes as variables of the file; without a command of its own a drop-in is a `part`.
 */
export function readUnit(path: string, text: string): SourceFile | undefined {
  if (!OURS.test(text) || !SERVICE.test(text)) return undefined;
  const masked = maskTemplates(text);
  if (!/\.service(?:\.d\/[^/]*\.conf)?$/.test(path) && !beginsWithSection(masked)) return undefined;
  const unit = once(() => parseUnit(masked));
  return lineFile(
    path,
    text,
    readUnit,
    () => ({ comments: unit().comments, nodes: nodesOf(masked, unit()), commentLine: offset => offset }),
    () => sourcesOf({ path, text, masked, unit: unit() }),
  );
}

const OURS = /kube|etcd|k3s|rke2/i;
const SERVICE = /^[ \t\uFEFF]*\[Service\]/m;

/** Whether nothing but comments, empty lines and templates stands before the first section. Line by line: one pattern for all would keep a way back for each. */
function beginsWithSection(masked: string): boolean {
  let at = masked.startsWith('\uFEFF') ? 1 : 0;
  for (EMPTY_LINE.lastIndex = at; EMPTY_LINE.test(masked); EMPTY_LINE.lastIndex = at) at = EMPTY_LINE.lastIndex;
  SECTION.lastIndex = at;
  return SECTION.test(masked);
}

const EMPTY_LINE = /[ \t]*(?:[#;][^\n]*|\uE000+[ \t]*\r?|\r)?\n/y;
const SECTION = /[ \t]*\[[A-Za-z]/y;

interface Source extends UnitText {
  readonly unit: Unit;
}

/** Sections, the directives in them, and within a continued directive each line, as comments may stand between those. */
function nodesOf(text: string, { sections, directives, comments }: Unit): Range[] {
  const commentStarts = new Set(comments.map(it => it.start));
  const lines = directives.flatMap(({ range }) => {
    const below: Range[] = [];
    for (let at = nextLineAt(text, range.start); at < range.end; at = nextLineAt(text, at)) {
      const line = text.slice(at, nextLineAt(text, at));
      const start = at + line.length - line.trimStart().length;
      if (line.trim() && !commentStarts.has(start)) below.push({ start, end: at + line.trimEnd().length });
    }
    return [range, ...below];
  });
  return [...sections, ...lines].sort((a, b) => a.start - b.start || b.end - a.end);
}

function sourcesOf(source: Source): Sources {
  const { path, unit } = source;
  const service = unit.directives.filter(it => it.section === 'Service');
  const variables = effective(service, 'Environment').flatMap(it => variablesOf(source, it));
  const environment = effective(service, 'EnvironmentFile').flatMap(it => referenceOf(source, it));
  const commands = effective(service, 'ExecStart');
  const started = commands.map(it => programsOf(source, it, variables, environment));
  const programs = started.flat();
  const unjudged = commands.flatMap((it, i) => unjudgedIn(path, it, started[i]!.length > 0));
  return { resources: [], programs: programs.length ? programs : changesOf(path, commands, variables, environment), variables, unjudged };
}

/** The directives of a list-like key that count: an empty one takes back all before it. */
function effective(directives: readonly Directive[], key: string): Directive[] {
  const all = directives.filter(it => it.key === key);
  return all.slice(all.findLastIndex(it => !it.value.text) + 1);
}

/** What of a command cannot be judged although it has to do with a program of ours. */
function unjudgedIn(file: string, { value, cutOff, range }: Directive, isRead: boolean): Unjudged[] {
  if (cutOff)
    return [
      { file, range: cutOff, reason: 'Blanks follow the backslash, so the command ends here and the lines below are not part of it.' },
    ];
  return isRead || !PROGRAM.test(value.text)
    ? []
    : [{ file, range, reason: 'The program is started in a way that Rampart cannot follow, so its flags are not judged.' }];
}

/** The path of a program of ours, or of the wrapper that CoreOS had for it. */
const PROGRAM = /\/(?:kube-apiserver|kube-controller-manager|kube-scheduler|kube-proxy|kubelet|etcd)(?:-wrapper)?(?=[\s"';]|$)/;

/** What a drop-in without a command gives the unit that it belongs to. */
function changesOf(
  path: string,
  commands: readonly Directive[],
  variables: readonly Assigned[],
  environment: readonly Reference[],
): Program[] {
  if (commands.length) return [];
  const parts = partsOf(
    path,
    variables.filter(it => isWellKnown(it.name) || flagOfVariable(it.name) !== undefined),
  );
  const folder = /([^/]+)\.service\.d\/[^/]*$/.exec(path)?.[1];
  const name = folder && componentOfFile(folder);
  const [first] = environment;
  if (!name || !first) return parts;
  const own = parts.find(it => it.name === name) ?? {
    name,
    form: 'systemd drop-in',
    place: first.place,
    completeness: 'part',
    words: [],
    written: [],
    environment: [],
    edit: () => undefined,
  };
  return [...parts.filter(it => it !== own), { ...own, environment }];
}

function programsOf(source: Source, directive: Directive, variables: readonly Assigned[], environment: readonly Reference[]): Program[] {
  const prefix = /^[@:+!|-]*/.exec(directive.value.text)![0];
  const value = partOf(directive.value, prefix.length, directive.value.text.length);
  const { words, isUnclosed } = prefix.includes(':') ? splitPlain(value, source.path) : splitCommand(value, source.path);
  return commandsOf(words).flatMap(all => {
    // With `@` the second word is what the program sees as its own name.
    const command = prefix.includes('@') ? all.filter((_, i) => i !== 1) : all;
    const started = programOf(command);
    if (started)
      return [programOfCommand(source, directive, started, command.includes(started.program), isUnclosed, variables, environment)];
    return nodeIn(source, directive, command, isUnclosed);
  });
}

/** What a unit of k3s or RKE2 starts. */
function nodeIn({ text, masked, unit }: Source, directive: Directive, command: readonly Word[], isUnclosed: boolean): Program[] {
  const node = nodeOf(command);
  if (!node) return [];
  const isTemplate = directive.hasTemplateLines || unit.hasTemplateLines || directive.cutOff !== undefined;
  const quote = command.includes(node.program) ? quoteForUnit : quotePlain;
  const list: WordList = { text, masked, words: [node.command, ...node.args], fixed: 1, quote };
  return nodePrograms(node, list, `${node.name} unit`, isUnclosed || isTemplate || !node.isCertain || node.isContained);
}

/** A word `;` separates commands. */
function commandsOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]];
  for (const word of words) {
    if (word.text === ';') commands.push([]);
    else commands.at(-1)!.push(word);
  }
  return commands;
}

function programOfCommand(
  { path, text, masked, unit }: Source,
  directive: Directive,
  started: Started,
  isDirect: boolean,
  isUnclosed: boolean,
  variables: readonly Assigned[],
  environment: readonly Reference[],
): Program {
  const { name, program, args, isCertain, isContained } = started;
  const isTemplate = directive.hasTemplateLines || unit.hasTemplateLines;
  // etcd is also configured by variables, which a container or the unit of a drop-in may bring along.
  const hasOtherVariables = name === 'etcd' && (isContained || !path.endsWith('.service'));
  const accumulates = (flag: string): boolean => addsUp(name, flag);
  const list: WordList = { text, masked, words: [program, ...args], fixed: 1, accumulates, quote: isDirect ? quoteForUnit : quotePlain };
  return {
    name,
    form: 'systemd unit',
    place: program.place,
    version: versionFetched(name, unit),
    completeness: !isCertain || isUnclosed || isTemplate || directive.cutOff || hasOtherVariables || hidesFlags(args) ? 'open' : 'whole',
    words: args,
    written: [],
    environment,
    edit(change, occurrences) {
      // On the node itself every path can be seen; `docker run` is not ours to change.
      if (change.op === 'exposePath') return isContained ? undefined : [];
      if (isUnclosed || (isTemplate && !occurrences.length)) return undefined;
      const isVariable =
        occurrences.length > 0 && occurrences.every(({ place: { range } }) => variables.some(it => it.place.range.start === range.start));
      return isVariable
        ? editAssignments(variables, change, occurrences)
        : editLists([list, ...variables.map(it => ({ ...it.list, accumulates }))], change, occurrences);
    },
  };
}

/** The release that a command before the program fetches it from, as `X.Y`; undefined where none does, or several. */
function versionFetched(name: string, { directives }: Unit): string | undefined {
  const before = directives.filter(it => it.section === 'Service' && it.key === 'ExecStartPre').map(it => it.value.text);
  const found = before.flatMap(it => [...it.matchAll(FETCHED)]).flatMap(([, version, of]) => (of === name ? [minorVersion(version)] : []));
  return found.every(it => it === found[0]) ? found[0] : undefined;
}

/** `https://dl.k8s.io/release/v1.30.0/bin/linux/amd64/kubelet`. */
const FETCHED = /\/v(\d{1,3}\.\d{1,4}\.\d[\w.+-]{0,40})\/bin\/[a-z]{1,20}\/[a-z0-9]{1,20}\/([a-z-]{1,40})/g;

/** A value as systemd gets it back. */
function quoteForUnit(value: string): string | undefined {
  if (/[\0-\x1f\x7f]/.test(value)) return undefined;
  return quotePlain(value) ?? `"${value.replace(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
}

/** `EnvironmentFile=-/path`. */
function referenceOf({ path: file, text }: Source, { value }: Directive): Reference[] {
  const start = value.offsets[0]!;
  const range = { start, end: start + value.text.length };
  const path = slice(text, range);
  const optional = path.startsWith('-');
  return [{ path: optional ? path.slice(1) : path, place: { file, range }, optional }];
}

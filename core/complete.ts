/** What may be written at a place: the ids of rules in suppressions, settings of programs and words of configurations, and everything that `.rampart.yaml` takes. */

import { ANNOTATION, directivesOf } from './directives.ts';
import { lineEndAt, lineStartAt, type Range } from './text.ts';
import { completeFields } from './fields-completion.ts';
import { completeFlags } from './flags-completion.ts';
import { completeKind, keysOf } from './kinds-completion.ts';
import { looksLikeEtcd } from './facts/etcd.ts';
import { completeSettings } from './settings-completion.ts';
import type { Judge } from './judge.ts';
import { isReferred, mayStartProgram } from './files.ts';
import type { Known } from './describe.ts';
import { reservedRules } from './reserved.ts';
import type { SourceFile } from './source.ts';

/** Something that may be written. */
export interface Completion {
  /** What a person chooses by. */
  readonly label: string;
  readonly kind: 'rule' | 'key' | 'value';
  /** The word that is being written, which this takes the place of. It lies on one line. */
  readonly range: Range;
  readonly newText: string;
  /** One sentence. */
  readonly detail?: string;
}

/** The best first; none where nothing is known about what may stand there. Never throws. */
export function completeAt(known: Known & { readonly judge: Judge }, path: string, offset: number): readonly Completion[] {
  const { files, policies, rules } = known;
  const text = files.text(path);
  if (text === undefined) return [];
  if (policies.isConfig(path)) return completeSettings(text, offset, [...rules, ...reservedRules]);
  const source =
    text.includes('rampart') && policies.policyFor(files, path).effective.inlineSuppressions ? known.world.source(files, path) : undefined;
  const slot = source && (inComment(source, offset) ?? inAnnotation(source, offset));
  if (slot) return idsFor(known, path, slot);
  return settingsOrWords(known, path, text, offset);
}

/** Texts of this length take long to read, and are only read again near a setting. In UTF-16 code units, as is the distance. */
const LARGE = 100_000;
const NEAR = 4_000;

const isNearProgram = ({ world, files }: Pick<Known, 'world' | 'files'>, path: string, offset: number): boolean =>
  world
    .origins(files, path)
    .flatMap(it => world.subjects(files, it))
    .flatMap(it => (it.type === 'component' ? [it.place, ...it.written.map(one => one.place)] : []))
    .some(({ file, range }) => file === path && Math.abs(range.start - offset) < NEAR);

/** Comments take no settings. */
function settingsOrWords({ world, files, policies }: Known, path: string, text: string, offset: number): readonly Completion[] {
  const source = world.source(files, path);
  if (!source || source.comments().some(({ range }) => range.start < offset && offset <= range.end)) return [];
  const document = source.documents.findLast(it => it.range.start <= offset);
  const { start, end } = document?.range ?? { start: 0, end: 0 };
  const words = completeKind(text.slice(start, end), start, offset);
  if (words.length) return words;
  const { kubernetesVersion } = policies.policyFor(files, path);
  const fields = completeFields(text.slice(start, end), start, offset, kubernetesVersion);
  if (!isReferred(path) && !mayStartProgram(text) && !looksLikeEtcd(keysOf(text))) return fields;
  if (text.length > LARGE && !isNearProgram({ world, files }, path, offset)) return fields;
  const flags = completeFlags({ path, text, previous: source, kubernetesVersion }, offset);
  return [...flags, ...fields.filter(it => !flags.some(flag => flag.label === it.label))];
}

/** A list of ids that is being written. */
interface Slot {
  readonly range: Range;
  /** The ids before and behind. */
  readonly named: readonly string[];
  /** Findings that start here are what the suppression is for; undefined where nothing follows. */
  readonly covers: Range | undefined;
}

function inComment(source: SourceFile, offset: number): Slot | undefined {
  const directive = directivesOf(source).find(
    ({ by, place: { range } }) => by === 'comment' && range.start <= offset && offset <= lineEndAt(source.text, range.end),
  );
  const head = directive && /^rampart-ignore(?:-document|-file)?:?[ \t]/.exec(source.text.slice(directive.place.range.start));
  return head ? slotIn(source.text, directive.place.range.start + head[0].length, offset, directive.covers) : undefined;
}

const IN_ANNOTATION = new RegExp(`^[\\s{,]*["']?${ANNOTATION}["']?\\s*:\\s+["']?`);

function inAnnotation({ text, documents }: SourceFile, offset: number): Slot | undefined {
  const start = lineStartAt(text, offset);
  const head = IN_ANNOTATION.exec(text.slice(start, lineEndAt(text, offset)));
  const document = documents.findLast(it => it.range.start <= offset);
  return head ? slotIn(text, start + head[0].length, offset, document?.range) : undefined;
}

/** Undefined outside of the ids: before them, and behind the hyphens that begin the reason. */
function slotIn(text: string, start: number, offset: number, covers: Range | undefined): Slot | undefined {
  if (offset < start) return undefined;
  const before = text.slice(start, offset);
  const typed = /(?:^|,)\s*([a-z0-9/-]*)$/.exec(before)?.[1];
  if (typed === undefined || /(?:^|\s)--(?:\s|$)/.test(before) || before.includes('\n')) return undefined;
  const behind = /^[^"'\r\n]*/.exec(text.slice(offset))![0].replace(/(?:^|\s)--(?:\s.*|$)/, '');
  const rest = /^[a-z0-9/-]*/.exec(behind)![0];
  const named = [before.slice(0, before.length - typed.length), behind.slice(rest.length)]
    .flatMap(it => it.split(','))
    .map(it => it.trim());
  return { range: { start: offset - typed.length, end: offset + rest.length }, named, covers };
}

/** Those first that find something there, then all others. */
function idsFor(
  { judge, files, rules }: Known & { readonly judge: Judge },
  path: string,
  { range, named, covers }: Slot,
): readonly Completion[] {
  const found = covers
    ? judge
        .file(files, path)
        .judged.map(it => it.finding)
        .filter(({ suppressed, place: { range: at } }) => !suppressed && covers.start <= at.start && at.start < covers.end)
    : [];
  const first = new Set(found.map(it => it.rule));
  return [...rules.filter(it => first.has(it.id)), ...rules.filter(it => !first.has(it.id))]
    .filter(it => !named.includes(it.id))
    .map(({ id, summary }) => ({ label: id, kind: 'rule', range, newText: id, detail: summary }));
}

/** What comments and annotations ask to be suppressed: `rampart-ignore RULE[, RULE] -- REASON`, read but not yet judged. */

import type { Comment, SourceFile } from './source.ts';
import { type Place, type Range, replace, type TextEdit } from './text.ts';
import type { Value } from './model/value.ts';

/** The annotation of an API object that suppresses findings in that object. */
export const ANNOTATION = 'rampart/ignore';

export interface Directive {
  readonly by: 'comment' | 'annotation';
  /** `here` is the line of the comment, or the node after it. */
  readonly scope: 'here' | 'document' | 'file' | 'object';
  readonly place: Place;
  /** Findings that start here are meant; undefined where nothing follows that could be. */
  readonly covers: Range | undefined;
  /** None where it is malformed. */
  readonly rules: readonly Named[];
  readonly reason: string | undefined;
  /** What is wrong with it, as a sentence; then it suppresses nothing. */
  readonly malformed?: string;
  /** Takes these rules away, and the whole directive with the last of them; undefined where that cannot be said as edits. */
  remove(rules: readonly Named[]): readonly TextEdit[] | undefined;
  /** Names one more rule; undefined where that cannot be said as edits. */
  add(rule: string, reason: string): readonly TextEdit[] | undefined;
}

export interface Named {
  readonly id: string;
  readonly place: Place;
}

/** Every directive of a file, in the order of their places. Cheap where there is none. */
export function directivesOf(file: SourceFile): Directive[] {
  const comments = file.text.includes('rampart-ignore') ? file.comments().flatMap(it => fromComment(file, it) ?? []) : [];
  const annotations = file.text.includes(ANNOTATION) ? file.documents.flatMap(it => fromDocument(file, it)) : [];
  return [...comments, ...annotations].sort((a, b) => a.place.range.start - b.place.range.start);
}

/** The text of a directive, without a comment sign. */
export const directiveText = (scope: '' | '-document' | '-file', rule: string, reason: string): string =>
  `rampart-ignore${scope} ${rule}${reasonText(reason)}`;

/** A directive may follow other remarks in the same comment, behind a sign of its own. */
const DIRECTIVE = /(?:^|[#;]\s*)(rampart-ignore((?:-[\w-]*)?):?)(?=\s|$)/;

const RULE = /^[a-z0-9-]+\/[a-z0-9-]+$/;

const SCOPES: Readonly<Record<string, Directive['scope']>> = { '': 'here', '-document': 'document', '-file': 'file' };

function fromComment(file: SourceFile, comment: Comment): Directive | undefined {
  const written = file.text.slice(comment.range.start, comment.range.end);
  const sign = written.length - written.replace(/^[#;]+\s*/, '').length;
  const match = DIRECTIVE.exec(written.slice(sign));
  if (!match) return undefined;
  const start = comment.range.start + sign + match.index + match[0].length - match[1]!.length;
  const range = { start, end: start + file.text.slice(start, comment.range.end).trimEnd().length };
  const bodyStart = start + match[1]!.length;
  const place = { file: file.path, range };
  const suffix = match[2]!;
  const scope = Object.hasOwn(SCOPES, suffix) ? SCOPES[suffix] : undefined;
  const parsed = parse(file.text.slice(bodyStart, range.end), it => ({
    file: file.path,
    range: { start: bodyStart + it.start, end: bodyStart + it.end },
  }));
  const covered = coveredBy(file, comment, scope ?? 'here');
  const wrong =
    scope === undefined
      ? `rampart-ignore${suffix} is not known: write rampart-ignore, rampart-ignore-document or rampart-ignore-file.`
      : covered.malformed;
  return {
    by: 'comment',
    scope: scope ?? 'here',
    place,
    covers: covered.range,
    ...(wrong === undefined ? parsed : { rules: [], reason: undefined, malformed: wrong }),
    remove: rules =>
      rules.length < parsed.rules.length ? withoutRules(parsed.rules, rules) : [replace(wholeComment(file, comment, range), '')],
    add: (rule, reason) => {
      const last = parsed.rules.at(-1)?.place.range.end;
      if (last === undefined || wrong !== undefined || parsed.rules.some(it => it.id === rule)) return undefined;
      return [replace({ start: last, end: last }, `, ${rule}${parsed.reason === undefined ? reasonText(reason) : ''}`)];
    },
  };
}

/** Which part of the file a comment speaks of. */
function coveredBy(
  file: SourceFile,
  { range, alone }: Comment,
  scope: Directive['scope'],
): { readonly range?: Range | undefined; readonly malformed?: string } {
  if (scope === 'file') return { range: { start: 0, end: file.text.length + 1 } };
  if (scope === 'document') return coveredDocument(file, range.start);
  if (alone) return { range: file.nodeAfter(range.end) };
  const newline = file.text.indexOf('\n', range.start);
  return { range: { start: file.text.lastIndexOf('\n', range.start - 1) + 1, end: newline < 0 ? file.text.length + 1 : newline } };
}

function coveredDocument(file: SourceFile, offset: number): { readonly range?: Range; readonly malformed?: string } {
  const document = file.documents.findLast(it => it.range.start <= offset);
  const first = document && file.nodeAfter(document.range.start);
  if (!document || !first || first.start >= document.range.end) return {};
  return first.start > offset
    ? { range: document.range }
    : { malformed: 'rampart-ignore-document must stand before the first key of its document.' };
}

function fromDocument(file: SourceFile, document: SourceFile['documents'][number]): Directive[] {
  if (!file.text.slice(document.range.start, document.range.end).includes(ANNOTATION)) return [];
  return document.read().resources.flatMap(resource => {
    const value = resource.at('metadata', 'annotations', ANNOTATION);
    const text = value.exists ? value.asString() : undefined;
    return text === undefined ? [] : [fromAnnotation(file, value, text, resource.root.place.range)];
  });
}

function fromAnnotation(file: SourceFile, value: Value, text: string, covers: Range): Directive {
  const { start, end } = value.place.range;
  const at = file.text.slice(start, end).indexOf(text);
  const parsed = parse(text, it =>
    at < 0 ? value.place : { file: file.path, range: { start: start + at + it.start, end: start + at + it.end } },
  );
  const write = (rules: readonly string[], reason: string | undefined) =>
    value.edit({ op: 'replace', by: [rules.join(', ') + reasonText(reason ?? '')] });
  return {
    by: 'annotation',
    scope: 'object',
    place: value.place,
    covers,
    ...parsed,
    remove: rules => {
      const kept = parsed.rules.filter(it => !rules.includes(it)).map(it => it.id);
      return kept.length ? write(kept, parsed.reason) : value.edit({ op: 'remove' });
    },
    add: (rule, reason) => write([...parsed.rules.map(it => it.id), rule], parsed.reason ?? reason),
  };
}

/** `RULE[, RULE] -- REASON`. `placed` turns a range of the text into a place of the file. */
function parse(text: string, placed: (range: Range) => Place): Pick<Directive, 'rules' | 'reason' | 'malformed'> {
  const separator = /(?:^|\s)--(?=\s|$)/.exec(text);
  const names = separator ? text.slice(0, separator.index) : text;
  const reason = (separator ? text.slice(separator.index + separator[0].length).trim() : '') || undefined;
  const rules: Named[] = [];
  let offset = 0;
  for (const part of names.split(',')) {
    const id = part.trim();
    const start = offset + part.length - part.trimStart().length;
    offset += part.length + 1;
    if (!RULE.test(id)) return { rules: [], reason, malformed: complaint(id, names) };
    rules.push({ id, place: placed({ start, end: start + id.length }) });
  }
  return { rules, reason };
}

function complaint(id: string, names: string): string {
  if (!names.trim()) return 'A suppression names its rules: write rampart-ignore RULE -- REASON.';
  if (id.includes('*')) return 'A suppression names its rules one by one; "*" stands for none.';
  if (/\s/.test(id)) return `${JSON.stringify(id)} is not the id of a rule: put commas between rules, and "--" before the reason.`;
  return `${JSON.stringify(id)} is not the id of a rule: an id is written area/name.`;
}

/** Each rule goes with the comma before it; the first with the one behind it. */
function withoutRules(all: readonly Named[], gone: readonly Named[]): TextEdit[] {
  const kept = all.filter(it => !gone.includes(it));
  return [replace({ start: all[0]!.place.range.start, end: all.at(-1)!.place.range.end }, kept.map(it => it.id).join(', '))];
}

/** What goes with a comment: its line if it is alone there, else the blanks before it. Remarks before the directive stay. */
function wholeComment({ text }: SourceFile, comment: Comment, directive: Range): Range {
  const before = text.slice(comment.range.start, directive.start).replace(/[#;\s]+$/, '');
  if (before.trim()) return { start: comment.range.start + before.length, end: directive.end };
  const lineStart = text.lastIndexOf('\n', comment.range.start - 1) + 1;
  if (!comment.alone) return { start: lineStart + text.slice(lineStart, comment.range.start).trimEnd().length, end: comment.range.end };
  const newline = text.indexOf('\n', comment.range.end);
  const start = text[lineStart] === '\ufeff' ? lineStart + 1 : lineStart;
  return { start, end: newline < 0 ? text.length : newline + 1 };
}

const reasonText = (reason: string): string => {
  const line = reason.replace(/\s+/g, ' ').trim();
  return line ? ` -- ${line}` : '';
};

/** Which findings comments and annotations silence, and what Rampart itself has to say about those. */

import { closest, didYouMean } from './closest.ts';
import { type Directive, directivesOf, type Named } from './directives.ts';
import type { Finding, Suppression, Unjudged } from './finding.ts';
import type { Fix, Safety } from './fix.ts';
import { hash } from './hash.ts';
import { RESERVED, type ReservedId } from './reserved.ts';
import type { Severity } from './rule.ts';
import type { SourceFile } from './source.ts';
import { type Place, replace, slice, type TextEdit, touches } from './text.ts';

export interface SuppressionInput {
  readonly file: SourceFile;
  /** What rules found in this file. Those that configuration silences are already marked. */
  readonly findings: readonly Finding[];
  readonly unjudged: readonly Unjudged[];
  /** The ids that a suppression may name; reserved ones need not be among them. */
  readonly knownRules: readonly string[];
  /** Whether a rule was asked about this file and had all it needed to judge; only then can a suppression of it be unused. */
  couldJudge(rule: string): boolean;
  /** What configuration says about a reserved id. */
  levelOf(reserved: ReservedId): 'off' | Severity;
}

export interface Suppressed {
  /** All that were given, in their order, with `suppressed` where a directive says so. */
  readonly findings: readonly Finding[];
  /** Findings about the directives themselves, in the order of their places; each with its fixes, none of which needs to be verified. */
  readonly own: readonly { readonly finding: Finding; readonly fixes: readonly Fix[] }[];
}

/** Where inline suppressions are not honoured, do not call this. */
export function suppress(input: SuppressionInput): Suppressed {
  const directives = directivesOf(input.file);
  if (directives.length === 0) return { findings: input.findings, own: [] };
  const used = new Set<Named>();
  const findings = input.findings.map(finding => {
    const matching = directives.flatMap(directive => {
      const rule = covers(directive, finding) ? directive.rules.find(it => it.id === finding.rule) : undefined;
      return rule ? [{ directive, rule }] : [];
    });
    for (const { rule } of matching) used.add(rule);
    const by = matching[0]?.directive;
    return finding.suppressed || !by ? finding : { ...finding, suppressed: suppressionOf(by) };
  });
  return { findings, own: ownFindings(input, directives, used) };
}

const covers = ({ covers: range }: Directive, { place }: Finding): boolean =>
  range !== undefined && range.start <= place.range.start && place.range.start < range.end;

const suppressionOf = ({ by, reason, place }: Directive): Suppression => ({ by, reason, place });

interface Remark {
  readonly rule: ReservedId;
  readonly place: Place;
  readonly message: string;
  readonly fix?: { readonly title: string; readonly safety: Safety; readonly edits: readonly TextEdit[] | undefined };
}

function ownFindings(input: SuppressionInput, directives: readonly Directive[], used: ReadonlySet<Named>): Suppressed['own'] {
  const counts = new Map<string, number>();
  return directives
    .flatMap(it => [...remarksOn(it, input, used)])
    .flatMap(({ rule, place, message, fix }) => {
      const severity = input.levelOf(rule);
      if (severity === 'off') return [];
      const fixes: readonly Fix[] = fix?.edits
        ? [{ title: fix.title, safety: fix.safety, changes: [{ file: input.file.path, edits: fix.edits }] }]
        : [];
      const key = `${rule}\0${input.file.path}\0${input.file.text.slice(place.range.start, place.range.end)}`;
      const ordinal = counts.get(key) ?? 0;
      counts.set(key, ordinal + 1);
      const proposals = fixes.map(({ title, safety }) => ({ title, safety }));
      const tag = rule === 'rampart/unused-suppression' ? { tag: 'unnecessary' as const } : {};
      return [
        { finding: { rule, severity, message, place, related: [], proposals, fingerprint: hash(`${key}\0${ordinal}`), ...tag }, fixes },
      ];
    });
}

function* remarksOn(directive: Directive, input: SuppressionInput, used: ReadonlySet<Named>): Iterable<Remark> {
  const { place, malformed, rules, reason } = directive;
  if (malformed !== undefined) {
    yield { rule: 'rampart/malformed-suppression', place, message: malformed };
    return;
  }
  const known = new Set([...input.knownRules, ...RESERVED.map(it => it.id)]);
  const unknown = rules.filter(it => !known.has(it.id));
  for (const { id, place: at } of unknown) {
    const suggestion = closest(id, known);
    const message = `There is no rule ${id}, so this suppresses nothing.${didYouMean(suggestion)}`;
    const isWritten = input.file.text.slice(at.range.start, at.range.end) === id;
    const fix =
      suggestion !== undefined && isWritten
        ? { fix: { title: `Name ${suggestion} instead`, safety: 'choice' as const, edits: [replace(at.range, suggestion)] } }
        : {};
    yield { rule: 'rampart/unknown-rule', place: at, message, ...fix };
  }
  const unused = rules.filter(it => known.has(it.id) && !used.has(it) && isDecided(directive, it, input));
  if (reason === undefined && unused.length + unknown.length < rules.length) {
    yield { rule: 'rampart/missing-reason', place, message: 'This suppression does not say why: add " -- " and a reason.' };
  }
  for (const rule of unused) {
    const isLast = unused.length === rules.length;
    const title = isLast ? 'Remove the suppression' : `Remove ${rule.id} from the suppression`;
    const message = `This suppression of ${rule.id} is not needed: nothing is found here.`;
    yield {
      rule: 'rampart/unused-suppression',
      place: rule.place,
      message,
      fix: { title, safety: 'safe', edits: directive.remove(isLast ? rules : [rule]) },
    };
  }
}

/** Whether the documents that a directive speaks of could be judged whole: what a template or a broken line hides may be what it is for. */
function isDecided({ covers: range }: Directive, { id }: Named, { file, unjudged, couldJudge }: SuppressionInput): boolean {
  if (!couldJudge(id) || unjudged.some(it => it.file === file.path && !it.range)) return false;
  const documents = range ? file.documents.filter(it => it.range.start < range.end && range.start < it.range.end) : [];
  return documents.every(
    it =>
      !/\{\{|\{%/.test(slice(file.text, it.range)) &&
      !unjudged.some(part => part.file === file.path && part.range && touches(part.range, it.range)),
  );
}

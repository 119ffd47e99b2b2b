/** The report that people read in a terminal. */

import { code, headline, notes } from './frame.ts';
import { folded, reportsIn, summaryOf, unjudgedIn, type Summary } from './summary.ts';
import { indexedTexts, positionIn } from './lines.ts';
import { type Paint, plain } from './paint.ts';
import type { Place } from '../text.ts';
import type { Finding, Report } from '../finding.ts';
import type { ScanResult } from './result.ts';
import type { Severity } from '../rule.ts';
import { visible } from './escape.ts';

export interface PrettyOptions {
  readonly paint?: Paint;
  /** Columns of the terminal. */
  readonly width?: number;
  /** Lines of code shown around a finding; one by default. */
  readonly context?: number;
}

/** Ends with a line end. */
export function pretty(result: ScanResult, { paint = plain, width = 120, context = 1 }: PrettyOptions = {}): string {
  const texts = indexedTexts(result.textOf);
  const files = reportsIn(result).flatMap(report => prettyFile(report));
  return `${[...files, prettySummary(result, paint)].join('\n\n')}\n`;

  function prettyFile({ findings }: Report): string[] {
    return samePlaces(folded(findings.filter(it => !it.suppressed))).map(groups =>
      groups.map((it, i) => prettyGroup(it, i === 0)).join('\n'),
    );
  }

  /** Of several findings in one place, only the first shows the code. */
  function prettyGroup([first, ...others]: Group, showsCode: boolean): string {
    const indexed = texts(first.place.file);
    const { range } = first.place;
    const frame =
      indexed && showsCode
        ? code(indexed.text, range, first.severity, { paint, context, width: Math.max(40, width - 10), lines: indexed.lines })
        : [];
    const gutter = indexed ? String(Math.min(indexed.lines.length, positionIn(indexed.lines, range.start).line + context)).length : 0;
    const note = (text: string): string => `${paint.dim(`${' '.repeat(gutter)} =`)} ${text}`;
    return [
      `${paint.place(`${placeText(first.place)}:`)} ${headline(first, paint)}`,
      ...frame,
      ...first.related.map(it => note(`${paint.place(placeText(it.place))}: ${visible(it.message)}`)),
      ...notes(first).map(it => note(paint.good(it))),
      ...others.map(it => note(`also ${headline(it, paint)}`)),
    ].join('\n');
  }

  function placeText({ file, range }: Place): string {
    const indexed = texts(file);
    if (!indexed) return visible(file);
    const { line, column } = positionIn(indexed.lines, range.start);
    return `${visible(file)}:${line}:${column}`;
  }
}

type Group = readonly [Finding, ...Finding[]];

const GRAVEST: readonly Severity[] = ['error', 'warning', 'info'];

/** Groups that stand in the same place, one behind the other, the gravest first. */
function samePlaces(groups: readonly Group[]): Group[][] {
  const places: Group[][] = [];
  for (const group of groups) {
    const last = places.at(-1);
    const before = last?.[0]?.[0].place.range;
    const { start, end } = group[0].place.range;
    if (last && before?.start === start && before.end === end) last.push(group);
    else places.push([group]);
  }
  return places.map(it => it.sort(([a], [b]) => GRAVEST.indexOf(a.severity) - GRAVEST.indexOf(b.severity)));
}

/** Counts, what was kept quiet, what can be fixed, and every file that was not judged. No line end at its end. */
function prettySummary(result: ScanResult, paint: Paint = plain): string {
  const summary = summaryOf(result);
  const unjudged = unjudgedIn(result);
  const texts = indexedTexts(result.textOf);
  return [
    `${counts(summary, paint)} in ${amount(summary.files, 'file')} (${amount(summary.subjects, 'resource or component', 'resources and components')} judged).`,
    ...quiet(summary),
    ...fixable(result),
    ...(unjudged.length ? [paint.warning(`${amount(unjudged.length, 'place was', 'places were')} not judged:`)] : []),
    ...unjudged.map(({ file, range, reason }) => {
      const indexed = range && texts(file);
      return `  ${paint.place(visible(file) + (range && indexed ? `:${positionIn(indexed.lines, range.start).line}` : ''))}: ${visible(reason)}`;
    }),
  ].join('\n');
}

function counts({ errors, warnings, infos }: Summary, paint: Paint): string {
  const parts = [
    ...(errors ? [paint.error(amount(errors, 'error'))] : []),
    ...(warnings ? [paint.warning(amount(warnings, 'warning'))] : []),
    ...(infos ? [paint.info(`${infos} info`)] : []),
  ];
  return parts.join(', ') || paint.good('No findings');
}

function quiet({ suppressed, silenced }: Summary): string[] {
  const parts = [
    ...(suppressed ? [`${amount(suppressed, 'finding')} suppressed`] : []),
    ...(silenced.findings ? [`${amount(silenced.findings, 'finding')} below the severity shown`] : []),
    ...(silenced.rules ? [`${amount(silenced.rules, 'rule')} turned off`] : []),
    ...(silenced.files ? [`${amount(silenced.files, 'file')} excluded`] : []),
  ];
  return parts.length ? [`Kept quiet: ${parts.join(', ')}.`] : [];
}

function fixable({ reports }: ScanResult): string[] {
  const best = reports
    .flatMap(it => it.findings)
    .filter(it => !it.suppressed)
    .map(it => it.proposals[0]?.safety);
  const safe = best.filter(it => it === 'safe').length;
  const suggested = best.filter(it => it === 'suggest').length;
  const parts = [
    ...(safe ? [`${safe} with --fix`] : []),
    ...(suggested ? [`${suggested}${safe ? ' more' : ''} with --fix=suggested`] : []),
  ];
  return parts.length ? [`Can be fixed: ${parts.join(', ')}.`] : [];
}

const amount = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

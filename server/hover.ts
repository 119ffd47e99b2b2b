/** What is said about a finding when a person points at it. */

import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { Finding } from '../core/finding.ts';
import { unindent } from '../core/report/page.ts';
import type { RuleInfo } from '../core/report/result.ts';
import { controlsOf } from '../core/selectors.ts';
import { rangeIn, shown } from './diagnostics.ts';
import type { Subject } from './actions.ts';

/** The findings at a position, each with what its rule says; undefined where there are none. The range is that of the smallest. */
export function hoverAt({ view, report }: Subject, position: Position): Hover | undefined {
  const { client, rules, target } = view;
  const document = view.documentOf(target.path);
  if (!document) return undefined;
  const offset = client.positions.offsetAt(document, position);
  const found = shown(report)
    .filter(({ place: { range } }) => range.start <= offset && offset <= range.end)
    .sort((a, b) => length(a) - length(b));
  const [smallest] = found;
  if (!smallest) return undefined;
  const once = [...new Map(found.map(it => [`${it.rule} ${it.message}`, it])).values()];
  const value = client.markdown
    ? once.map(it => markdownOf(it, rules.get(it.rule), client.showsMessages)).join('\n\n---\n\n')
    : once.map(it => plainOf(it, rules.get(it.rule))).join('\n\n');
  return {
    contents: { kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value },
    range: rangeIn(view, target.path, smallest.place.range),
  };
}

/** Text from a file, so that Markdown shows it as it is. */
export const escapeMarkdown = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]()#+\-.!|<>&~^:@$]/g, '\\$&');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

function markdownOf(finding: Finding, rule: RuleInfo | undefined, showsMessages: boolean): string {
  const heading = showsMessages ? '' : `**${escapeMarkdown(finding.message)}**`;
  if (!rule) return [heading, escapeMarkdown(finding.rule)].filter(Boolean).join('\n\n');
  const { docs, links } = rule;
  return [
    heading,
    `${codeOf(rule.id)} · ${rule.summary}`,
    unindent(docs.why),
    `**What to do.** ${unindent(docs.fix)}`,
    `**When to ignore it.** ${unindent(docs.ignore)}`,
    controlsOf(rule).map(codeOf).join(' · '),
    links.map(it => `[${escapeMarkdown(it.replace(/^https:\/\//, ''))}](${it})`).join('  \n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const plainOf = (finding: Finding, rule: RuleInfo | undefined): string =>
  [oneLine(finding.message), finding.rule, rule?.summary, rule && controlsOf(rule).join(', '), ...(rule?.links ?? [])]
    .filter(Boolean)
    .join('\n');

/** Rule ids and controls hold no backticks. */
const codeOf = (text: string): string => `\`${text}\``;

const length = ({ place: { range } }: Finding): number => range.end - range.start;

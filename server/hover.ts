/** What is said about a place when a person points at it: the findings there, and what is known about what stands there. */

import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { Finding } from '../core/finding.ts';
import type { RuleInfo } from '../core/report/result.ts';
import type { Place } from '../core/text.ts';
import { rangeIn, shown, type View } from './diagnostics.ts';
import type { Subject } from './actions.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';
import { descriptionText, MARKDOWN, PLAIN, ruleText } from './wording.ts';

/** Findings first, each with what its rule says; undefined where there is nothing to say. The range is that of the smallest thing that is spoken of. */
export function hoverAt({ view, report }: Subject, position: Position): Hover | undefined {
  const { client, rules, target } = view;
  const document = view.documentOf(target.path);
  if (!document) return undefined;
  const offset = client.positions.offsetAt(document, position);
  const found = shown(report)
    .filter(({ place: { range } }) => range.start <= offset && offset <= range.end)
    .sort((a, b) => length(a.place) - length(b.place));
  const description = target.folder.workspace.describe(target.path, offset);
  const once = [...new Map(found.map(it => [`${it.rule} ${it.message}`, it])).values()];
  const style = client.markdown ? MARKDOWN : PLAIN;
  const texts = [
    ...once.map(it => findingText(it, rules.get(it.rule), view)),
    ...(description ? [descriptionText(description, rules, style, it => lineOf(view, it))] : []),
  ];
  const range = found[0]?.place.range ?? description?.range;
  if (!range) return undefined;
  return {
    contents: {
      kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: texts.join(client.markdown ? '\n\n---\n\n' : '\n\n'),
    },
    range: rangeIn(view, target.path, range),
  };
}

/** The message is left out where the client shows it above by itself. */
function findingText(finding: Finding, rule: RuleInfo | undefined, { client }: View): string {
  if (!client.markdown) return [oneLine(finding.message), rule ? ruleText(rule, PLAIN) : finding.rule].join('\n');
  const heading = client.showsMessages ? '' : `**${escapeMarkdown(finding.message)}**`;
  return [heading, rule ? ruleText(rule, MARKDOWN) : escapeMarkdown(finding.rule)].filter(Boolean).join('\n\n');
}

function lineOf({ documentOf }: View, { file, range }: Place): number | undefined {
  const document = documentOf(file);
  return document && document.positionAt(range.start).line + 1;
}

const length = ({ range }: Place): number => range.end - range.start;

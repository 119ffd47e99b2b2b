/** What may be written at a place, as completions. */

import { type CompletionItem, CompletionItemKind, type MarkupContent, MarkupKind, type Position } from 'vscode-languageserver';
import type { Completion } from '../core/complete.ts';
import type { RuleInfo } from '../core/report/result.ts';
import type { Client } from './capabilities.ts';
import { rangeIn, type View } from './diagnostics.ts';
import { MARKDOWN, PLAIN, ruleText } from './wording.ts';

/** Typed between ids, within one, behind a key, and before a flag and its value. */
export const TRIGGERS = [' ', '/', ',', '-', '='];

/** In the order in which they should be shown. */
export function completionsAt(view: View, position: Position): CompletionItem[] {
  const { client, target } = view;
  const document = view.documentOf(target.path);
  if (!document) return [];
  const all = target.folder.workspace.completions(target.path, client.positions.offsetAt(document, position));
  const digits = String(all.length).length;
  return all.map((it, index) => ({
    label: it.label,
    kind: KINDS[it.kind],
    ...(it.detail !== undefined && { detail: it.detail }),
    filterText: it.label,
    sortText: String(index).padStart(digits, '0'),
    textEdit: { range: rangeIn(view, target.path, it.range), newText: it.newText },
    ...(it.kind === 'rule' && { data: { rule: it.label } }),
  }));
}

/** The item with what its rule says. */
export function resolveCompletion(item: CompletionItem, rules: ReadonlyMap<string, RuleInfo>, client: Client): CompletionItem {
  const rule = rules.get(item.data?.rule);
  if (!rule) return item;
  const documentation: MarkupContent = client.markdownInCompletions
    ? { kind: MarkupKind.Markdown, value: ruleText(rule, MARKDOWN) }
    : { kind: MarkupKind.PlainText, value: ruleText(rule, PLAIN) };
  return { ...item, documentation };
}

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  rule: CompletionItemKind.Reference,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
};

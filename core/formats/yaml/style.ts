/** How a document is written, so that what is added looks like what is there. */

import { onceFor } from '../../once.ts';
import { columnAt } from '../../text.ts';
import type { YamlDocument } from './document.ts';
import type { Quote, WritingStyle } from './render.ts';
import { booleanOf, isNull, numberOf } from './scalars.ts';
import { type Mapping, type Node, type Scalar, type Sequence, textOf, type Tree } from './tree.ts';

/** The style for what is put into a collection: quotes as its entries have them, indentation as the nearest of its kind in the document has it. */
export function styleIn(document: YamlDocument, container: Mapping | Sequence): WritingStyle {
  const { newline } = document;
  const isJson = writesJson(document);
  const values = container.type === 'mapping' ? container.entries.map(it => it.value) : container.items.map(it => it.value);
  const keys = container.type === 'mapping' ? container.entries.map(it => it.key) : [];
  const always = sharedQuote(document, values);
  const needed = lastQuote(values) ?? always ?? 'double';
  const near = nearest(document, container.start);
  const flow = flowStyle(document, container);
  const keyQuote = isJson ? 'double' : keys.length ? sharedQuote(document, keys) : undefined;
  return { newline, always: isJson ? 'double' : always, needed, keys: keyQuote, ...near, ...flow, isJson };
}

/** JSON keeps being JSON whatever the file is called: a document in flow style whose first key is in double quotes. */
function writesJson({ isJson, tree: { root } }: YamlDocument): boolean {
  const key = root?.type === 'mapping' && root.isFlow ? root.entries[0]?.key : undefined;
  return isJson || quoteOf(key) === 'double';
}

/** The same style, with the quotes of one scalar. */
export function styleLike(style: WritingStyle, scalar: Node | undefined): WritingStyle {
  if (scalar?.type !== 'scalar' || style.isJson) return style;
  const quote = quoteOf(scalar);
  return { ...style, always: quote, needed: quote ?? style.needed };
}

const quoteOf = (node: Node | undefined): Quote | undefined =>
  node?.type === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : undefined;

/** The quotes that all strings among these have; undefined where one has none or others. */
function sharedQuote(document: YamlDocument, nodes: readonly (Node | undefined)[]): Quote | undefined {
  const strings = nodes.filter((it): it is Scalar => it?.type === 'scalar' && isString(document, it));
  const quote = quoteOf(strings[0]);
  return strings.every(it => quoteOf(it) === quote) ? quote : undefined;
}

const lastQuote = (nodes: readonly (Node | undefined)[]): Quote | undefined => nodes.map(quoteOf).findLast(it => it !== undefined);

function isString(document: YamlDocument, scalar: Scalar): boolean {
  if (scalar.style === 'literal' || scalar.style === 'folded') return false;
  const text = textOf(document.text, scalar);
  return scalar.style !== 'plain' || !(isNull(text) || booleanOf(text) !== undefined || numberOf(text) !== undefined);
}

function flowStyle(document: YamlDocument, container: Mapping | Sequence): Pick<WritingStyle, 'colon' | 'comma' | 'isPadded'> {
  const { text, tree } = document;
  const isJson = writesJson(document);
  const mapping = firstFlowMapping(container) ?? (isJson ? firstFlowMapping(tree.root) : undefined);
  const entry = mapping?.entries[0];
  const isTight =
    entry !== undefined &&
    entry.colon !== -1 &&
    entry.key?.type === 'scalar' &&
    entry.key.style === 'double' &&
    /\S/.test(text.charAt(entry.colon + 1));
  const list = container.type === 'mapping' ? container.entries : container.items;
  const between = container.isFlow && list.length > 1 ? text.slice(list[0]!.end, list[1]!.start) : undefined;
  const comma = between === ',' || (between === undefined && isTight && isJson) ? ',' : ', ';
  return { colon: isTight ? ':' : ': ', comma, isPadded: container.isFlow && text[container.start + 1] === ' ' };
}

function firstFlowMapping(node: Node | undefined): Mapping | undefined {
  if (node?.type === 'mapping') return node.isFlow ? node : undefined;
  return node?.type === 'sequence' && node.isFlow ? firstFlowMapping(node.items[0]?.value) : undefined;
}

interface Sample {
  readonly at: number;
  readonly columns: number;
}

interface Samples {
  readonly lists: readonly Sample[];
  readonly maps: readonly Sample[];
}

function nearest(document: YamlDocument, at: number): Pick<WritingStyle, 'listIndent' | 'mapIndent'> {
  const { lists, maps } = samplesOf(document.tree, document.text);
  return { listIndent: nearestOf(lists, at) ?? 2, mapIndent: nearestOf(maps, at) ?? 2 };
}

function nearestOf(samples: readonly Sample[], at: number): number | undefined {
  let best: Sample | undefined;
  for (const it of samples) if (!best || Math.abs(it.at - at) < Math.abs(best.at - at)) best = it;
  return best?.columns;
}

/** How far block collections under keys are indented, wherever there are some. */
const samplesOf = onceFor(({ root }: Tree, text: string): Samples => {
  const lists: Sample[] = [];
  const maps: Sample[] = [];
  const visit = (node: Node | undefined): void => {
    if (node?.type === 'sequence' && !node.isFlow) for (const it of node.items) visit(it.value);
    if (node?.type !== 'mapping' || node.isFlow) return;
    for (const { start, value } of node.entries) {
      if ((value?.type === 'mapping' || value?.type === 'sequence') && !value.isFlow && !value.props) {
        const columns = columnAt(text, value.start) - columnAt(text, start);
        if (columns >= 0 && columns <= 8) (value.type === 'sequence' ? lists : maps).push({ at: value.start, columns });
      }
      visit(value);
    }
  };
  visit(root);
  return { lists, maps: maps.filter(it => it.columns > 0) };
});

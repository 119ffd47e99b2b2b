/** Turns changes to YAML values into text edits that leave everything else alone. */

import { areDisjoint, replace, shift, type TextEdit } from '../../text.ts';
import type { Data, ValueChange } from '../../model/value.ts';
import { addBehind, addEntry, addItems, emptyBlock, moveInBlock, putIntoEntry, putIntoItem, removeFromBlock } from './block.ts';
import { entryOf, isMasked, isSealed, isSound } from './document.ts';
import { addToFlow, moveInFlow, removeFromFlow, stepOf } from './flow.ts';
import { hasComment, indentationAt, startsLine } from './lines.ts';
import { flowText, prettyText, type WritingStyle } from './render.ts';
import { isAmbiguous } from './scalars.ts';
import { isConditional } from './openness.ts';
import { styleIn, styleLike } from './style.ts';
import type { Entry, Item, Mapping, Node, Sequence } from './tree.ts';
import type { YamlValue } from './value.ts';

type Edits = readonly TextEdit[] | undefined;

/** The edits of a change, in the file's offsets; undefined where it cannot be made here without touching something else. */
export function editOf(value: YamlValue, change: ValueChange): Edits {
  const { document } = value.standing;
  if (!isSound(document) || isSealed(document) || isShared(value)) return undefined;
  const edits = changeOf(value, change);
  if (!edits || !areDisjoint(edits) || edits.some(it => isMasked(document, it.range))) return undefined;
  return edits.map(({ range, newText }) => ({ range: shift(range, document.base), newText }));
}

/** Whether other places show the same text: past an alias, or where an alias refers to it or to what it stands in. */
function isShared(value: YamlValue): boolean {
  const { alias, node, parent } = value.standing;
  return alias !== undefined || node?.props?.isShared === true || (parent !== undefined && isShared(parent));
}

/**
 * Whether a condition of a template decides whether a mapping or list is there, and not whether what it belongs to is: the document, or an entry
 * of a list. What is missing there is missing without the condition too, where an addition does nothing.
 */
function isGoverned({ standing: { document, parent, entry } }: YamlValue): boolean {
  if (!document.masks.length || !parent) return false;
  const { node, step, entry: above, parent: beyond } = parent.standing;
  if (entry) {
    const list = beyond?.standing.node;
    const dash = list?.type === 'sequence' ? list.items[step as number]?.dash : undefined;
    const start = dash !== undefined && dash !== -1 ? dash : (above?.start ?? node?.start ?? 0);
    if (isConditional(document, entry, start)) return true;
  }
  return typeof step !== 'number' && isGoverned(parent);
}

function changeOf(value: YamlValue, change: ValueChange): Edits {
  switch (change.op) {
    case 'set':
      return setKey(value, change.key, change.data, change.before);
    case 'insert':
      return insertItem(value, change.data, change.index);
    case 'replace':
      return replaceBy(value, change.by);
    case 'remove':
      return remove(value);
    case 'rename':
      return rename(value, change.key);
    case 'move':
      return move(value, change.to);
  }
}

function setKey(value: YamlValue, key: string, data: Data, before?: string): Edits {
  const { node, document } = value.standing;
  const own = node?.type === 'mapping' && entryOf(document, node, key) ? (value.at(key) as YamlValue) : undefined;
  if (!own?.exists && isGoverned(value)) return undefined;
  if (value.type === 'absent') return put(value, { [key]: data });
  if (node?.type !== 'mapping' || node.props?.tag !== undefined) return undefined;
  if (own) return put(own, data);
  if (!value.isClosed || key === '<<' || node.entries.some(it => it.isUnusual)) return undefined;
  if (!node.entries.length) return put(value, { [key]: data });
  const style = styleIn(document, node);
  const next = before === undefined ? undefined : entryOf(document, node, before);
  const index = next ? node.entries.indexOf(next) : node.entries.length;
  return node.isFlow ? addToFlow(document, node, [{ key, data }], index, style) : addEntry(document, node, key, data, index, style);
}

function insertItem(value: YamlValue, data: Data, index = Infinity): Edits {
  const { node, document } = value.standing;
  if (isGoverned(value)) return undefined;
  if (value.type === 'absent') return put(value, [data]);
  if (node?.type !== 'sequence' || node.props?.tag !== undefined || !value.isClosed || index < 0) return undefined;
  if (!node.items.length) return put(value, [data]);
  const style = styleIn(document, node);
  return node.isFlow ? addToFlow(document, node, [{ data }], index, style) : addItems(document, node, [data], index, style);
}

function replaceBy(value: YamlValue, by: readonly Data[]): Edits {
  const { parent, node, step, document } = value.standing;
  if (!value.exists || !by.length) return undefined;
  const edits = put(value, by[0]!);
  const list = parent?.standing.node;
  if (by.length === 1 || !edits) return edits;
  if (list?.type !== 'sequence') return undefined;
  const style = styleLike(styleIn(document, list), node);
  const index = step as number;
  if (!list.isFlow) return [...edits, addBehind(document, list, index, by.slice(1), style)];
  const more = addToFlow(
    document,
    { ...list, items: list.items.slice(0, index + 1) },
    by.slice(1).map(data => ({ data })),
    Infinity,
    style,
  );
  return more && [...edits, ...more];
}

/** Gives a place this data, whatever stands there now. What is missing above it is made. */
function put(value: YamlValue, data: Data): Edits {
  const { parent, entry, step, node, document } = value.standing;
  if (value.type === 'unknown' || node?.props || holdsAnchor(node)) return undefined;
  const holder = parent?.standing.node;
  if (!parent) return node && isEmptyFlow(node) ? [replace(node, flowText(data, styleIn(document, node)))] : undefined;
  if (holder?.type === 'mapping' && entry) {
    const style = styleLike(styleIn(document, holder), node);
    if (holder.isFlow || (isFlow(node) && !isEmptyFlow(node))) return putFlow(value, entry, data, style);
    return putIntoEntry(document, entry, data, style);
  }
  if (holder?.type === 'sequence') {
    const item = holder.items[step as number];
    if (!item) return undefined;
    const style = styleLike(styleIn(document, holder), node);
    return holder.isFlow || (isFlow(node) && !isEmptyFlow(node))
      ? putFlow(value, item, data, style)
      : putIntoItem(document, item, data, style);
  }
  return typeof step === 'string' ? setKey(parent, step, data) : undefined;
}

/** In flow style, or in the place of a collection in flow style, which stays so. */
function putFlow({ standing: { document, node, parent } }: YamlValue, part: Entry | Item, data: Data, near: WritingStyle): Edits {
  const { text } = document;
  const holder = parent?.standing.node;
  const model = isFlow(node) && !isEmptyFlow(node) ? node : holder?.type === 'mapping' || holder?.type === 'sequence' ? holder : undefined;
  if (!model) return undefined;
  const style = model === node ? styleIn(document, model) : near;
  const start = node?.start ?? ('colon' in part ? part.colon : -1);
  if (start === -1 || ('isUnusual' in part && part.isUnusual) || hasComment(text, start, node?.end ?? start)) return undefined;
  const first = (model.type === 'mapping' ? model.entries : model.items)[0];
  const isSpread = first !== undefined && startsLine(text, first.start) && startsLine(text, model.end - 1);
  const margin = indentationAt(text, model === node ? model.end : start);
  const inner = first ? indentationAt(text, first.start) : '';
  const body = isSpread ? prettyText(data, margin, stepOf(document, model, inner), style) : flowText(data, style);
  return [node ? replace(node, body) : replace({ start, end: start + 1 }, style.colon === ':' ? `:${body}` : `: ${body}`)];
}

function remove(value: YamlValue): Edits {
  const { parent, node, entry, document } = value.standing;
  const holder = parent?.standing.node;
  if (!parent || (holder?.type !== 'mapping' && holder?.type !== 'sequence')) return undefined;
  const parts: readonly (Entry | Item)[] = holder.type === 'mapping' ? holder.entries : holder.items;
  const index = holder.type === 'mapping' ? holder.entries.indexOf(entry!) : (value.standing.step as number);
  if (!parts[index] || holdsAnchor(node) || (entry && (entry.isUnusual || entry.key?.props))) return undefined;
  if (parts.length > 1) return holder.isFlow ? removeFromFlow(document, holder, index) : removeFromBlock(document, parts, index);
  if (!parent.isClosed || holder.props) return undefined;
  if (holder.isFlow) return removeFromFlow(document, holder, index);
  return emptyBlock(document, parent.standing.entry, holder, holder.type === 'mapping' ? '{}' : '[]');
}

/** Only to a name that needs no quotes. */
function rename({ standing: { document, parent, entry } }: YamlValue, key: string): Edits {
  const holder = parent?.standing.node;
  const written = entry?.key;
  if (holder?.type !== 'mapping' || !entry || !holder.entries.includes(entry) || entry.isUnusual) return undefined;
  if (written?.type !== 'scalar' || written.props || entryOf(document, holder, key) || isAmbiguous(key) || !/^[\w-]+$/.test(key))
    return undefined;
  const quote = written.style === 'plain' ? 0 : 1;
  return [replace({ start: written.start + quote, end: written.end - quote }, key)];
}

function move({ standing: { document, parent, step, node } }: YamlValue, to: number): Edits {
  const list = parent?.standing.node;
  if (list?.type !== 'sequence' || typeof step !== 'number' || !list.items[step] || to < 0 || holdsAnchor(list)) return undefined;
  const target = Math.min(to, list.items.length);
  if (target === step || target === step + 1) return [];
  if (node === undefined && list.isFlow) return undefined;
  return list.isFlow ? moveInFlow(document, list, step, target) : moveInBlock(document, list, step, target);
}

const isFlow = (node: Node | undefined): node is Mapping | Sequence =>
  (node?.type === 'mapping' || node?.type === 'sequence') && node.isFlow;

const isEmptyFlow = (node: Node): node is Mapping | Sequence =>
  isFlow(node) && !(node.type === 'mapping' ? node.entries : node.items).length;

/** Whether a node or anything in it has an anchor: an alias elsewhere may need it, and must stand behind it. */
function holdsAnchor(node: Node | undefined): boolean {
  if (!node) return false;
  if (node.props?.anchor !== undefined) return true;
  if (node.type === 'mapping') return node.entries.some(it => holdsAnchor(it.key) || holdsAnchor(it.value));
  return node.type === 'sequence' && node.items.some(it => holdsAnchor(it.value));
}

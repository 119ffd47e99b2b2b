/** Reads places of a YAML document as `Value`s. */

import type { Place, TextEdit } from '../../text.ts';
import type { Data, Path, Value, ValueChange, ValueType } from '../../model/value.ts';
import { wholeData } from './data.ts';
import { entryOf, isSound, keyOf, placeOf, type YamlDocument } from './document.ts';
import { editOf } from './edit.ts';
import { onceFor } from '../../once.ts';
import { isDecided, isOpen } from './openness.ts';
import { booleanOf, isNull, numberOf } from './scalars.ts';
import { type Entry, type Mapping, type Node, type Scalar, textOf } from './tree.ts';

/** The root of a document as a value. Reading it never throws; all it gives follows from the text alone. */
export function valueOf(document: YamlDocument): Value {
  const { root } = document.tree;
  return new YamlValue({
    document,
    node: root,
    isTemplate: !root && document.masks.some(it => it.kind !== 'silent'),
    isHidden: !isSound(document),
  });
}

/** Where a value stands. */
export interface Standing {
  readonly document: YamlDocument;
  /** What is written, aliases followed; undefined where nothing is. */
  readonly node: Node | undefined;
  /** Set but for the root. */
  readonly parent?: YamlValue;
  readonly step?: string | number;
  /** The entry of the parent that this is the value of; undefined for items of lists, and where there is none. */
  readonly entry?: Entry | undefined;
  /** The first alias on the way here. */
  readonly alias?: Node | undefined;
  /** Whether a template decides what is here. */
  readonly isTemplate: boolean;
  /** Whether something may be here that cannot be seen. */
  readonly isHidden: boolean;
}

export class YamlValue implements Value {
  readonly standing: Standing;
  readonly type: ValueType;

  constructor(standing: Standing) {
    this.standing = standing;
    this.type = typeOf(standing);
  }

  get path(): Path {
    const { parent, step } = this.standing;
    return parent ? [...parent.path, step!] : [];
  }

  get exists(): boolean {
    return this.type !== 'absent' && this.type !== 'unknown';
  }

  get place(): Place {
    const { document, node, alias, entry } = this.standing;
    if (alias) return placeOf(document, alias);
    if (node && this.type !== 'absent') return placeOf(document, node);
    return entry ? this.keyPlace : this.#nearest();
  }

  get keyPlace(): Place {
    const { document, entry, alias } = this.standing;
    if (alias) return placeOf(document, alias);
    return entry ? placeOf(document, entry.key ?? entry) : this.place;
  }

  at(...path: Path): Value {
    let value: YamlValue = this;
    for (const step of path) value = value.#step(step);
    return value;
  }

  items(): readonly Value[] {
    const { node } = this.standing;
    return node?.type === 'sequence' ? node.items.map((_, index) => this.#step(index)) : [];
  }

  entries(): readonly (readonly [key: string, value: Value])[] {
    const { node, document, alias } = this.standing;
    if (node?.type !== 'mapping') return [];
    return [...visible(node, document)].map(([key, it]) => [key, this.#enter(it.entry.value, key, it.entry, alias ?? it.alias)] as const);
  }

  lacks(key: string): boolean {
    if (!this.isClosed) return false;
    const { node } = this.standing;
    return node?.type !== 'mapping' || this.#step(key).type === 'absent';
  }

  get isClosed(): boolean {
    const { document, node, entry, isHidden } = this.standing;
    if (isHidden || this.type === 'unknown') return false;
    return !node || !isOpen(document, node, entry);
  }

  asString(): string | undefined {
    const { node, document } = this.standing;
    return node?.type === 'scalar' && this.exists ? textOf(document.text, node) : undefined;
  }

  asBoolean(): boolean | undefined {
    return this.type === 'boolean' ? booleanOf(this.asString()!) : undefined;
  }

  asNumber(): number | undefined {
    return this.type === 'number' ? numberOf(this.asString()!) : undefined;
  }

  toData(): Data | undefined {
    if (!this.standing.node && !this.standing.entry && this.type === 'absent') return undefined;
    return wholeData(this);
  }

  edit(change: ValueChange): readonly TextEdit[] | undefined {
    return editOf(this, change);
  }

  /** The place of the nearest ancestor that exists: its key, where it has one. */
  #nearest(): Place {
    const { document, parent } = this.standing;
    if (!parent) return placeOf(document, document.tree.root ?? { start: 0, end: 0 });
    return parent.standing.node || parent.standing.entry ? parent.keyPlace : parent.place;
  }

  #step(step: string | number): YamlValue {
    const { document, node, alias, isTemplate } = this.standing;
    if (node?.type === 'sequence' && typeof step === 'number') {
      const item = node.items[step];
      if (item) return this.#enter(item.value, step, undefined, alias);
    }
    if (node?.type === 'mapping') {
      const own = entryOf(document, node, String(step));
      if (own) return this.#enter(own.value, step, own, alias);
      const merged = mergesOthers(node, document) ? visible(node, document).get(String(step)) : undefined;
      if (merged) return this.#enter(merged.entry.value, step, merged.entry, alias ?? merged.alias);
    }
    return new YamlValue({ document, node: undefined, parent: this, step, alias, isTemplate, isHidden: !this.isClosed });
  }

  #enter(found: Node | undefined, step: string | number, entry: Entry | undefined, way: Node | undefined): YamlValue {
    const { document } = this.standing;
    const node = targetOf(found);
    const alias = way ?? (found?.type === 'alias' ? found : undefined);
    const isTemplate = (found !== undefined && !node) || isDecided(document, found, entry) || this.#isEither(entry);
    return new YamlValue({ document, node, parent: this, step, entry, alias, isTemplate, isHidden: !isSound(document) });
  }

  /** One of several entries of one key, among which a template chooses. */
  #isEither(entry: Entry | undefined): boolean {
    const { document, node } = this.standing;
    if (!entry || !document.masks.length || node?.type !== 'mapping') return false;
    return doubled(node, document).has(entry) && !this.isClosed;
  }
}

/** The entries of a mapping whose key has another entry there. */
const doubled = onceFor((mapping: Mapping, document: YamlDocument): ReadonlySet<Entry> => {
  const first = new Map<string, Entry>();
  const both = new Set<Entry>();
  for (const entry of mapping.entries) {
    const key = keyOf(document, entry);
    const other = key === undefined ? undefined : first.get(key);
    if (other) both.add(other).add(entry);
    else if (key !== undefined) first.set(key, entry);
  }
  return both;
});

/** A key of a mapping, and the alias through which it came in. */
interface Visible {
  readonly entry: Entry;
  readonly alias: Node | undefined;
}

/** The keys of a mapping in order, merge keys (`<<`) applied: what the mapping says itself outranks them, an earlier merged mapping a later one. */
const visible = onceFor((mapping: Mapping, document: YamlDocument): ReadonlyMap<string, Visible> => {
  const own = new Map<string, Visible>();
  const merged = new Map<string, Visible>();
  for (const entry of mapping.entries) {
    const key = keyOf(document, entry);
    if (key === '<<' && entry.key?.type === 'scalar' && entry.key.style === 'plain') {
      for (const source of mergeSources(entry.value)) {
        for (const [name, it] of visible(source.mapping, document)) {
          if (!merged.has(name)) merged.set(name, { entry: it.entry, alias: source.alias ?? it.alias });
        }
      }
    } else if (key !== undefined) own.set(key, { entry, alias: undefined });
  }
  for (const [key, it] of merged) if (!own.has(key)) own.set(key, it);
  return own;
});

/** Whether a mapping has a merge key. */
const mergesOthers = (mapping: Mapping, document: YamlDocument): boolean => entryOf(document, mapping, '<<') !== undefined;

function mergeSources(node: Node | undefined): readonly { readonly mapping: Mapping; readonly alias: Node | undefined }[] {
  if (node?.type === 'sequence') return node.items.flatMap(it => mergeSources(it.value));
  const target = node?.type === 'alias' ? targetOf(node) : node;
  return target?.type === 'mapping' ? [{ mapping: target, alias: node?.type === 'alias' ? node : undefined }] : [];
}

/** An anchor stands before its alias and holds it not, so that this ends. */
const targetOf = (node: Node | undefined): Node | undefined => (node?.type === 'alias' ? targetOf(node.target) : node);

function typeOf({ document, node, isTemplate }: Standing): ValueType {
  if (isTemplate) return 'unknown';
  if (!node) return 'absent';
  return node.type === 'mapping'
    ? 'mapping'
    : node.type === 'sequence'
      ? 'list'
      : node.type === 'scalar'
        ? (node.meaning ??= scalarType(document, node))
        : 'unknown';
}

function scalarType(document: YamlDocument, node: Scalar): ValueType {
  const text = textOf(document.text, node);
  if (SUBSTITUTED.test(text)) return 'unknown';
  if (node.style !== 'plain' || (node.props?.tag !== undefined && !COERCED.test(node.props.tag))) return 'string';
  if (isNull(text)) return 'absent';
  if (booleanOf(text) !== undefined) return 'boolean';
  return numberOf(text) !== undefined ? 'number' : 'string';
}

/** A scalar that is nothing but a variable, or a value that SOPS encrypted: something else replaces it before Kubernetes sees it. */
const SUBSTITUTED = /^(?:\$\{[^{}]*\}|\{\{[^{}]*\}\}|ENC\[AES256_GCM,[^\]]*\])$/;

const COERCED = /^tag:yaml\.org,2002:(?:int|float|bool|null)$/;

/** One YAML document as a small tree of plain data: what is written where, and nothing else. */

import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node as YamlNode,
  type Pair,
  Parser,
  type ParsedNode,
  type Range as YamlRange,
  type Scalar as YamlScalar,
  Schema,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Range } from '../../text.ts';
import type { ValueType } from '../../model/value.ts';
import { describeError } from './errors.ts';
import { quickTree, trimEnd } from './quick.ts';

/** Offsets are relative to the document, so that a tree outlives changes to the text above it. It holds no text that can be read from the document. */
export interface Tree {
  /** Undefined for a document without content. */
  readonly root: Node | undefined;
  /** What keeps the document from being sound YAML, in order. The tree then holds what can be seen. */
  readonly errors: readonly TreeError[];
}

export interface TreeError {
  /** One plain sentence. */
  readonly message: string;
  readonly range: Range;
}

export type Node = Mapping | Sequence | Scalar | Alias;

/** A collection in block style ends with its last entry; one in flow style behind its bracket. An anchor or tag lies before `start`. */
interface Spanned extends Range {
  readonly props: Properties | undefined;
}

export interface Mapping extends Spanned {
  readonly type: 'mapping';
  readonly isFlow: boolean;
  readonly entries: readonly Entry[];
}

export interface Entry extends Range {
  /** Undefined where the key is empty. */
  readonly key: Node | undefined;
  /** The offset of the colon, or -1 where there is none. */
  readonly colon: number;
  /** Undefined where nothing is written. */
  readonly value: Node | undefined;
  /** `? key`, or the only entry of a mapping without braces in a list in flow style (`[a: 1]`). */
  readonly isUnusual: boolean;
}

export interface Sequence extends Spanned {
  readonly type: 'sequence';
  readonly isFlow: boolean;
  readonly items: readonly Item[];
}

export interface Item extends Range {
  /** The offset of the dash, or -1 in flow style. */
  readonly dash: number;
  readonly value: Node | undefined;
}

export type Style = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A block scalar starts at its `|` or `>` and ends with its last character that is not blank. */
export interface Scalar extends Spanned {
  readonly type: 'scalar';
  readonly style: Style;
  /** Only where it differs from what stands between the quotes: see `textOf`. */
  readonly text: string | undefined;
  /** What values found out about it, who are made anew for every question. */
  meaning: ValueType | undefined;
}

export interface Alias extends Spanned {
  readonly type: 'alias';
  /** Undefined where no such anchor stands before. */
  readonly target: Node | undefined;
}

export interface Properties {
  readonly start: number;
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  /** Whether an alias refers to the node. */
  isShared: boolean;
}

/** The text of a scalar, quotes and escapes undone. */
export function textOf(document: string, scalar: Scalar): string {
  if (scalar.text !== undefined) return scalar.text;
  return scalar.style === 'plain' ? document.slice(scalar.start, scalar.end) : document.slice(scalar.start + 1, scalar.end - 1);
}

/** Reads the text of one document. Never throws. */
export const parseTree = (text: string): Tree => quickTree(text) ?? wholeTree(text);

/** The same by the reader that knows all of YAML. */
export function wholeTree(text: string): Tree {
  try {
    const composer = new Composer(OPTIONS);
    for (const document of composer.compose(new Parser().parse(text), true, text.length)) {
      return { root: convert(text, document as Document.Parsed), errors: errorsOf(text, document) };
    }
    return { root: undefined, errors: [] };
  } catch (error) {
    const message = error instanceof RangeError ? 'The text is nested too deeply to be read.' : 'The text cannot be read as YAML.';
    return { root: undefined, errors: [{ message, range: { start: 0, end: text.length } }] };
  }
}

/** Without types of scalars: those follow Kubernetes, not the YAML version of a library. */
const OPTIONS = { schema: new Schema({ schema: 'failsafe' }), keepSourceTokens: true, uniqueKeys: false, prettyErrors: false } as const;

const errorsOf = (text: string, document: Document): TreeError[] =>
  document.errors.map(({ code, message, pos }) => ({
    message: describeError(code, message),
    range: { start: Math.min(pos[0], text.length), end: Math.min(Math.max(pos[1], pos[0]), text.length) },
  }));

function convert(text: string, document: Document.Parsed): Node | undefined {
  const anchors = new Map<string, Node>();
  return document.contents ? nodeOf(document.contents) : undefined;

  function nodeOf(source: YamlNode): Node | undefined {
    const node = isScalar(source)
      ? scalarOf(source)
      : isMap(source)
        ? mappingOf(source)
        : isSeq(source)
          ? sequenceOf(source)
          : isAlias(source)
            ? aliasOf(source.source, source.range!)
            : undefined;
    const { anchor } = source as { anchor?: string };
    if (anchor && node) anchors.set(anchor, node);
    return node;
  }

  function scalarOf(source: YamlScalar): Scalar | undefined {
    const [start, end] = source.range!;
    const props = propertiesOf(source);
    const style = STYLES[source.type as keyof typeof STYLES] ?? 'plain';
    if (start === end && style === 'plain' && !props) return undefined;
    const value = String(source.value);
    const isBlock = style === 'literal' || style === 'folded';
    const node: Scalar = {
      type: 'scalar',
      style,
      start,
      end: isBlock ? trimEnd(text, start, end) : end,
      text: undefined,
      props,
      meaning: undefined,
    };
    return !isBlock && value === textOf(text, node) ? node : { ...node, text: value };
  }

  function mappingOf(source: YAMLMap): Mapping {
    const pairs = source.items as Pair<ParsedNode, ParsedNode | null>[];
    const isFlow = source.flow === true;
    const [start, end] = source.range!;
    const isBare = isFlow && text[start] !== '{';
    const entries = pairs.map(it => entryOf(it, isBare));
    return { type: 'mapping', isFlow, start, end: isFlow ? end : (entries.at(-1)?.end ?? end), entries, props: propertiesOf(source) };
  }

  function entryOf(pair: Pair<ParsedNode, ParsedNode | null>, isBare: boolean): Entry {
    const token = pair.srcToken as CST.CollectionItem | undefined;
    const key = nodeOf(pair.key);
    const value = pair.value ? nodeOf(pair.value) : undefined;
    const colon = token?.sep?.find(it => it.type === 'map-value-ind')?.offset ?? -1;
    const start = key ? (key.props?.start ?? key.start) : colon === -1 ? pair.key.range[0] : colon;
    const end = Math.max(value?.end ?? 0, colon + 1, key?.end ?? start);
    const isUnusual = isBare || (token?.start.some(it => it.type === 'explicit-key-ind') ?? true);
    return { start, end, key, colon, value, isUnusual };
  }

  function sequenceOf(source: YAMLSeq): Sequence {
    const token = source.srcToken as CST.BlockSequence | CST.FlowCollection | undefined;
    const isFlow = source.flow === true;
    const dashes = isFlow ? [] : (token?.items ?? []).flatMap(it => it.start.find(start => start.type === 'seq-item-ind')?.offset ?? []);
    const isAligned = dashes.length === source.items.length;
    const items = (source.items as YamlNode[]).map((it, index) => itemOf(it, isAligned ? dashes[index]! : -1));
    const [start, end] = source.range!;
    return { type: 'sequence', isFlow, start, end: isFlow ? end : (items.at(-1)?.end ?? end), items, props: propertiesOf(source) };
  }

  function itemOf(source: YamlNode | Pair, dash: number): Item {
    const value = nodeOf(source as YamlNode);
    const start = dash === -1 ? (value?.props?.start ?? value?.start ?? (source as YamlNode).range?.[0] ?? 0) : dash;
    return { start, end: Math.max(value?.end ?? start, dash + 1), dash, value };
  }

  function aliasOf(name: string, [start, end]: YamlRange): Alias {
    const target = anchors.get(name);
    if (target?.props) target.props.isShared = true;
    return { type: 'alias', start, end, target, props: undefined };
  }

  function propertiesOf(source: YamlNode): Properties | undefined {
    const { anchor, tag } = source as { anchor?: string; tag?: string };
    if (anchor === undefined && tag === undefined) return undefined;
    return { start: propertiesStart(text, source.range![0]), anchor, tag, isShared: false };
  }
}

const STYLES = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const satisfies Record<string, Style>;

/** Goes back over anchors and tags. */
function propertiesStart(text: string, start: number): number {
  const before = /(?:[&!][^\s]*\s+)+$/.exec(text.slice(Math.max(0, start - 400), start));
  return before ? start - before[0].length : start;
}

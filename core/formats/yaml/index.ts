/** YAML and JSON text as documents and values: all that the readers of other folders need. */

import { newlineOf, type Range, shift, type TextEdit } from '../../text.ts';
import type { Comment } from '../../source.ts';
import type { Value } from '../../model/value.ts';
import { commentEdits, commentsOf, nodeBehind } from './comments.ts';
import { isJson, policyLines, type SplitAgain, splitAgain, splitDocuments } from './documents.ts';
import type { YamlDocument } from './document.ts';
import { holdsTemplates, type Mask, type Masked, maskTemplates } from './masks.ts';
import { sniffKinds } from './sniff.ts';
import { describeTemplateError } from './errors.ts';
import { parseTree, type Tree, type TreeError } from './tree.ts';
import { valueOf } from './value.ts';

export { policyLines };

/** A file of YAML documents, or one JSON document. Nothing is parsed before it is asked for. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
  readonly documents: readonly YamlPart[];
  /** The comments of the documents that speak of Rampart anywhere: no other can hold a suppression, and need not be parsed. In order. */
  comments(): readonly Comment[];
  /** Puts a comment (with its `#`) behind the line of an offset, or alone above it where that line is taken; undefined where YAML has no place for one. */
  commentAt(offset: number, comment: string): readonly TextEdit[] | undefined;
  /** What the entry of a mapping or list spans that starts first at or behind an offset, in the document of that offset. */
  nodeAfter(offset: number): Range | undefined;
}

/** One document. */
export interface YamlPart {
  /** In the file. Documents leave no gaps. */
  readonly range: Range;
  /** Its own, without a byte order mark. */
  readonly text: string;
  /** See `SourceDocument.key`. */
  readonly key: object;
  /** See `sniffKinds`: what `SourceDocument.kinds` asks for. */
  readonly kinds: readonly string[] | undefined;
  /** Parses once, on the first call. Never throws. */
  parse(): ParsedYaml;
}

export interface ParsedYaml {
  /** Of type `absent` for a document without content. */
  readonly root: Value;
  /** What keeps the document from being sound YAML; ranges are in the file. Then nothing is certainly absent, and nothing is edited. */
  readonly errors: readonly TreeError[];
  /** Whether Helm or Jinja marks were found. */
  readonly isTemplate: boolean;
}

/**
 * Reads a file. Give the reading of the text that the file had before: documents with the same text are then not parsed again.
 * (Their values are made anew, as they may have moved.)
 */
export function readYaml(path: string, text: string, previous?: YamlFile): YamlFile {
  const documents = partsOf(path, text, previous);
  return {
    path,
    text,
    documents,
    comments: () => documents.flatMap(it => (isJson(path, text) || !it.text.includes('rampart') ? [] : commentsOf(it.document()))),
    commentAt: (offset, comment) => {
      const part = documents.find(it => offset < it.range.end) ?? documents.at(-1);
      return part && commentEdits(part.document(), offset, comment);
    },
    nodeAfter: offset => {
      const part = documents.find(it => offset < it.range.end);
      return part && nodeBehind(part.document(), offset);
    },
  };
}

/** Apart from what a file holds, so that no file keeps the one before it alive. */
function partsOf(path: string, text: string, previous: YamlFile | undefined): readonly Part[] {
  const lines = policyLines(text);
  if (lines) return lines.map(range => partOf(sourceOf(path, text, undefined), range, text, () => undefined));
  const before = (previous?.documents ?? []) as readonly Part[];
  const again = isJson(path, text) || !previous || before[0]!.isSpecial ? undefined : splitAgain(text, previous.text, before);
  if (again && !holdsTemplates(changedIn(text, again))) return partsAgain(path, text, before, again);
  const masked = isJson(path, text) ? undefined : maskTemplates(text);
  const ranges = isJson(path, text) ? [{ start: 0, end: text.length }] : splitDocuments(masked?.text ?? text);
  const source = sourceOf(path, text, masked);
  const known = readingsOf(before);
  return ranges.map(range => partOf(source, range, text, it => known.get(it)));
}

/** Where no templates are nor were, what stayed as it is need not be looked at. */
function partsAgain(path: string, text: string, before: readonly Part[], { ranges, head, tail }: SplitAgain): readonly Part[] {
  const source = sourceOf(path, text, undefined);
  const known = readingsOf(before.slice(head, before.length - tail));
  return ranges.map((range, index) => {
    const same = index < head ? before[index] : index >= ranges.length - tail ? before[index + before.length - ranges.length] : undefined;
    return partOf(source, range, text, it => (same ? same.reading : known.get(it)));
  });
}

const changedIn = (text: string, { ranges, head, tail }: SplitAgain): string => text.slice(ranges[head]?.start, ranges.at(-1 - tail)?.end);

const readingsOf = (parts: readonly Part[]): ReadonlyMap<string, Reading> => new Map(parts.map(it => [it.text, it.reading]));

/** What the documents of a file share. */
interface Source {
  readonly path: string;
  readonly isJson: boolean;
  readonly masked: Masked | undefined;
  readonly newline: () => '\n' | '\r\n';
}

function sourceOf(path: string, text: string, masked: Masked | undefined): Source {
  let newline: '\n' | '\r\n' | undefined;
  return { path, isJson: isJson(path, text), masked, newline: () => (newline ??= newlineOf(text)) };
}

interface Part extends YamlPart {
  readonly reading: Reading;
  /** Its file is JSON or holds templates. */
  readonly isSpecial: boolean;
  readonly document: () => YamlDocument;
}

/** What is found out about a text, wherever it stands; filled when asked for. */
interface Reading {
  /** Apart, so that whoever keeps it does not keep the tree. */
  readonly key: object;
  kinds?: { readonly found: readonly string[] | undefined };
  parsed?: { readonly tree: Tree; readonly masks: readonly Mask[] };
}

/** `readingOf` gives what is known of a text. */
function partOf(source: Source, range: Range, whole: string, readingOf: (text: string) => Reading | undefined): Part {
  const base = range.start + (whole.startsWith('\uFEFF', range.start) ? 1 : 0);
  const text = whole.slice(base, range.end);
  const reading = readingOf(text) ?? { key: {} };
  let document: YamlDocument | undefined;
  let root: Value | undefined;
  const documentOf = (): YamlDocument => {
    const parsed = (reading.parsed ??= parse(text, { start: base, end: range.end }, source.masked));
    document ??= {
      file: source.path,
      text,
      base,
      get newline() {
        return source.newline();
      },
      isJson: source.isJson,
      ...parsed,
    };
    return document;
  };
  return {
    range,
    text,
    reading,
    key: reading.key,
    isSpecial: source.isJson || source.masked !== undefined,
    get kinds() {
      return (reading.kinds ??= { found: sniffKinds(source.masked?.text.slice(base, range.end) ?? text) }).found;
    },
    parse: () => {
      const { tree, masks } = documentOf();
      root ??= valueOf(document!);
      const isTemplate = masks.length > 0;
      const errors = tree.errors.map(({ message, range }) => ({
        message: isTemplate ? describeTemplateError(message) : message,
        range: shift(range, base),
      }));
      return { root, errors, isTemplate };
    },
    document: documentOf,
  };
}

function parse(text: string, { start, end }: Range, masked: Masked | undefined): NonNullable<Reading['parsed']> {
  const masks = masked?.masks.filter(it => it.start >= start && it.end <= end).map(it => moved(it, -start)) ?? [];
  const tree = parseTree(masked ? masked.text.slice(start, end) : text);
  if (!tree.errors.length || !/[%$]\{/.test(text)) return { tree, masks };
  const terraform = maskTemplates(text, true);
  const again = terraform && parseTree(terraform.text);
  return again && !again.errors.length ? { tree: again, masks: terraform.masks } : { tree, masks };
}

const moved = (mask: Mask, by: number): Mask => ({ ...mask, ...shift(mask, by), group: mask.group && shift(mask.group, by) });

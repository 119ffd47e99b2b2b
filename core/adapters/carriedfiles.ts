/** The texts that a file carries, read as files of their own. */

import { type Carrier, carrierOf } from './carrier.ts';
import { carriedSources } from './transposed.ts';
import { NOTHING, type Comment, type SourceFile, type Sources } from '../source.ts';
import type { Range, TextEdit } from '../text.ts';
import type { Value } from '../model/value.ts';

/** A scalar that holds a text. */
export interface Carried {
  readonly value: Value;
  /** What the file will be called, where the text becomes one: names tell how some texts are read. */
  readonly path?: string | undefined;
  /** The text is only part of an object: a patch. */
  readonly isPart?: boolean;
}

/** Reads a text on its own; undefined for one of no form that is read. */
export type ReadText = (path: string, text: string, isPart: boolean) => SourceFile | undefined;

/** A carried text, read, and the way from it to the file. */
export interface CarriedFile {
  /** In the carrying file. */
  readonly range: Range;
  sources(): Sources;
  comments(): readonly Comment[];
  commentAt(offset: number, comment: string): readonly TextEdit[] | undefined;
  nodeAfter(offset: number): Range | undefined;
}

/** As large as a carried text may be: following each character of more takes too long while somebody types. */
const LARGEST = 1024 * 1024;

/** The file that carries texts. */
interface Carrying {
  readonly text: string;
  /** Nothing in it may be edited. */
  readonly isSealed: boolean;
}

/** Texts that cannot be followed, or are of no form that is read, are left out. */
export function carriedFiles(carried: readonly Carried[], { text, isSealed }: Carrying, read: ReadText): readonly CarriedFile[] {
  return carried.flatMap(({ value, path = '', isPart = false }) => {
    const { range } = value.place;
    const carrier = range.end - range.start > LARGEST ? undefined : carrierOf(value, text);
    const file = carrier && read(path, carrier.text, isPart);
    return file ? [carriedFile(path, file, isSealed ? { ...carrier, edits: () => undefined } : carrier, range)] : [];
  });
}

function carriedFile(path: string, file: SourceFile, carrier: Carrier, range: Range): CarriedFile {
  const inward = (offset: number): number => carrier.inward({ start: offset, end: offset }).start;
  return {
    range,
    sources() {
      const all = carriedSources(merged(file.documents.map(it => it.read())), carrier);
      return { ...all, resources: all.resources.map(it => ({ ...it, carriedAs: it.carriedAs ?? path })) };
    },
    comments: () => file.comments().map(it => ({ ...it, range: carrier.outward(it.range) })),
    commentAt(offset, comment) {
      const edits = file.commentAt(inward(offset), comment);
      return edits && carrier.edits(edits);
    },
    nodeAfter(offset) {
      const node = file.nodeAfter(inward(offset));
      return node && carrier.outward(node);
    },
  };
}

/** Several sources as one. */
export function merged(all: readonly Sources[]): Sources {
  const some = all.filter(it => it !== NOTHING);
  if (some.length < 2) return some[0] ?? NOTHING;
  return {
    resources: some.flatMap(it => it.resources),
    programs: some.flatMap(it => it.programs),
    variables: some.flatMap(it => it.variables),
    unjudged: some.flatMap(it => it.unjudged),
  };
}

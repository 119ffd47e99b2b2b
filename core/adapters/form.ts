/** A form in which YAML says what programs are passed, or carries texts that say so. */

import type { Carried } from './carriedfiles.ts';
import type { Program } from '../source.ts';
import type { Value } from '../model/value.ts';

export interface Form {
  /** The kinds that documents of this form may have. None: documents without a kind. */
  readonly kinds: readonly string[];
  /**
   * For documents without a kind: whether a text that has these keys at the start of lines, or of entries of a list there, may be of this form.
   * One too many does no harm: what may be is parsed.
   */
  mayBe?(keys: ReadonlySet<string>, path: string): boolean;
  /** Whether a document is of this form: told by what it holds first, by its path only where nothing else tells. Never both of two forms. */
  matches(root: Value, path: string): boolean;
  /** The kind that a document of this form is given, where it cannot say one itself: it is an object then, without an `apiVersion`. */
  readonly readsAs?: string;
  /** The programs that it describes. */
  read?(root: Value, source: FormSource): readonly Program[];
  /** Documents with an `apiVersion` and a `kind` of their own that stand in it as values. */
  inlines?(root: Value): readonly Inline[];
  /** The texts that stand in it. */
  carries?(root: Value, source: FormSource): readonly Carried[];
}

export interface Inline {
  readonly value: Value;
  /** It is laid over another one, of which it may leave anything as it is. */
  readonly isPart?: boolean;
}

/** The text that a document of a form stands in. */
export interface FormSource {
  readonly path: string;
  /** Of the whole file. */
  readonly text: string;
  /** The document is known to be only part of an object. */
  readonly isPart: boolean;
}

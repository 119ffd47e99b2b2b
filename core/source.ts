/** What one text says, before it is joined with what other texts say. */

import type { Completeness, ComponentChange, ComponentName, Distribution, Storage, Switch, Written } from './model/component.ts';
import type { Place, Range, TextEdit } from './text.ts';
import type { Resource } from './model/resource.ts';
import type { Unjudged } from './finding.ts';

/** A file as its reader sees it. Cheap to make again after each change: documents that did not change are not read again. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** In order. A YAML file has one for each document, every other file one. */
  readonly documents: readonly SourceDocument[];
  /** Stands for what of the whole text decides how each of its documents is read, beyond the document's own; empty for most. */
  context?(): string;
  /** Comments that a suppression may be written in, in order. The range starts at the comment sign and ends before the line end. */
  comments(): readonly Comment[];
  /** Where a comment that a person wants behind or above the line of `offset` would go; undefined where none is legal (JSON, inside a scalar, a continued line). `comment` starts with its `#`. */
  commentAt(offset: number, comment: string): readonly TextEdit[] | undefined;
  /** What the node or logical line that starts first after `offset` spans; undefined where nothing follows. */
  nodeAfter(offset: number): Range | undefined;
}

export interface Comment {
  readonly range: Range;
  /** Without the comment sign. */
  readonly text: string;
  /** Whether nothing but blanks stands before it on its line. */
  readonly alone: boolean;
}

/** One document: the unit of reading, judging and caching. */
export interface SourceDocument {
  /** In the file. */
  readonly range: Range;
  /** Stands for the text: the same object as in an earlier reading of the file where that had a document with this text. */
  readonly key: object;
  /** Kinds found without parsing; undefined where the text tells nothing and it must be parsed. Empty: not a Kubernetes document. */
  readonly kinds: readonly string[] | undefined;
  /** Parses, if that was not done. Never throws. */
  read(): Sources;
}

/** What a document says. */
export interface Sources {
  readonly resources: readonly Resource[];
  readonly programs: readonly Program[];
  readonly variables: readonly Variable[];
  readonly unjudged: readonly Unjudged[];
}

export const NOTHING: Sources = { resources: [], programs: [], variables: [], unjudged: [] };

/** A control-plane program as one text describes it. */
export interface Program {
  readonly name: ComponentName;
  /** Where a finding about something absent points. */
  readonly place: Place;
  readonly completeness: Completeness;
  readonly distribution?: Distribution | undefined;
  readonly version?: string | undefined;
  /** The command line behind the program's name, where there is one; variables in it are not yet replaced. */
  readonly words: readonly Word[];
  /** Settings written in another way than on the command line: map entries, `ETCD_*`, keys of a configuration file. */
  readonly written: readonly Written[];
  /** The form in which it is written, as people call it: "static Pod", "KubeletConfiguration", "k3s configuration". */
  readonly form: string;
  /** What whoever starts the program passes for flags that are not written: flag and value; undefined where it passes one that cannot be known. */
  readonly supplied?: Readonly<Record<string, string | undefined>> | undefined;
  /** What the text calls flags for which it has keys of other names, whether or not they are written: `authentication.anonymous.enabled` for `anonymous-auth`. */
  readonly keys?: ReadonlyMap<string, string> | undefined;
  /** Switches of whoever starts the program, by the flags that it then passes. */
  readonly switches?: Readonly<Record<string, Switch>> | undefined;
  /** What holds for flags that nobody writes or supplies, where this form has other defaults than the flags themselves; undefined where that is nothing. */
  readonly defaults?: Readonly<Record<string, string | undefined>> | undefined;
  /** It is the configuration file of a program: the settings that it can say, or all that the program has. Other settings are nowhere in it. */
  readonly decides?: ReadonlySet<string> | 'all' | undefined;
  /** Whether a file of the workspace, by its path, may say more of this program, or otherwise. */
  isContinuedIn?(path: string): boolean;
  /** Files whose variables the words may name, in the order in which they are read. */
  readonly environment: readonly Reference[];
  /** See `Component.storage`; not there where the format does not say. */
  storage?(path: string): Storage | undefined;
  /** Says a change in the style of this text; `undefined` where the format cannot. Given what the setting now is, as assembled. */
  edit(change: ComponentChange, occurrences: readonly Written[]): readonly TextEdit[] | undefined;
}

/** One word of a command line. */
export interface Word {
  /** What the program receives: quotes and escapes undone. */
  readonly text: string;
  readonly place: Place;
  /** Where each character of `text` stands, when that is simply one after another from here; undefined where quotes or escapes lie within. */
  readonly start: number | undefined;
  /** Where each character of `text` stands, one after the last included, where that is known although `start` is undefined. */
  readonly offsets?: readonly number[];
  /** A template or an unresolved variable is part of it. */
  readonly unknown?: boolean;
  /** The whole word is this variable, to be split into words (`$KUBE_API_ARGS`). */
  readonly variable?: string;
}

/** A path of the node that a text names. */
export interface Reference {
  readonly path: string;
  readonly place: Place;
  /** It may be absent (`EnvironmentFile=-/path`). */
  readonly optional: boolean;
}

/** `NAME="value"` of an environment file or of `Environment=`. */
export interface Variable {
  readonly name: string;
  readonly place: Place;
  /** The value split as a command line. */
  readonly words: readonly Word[];
  /** The whole value, quotes undone; undefined where it holds a template or a variable. */
  readonly value: string | undefined;
  readonly valuePlace: Place;
  /** Adds words to the value. */
  add(words: string): readonly TextEdit[] | undefined;
  /** The same as `Program.edit`, for flags in the value: changes the occurrences that stand in it; with none, `setFlag` adds the flag. */
  edit(change: ComponentChange, occurrences: readonly Written[]): readonly TextEdit[] | undefined;
}

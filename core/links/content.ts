/** What stands in a file that a flag names, as far as that tells whether the program can read it. */

import type { Files } from '../files.ts';
import type { Named } from './said.ts';
import type { SourceFile } from '../source.ts';

/**
 * `objects`   documents that say their kind, in order.
 * `kindless`  settings without a `kind`.
 * `empty`     nothing but blanks and comments.
 * `broken`    it does not parse.
 * `binary`    it is no text.
 */
export type Content =
  | { readonly is: 'objects'; readonly objects: readonly Named[] }
  | { readonly is: 'kindless' | 'empty' | 'broken' | 'binary' };

/** Undefined where it is not known: the text is not at hand, is still to be filled in, or of no form that is read. */
export type ContentOf = (files: Files, path: string) => Content | undefined;

export function makeContents(source: (files: Files, path: string) => SourceFile | undefined): ContentOf {
  const known = new Map<string, { readonly text: string; readonly content: Content | undefined }>();
  return (files, path) => {
    const text = files.text(path);
    if (text === undefined) return undefined;
    const kept = known.get(path);
    if (kept?.text === text) return kept.content;
    const content = contentOf(path, text, () => source(files, path));
    known.set(path, { text, content });
    return content;
  };
}

function contentOf(path: string, text: string, source: () => SourceFile | undefined): Content | undefined {
  if (text.includes('\0')) return { is: 'binary' };
  if (isBlank(text)) return { is: 'empty' };
  const documents = (source()?.documents ?? []).filter(({ range }) => !isBlank(text.slice(range.start, range.end)));
  // A program may carry resources in a text that is filled in first.
  if (!documents.length || TEMPLATE.test(text)) return undefined;
  const named = documents.filter(it => it.kinds?.length !== 0);
  const sources = named.map(it => it.read());
  if (sources.some(it => it.unjudged.length)) return { is: 'broken' };
  const objects = sources
    .flatMap(it => it.resources)
    .filter(it => it.carriedAs === undefined)
    .map(({ kind, group, apiVersion, place }) => ({ kind, group, apiVersion, place }));
  if (objects.length) return { is: 'objects', objects };
  return /\.(?:ya?ml|json)$/.test(path) && KEY.test(text) ? { is: 'kindless' } : undefined;
}

const isBlank = (text: string): boolean => !/^[ \t\uFEFF]*(?!(?:---|\.\.\.)[ \t\r]*(?:#.*)?$)[^\s#]/m.test(text);

/** Something that another program fills in, or that encrypts what stands there. */
const TEMPLATE = /\{\{|\$\{|<%|\{%|^sops:/m;

/** A key at the start of a line, or a mapping in flow style. */
const KEY = /^(?:["']?[A-Za-z][\w.-]*["']?[ \t]*:|[ \t]*\{)/m;

/** Chooses how a file is read: by what it holds first, then by its name. */

import { looksLikeForm, readYamlFile } from './adapters/yaml.ts';
import type { SourceFile } from './source.ts';
import { readArgs } from './adapters/args.ts';
import { readEnvironment } from './adapters/environment.ts';
import { policyLines } from './formats/yaml/index.ts';
import { readUnit } from './adapters/unit.ts';

export { PROGRAM_KINDS } from './adapters/forms.ts';

export interface ReadOptions {
  /** The file is known to hold only parts of objects (a kustomize patch): nothing is absent from them. */
  readonly isPart?: boolean;
  /** A reading of an earlier text of the same file: documents that did not change are not parsed again. */
  readonly previous?: SourceFile | undefined;
}

/** Undefined for a file that is not of a form Rampart reads: not a fault of the file, it is simply none of ours. Never throws. */
export function readFile(path: string, text: string, { isPart = false, previous }: ReadOptions = {}): SourceFile | undefined {
  const isYaml = isYamlName(path);
  const lines = isYaml ? undefined : (readUnit(path, text) ?? readArgs(path, text) ?? readEnvironment(path, text));
  if (lines) return lines;
  if (!isYaml && !looksLikeManifest(text) && !looksLikeForm(path, text) && !policyLines(text)) return undefined;
  return readYamlFile(path, text, { isPart, previous, read: readCarried });
}

const readCarried = (path: string, text: string, isPart: boolean): SourceFile | undefined => readFile(path, text, { isPart });

/** Whether `readFile` reads a text, found out as cheaply as can be. */
export const isReadable = (path: string, text: string): boolean => isYamlName(path) || readFile(path, text) !== undefined;

/** Whether a file may be of a form Rampart reads, judged by its path alone; its text may still tell otherwise. */
export function looksReadable(path: string): boolean {
  const name = nameOf(path);
  return isYamlName(path) || (!name.startsWith('.') && (!name.includes('.') || READABLE.test(name)));
}

/** What a template engine adds to the name of what it makes. */
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:j2|jinja2?|tpl|tmpl|gotmpl|gtpl|template|erb)$/i, '');

const isYamlName = (path: string): boolean => /\.(?:ya?ml|json|manifest)$/i.test(nameOf(path));

const READABLE = /\.(?:service|conf|env|args|default|sysconfig|sample|bu|kubeconfig|jsonl|v\d\w*)$/i;

/** Whether a text without a telling name is a Kubernetes document beyond doubt. */
function looksLikeManifest(text: string): boolean {
  const head = text.slice(0, 64 * 1024);
  return /^\uFEFF?apiVersion:[ \t]+\S/m.test(head) && /^kind:[ \t]+[A-Z]/m.test(head) && !head.startsWith('#!');
}

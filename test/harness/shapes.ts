/** The shapes that one text may come in. Findings and fixes must not depend on them. */

import { type Document, isAlias, parseAllDocuments, visit } from 'yaml';

/** A name, and the same content in another shape; undefined where it has none there. */
export type Shape = readonly [name: string, reshape: (text: string) => string | undefined];

/** Shapes in which a fixed text is the fixed text reshaped, byte for byte. */
export const TEXT_SHAPES: readonly Shape[] = [
  ['with CRLF', it => it.replaceAll('\n', '\r\n')],
  ['without a final newline', it => it.replace(/\n$/, '')],
  ['with a byte order mark', it => `\uFEFF${it}`],
];

/** The same for YAML: in the company of other objects. */
export const YAML_SHAPES: readonly Shape[] = [
  [
    'as second document',
    it => (isObjects(it) ? `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n---\n${it.replace(/^---\n/, '')}` : undefined),
  ],
  ['before another document', it => (isObjects(it) ? `${it}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n` : undefined)],
  ['in a List', toList],
];

/** The documents of a YAML text as JSON texts; undefined where JSON cannot say the same: templates, aliases, comments that suppress. */
export function toJson(text: string, spaces: number): readonly string[] | undefined {
  if (/\{\{|\{%|rampart-ignore/.test(text)) return undefined;
  const documents = parse(text);
  if (documents.some(it => it.errors.length || hasAlias(it))) return undefined;
  return documents.filter(it => it.contents).map(it => JSON.stringify(it.toJS(), null, spaces));
}

/** A YAML or JSON text as data, for comparison. */
export const dataOf = (text: string): unknown[] => parse(text).map(it => it.toJS() as unknown);

/** Whether every document parses as YAML 1.1, the version that Kubernetes reads, and no key is doubled. */
export const parses = (text: string): boolean => parse(text, true).every(it => !it.errors.length);

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const parse = (text: string, uniqueKeys = false): Document[] =>
  [...parseAllDocuments(text, { version: '1.1', logLevel: 'silent', uniqueKeys })] as Document[];

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, (_, node) => {
    if (isAlias(node)) found = true;
  });
  return found;
}

/** Whether the text is a stream of Kubernetes objects, and so may hold further ones. */
const isObjects = (text: string): boolean => /^kind: /m.test(text) && !/^[%\uFEFF]/.test(text) && text.endsWith('\n');

/** Kinds whose programs read one object from a file, never a List. */
const CONFIGURATION = /^apiVersion: .*(config\.k8s\.io|kubeadm\.k8s\.io|audit\.k8s\.io)/m;

function toList(text: string): string | undefined {
  if (!isObjects(text) || CONFIGURATION.test(text) || /rampart-ignore-document/.test(text)) return undefined;
  const documents = text.replace(/^---\n/, '').split(/^---\n/m);
  if (documents.some(it => !/^[\w"']/.test(it) || !/^metadata:/m.test(it) || /^(---|\.\.\.)/m.test(it))) return undefined;
  const items = documents.map(it => `  - ${it.replace(/\n(?=[^\n])/g, '\n    ')}`);
  return `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
}

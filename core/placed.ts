/** YAML as plain data that remembers where each key and value stands, for the configuration file. */

import { isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, Scalar, visit } from 'yaml';
import type { Range } from './text.ts';

export interface PlacedData {
  /** Undefined where nothing is written or the text cannot be read at all. Numbers are given as they are written, as text: 1.30 stays 1.30. */
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly range: Range }[];
  /** Where the value at a path stands; for one that is not there, its nearest ancestor. */
  valueRange(path: readonly string[]): Range;
  /** Where the key at the end of a path stands; for an entry of a list, the same as `valueRange`. */
  keyRange(path: readonly string[]): Range;
}

/** Never throws. */
export function readPlaced(text: string): PlacedData {
  const start: Range = { start: 0, end: /^[^\r\n]*/.exec(text)![0].length };
  try {
    const document = parseDocument<Node>(text, { prettyErrors: false, logLevel: 'error' });
    const errors = document.errors.map(it => ({
      message: sentence(it.message),
      range: trimmed({ start: it.pos[0], end: it.pos[1] }, text),
    }));
    const anchors = new Set<string>();
    visit(document, (_, node) => {
      if (isAlias(node) && !anchors.has(node.source)) {
        errors.push({ message: `There is no anchor &${node.source} before this.`, range: trimmed(rangeOf(node) ?? start, text) });
        return new Scalar(null);
      }
      if (isNode(node) && !isAlias(node) && node.anchor) anchors.add(node.anchor);
      if (isScalar(node) && typeof node.value === 'number' && node.source) node.value = node.source;
      return undefined;
    });
    const steps = (path: readonly string[]) => walk(document.contents, path);
    return {
      data: document.toJS({ maxAliasCount: 100 }) ?? undefined,
      errors,
      valueRange: path => trimmed(steps(path).value ?? start, text),
      keyRange: path => trimmed(steps(path).key ?? start, text),
    };
  } catch {
    const message = 'The file cannot be read: it is nested too deeply, or refers to itself too often.';
    return { data: undefined, errors: [{ message, range: start }], valueRange: () => start, keyRange: () => start };
  }
}

/** Goes down as far as the path exists; what is behind an alias is placed at the alias. */
function walk(root: unknown, path: readonly string[]): { readonly key?: Range | undefined; readonly value?: Range | undefined } {
  let key = rangeOf(root);
  let value = key;
  let node = root;
  for (const step of path) {
    if (isAlias(node)) break;
    if (isMap(node)) {
      const pair = node.items.find(it => String(isScalar(it.key) ? it.key.value : it.key) === step);
      if (!pair) break;
      key = rangeOf(pair.key) ?? key;
      value = rangeOf(pair.value) ?? key;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!node) break;
      key = value = rangeOf(node) ?? value;
    } else break;
  }
  return { key, value };
}

function rangeOf(node: unknown): Range | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range && range[1] > range[0] ? { start: range[0], end: range[1] } : undefined;
}

/** Within the text, and without the blanks and line ends that the parser counts in. */
function trimmed(range: Range, text: string): Range {
  const start = Math.min(range.start, text.length);
  return { start, end: Math.max(start, Math.min(range.end, start + text.slice(start, range.end).trimEnd().length)) };
}

function sentence(message: string): string {
  if (message.includes('multiple documents')) return 'A configuration file holds one document.';
  const first = message.split('\n')[0]!.trim();
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

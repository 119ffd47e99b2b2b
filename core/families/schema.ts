/** What a configuration or an object has that its type has not: unknown fields, values of other types, words that are none of those allowed. */

import { described, kinds, type SchemaError, types } from '../../schemas/validators.js';
import { type Reader, readerOf } from '../facts/readers.ts';
import { onceFor } from '../once.ts';
import type { Resource } from '../model/resource.ts';
import type { Target } from '../rule.ts';
import type { Value } from '../model/value.ts';

export interface Fault {
  /** `field` a key that the type does not have; `type` a value of another type; `value` text that is not one of those allowed. */
  readonly is: 'field' | 'type' | 'value';
  readonly value: Value;
  /** The mapping or list that it stands in. */
  readonly holder: Value;
  readonly reader: Reader;
  /** The type of the whole document. */
  readonly root: string;
  /** What must stand here, in the notation of the types; for a field, the type of the mapping that it stands in. */
  readonly expected: string;
}

/** The newest Kubernetes that the types describe. */
export const DESCRIBED = described;

/** The name of the type of a document; undefined where it is not known. */
export const typeOf = (apiVersion: string, kind: string): string | undefined =>
  Object.hasOwn(kinds, `${apiVersion} ${kind}`) ? kinds[`${apiVersion} ${kind}`]!.type : undefined;

/** Everything whose type is known. */
export const typed: Target<Resource> = {
  kinds: [...new Set(Object.keys(kinds).map(it => it.split(' ')[1]!))],
  match: it => (it.type === 'resource' && Object.hasOwn(kinds, `${it.apiVersion} ${it.kind}`) ? it : undefined),
};

/** In the order of the document. Nothing is said of parts, nor of what templates decide. */
export const faultsOf = onceFor((resource: Resource): readonly Fault[] => {
  const own = resource.isPart ? [] : faultsIn(resource.root);
  // Plugins of an AdmissionConfiguration may have theirs within.
  const inner =
    resource.isPart || resource.kind !== 'AdmissionConfiguration'
      ? []
      : resource
          .at('plugins')
          .items()
          .flatMap(it => faultsIn(it.at('configuration')));
  return [...own, ...inner];
});

/** As much of one document as is looked at, and as many faults as are said of it. */
const MOST_NODES = 50_000;
const DEEPEST = 40;
const MOST_FAULTS = 100;

function faultsIn(root: Value): readonly Fault[] {
  const kind = `${root.at('apiVersion').asString()} ${root.at('kind').asString()}`;
  if (!Object.hasOwn(kinds, kind)) return [];
  const { type, validate } = kinds[kind]!;
  // Where the text does not parse, keys may be anything.
  if (!root.at('apiVersion').isClosed) return [];
  const data = dataOf(root, { left: MOST_NODES }, 0);
  if (validate(data)) return [];
  const reader = readerOf(type);
  const said = new Set<string>();
  return (validate.errors ?? []).slice(0, MOST_FAULTS).flatMap(error => {
    const path = error.instancePath
      .split('/')
      .slice(1)
      .map(it => it.replaceAll('~1', '/').replaceAll('~0', '~'));
    const fault = faultOf(error, path, root, data, type);
    const key = JSON.stringify(fault?.value.path);
    if (!fault || said.has(key)) return [];
    said.add(key);
    const holder = fault.value.path.slice(root.path.length, -1).reduce((it: Value, step) => it.at(step), root);
    return [{ ...fault, holder, reader, root: type }];
  });
}

function faultOf(
  { keyword, params }: SchemaError,
  path: readonly string[],
  root: Value,
  data: Data,
  type: string,
): Pick<Fault, 'is' | 'value' | 'expected'> | undefined {
  const expected = path.reduce(notationBelow, type);
  const found = path.reduce<Data>((it, step) => (it as Readonly<Record<string, Data>>)[step]!, data);
  if (found === null || found === HIDDEN) return undefined;
  const value = path.reduce((it, step) => it.at(it.type === 'list' ? Number(step) : step), root);
  switch (keyword) {
    case 'additionalProperties':
      return /^[\w./-]+$/.test(String(params.additionalProperty))
        ? { is: 'field', value: value.at(String(params.additionalProperty)), expected }
        : undefined;
    case 'type':
      return isCertain(value) ? { is: 'type', value, expected } : undefined;
    case 'enum':
    case 'pattern':
      return typeof found === 'string' && isCertain(value) ? { is: 'value', value, expected } : undefined;
    default:
      return undefined;
  }
}

/** What stands below a value of this notation. */
export function notationBelow(notation: string, step: string): string {
  if (/^(?:\[\]|\{\})/.test(notation)) return notation.slice(2);
  const fields = fieldsOf(notation);
  return Object.hasOwn(fields, step) ? fields[step]! : 'any';
}

/** What the entries of a list of this notation are; other notations stay. */
export const entryOf = (notation: string): string => (notation.startsWith('[]') ? notation.slice(2) : notation);

/** The fields of a type, each with the notation of what it holds; none for everything else. */
export const fieldsOf = (type: string): Readonly<Record<string, string>> => (Object.hasOwn(types, type) ? types[type]! : {});

type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** Stands for what cannot be seen. */
const HIDDEN: Data = Object.freeze({});

/** Unlike `toData`, keeps the place of what cannot be seen; nothing written is `null`. */
function dataOf(value: Value, budget: { left: number }, depth: number): Data {
  if (--budget.left < 0 || depth > DEEPEST) return HIDDEN;
  switch (value.type) {
    case 'mapping':
      return Object.fromEntries(value.entries().map(([key, it]) => [key, dataOf(it, budget, depth + 1)]));
    case 'list':
      return value.items().map(it => dataOf(it, budget, depth + 1));
    case 'absent':
      return null;
    case 'unknown':
      return HIDDEN;
    default:
      return value.asBoolean() ?? value.asNumber() ?? value.asString() ?? HIDDEN;
  }
}

/**
 * Whether a value is what it seems to be. Text that something replaces before Kubernetes sees it is not; nor is what readers of YAML
 * disagree about (`y`, base 60), nor a collection that a template may complete.
 */
function isCertain(value: Value): boolean {
  if (value.type === 'mapping' || value.type === 'list') return value.isClosed;
  const text = value.asString() ?? '';
  return !/[$%<>{}@]|^_*[A-Z][A-Z\d]*_[A-Z\d_]*$|^[-+\d][\d_]*[:_]|^[yYnN]$|REPLACE|CHANGE/.test(text);
}

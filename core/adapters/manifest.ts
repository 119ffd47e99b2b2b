/** Kubernetes objects and configuration documents, as one YAML document holds them. */

import type { Resource } from '../model/resource.ts';
import type { Path, Value } from '../model/value.ts';

/**
 * The objects of a document: itself, or the entries of a `List` (or of any `…List`), each by itself; lists within lists as well.
 * None where `kind` is missing; the entries of a `PodList` are Pods of its version without saying so. `isPart` says that the file is known to hold only parts of objects (a kustomize patch).
 */
export function readManifest(root: Value, isPart: boolean): Resource[] {
  return objectsOf(root, 0, NO_TYPE).map(([it, type]) => resourceOf(it, isPart, type));
}

/** A document that says neither version nor kind, as an object of a kind that its form tells. */
export const kindlessObject = (root: Value, kind: string, isPart: boolean): Resource => ({ ...resourceOf(root, isPart), kind });

/** As deep as lists may lie within lists: nobody writes that, and a hostile file must not exhaust the stack. */
const DEEPEST_LIST = 8;

/** What an entry of a list takes from the list where it says nothing itself. */
interface Type {
  readonly apiVersion: string;
  readonly kind: string;
}

const NO_TYPE: Type = { apiVersion: '', kind: '' };

function objectsOf(root: Value, depth: number, listed: Type): (readonly [root: Value, listed: Type])[] {
  const kind = root.at('kind').asString() ?? (root.lacks('kind') ? listed.kind : '');
  const items = root.at('items');
  if (kind.endsWith('List') && items.type === 'list' && depth < DEEPEST_LIST) {
    const type = kind === 'List' ? NO_TYPE : { apiVersion: root.at('apiVersion').asString() ?? '', kind: kind.slice(0, -'List'.length) };
    return items.items().flatMap(it => objectsOf(it, depth + 1, type));
  }
  return root.type === 'mapping' && kind ? [[root, listed]] : [];
}

function resourceOf(root: Value, isPart: boolean, listed = NO_TYPE): Resource {
  const kind = root.at('kind');
  const apiVersion = root.at('apiVersion').asString() ?? (kind.exists ? '' : listed.apiVersion);
  const name = root.at('metadata', 'name');
  const slash = apiVersion.indexOf('/');
  return {
    type: 'resource',
    apiVersion,
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    kind: kind.asString() ?? listed.kind,
    name: name.asString() ?? '',
    namespace: root.at('metadata', 'namespace').asString(),
    place: name.exists || name.type === 'unknown' ? name.place : kind.place,
    isPart: isPart || deletes(root),
    root,
    at: (...path: Path) => root.at(...path),
  };
}

/** A strategic merge patch that says so itself. */
const deletes = (root: Value): boolean => !root.lacks('$patch') && root.at('$patch').exists;

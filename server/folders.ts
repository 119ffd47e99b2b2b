/** Which folder a document belongs to, and under which path. */

import { URI } from 'vscode-uri';
import type { Folder } from './folder.ts';

/** A file as the core names it, and where it is. */
export interface Target {
  readonly folder: Folder;
  readonly path: string;
  /** As the client spells it where it is open. */
  readonly uri: string;
  /** The URI of another file of the same folder; undefined where nothing beside the file can be seen. */
  uriOf(path: string): string | undefined;
}

/** A workspace folder and its URI. */
export interface Root {
  readonly uri: URI;
  readonly folder: Folder;
}

export interface Folders {
  readonly roots: readonly Root[];
  /** Adds a folder, unless it is there. */
  add(uri: string): void;
  remove(uri: string): void;
  /** A document outside every folder gets one of its own, for as long as it is open. */
  open(uri: string, languageId: string): Target;
  /** The file that was opened under this URI. */
  target(uri: string): Target | undefined;
  /** Every file that is open. */
  targets(): readonly Target[];
  close(uri: string): void;
  /** The file of a workspace folder that has this URI, open or not. */
  locate(uri: string): Target | undefined;
  fileOf(root: Root, path: string): Target;
}

/** `create` is given the URI of the folder, or that of a document of its own. */
export function createFolders(create: (uri: string, kind: 'folder' | 'document') => Folder): Folders {
  const roots: Root[] = [];
  const targets = new Map<string, Target>();

  const locate = (uri: string): Target | undefined => {
    const { scheme, authority, path } = URI.parse(uri);
    const root = roots
      .filter(it => it.uri.scheme === scheme && it.uri.authority === authority && path.startsWith(`${slashless(it.uri.path)}/`))
      .sort((a, b) => b.uri.path.length - a.uri.path.length)[0];
    return root && { ...fileOf(root, path.slice(slashless(root.uri.path).length + 1)), uri };
  };

  const fileOf = ({ uri, folder }: Root, path: string): Target => {
    const uriOf = (it: string): string => spelled(folder, it) ?? uri.with({ path: `${slashless(uri.path)}/${it}` }).toString();
    return { folder, path, uri: uriOf(path), uriOf };
  };

  /** As the client spells it. */
  const spelled = (folder: Folder, path: string): string | undefined =>
    [...targets.values()].find(it => it.folder === folder && it.path === path)?.uri;

  const close = (uri: string): void => {
    const folder = targets.get(uri)?.folder;
    targets.delete(uri);
    if (folder && !roots.some(it => it.folder === folder)) folder.dispose();
  };

  return {
    roots,
    add(uri) {
      const parsed = URI.parse(uri);
      if (roots.some(it => it.uri.toString() === parsed.toString())) return;
      roots.push({ uri: parsed, folder: create(uri, 'folder') });
    },
    remove(uri) {
      const spelled = URI.parse(uri).toString();
      const at = roots.findIndex(it => it.uri.toString() === spelled);
      if (at >= 0) roots.splice(at, 1)[0]!.folder.dispose();
    },
    open(uri, languageId) {
      close(uri);
      const target = locate(uri) ?? loneTarget(uri, languageId, create(uri, 'document'));
      targets.set(uri, target);
      return target;
    },
    target: uri => targets.get(uri),
    targets: () => [...targets.values()],
    close,
    locate,
    fileOf,
  };
}

/** Names and folders tell how a text is read, so the whole path is kept; a document without a file gets the ending of its language. */
function loneTarget(uri: string, languageId: string, folder: Folder): Target {
  const { scheme, path } = URI.parse(uri);
  const name = path.replace(/^\/+/, '') || 'untitled';
  const ending = ENDINGS[languageId];
  const file = scheme !== 'file' && ending && !name.endsWith(ending) ? `${name}${ending}` : name;
  return { folder, path: file, uri, uriOf: it => (it === file ? uri : undefined) };
}

const ENDINGS: Readonly<Record<string, string>> = { yaml: '.yaml', json: '.json', jsonc: '.json' };

const slashless = (path: string): string => path.replace(/\/+$/, '');

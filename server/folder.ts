/** One workspace folder: what its host reads and what is open in the editor, together in one `Workspace`. */

import { CONFIG_FILE, type Configuration, isConfigFile } from '../core/config.ts';
import type { Host } from '../core/host.ts';
import type { Workspace } from '../core/workspace.ts';

export interface FolderOptions {
  /** Undefined where no files can be read: then only open text is known, and the folder never becomes complete. */
  readonly host: Host | undefined;
  readonly createWorkspace: (defaults: Configuration) => Workspace;
  /** Something changed that other files' answers may depend on. */
  readonly onChange: () => void;
  readonly onError: (doing: string, error: unknown) => void;
}

export interface Folder {
  /** Replaced when the settings change: do not keep it. */
  readonly workspace: Workspace;
  /** A new number whenever the text of the file, or its being open, may have changed. */
  revision(path: string): number;
  /** A new number whenever the configuration or the completeness may have changed. */
  readonly era: number;
  /** False: the settings turn Rampart off here. */
  readonly enabled: boolean;
  /** What the settings say of code lenses; nothing that is judged depends on it. */
  showsLenses: boolean;
  configure(enabled: boolean, defaults: Configuration): void;
  /** Open text wins over what the host has. */
  open(path: string, text: string): void;
  /** Goes back to what the host has. */
  close(path: string): Promise<void>;
  isOpen(path: string): boolean;
  /** Reads the configuration files that apply to a file, so that its first answer already follows them. */
  prepare(path: string): Promise<void>;
  /** Lists the folder anew and reads what is new; joins a run that is under way. */
  index(): Promise<void>;
  /** Files changed outside the editor; a folder that is gone takes its files with it. */
  changed(path: string, kind: 'created' | 'changed' | 'deleted'): Promise<void>;
  /** The files that were read and that are not excluded, sorted. */
  files(): readonly string[];
  dispose(): void;
}

/** How many files are read at a time: enough to keep a disk busy, few enough that requests come through. */
const AT_ONCE = 16;

/** Milliseconds to wait for more files before the folder is listed again. */
const BETWEEN_LISTINGS = 300;

export function createFolder({ host, createWorkspace, onChange, onError }: FolderOptions): Folder {
  let workspace = createWorkspace({});
  let enabled = true;
  let settings = JSON.stringify([true, {}]);
  let era = ++counter;
  let running: { readonly done: Promise<void>; again: boolean } | undefined;
  const opened = new Set<string>();
  const listed = new Set<string>();
  const revisions = new Map<string, number>();
  const prepared = new Map<string, Promise<void>>();
  const stop = new AbortController();

  return {
    get workspace() {
      return workspace;
    },
    get era() {
      return era;
    },
    get enabled() {
      return enabled;
    },
    showsLenses: false,
    revision: path => revisions.get(path) ?? 0,
    isOpen: path => opened.has(path),
    files: () => [...revisions.keys()].filter(isJudged).sort(),
    configure,
    open(path, text) {
      opened.add(path);
      set(path, text);
    },
    async close(path) {
      opened.delete(path);
      if (listed.has(path)) await reread(path);
      else set(path, undefined);
    },
    async prepare(path) {
      const folders = path.split('/').slice(0, -1);
      const configurations = [...folders.keys(), folders.length].map(depth => [...folders.slice(0, depth), CONFIG_FILE].join('/'));
      await Promise.all(configurations.map(prepareOne));
    },
    index,
    changed,
    dispose: () => stop.abort(),
  };

  function configure(nowEnabled: boolean, defaults: Configuration): void {
    const now = JSON.stringify([nowEnabled, defaults]);
    if (now === settings) return;
    settings = now;
    enabled = nowEnabled;
    const old = workspace;
    workspace = createWorkspace(defaults);
    for (const path of revisions.keys()) workspace.set(path, old.text(path));
    workspace.know([...listed]);
    if (old.isComplete) workspace.complete();
    era = ++counter;
    onChange();
  }

  function set(path: string, text: string | undefined): void {
    if (text === workspace.text(path) && text !== undefined) return;
    workspace.set(path, text);
    if (text === undefined) revisions.delete(path);
    else revisions.set(path, ++counter);
    if (text === undefined && listed.has(path)) workspace.know([path]);
    if (isConfigFile(path)) era = ++counter;
    onChange();
  }

  /** Gives a file the text the host has for it, unless it was opened meanwhile. */
  async function reread(path: string): Promise<void> {
    const result = await host?.read(path);
    if (opened.has(path) || stop.signal.aborted) return;
    if (!workspace.excludes(path) && result && 'text' in result) set(path, result.text);
    else if (revisions.has(path)) set(path, undefined);
  }

  function prepareOne(path: string): Promise<void> {
    const known = prepared.get(path);
    if (known) return known;
    const reading = (async () => {
      if (!revisions.has(path)) await reread(path);
    })();
    prepared.set(path, reading);
    return reading;
  }

  function index(): Promise<void> {
    if (!host) return Promise.resolve();
    if (running) {
      running.again = true;
      return running.done;
    }
    const run = { again: false, done: Promise.resolve() };
    running = run;
    run.done = (async () => {
      try {
        await readAll(host);
        while (run.again && !stop.signal.aborted) {
          run.again = false;
          await new Promise(resolve => setTimeout(resolve, BETWEEN_LISTINGS));
          await readAll(host);
        }
      } catch (error) {
        onError('reading the folder', error);
      } finally {
        running = undefined;
      }
    })();
    return run.done;
  }

  async function readAll(files: Host): Promise<void> {
    const { files: paths } = await files.list('', stop.signal);
    if (stop.signal.aborted) return;
    const now = new Set(paths);
    const gone = [...listed].filter(it => !now.has(it));
    listed.clear();
    for (const path of paths) listed.add(path);
    for (const path of gone) if (!opened.has(path)) set(path, undefined);
    workspace.know(paths);
    for (const configuration of [true, false]) {
      const wanted = paths.filter(
        it => isConfigFile(it) === configuration && !revisions.has(it) && workspace.reads(it) && !workspace.excludes(it),
      );
      for (let at = 0; at < wanted.length && !stop.signal.aborted; at += AT_ONCE) {
        await Promise.all(wanted.slice(at, at + AT_ONCE).map(reread));
      }
    }
    if (workspace.isComplete || stop.signal.aborted) return;
    workspace.complete();
    era = ++counter;
    onChange();
  }

  async function changed(path: string, kind: 'created' | 'changed' | 'deleted'): Promise<void> {
    if (kind === 'deleted') {
      for (const it of [...listed, ...revisions.keys()]) {
        if (it !== path && !it.startsWith(`${path}/`)) continue;
        listed.delete(it);
        if (!opened.has(it)) set(it, undefined);
      }
    } else if (isConfigFile(path)) {
      await reread(path);
      await index();
    } else if (/(^|\/)\.[a-z]*ignore$/.test(path) || kind === 'created') {
      await index();
    } else if (revisions.has(path) || (listed.has(path) && workspace.reads(path))) {
      await reread(path);
    }
  }

  function isJudged(path: string): boolean {
    return isConfigFile(path) || (workspace.reads(path) && !workspace.excludes(path));
  }
}

/** Numbers that never repeat, in all folders. */
let counter = 0;

/** Fills a workspace with what a scan needs: configuration first, then every file that Rampart reads. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CONFIG_FILE, type Configuration, isConfigFile } from '../core/config.ts';
import { BINARY, decode, type Host, type ReadResult, type Skipped } from '../core/host.ts';
import { positionAt } from '../core/report/lines.ts';
import { readSettings } from '../core/settings.ts';
import type { Workspace } from '../core/workspace.ts';
import { LEADS_OUT, NOT_A_FOLDER, NOT_THERE, reasonOf } from '../host-node/paths.ts';
import { count, Failure } from './io.ts';
import type { Progress } from './progress.ts';
import type { Targets } from './targets.ts';

export interface Loaded {
  /** Files that have their text and are to be judged, sorted. */
  readonly files: readonly string[];
  readonly unread: readonly Skipped[];
  /** How many files `exclude` left out. */
  readonly excluded: number;
  /** Every configuration that was found, by its path. */
  readonly configurations: ReadonlyMap<string, Configuration>;
}

export interface LoadOptions {
  /** A file to take in place of every `.rampart.yaml`, as seen from `cwd`. */
  readonly config: string | undefined;
  readonly cwd: string;
  /** The text of the one file that is named, where it does not come from the disk. */
  readonly text: ReadResult | undefined;
  /** The rules that a configuration may name. */
  readonly knownRules: readonly string[];
}

const READS_AT_ONCE = 16;

/** Why there may be no configuration where one is looked for. Links that lead out are named among what was not read. */
const NOT_FOUND: readonly string[] = [NOT_THERE, NOT_A_FOLDER, LEADS_OUT];

/** Throws a `Failure` where a configuration is not right. */
export async function load(workspace: Workspace, host: Host, targets: Targets, options: LoadOptions, progress: Progress): Promise<Loaded> {
  await progress.step('Listing files');
  const listings = [];
  for (const folder of targets.folders) listings.push(await host.list(folder));
  const listed = new Set(listings.flatMap(it => it.files));
  const unread = distinct(listings.flatMap(it => it.skipped));
  workspace.know([...listed, ...(options.text ? [] : targets.files)]);
  const configurations = await loadConfigurations(workspace, host, targets, listed, options);

  const named = new Set(targets.files);
  const readable: string[] = [];
  let excluded = 0;
  for (const path of [...new Set([...listed, ...named])].sort()) {
    if (isConfigFile(path)) continue;
    if (/(?:^|\/)\.rampart\.yml$/.test(path) && options.config === undefined) {
      unread.push({ path, reason: `A configuration is named ${CONFIG_FILE}, so this one does not apply.` });
      continue;
    }
    if (!workspace.reads(path)) {
      if (named.has(path)) unread.push({ path, reason: 'Rampart does not read files of this form.' });
    } else if (workspace.excludes(path)) excluded++;
    else readable.push(path);
  }

  let done = 0;
  const results = await atOnce(READS_AT_ONCE, readable, async path => {
    const result = options.text && named.has(path) ? options.text : await host.read(path);
    await progress.step(`Reading ${(++done).toLocaleString('en')} of ${count(readable.length, 'file')}`);
    return result;
  });
  const files: string[] = [];
  for (const [i, result] of results.entries()) {
    const path = readable[i]!;
    if ('reason' in result) {
      // A name without extension may be a file of arguments; where it is a program, nobody expected a judgement.
      if (named.has(path) || result.reason !== BINARY || /\.[^/]+$/.test(path)) unread.push({ path, reason: result.reason });
    } else if (named.has(path) || workspace.reads(path, result.text)) {
      workspace.set(path, result.text);
      files.push(path);
    }
  }
  if (targets.files.length === 0) workspace.complete();
  return { files, unread, excluded, configurations };
}

async function loadConfigurations(
  workspace: Workspace,
  host: Host,
  targets: Targets,
  listed: ReadonlySet<string>,
  options: LoadOptions,
): Promise<Map<string, Configuration>> {
  const configurations = new Map<string, Configuration>();
  const problems: string[] = [];
  const add = (path: string, name: string, text: string): void => {
    const settings = readSettings(path, text, options.knownRules);
    for (const { place, message } of settings.problems) {
      const { line, column } = positionAt(text, place.range.start);
      problems.push(`${name}:${line}:${column}: ${message}`);
    }
    configurations.set(path, settings.configuration);
    workspace.set(path, text);
  };
  if (options.config !== undefined) {
    const read = await readAnywhere(resolve(options.cwd, options.config));
    if ('reason' in read) throw new Failure(`The configuration ${options.config} cannot be used. ${read.reason}`);
    add(CONFIG_FILE, options.config, read.text);
  } else {
    for (const path of configurationPaths(targets, listed)) {
      const read = await host.read(path);
      if ('text' in read) add(path, targets.shown(path), read.text);
      else if (listed.has(path) || !NOT_FOUND.includes(read.reason)) problems.push(`${targets.shown(path)}: ${read.reason}`);
    }
  }
  if (problems.length) throw new Failure(['The configuration is not right.', ...problems].join('\n'));
  return configurations;
}

/** Those that were listed, and those of the folders that what is scanned lies in, up to the root. */
function configurationPaths(targets: Targets, listed: ReadonlySet<string>): string[] {
  const paths = new Set([...listed].filter(isConfigFile));
  for (const path of [...targets.files, ...targets.folders.map(it => (it ? `${it}/` : ''))]) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) paths.add(`${path.slice(0, end)}/${CONFIG_FILE}`);
    paths.add(CONFIG_FILE);
  }
  return [...paths].sort();
}

async function readAnywhere(path: string): Promise<ReadResult> {
  try {
    return decode(await readFile(path));
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** The results, in the order of the items. */
async function atOnce<T, R>(limit: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

function distinct(skipped: readonly Skipped[]): Skipped[] {
  return [...new Map(skipped.map(it => [it.path, it])).values()];
}

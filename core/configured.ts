/** The configuration file that a program is started with, laid over what the command line says. */

import type { Around } from './assemble.ts';
import { configuredBy } from './facts/defaults.ts';
import { countsBesideFile } from './facts/precedence.ts';
import type { Overridden, Written } from './model/component.ts';
import type { Program } from './source.ts';
import { resolvePath } from './resolve.ts';

export interface Configured {
  /** The flag that names the file, or a folder with such files. */
  readonly by: Written | undefined;
  /** Where the file is; undefined where that is not known. */
  readonly path: string | undefined;
  /** What stands in it. */
  readonly file: Program | undefined;
  /** What may count, weakest first. */
  readonly written: readonly Written[];
  readonly overridden: readonly Overridden[];
  /** Flags that are written elsewhere, and judged there. */
  readonly elsewhere?: ReadonlySet<string>;
}

/** `flags` are what the command line and its variables say. */
export function configured(program: Program, flags: readonly Written[], around: Around): Configured {
  if (program.decides) return belowFlags(program, around);
  const by = flags.findLast(it => configuredBy(program.name, '').includes(it.name));
  const found = by && program.completeness !== 'part' ? fileOf(program, flags, by, around) : undefined;
  if (!by) return { by, path: undefined, file: undefined, written: flags, overridden: [] };
  if (!found) {
    // Whatever stands in the file, it decides.
    const vain = flags.filter(it => !countsBesideFile(program.name, it.name));
    return { by, path: undefined, file: undefined, written: flags, overridden: vain.map(written => ({ written, by })) };
  }
  const { file, path } = found;
  const isDecided = (flag: string): boolean =>
    !countsBesideFile(program.name, flag) && (file.decides === 'all' || file.decides?.has(flag) === true);
  const beaten = (key: Written): Written | undefined =>
    isMerged(key.name) ? undefined : flags.findLast(it => it.name === key.name && !isDecided(it.name));
  return {
    by,
    path,
    file,
    written: [...file.written.filter(it => !beaten(it)), ...flags.filter(it => !isDecided(it.name))],
    overridden: [
      ...file.written.flatMap(it => {
        const flag = beaten(it);
        return flag ? [{ written: it, by: flag }] : [];
      }),
      ...flags.filter(it => isDecided(it.name)).map(it => ({ written: it, by: file.written.findLast(key => key.name === it.name) ?? by })),
    ],
  };
}

/** kubeadm lays the flags that it is told for the kubelet, in one document of a file, over the configuration in another. */
function belowFlags(file: Program, around: Around): Configured {
  const all = file.distribution === 'kubeadm' ? (around.sources(file.place.file)?.programs.filter(it => it.name === file.name) ?? []) : [];
  const above = all.filter(it => it.decides === undefined).flatMap(it => it.written.map(flag => ({ flag, of: it })));
  const beaten = (key: Written): Written | undefined =>
    isMerged(key.name) ? undefined : above.findLast(it => it.flag.name === key.name)?.flag;
  // Of several nodes, some may not write the flag.
  const isCertain = new Set(above.map(it => it.of)).size === 1 && all.length === 2;
  return {
    by: undefined,
    path: undefined,
    file: undefined,
    written: file.written.filter(it => !beaten(it)),
    overridden: file.written.flatMap(written => {
      const by = isCertain ? beaten(written) : undefined;
      return by ? [{ written, by }] : [];
    }),
    elsewhere: new Set(above.map(it => it.flag.name)),
  };
}

/** The kubelet adds the gates of its file to those of its flag, where these do not name them. */
const isMerged = (flag: string): boolean => flag === 'feature-gates';

function fileOf(program: Program, flags: readonly Written[], by: Written, around: Around): { path: string; file: Program } | undefined {
  // What lies in a folder of further files may outrank the one that is named.
  if (!by.value || flags.some(it => it.name === 'config-dir' && it.value !== '')) return undefined;
  const own = program.place.file;
  const filesIn = (path: string): readonly Program[] =>
    around.sources(path)?.programs.filter(it => it.name === program.name && it.decides !== undefined) ?? [];
  const isRight = (path: string): boolean => path !== own && filesIn(path).length > 0;
  const path = resolvePath(by.value, around, isRight, { near: own, isTelling });
  const files = path === undefined ? [] : filesIn(path);
  return path !== undefined && files.length === 1 ? { path, file: files[0]! } : undefined;
}

/** Whether a file name says more than that this is a configuration. */
const isTelling = (name: string): boolean => !/^(?:config|configuration|conf|etcd)(?:\.\w+)*$/i.test(name);

/** Reads the tables of flags: one flag a line, with its type, the releases that have it, and its defaults. */

/**
 * `boolean`  stands bare or as `--flag=false`; never takes the next word.
 * `list`     repeated occurrences add up, and commas separate (pflag `strings`).
 * `map`      the same, with entries `key=value`, or `key<value` (pflag `mapStringString`, `feature-gates`).
 * `array`    repeated occurrences add up, but a comma is part of an entry (pflag `stringArray`).
 * `number`, `duration`, `text`: the last occurrence wins.
 */
export type FlagType = 'boolean' | 'list' | 'map' | 'array' | 'number' | 'duration' | 'text';

/** Releases are `X.Y`: of Kubernetes, or of etcd for etcd. */
export interface Flag {
  readonly name: string;
  readonly type: FlagType;
  /** The first release with the flag; undefined where that is 1.15 (etcd: 3.3), older, or not known. */
  readonly since?: string;
  /** The last release that certainly starts with the flag, and the first one behind it certainly does not. */
  readonly last?: string;
  /** The last release whose help shows the flag, where the newest does not; `never` where none from 1.15 on does. */
  readonly shown?: string;
  /** The release in which it was deprecated, where it has been shown since. */
  readonly deprecated?: string;
  /** Since which release which default holds, the oldest first; the first may hold for all. An undefined value is an empty one. Not there: see `defaultOf`. */
  readonly defaults?: readonly (readonly [since: string | undefined, value: string | undefined])[];
}

/**
 * Each line: the name, the type, and, as far as there is something to say,
 * `1.16..1.23`  the releases that have it; either end may be open,
 * `~1.20`       the last release whose help shows it, or `~` where none does,
 * `!1.10`       the release in which it was deprecated,
 * `=0`          its default, and `@1.27=50` that of a release and those after it.
 */
export function readFlags(...tables: readonly string[]): ReadonlyMap<string, Flag> {
  const flags = tables.flatMap(it => it.trim().split('\n')).map(readFlag);
  return new Map(flags.map(it => [it.name, it]));
}

function readFlag(line: string): Flag {
  const [name = '', type = '', ...rest] = line.trim().split(/ +/);
  const ofKind = (sign: RegExp): string | undefined => rest.find(it => sign.test(it));
  const [since, last] = ofKind(/^[\d.]*\.\.[\d.]*$/)?.split('..') ?? [];
  const shown = ofKind(/^~/)?.slice(1);
  const deprecated = ofKind(/^!/)?.slice(1);
  const defaults = rest.flatMap(it => {
    const [, release, value] = /^(?:@([\d.]+))?=(.*)$/.exec(it) ?? [];
    return value === undefined ? [] : [[release, value === '' ? undefined : value] as const];
  });
  return {
    name,
    type: type as FlagType,
    ...(since && { since }),
    ...(last && { last }),
    ...(shown !== undefined && { shown: shown || NEVER }),
    ...(deprecated && { deprecated }),
    ...(defaults.length && { defaults }),
  };
}

/** What `Flag.shown` is where no release from 1.15 on shows the flag. */
export const NEVER = 'never';

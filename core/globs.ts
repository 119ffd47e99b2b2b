/** Globs as `.gitignore` has them: one pattern, one path, in time that grows with their lengths only. */

/** More alternatives than this in one pattern are not told apart: the pattern matches nothing. */
const MOST_ALTERNATIVES = 64;

/**
 * Whether any of these globs names the path or a folder above it. Paths have `/` between segments and none at the start.
 *
 * `*` and `?` stay within a segment, `**` spans any number of them, `[ab]`, `[a-z]` and `[!a]` stand for one character,
 * `{a,b}` for either, `\` takes the next character as it is. A pattern without `/` matches at any depth;
 * one that ends with `/` matches folders only. Upper and lower case differ.
 */
export const matchesAny = (globs: readonly string[], path: string): boolean => globs.some(it => matchesGlob(it, path));

export function matchesGlob(glob: string, path: string): boolean {
  const segments = path.split('/').filter(it => it && it !== '.');
  return patternsOf(glob).some(it => matchesPattern(it, segments));
}

/** Whether a glob is one that can match; if not, why, as a sentence. */
export function problemOfGlob(glob: string): string | undefined {
  if (!glob.trim()) return 'A glob must not be empty.';
  if (glob.startsWith('!')) return 'A glob cannot be turned round with "!".';
  if (glob.split('/').includes('..')) return 'A glob must stay below the folder of its file.';
  return patternsOf(glob).length === 0 ? `A glob can have at most ${MOST_ALTERNATIVES} alternatives.` : undefined;
}

interface Pattern {
  readonly segments: readonly Segment[];
  readonly foldersOnly: boolean;
}

type Segment = '**' | readonly Token[];

/** What one character must be: itself, any, one of a set; or any number of characters. */
type Token = `=${string}` | 'any' | 'star' | { readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

const known = new Map<string, readonly Pattern[]>();

function patternsOf(glob: string): readonly Pattern[] {
  let patterns = known.get(glob);
  if (!patterns) {
    if (known.size > 1000) known.clear();
    patterns = alternatives(glob).map(parse);
    known.set(glob, patterns);
  }
  return patterns;
}

function parse(glob: string): Pattern {
  const foldersOnly = glob.endsWith('/');
  const anchored = glob.replace(/\/$/, '').includes('/');
  const parts = glob
    .replace(/^\.?\//, '')
    .split('/')
    .filter(Boolean);
  const segments = parts.map((it): Segment => (it === '**' ? '**' : tokens(it)));
  return { foldersOnly, segments: anchored ? segments : ['**', ...segments] };
}

/** Follows all ways through the pattern at once, so that no text makes it try again. */
function matchesPattern({ segments, foldersOnly }: Pattern, path: readonly string[]): boolean {
  let states = closure(new Set([0]), segments);
  for (let depth = 0; depth < path.length; depth++) {
    const next = new Set<number>();
    for (const at of states) {
      const segment = segments[at];
      if (segment === '**') next.add(at).add(at === segments.length - 1 ? at + 1 : at);
      else if (segment && matchesSegment(segment, path[depth]!)) next.add(at + 1);
    }
    states = closure(next, segments);
    if (states.size === 0) return false;
    const isFolder = depth < path.length - 1;
    if (states.has(segments.length) && (isFolder || !foldersOnly)) return true;
  }
  return false;
}

/** `**` may also span nothing, but at the end of a pattern it needs something to stand for. */
function closure(states: Set<number>, segments: readonly Segment[]): Set<number> {
  for (const at of states) {
    if (segments[at] === '**' && at < segments.length - 1) states.add(at + 1);
  }
  return states;
}

/** The well-known two-pointer walk: only the last `*` is ever tried again. */
function matchesSegment(pattern: readonly Token[], text: string): boolean {
  const characters = [...text];
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < characters.length) {
    const token = pattern[p];
    if (token === 'star') {
      star = p++;
      resume = t;
    } else if (token !== undefined && matchesCharacter(token, characters[t]!)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === 'star') p++;
  return p === pattern.length;
}

function matchesCharacter(token: Exclude<Token, 'star'>, character: string): boolean {
  if (token === 'any') return true;
  if (typeof token === 'string') return token === `=${character}`;
  return token.ranges.some(([low, high]) => low <= character && character <= high) !== token.negated;
}

/** A literal character is marked with `=`, so that none is mistaken for a name. */
function tokens(segment: string): Token[] {
  const result: Token[] = [];
  const characters = [...segment];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    const set = character === '[' ? setAt(characters, at) : undefined;
    if (set) {
      result.push(set.token);
      at = set.end;
    } else if (character === '*') {
      if (result.at(-1) !== 'star') result.push('star');
    } else if (character === '?') result.push('any');
    else result.push(`=${character === '\\' && at + 1 < characters.length ? characters[++at]! : character}`);
  }
  return result;
}

/** `[ab]`, `[a-z]`, `[!a]`; a bracket that is not closed is just a bracket. */
function setAt(characters: readonly string[], open: number): { readonly token: Token; readonly end: number } | undefined {
  const negated = characters[open + 1] === '!' || characters[open + 1] === '^';
  const first = open + (negated ? 2 : 1);
  const end = characters.indexOf(']', first + 1);
  if (end < 0) return undefined;
  const ranges: (readonly [string, string])[] = [];
  for (let at = first; at < end; at++) {
    const isRange = characters[at + 1] === '-' && at + 2 < end;
    ranges.push([characters[at]!, isRange ? characters[at + 2]! : characters[at]!]);
    if (isRange) at += 2;
  }
  return { token: { negated, ranges }, end };
}

/** Writes `{a,b}` out, nested ones too; none where there would be too many. Braces without a comma or a partner are just braces. */
function alternatives(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  while (open.length > 0) {
    const next = open.pop()!;
    const group = firstGroup(next);
    if (!group) done.push(next);
    else open.push(...group.options.map(it => next.slice(0, group.start) + it + next.slice(group.end)).reverse());
    if (open.length + done.length > MOST_ALTERNATIVES) return [];
  }
  return done;
}

function firstGroup(glob: string): { readonly start: number; readonly end: number; readonly options: readonly string[] } | undefined {
  const opened: { readonly start: number; readonly commas: number[] }[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at];
    if (character === '\\') at++;
    else if (character === '{') opened.push({ start: at, commas: [] });
    else if (character === ',') opened.at(-1)?.commas.push(at);
    else if (character === '}') {
      const group = opened.pop();
      if (!group || group.commas.length === 0) continue;
      const cuts = [group.start, ...group.commas, at];
      return { start: group.start, end: at + 1, options: cuts.slice(1).map((cut, i) => glob.slice(cuts[i]! + 1, cut)) };
    }
  }
  return undefined;
}

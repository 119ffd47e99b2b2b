/** Fixes that are offered and applied: each verified before anyone sees it, and many composed into one set of edits. */

import { changed, type Files } from './files.ts';
import { areDisjoint, type Change, type TextEdit } from './text.ts';
import type { Finding } from './finding.ts';
import type { Fix, Safety } from './fix.ts';
import { type Pieces, piecesOf } from './pieces.ts';
import { type Proposed, translate } from './translate.ts';
import type { FileVerdict, Judge, Judged } from './judge.ts';
import type { World } from './world.ts';

const RANK: Readonly<Record<Safety, number>> = { safe: 0, suggest: 1, choice: 2 };

/** The fixes of a finding against `files`, best first, each verified. */
export function fixesOf(judge: Judge, world: World, files: Files, judged: Judged): Fix[] {
  if (judged.fixes) return [...judged.fixes];
  const alive = judge.problem(files, judged);
  if (!alive) return [];
  return (alive.problem.fixes ?? []).flatMap(proposal => {
    const changes = translate([{ proposal, before: alive.subjects, read: it => world.subjects(it, judged.origin) }], files);
    return changes && !unsound(judge, files, changed(files, changes), [judged], changes).length
      ? [{ title: proposal.title, safety: proposal.safety, changes }]
      : [];
  });
}

/**
 * All fixes up to a safety, one after another for each document, all documents side by side; after each step what changed is read
 * again, and findings that fixes bring about get their turn in a later round, ten at most. Created files are left to single fixes.
 */
export function fixAll(
  asked: Judge,
  world: World,
  files: Files,
  paths: readonly string[],
  upTo: Safety,
  wanted: (judged: Judged) => boolean,
): Change[] {
  const judge = remembering(asked);
  const pieces = new Map<string, Pieces>();
  const givenUp = new Set<string>();
  let now = files;

  for (let round = 0; round < 10; round++) {
    let left = eligible().length;
    let progress = false;
    while (left > 0) {
      const batch = oneForEachDocument(eligible());
      if (!batch.length) break;
      left -= batch.length;
      progress = apply(batch) || progress;
    }
    if (!progress) break;
  }
  return [...pieces].map(([file, it]): Change => ({ file, edits: it.edits() })).filter(it => 'create' in it || it.edits.length > 0);

  function eligible(): Judged[] {
    return paths.flatMap(path =>
      judge
        .file(now, path)
        .judged.filter(
          it =>
            !it.finding.suppressed &&
            !givenUp.has(nameOf(it)) &&
            wanted(it) &&
            it.finding.proposals.some(({ safety }) => RANK[safety] <= RANK[upTo]),
        ),
    );
  }

  /** Applies a batch if it is sound as a whole; else without those of its findings that are to blame; where that cannot be told, each half by itself. Whether anything was applied. */
  function apply(batch: readonly Judged[]): boolean {
    const changes = together(batch);
    const after = changes && changed(now, changes);
    const blamed = changes && after ? unsound(judge, now, after, batch, changes) : batch;
    if (changes && after && !blamed.length) {
      for (const change of changes) {
        if (!('create' in change))
          pieces.set(change.file, (pieces.get(change.file) ?? piecesOf(files.text(change.file)!)).apply(change.edits));
      }
      now = after;
      return true;
    }
    if (batch.length === 1) {
      givenUp.add(nameOf(batch[0]!));
      return false;
    }
    const isTold = blamed.length < batch.length;
    const middle = batch.length >> 1;
    const first = apply(isTold ? batch.filter(it => !blamed.includes(it)) : batch.slice(0, middle));
    const rest = present(isTold ? blamed : batch.slice(middle));
    return (isTold ? rest.map(it => apply(present([it]))).includes(true) : rest.length > 0 && apply(rest)) || first;
  }

  /** The same findings as they are by now. */
  function present(batch: readonly Judged[]): Judged[] {
    const names = new Set(batch.map(nameOf));
    return [...new Set(batch.map(it => it.finding.place.file))].flatMap(path =>
      judge.file(now, path).judged.filter(it => names.has(nameOf(it))),
    );
  }

  /** The changes of a batch as one for each file; undefined if one of them has none, or if they cannot be made together. */
  function together(batch: readonly Judged[]): readonly Change[] | undefined {
    const ready: Change[] = [];
    const proposed: Proposed[] = [];
    for (const judged of batch) {
      const changes = judged.fixes?.find(it => RANK[it.safety] <= RANK[upTo])?.changes;
      const first = changes ? undefined : proposedBy(judged)[0];
      if (!changes && !first) return undefined;
      ready.push(...(changes ?? []));
      if (first) proposed.push(first);
    }
    if (batch.length === 1 && !ready.length) return firstOf(proposedBy(batch[0]!));
    const translated = proposed.length ? translate(proposed, now) : [];
    return translated && merged([...ready, ...translated]);
  }

  function firstOf(all: readonly Proposed[]): readonly Change[] | undefined {
    for (const it of all) {
      const changes = translate([it], now);
      if (changes) return changes;
    }
    return undefined;
  }

  /** What may be done about a finding here, best first. */
  function proposedBy(judged: Judged): Proposed[] {
    const alive = judged.fixes ? undefined : judge.problem(now, judged);
    return (alive?.problem.fixes ?? [])
      .filter(it => RANK[it.safety] <= RANK[upTo] && !it.edits.some(edit => edit.on === 'file'))
      .map(proposal => ({ proposal, before: alive!.subjects, read: files => world.subjects(files, judged.origin) }));
  }
}

/** One change for each file; undefined where they overlap, or where a file would be created. */
function merged(changes: readonly Change[]): readonly Change[] | undefined {
  const edits = new Map<string, readonly TextEdit[]>();
  for (const change of changes) {
    if ('create' in change) return undefined;
    edits.set(change.file, [...(edits.get(change.file) ?? []), ...change.edits]);
  }
  return [...edits.values()].every(areDisjoint) ? [...edits].map(([file, it]) => ({ file, edits: it })) : undefined;
}

/** The same judge for as long as no text changes: a state of the files is looked at before a step, after it, and for what is left. */
function remembering(judge: Judge): Judge {
  const known = new WeakMap<Files, Map<string, FileVerdict>>();
  return {
    ...judge,
    file(files, path) {
      const verdicts = known.get(files) ?? new Map<string, FileVerdict>();
      known.set(files, verdicts);
      const verdict = verdicts.get(path) ?? judge.file(files, path);
      verdicts.set(path, verdict);
      return verdict;
    },
  };
}

/** The same finding in another state of the files. */
export const again = (judge: Judge, files: Files, { rule, fingerprint, place }: Finding): Judged | undefined =>
  judge.file(files, place.file).judged.find(({ finding }) => finding.rule === rule && finding.fingerprint === fingerprint);

const nameOf = ({ finding }: Judged): string => `${finding.place.file}\0${finding.rule}\0${finding.fingerprint}`;

function oneForEachDocument(all: readonly Judged[]): Judged[] {
  const seen = new Set<string>();
  return all.filter(judged => {
    const { origin, finding } = judged;
    const names = [documentOf(judged), ...(finding.place.file === origin.file ? [] : [finding.place.file])];
    if (names.some(it => seen.has(it))) return false;
    for (const name of names) seen.add(name);
    return true;
  });
}

/** How often each finding stands in each document of some files, by rule and name, and how many parts of them could not be judged. */
interface Snapshot {
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly unjudged: number;
}

function snapshot(judge: Judge, files: Files, paths: readonly string[], documentOf: (judged: Judged) => string): Snapshot {
  const counts = new Map<string, Map<string, number>>();
  let unjudged = 0;
  for (const path of paths) {
    const verdict = judge.file(files, path);
    unjudged += verdict.unjudged.length;
    for (const judged of verdict.judged) {
      const document = documentOf(judged);
      const known = counts.get(document) ?? new Map<string, number>();
      counts.set(document, known.set(judged.key, (known.get(judged.key) ?? 0) + 1));
    }
  }
  return { counts, unjudged };
}

/**
 * None where all is well: afterwards the findings are gone, no finding of their rules is new, and everything that could be read still can.
 * Else those that are to blame, as each document is the matter of one of them; all of them where that cannot be told.
 */
function unsound(judge: Judge, files: Files, after: Files, fixed: readonly Judged[], changes: readonly Change[]): readonly Judged[] {
  const paths = [...new Set([...fixed.map(it => it.finding.place.file), ...changes.map(it => ('create' in it ? it.create : it.file))])];
  // A single finding answers for all documents.
  const nameOf = fixed.length === 1 ? () => '' : documentOf;
  const was = snapshot(
    judge,
    files,
    paths.filter(it => files.text(it) !== undefined),
    nameOf,
  );
  const is = snapshot(judge, after, paths, nameOf);
  if (is.unjudged > was.unjudged) return fixed;
  const isNew = (document: string, rules: ReadonlySet<string>): boolean =>
    [...(is.counts.get(document) ?? [])].some(
      ([key, count]) => rules.has(ruleIn(key)) && count > (was.counts.get(document)?.get(key) ?? 0),
    );
  const answered = new Set(fixed.map(nameOf));
  const rules = new Set(fixed.map(it => it.finding.rule));
  for (const document of is.counts.keys()) if (!answered.has(document) && isNew(document, rules)) return fixed;
  return fixed.filter(it => {
    const document = nameOf(it);
    const isThere = (is.counts.get(document)?.get(it.key) ?? 0) >= (was.counts.get(document)?.get(it.key) ?? 0);
    return isThere || isNew(document, new Set([it.finding.rule]));
  });
}

const documentOf = ({ origin }: Judged): string => `${origin.file}\0${origin.document}`;

const ruleIn = (key: string): string => key.slice(0, key.indexOf('\0'));

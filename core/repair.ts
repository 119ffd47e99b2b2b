/** Fixes that are offered and applied: each verified before anyone sees it, and many composed into one set of edits. */

import { changed, type Files } from './files.ts';
import { areDisjoint, type Change, type TextEdit } from './text.ts';
import type { Finding } from './finding.ts';
import type { Fix, Safety } from './fix.ts';
import { type Pieces, piecesOf } from './pieces.ts';
import { translate } from './translate.ts';
import type { Judge, Judged } from './judge.ts';
import type { World } from './world.ts';

const RANK: Readonly<Record<Safety, number>> = { safe: 0, suggest: 1, choice: 2 };

/** The fixes of a finding against `files`, best first, each verified. */
export function fixesOf(judge: Judge, world: World, files: Files, judged: Judged): Fix[] {
  if (judged.fixes) return [...judged.fixes];
  const alive = judge.problem(files, judged);
  if (!alive) return [];
  const before = snapshot(judge, files, [judged.finding.place.file]);
  return (alive.problem.fixes ?? []).flatMap(proposal => {
    const changes = translate(proposal, files, alive.subjects, it => world.subjects(it, judged.origin));
    return changes && isSound(judge, files, before, [judged], changes) ? [{ title: proposal.title, safety: proposal.safety, changes }] : [];
  });
}

/**
 * All fixes up to a safety, one after another for each document, all documents side by side; after each step what changed is read
 * again, and findings that fixes bring about get their turn in a later round, ten at most. Created files are left to single fixes.
 */
export function fixAll(judge: Judge, world: World, files: Files, paths: readonly string[], upTo: Safety, wanted: (judged: Judged) => boolean): Change[] {
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

  /** Applies a batch if it is sound as a whole; else each half by itself. Whether anything was applied. */
  function apply(batch: readonly Judged[]): boolean {
    const changes = together(batch);
    if (
      changes &&
      isSound(
        judge,
        now,
        snapshot(judge, now, [...batch.map(it => it.finding.place.file), ...changes.flatMap(it => ('create' in it ? [] : [it.file]))]),
        batch,
        changes,
      )
    ) {
      for (const change of changes) {
        if ('create' in change) continue;
        pieces.set(change.file, (pieces.get(change.file) ?? piecesOf(files.text(change.file)!)).apply(change.edits));
      }
      now = changed(now, changes);
      return true;
    }
    if (batch.length === 1) {
      givenUp.add(nameOf(batch[0]!));
      return false;
    }
    const middle = batch.length >> 1;
    const first = apply(batch.slice(0, middle));
    return apply(batch.slice(middle).flatMap(it => again(judge, now, it.finding) ?? [])) || first;
  }

  /** The changes of a batch as one for each file; undefined if one of them has none. */
  function together(batch: readonly Judged[]): Change[] | undefined {
    const edits = new Map<string, readonly TextEdit[]>();
    for (const judged of batch) {
      const changes = firstWithin(judged);
      if (!changes) return undefined;
      for (const change of changes) {
        if ('create' in change) return undefined;
        edits.set(change.file, [...edits.get(change.file) ?? [], ...change.edits]);
      }
    }
    return [...edits.values()].every(areDisjoint) ? [...edits].map(([file, it]) => ({ file, edits: it })) : undefined;
  }

  function firstWithin(judged: Judged): readonly Change[] | undefined {
    if (judged.fixes) return judged.fixes.find(it => RANK[it.safety] <= RANK[upTo])?.changes;
    const alive = judge.problem(now, judged);
    for (const proposal of alive?.problem.fixes ?? []) {
      if (RANK[proposal.safety] > RANK[upTo] || proposal.edits.some(it => it.on === 'file')) continue;
      const changes = translate(proposal, now, alive!.subjects, it => world.subjects(it, judged.origin));
      if (changes) return changes;
    }
    return undefined;
  }
}

/** The same finding in another state of the files. */
export const again = (judge: Judge, files: Files, { rule, fingerprint, place }: Finding): Judged | undefined =>
  judge.file(files, place.file).judged.find(({ finding }) => finding.rule === rule && finding.fingerprint === fingerprint);

const nameOf = ({ finding }: Judged): string => `${finding.place.file}\0${finding.rule}\0${finding.fingerprint}`;

function oneForEachDocument(all: readonly Judged[]): Judged[] {
  const seen = new Set<string>();
  return all.filter(({ origin, finding }) => {
    const names = [`${origin.file}\0${origin.document}`, ...(finding.place.file === origin.file ? [] : [finding.place.file])];
    if (names.some(it => seen.has(it))) return false;
    for (const name of names) seen.add(name);
    return true;
  });
}

/** How often each finding stands in some files, by rule and name, and how many parts of them could not be judged. */
interface Snapshot {
  readonly files: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly unjudged: number;
}

function snapshot(judge: Judge, files: Files, paths: readonly string[]): Snapshot {
  const counts = new Map<string, number>();
  let unjudged = 0;
  for (const path of new Set(paths)) {
    const verdict = judge.file(files, path);
    unjudged += verdict.unjudged.length;
    for (const { key } of verdict.judged) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { files: [...new Set(paths)], counts, unjudged };
}

/** Afterwards the findings are gone, no finding of their rules is new, and everything that could be read still can. */
function isSound(judge: Judge, files: Files, before: Snapshot, fixed: readonly Judged[], changes: readonly Change[]): boolean {
  const paths = [...new Set([...before.files, ...changes.map(it => ('create' in it ? it.create : it.file))])];
  const was =
    paths.length === before.files.length
      ? before
      : snapshot(
          judge,
          files,
          paths.filter(it => files.text(it) !== undefined),
        );
  const is = snapshot(judge, changed(files, changes), paths);
  const rules = new Set(fixed.map(it => it.finding.rule));
  const gone = new Map<string, number>();
  for (const { key } of fixed) gone.set(key, (gone.get(key) ?? 0) + 1);
  if (is.unjudged > was.unjudged) return false;
  for (const [key, count] of gone) if ((is.counts.get(key) ?? 0) > (was.counts.get(key) ?? 0) - count) return false;
  for (const [key, count] of is.counts) if (rules.has(key.slice(0, key.indexOf('\0'))) && count > (was.counts.get(key) ?? 0)) return false;
  return true;
}

/** Turns what rules propose into changes of files. */

import { changed, type Files } from './files.ts';
import { type Pieces, piecesOf } from './pieces.ts';
import { areDisjoint, type Change, type TextEdit } from './text.ts';
import type { Component, FileEdits } from './model/component.ts';
import type { Edit, Proposal } from './fix.ts';
import type { Subject } from './rule.ts';
import type { Value } from './model/value.ts';

/** What the document that a proposal is about says, in the given state of the files. Subjects keep their order while edits are made. */
export type ReadSubjects = (files: Files) => readonly Subject[];

/** A proposal that a rule made when it was shown the subjects `before`, those of one document. */
export interface Proposed {
  readonly proposal: Proposal;
  readonly before: readonly Subject[];
  readonly read: ReadSubjects;
}

/**
 * The changes of proposals about different documents against `files`. The edits of each are made one after another: after each the document is read
 * again, and the next edit finds its component by its order and its value by its path; so two edits may both need a key that neither found.
 * Undefined when some edit cannot be said in its format, or two proposals are in each other's way: half a fix is worse than none.
 */
export function translate(all: readonly Proposed[], files: Files): readonly Change[] | undefined {
  const pieces = new Map<string, Pieces>();
  const created: Change[] = [];
  const idle = new Set(all);
  let now = files;
  for (let step = 0; all.some(it => step < it.proposal.edits.length); step++) {
    // All documents at once, so that a file of many is read again only once for each step.
    const made = new Map<string, TextEdit[]>();
    for (const proposed of all) {
      const edit = proposed.proposal.edits[step];
      if (!edit) continue;
      if (edit.on === 'file') {
        if (now.exists(edit.create)) return undefined;
        created.push({ create: edit.create, text: edit.text });
        idle.delete(proposed);
        continue;
      }
      const own = editsOf(edit, proposed.before, now === files ? proposed.before : proposed.read(now));
      if (!own) return undefined;
      for (const { file, edits } of own) {
        if (!edits.length) continue;
        made.set(file, [...(made.get(file) ?? []), ...edits]);
        idle.delete(proposed);
      }
    }
    for (const [file, edits] of made) {
      const text = now.text(file);
      if (text === undefined || (all.length > 1 && !areDisjoint(edits))) return undefined;
      pieces.set(file, (pieces.get(file) ?? piecesOf(text)).apply(edits));
    }
    if (made.size)
      now = changed(
        now,
        [...made].map(([file, edits]) => ({ file, edits })),
      );
  }
  if (idle.size) return undefined;
  const changes = [...pieces].map(([file, it]): Change => ({ file, edits: it.edits() })).filter(it => 'create' in it || it.edits.length);
  return changes.length + created.length ? [...changes, ...created] : undefined;
}

/**
 * Whether a proposal gets as far as its first edit of a text, and to see the folder that it needs. The rest is known only once it is made: this is
 * for telling what exists, where making everything would cost too much.
 */
export function canBegin({ edits }: Proposal): boolean {
  const [first] = edits.filter(it => it.on !== 'file');
  return [first, ...edits.filter(it => it.on === 'component' && it.change.op === 'exposePath')].every(
    it =>
      it === undefined || it.on === 'file' || (it.on === 'value' ? it.value.edit(it.change) : it.component.edit(it.change)) !== undefined,
  );
}

/** Finds the edit's subject again among `now`, and asks it for text edits. */
function editsOf(
  edit: Exclude<Edit, { on: 'file' }>,
  before: readonly Subject[],
  now: readonly Subject[],
): readonly FileEdits[] | undefined {
  if (edit.on === 'component') return (again(edit.component, before, now) as Component | undefined)?.edit(edit.change);
  const value = before === now ? edit.value : valueAgain(edit.value, before, now);
  const edits = value?.edit(edit.change);
  return value && edits && [{ file: value.place.file, edits }];
}

const again = (subject: Subject, before: readonly Subject[], now: readonly Subject[]): Subject | undefined =>
  before === now ? subject : now[before.indexOf(subject)];

function valueAgain(value: Value, before: readonly Subject[], now: readonly Subject[]): Value | undefined {
  const index = before.findIndex(it => it.type === 'resource' && it.root.path.every((step, i) => value.path[i] === step));
  const subject = now[index];
  return subject?.type === 'resource' ? subject.root.at(...value.path.slice(subject.root.path.length)) : undefined;
}

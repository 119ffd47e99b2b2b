/** Turns what a rule proposes into changes of files. */

import { changed, type Files } from './files.ts';
import { type Pieces, piecesOf } from './pieces.ts';
import type { Change } from './text.ts';
import type { Component, FileEdits } from './model/component.ts';
import type { Edit, Proposal } from './fix.ts';
import type { Subject } from './rule.ts';
import type { Value } from './model/value.ts';

/** What the document that a proposal is about says, in the given state of the files. Subjects keep their order while edits are made. */
export type ReadSubjects = (files: Files) => readonly Subject[];

/**
 * The changes of a proposal against `files`, made by a rule that was shown the subjects `before`. Its edits are made one after another: after each the document is read again, and the
 * next edit finds its component by its order and its value by its path; so two edits may both need a key that neither found.
 * Undefined when some edit cannot be said in its format: half a fix is worse than none.
 */
export function translate(proposal: Proposal, files: Files, before: readonly Subject[], read: ReadSubjects): readonly Change[] | undefined {
  const pieces = new Map<string, Pieces>();
  const created: Change[] = [];
  let now = files;
  for (const edit of proposal.edits) {
    if (edit.on === 'file') {
      if (now.exists(edit.create)) return undefined;
      created.push({ create: edit.create, text: edit.text });
      continue;
    }
    const made = editsOf(edit, before, now === files ? before : read(now));
    if (!made) return undefined;
    for (const { file, edits } of made) {
      if (!edits.length) continue;
      const text = now.text(file);
      if (text === undefined) return undefined;
      pieces.set(file, (pieces.get(file) ?? piecesOf(text)).apply(edits));
    }
    if (made.some(it => it.edits.length)) now = changed(now, made);
  }
  const changes = [...pieces].map(([file, it]): Change => ({ file, edits: it.edits() })).filter(it => 'create' in it || it.edits.length);
  return changes.length + created.length ? [...changes, ...created] : undefined;
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

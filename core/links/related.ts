/** Where else to look: the file behind a flag that a finding is about, and the flag that passes the configuration in which it stands. */

import type { Component } from '../model/component.ts';
import type { Files } from '../files.ts';
import type { Links, Naming } from './index.ts';
import type { Origin } from '../world.ts';
import { once, onceFor } from '../once.ts';
import type { Place } from '../text.ts';
import { placeOf } from './resolution.ts';
import type { Problem, Related, Subject } from '../rule.ts';
import type { Resource } from '../model/resource.ts';

/** As many programs as are named that are passed one configuration. */
const MOST = 3;

/** Beyond what rules themselves relate. `origin` is the document that the subjects are from. */
export function relatedFiles(links: Links, files: Files, origin: Origin): (subject: Subject, problem: Problem) => readonly Related[] {
  const named = once(() => links.of(files, origin));
  const passings = onceFor((it: Resource) => links.passedBy(files, origin, it).map(passing));

  return (subject, problem) => {
    const { at, related = [] } = problem;
    const found = subject.type === 'component' ? ofProgram(subject, problem) : passings(subject);
    const isNew = ({ place }: Related): boolean => ![at, ...related].some(it => isSame(it.place, place));
    return found.filter(isNew).slice(0, MOST);
  };

  function ofProgram(program: Component, { at }: Problem): readonly Related[] {
    const flag = 'name' in at && typeof at.name === 'string' ? at.name.split('.')[0] : undefined;
    return named().flatMap(({ naming, behind }) => {
      if (naming.program !== undefined && naming.program !== program.name) return [];
      if (behind.file === at.place.file && naming.place.file !== behind.file) return [passing(naming)];
      return naming.flag === flag ? [{ place: placeOf(behind), message: `This is the file that --${flag} names.` }] : [];
    });
  }
}

const passing = ({ program, flag, place }: Naming): Related => ({
  place,
  message: program === undefined ? `Read because of ${flag}.` : `Passed to ${program} by --${flag}.`,
});

const isSame = (a: Place, b: Place): boolean => a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;

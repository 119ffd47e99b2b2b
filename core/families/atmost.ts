/** A bound on what is said of one list: each finding brings a fix that writes the whole list again. */

import type { Problem } from '../rule.ts';

/** A list with more faults than this was written by no person, and its first faults tell all there is to tell. */
const MOST = 100;

/** The first of these problems; the others are not even looked for. */
export function* atMost(problems: Iterable<Problem>): Iterable<Problem> {
  let left = MOST;
  for (const problem of problems) {
    if (left-- <= 0) return;
    yield problem;
  }
}

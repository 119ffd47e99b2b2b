/** Who may do what, in words: what a person reads who points at a role or at one of its holders. */

import type { Cut, GrantDescription } from '../core/grants/describe.ts';
import type { Place } from '../core/text.ts';
import type { Style } from './wording.ts';

/** One list, the most dangerous first. `placeOf` writes where something stands. */
export function grantsText({ name, can, allows, held, runs }: GrantDescription, style: Style, placeOf: (place: Place) => string): string {
  const isRole = /^(?:Cluster)?Role /.test(name);
  const holders = held.first.map(
    it => `${isRole ? 'Held by' : 'Holds'} ${style.text(it.what)}, through ${style.code(it.through)} (${placeOf(it.place)})`,
  );
  const lines = [
    ...can.slice(0, MOST).map(it => `${style.strong(`Can ${style.text(it)}`)}`),
    ...rest(can.length - MOST, 'more of this kind'),
    ...allows.first.map(it => `Allows ${style.text(it)}`),
    ...more(allows, 'more rules'),
    ...holders,
    ...more(held, isRole ? 'more holders' : 'more roles'),
    ...runs.first.map(it => `${style.text(it.what)} runs as it (${placeOf(it.place)})`),
    ...more(runs, 'more workloads'),
    ...(held.first.length ? [] : [isRole ? 'Nobody in this workspace holds it' : 'Holds no role in this workspace']),
  ];
  const heading = style.strong(style.text(name.charAt(0).toUpperCase() + name.slice(1)));
  return [heading, lines.map(it => `${style.item}${it}.`).join('\n')].join(style.paragraph);
}

const MOST = 6;

const more = (cut: Cut<unknown>, what: string): readonly string[] => rest(cut.more, what);

const rest = (count: number, what: string): readonly string[] => (count > 0 ? [`${count} ${what}`] : []);

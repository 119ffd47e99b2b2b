/** The places of a file that name other files, for people who want to go there. */

import type { Files } from '../files.ts';
import type { Range } from '../text.ts';
import type { World } from '../world.ts';

/** Also those of which the program stands elsewhere, as with an environment file. In order, each place once. */
export function linksIn(world: World, files: Files, path: string): readonly { readonly range: Range; readonly file: string }[] {
  const found = world.origins(files, path).flatMap(it => world.needed.links.of(files, it));
  const own = found.filter(({ naming, behind }) => naming.place.file === path && behind.file !== path);
  const byStart = new Map(own.map(({ naming, behind }) => [naming.place.range.start, { range: naming.place.range, file: behind.file }]));
  return [...byStart.values()].sort((a, b) => a.range.start - b.range.start);
}

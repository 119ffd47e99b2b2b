/** Which kinds a list of rules asks for, so that documents of others are never parsed. */

import { onceFor } from './once.ts';
import type { Rule } from './rule.ts';

/** The kinds that some rules ask for, and whether any of them asks for programs. */
export const wantedBy = onceFor(
  (rules: readonly Rule[]): Wanted => ({
    kinds: new Set(rules.flatMap(({ on }) => (on.mentions === undefined ? on.kinds : []))),
    mentions: rules.flatMap(({ on: { kinds, mentions } }) => (mentions === undefined ? [] : [{ kinds, mentions }])),
    programs: rules.some(it => !it.on.kinds.length),
  }),
);

export interface Wanted {
  readonly kinds: ReadonlySet<string>;
  readonly mentions: readonly { readonly kinds: readonly string[]; readonly mentions: string }[];
  readonly programs: boolean;
}

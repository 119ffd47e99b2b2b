/** What Rampart itself reports: about suppressions. These ids are no rules, but can be turned off and be explained like rules. */

import { PROFILES, type Profile } from './rule.ts';
import type { RuleInfo } from './report/result.ts';

export type ReservedId = (typeof RESERVED)[number]['id'];

const everyProfile = PROFILES.filter((it): it is Exclude<Profile, 'all'> => it !== 'all');

const HOW = 'Write `# rampart-ignore RULE -- REASON`, behind the line or alone on the line above.';

export const RESERVED = [
  {
    id: 'rampart/missing-reason',
    summary: 'A suppression must say why.',
    severity: 'info',
    docs: {
      why: 'Whoever reads the file later has to know whether the exception still holds.',
      fix: `Add the reason behind two hyphens. ${HOW}`,
      ignore: 'In a repository that keeps its reasons elsewhere.',
    },
  },
  {
    id: 'rampart/unused-suppression',
    summary: 'A suppression must suppress something.',
    severity: 'info',
    docs: {
      why: 'A suppression that outlives its finding hides the next one that appears in the same place.',
      fix: 'Remove it. The quick fix takes away the comment, or only the rule that finds nothing.',
      ignore: 'While a file is being moved between versions of which only one has the finding.',
    },
  },
  {
    id: 'rampart/unknown-rule',
    summary: 'A suppression must name rules that exist.',
    severity: 'warning',
    docs: {
      why: 'A rule that does not exist suppresses nothing, so the finding it was meant for is still reported.',
      fix: 'Correct the name. `rampart rules` lists them all.',
      ignore: 'Where an older version of Rampart reads files written for a newer one.',
    },
  },
  {
    id: 'rampart/malformed-suppression',
    summary: 'A suppression must be written so that it can be read.',
    severity: 'warning',
    docs: {
      why: 'A suppression that cannot be read suppresses nothing.',
      fix: `${HOW} Rules are always named, several with commas between them.`,
      ignore: 'Where a comment only talks about suppressions.',
    },
  },
] as const satisfies readonly Pick<RuleInfo, 'id' | 'summary' | 'severity' | 'docs'>[];

/** The reserved ids as reports and `explain` take rules. */
export const reservedRules: readonly RuleInfo[] = RESERVED.map(it => ({ ...it, profiles: everyProfile, controls: {}, links: [] }));

/** Rules about roles: each finding says who holds the role, and through which binding. */

import { defineRule, type Related, type Rule } from '../rule.ts';
import type { Grants, SubjectName } from '../model/standing.ts';
import type { Resource } from '../model/resource.ts';

/** As many holders as are named. */
const MOST = 4;

/** A rule about roles, whose findings name the holders of the role as related places. */
export const defineRoleRule = (rule: Omit<Rule<Resource>, 'needs'>): Rule =>
  defineRule<Resource>({
    ...rule,
    needs: 'grants',
    *check(role, context) {
      let held: readonly Related[] | undefined;
      for (const problem of rule.check(role, context)) {
        held ??= heldBy(role, context.grants);
        yield held.length ? { ...problem, related: [...(problem.related ?? []), ...held] } : problem;
      }
    },
  });

/** Where a role is given to someone; the last one says how many more there are. */
function heldBy(role: Resource, grants: Grants): Related[] {
  const holders = [...new Map(grants.holders(role).map(it => [`${subjectInWords(it.subject)} ${it.binding}`, it])).values()];
  const more = holders.length - MOST;
  return holders.slice(0, MOST).map((it, at) => ({
    place: it.place,
    message: `Held by ${subjectInWords(it.subject)} ${it.isEverywhere ? 'in every namespace ' : ''}through ${it.binding}${more > 0 && at === MOST - 1 ? `; ${more} more` : ''}.`,
  }));
}

/** `the service account shop/ci`. */
export const subjectInWords = ({ kind, name, namespace }: SubjectName): string =>
  `the ${{ ServiceAccount: 'service account', Group: 'group', User: 'user' }[kind]} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** Names that a JWT issuer gives and that may be names of Kubernetes. */

import { authenticatorsOf, freePrefix, mayRefuse, REFUSALS, unprefixed } from '../model/authenticators.ts';
import { choice, insertItem, replaceValue, suggest } from '../fix.ts';
import type { Problem } from '../rule.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

/**
 * A check that no issuer gives names that Kubernetes takes as they stand. `consequence` begins the sentence, `names` are what a validation rule
 * would refuse, and `isSpared` tells the issuers whose names are no names of Kubernetes.
 */
export const unprefixedNames = (
  claim: keyof typeof REFUSALS,
  consequence: string,
  names: string,
  isSpared: (authenticator: Value) => boolean = () => false,
) =>
  function* (configuration: Resource): Iterable<Problem> {
    if (configuration.isPart) return;
    for (const authenticator of authenticatorsOf(configuration)) {
      const found = unprefixed(authenticator, claim);
      if (!found || mayRefuse(authenticator, claim) || isSpared(authenticator)) continue;
      const prefix = freePrefix(configuration, authenticator);
      yield {
        at: found.at,
        message: `${consequence}: ${found.why}.`,
        fixes: [
          suggest(`Refuse ${names} that start with system:`, insertItem(authenticator.at('userValidationRules'), REFUSALS[claim])),
          ...(found.at.asString() === ''
            ? [choice(`Set the prefix to ${prefix} (bindings must follow)`, replaceValue(found.at, prefix))]
            : []),
        ],
      };
    }
  };

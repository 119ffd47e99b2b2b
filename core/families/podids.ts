/** The numbers of users and groups that containers run as. */

import { atContainer, called, containerCause } from './podplaces.ts';
import { effective, podField, type PodSpec } from '../model/podspec.ts';
import type { Problem } from '../rule.ts';

/** A check that every container runs as a user or group whose number is none of an account of its node, unless the node maps all numbers. */
export const lowId = (field: 'runAsGroup' | 'runAsUser', who: 'group' | 'user') =>
  function* (pods: readonly PodSpec[]): Iterable<Problem> {
    for (const pod of pods) {
      const { value: hostUsers, at: users } = podField(pod, 'boolean', 'hostUsers');
      if (hostUsers === false || users.type === 'unknown') continue;
      for (const container of pod.containers) {
        const { value, at, isCertain } = effective(pod, container, 'number', field);
        if (!isCertain || (value !== undefined && (value >= 10_000 || value <= 0))) continue;
        yield value === undefined
          ? {
              at: atContainer(container, field),
              cause: containerCause(pod, container),
              message: `The ${called(container)} runs as whatever ${who} its image or its runtime chooses: ${field} is not set.`,
            }
          : { at, message: `The ${called(container)} runs as ${who} ${value}, which may well be one of the node.` };
      }
    }
  };

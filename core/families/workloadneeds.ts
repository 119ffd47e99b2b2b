/** What containers that keep running say of themselves: how much they need, and how to tell that they work. */

import { type Container, containerField, listField, podField, type PodSpec } from '../model/podspec.ts';
import { called, objectOf } from './podplaces.ts';
import type { Context, Problem } from '../rule.ts';
import { imageOf } from './workloadcontainers.ts';
import { since } from '../facts/podsecurity.ts';

/**
 * A check that every container says how much it needs at least, or at most. A limit is a request as well, and what the whole pod says counts
 * since 1.34. Sources: pkg/apis/core/v1/defaults.go, the feature gate PodLevelResources.
 */
export const missingResource = (section: 'limits' | 'requests', resource: 'cpu' | 'memory') =>
  function* (pods: readonly PodSpec[], { kubernetesVersion }: Context): Iterable<Problem> {
    const sections = section === 'limits' ? ['limits'] : ['requests', 'limits'];
    for (const pod of pods) {
      const isShared =
        since(kubernetesVersion, '1.34') && !sections.every(it => isAbsent(podField(pod, 'string', 'resources', it, resource)));
      if (isShared) continue;
      for (const container of pod.containers) {
        if (container.role === 'ephemeral') continue;
        if (!sections.every(it => isAbsent(containerField(pod, container, 'string', 'resources', it, resource)))) continue;
        yield {
          at: { ...placeIn(container, 'resources'), name: `${container.role} ${container.name} ${section}.${resource}` },
          cause: causeOf(pod, container, 'does not say what it needs'),
          message:
            section === 'limits'
              ? `The ${called(container)} has no limit of ${NAMES[resource]}.`
              : `The ${called(container)} requests no ${NAMES[resource]}.`,
        };
      }
    }
  };

const NAMES = { cpu: 'CPU', memory: 'memory' };

/** A check that containers that are to run for good have a probe. One without ports answers nobody, and `pause` does nothing but wait. */
export const missingProbe = (probe: 'livenessProbe' | 'readinessProbe', message: (container: string) => string) =>
  function* (pods: readonly PodSpec[]): Iterable<Problem> {
    for (const pod of pods) {
      if (!LASTING.has(pod.resource.kind)) continue;
      for (const container of pod.containers) {
        if (container.role !== 'main' || !isAbsent(containerField(pod, container, 'string', probe))) continue;
        if (imageOf(container)?.name === 'pause' || (probe === 'readinessProbe' && isSilent(pod, container))) continue;
        yield {
          at: { place: container.place, name: `${container.name} ${probe}` },
          cause: causeOf(pod, container, 'does not say how to tell that it works'),
          message: message(called(container)),
        };
      }
    }
  };

/** Kinds whose containers are started again when they end. */
const LASTING: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
  'CloneSet',
]);

function isSilent(pod: PodSpec, container: Container): boolean {
  const { items, isCertain } = listField(pod, container.value, 'ports');
  return isCertain && !items.length;
}

const isAbsent = ({ value, isCertain }: { readonly value: unknown; readonly isCertain: boolean }): boolean =>
  value === undefined && isCertain;

/** The key under which it would stand, where that is there, else the container. */
function placeIn(container: Container, key: string): Problem['at'] {
  const value = container.at(key);
  return { place: value.exists ? value.keyPlace : container.place };
}

const causeOf = (pod: PodSpec, container: Container, why: string): string => `${called(container)} of ${objectOf(pod)} ${why}`;

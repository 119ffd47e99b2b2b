/** The Pod Security Standards as lists of controls, and what a level refuses of a pod. */

import {
  type Control,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  sysctls,
  windowsHostProcess,
} from './podhost.ts';
import { appArmorProfile, capabilitiesBaseline, procMount, procMountRestricted, seccompBaseline, seLinuxOptions } from './podprofiles.ts';
import {
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
} from './podrestricted.ts';
import type { Context, Problem } from '../rule.ts';
import type { PodSpec } from '../model/podspec.ts';

export type Level = 'privileged' | 'baseline' | 'restricted';

/** Controls of both levels. */
const SHARED: Readonly<Record<string, Control>> = {
  hostNamespaces,
  privileged,
  hostPorts,
  hostProbes,
  appArmorProfile,
  seLinuxOptions,
  sysctls,
  windowsHostProcess,
};

/** The restricted level replaces some controls of the baseline by stricter ones, as the admission plugin does. */
const CONTROLS: Readonly<Record<Level, Readonly<Record<string, Control>>>> = {
  privileged: {},
  baseline: { ...SHARED, hostPathVolumes, procMount, seccompProfile: seccompBaseline, capabilities: capabilitiesBaseline },
  restricted: {
    ...SHARED,
    restrictedVolumes,
    procMount: procMountRestricted,
    allowPrivilegeEscalation,
    runAsNonRoot,
    runAsUser,
    seccompProfile: seccompRestricted,
    capabilities: capabilitiesRestricted,
  },
};

/** A problem that a control has with a pod. */
export interface Refusal {
  readonly control: string;
  readonly problem: Problem;
}

/**
 * Why the admission plugin refuses a pod at a level and a version of it (`X.Y`; undefined for the newest), in a cluster of a release; nothing where it lets it in.
 * Source: k8s.io/pod-security-admission/policy of 1.35. A version before 1.22 is taken for 1.22.
 */
export const refusals = (pod: PodSpec, level: Level, version: string | undefined, cluster: string | undefined): readonly Refusal[] =>
  Object.entries(CONTROLS[level]).flatMap(([control, check]) => [...check(pod, version, cluster)].map(problem => ({ control, problem })));

/** A rule's check from a control: every pod, in the version that the configuration names. */
export const refusing =
  (control: Control) =>
  (pods: readonly PodSpec[], { kubernetesVersion }: Context): Iterable<Problem> =>
    pods.flatMap(it => [...control(it, kubernetesVersion, kubernetesVersion)]);

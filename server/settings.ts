/** The editor's settings as a configuration that `.rampart.yaml` outranks. */

import type { Configuration } from '../core/config.ts';
import { PROFILES, type Severity } from '../core/rule.ts';

export interface Settings {
  readonly enabled: boolean;
  /** Whether to say above roles how many hold them. */
  readonly showsLenses: boolean;
  readonly defaults: Configuration;
  /** What was wrong with them: one sentence each. */
  readonly problems: readonly string[];
}

const LEVELS: readonly unknown[] = ['off', 'info', 'warning', 'error'];

/** Reads what lies under `rampart`. What is wrong is said and left out; null and the empty text mean "not set". */
export function settingsOf(value: unknown): Settings {
  const { enable, profile, kubernetesVersion, rules, codeLens } = recordOf(value);
  const problems: string[] = [];
  const levels: Record<string, 'off' | Severity> = {};
  for (const [id, level] of Object.entries(recordOf(rules))) {
    if (LEVELS.includes(level)) levels[id] = level as 'off' | Severity;
    else problems.push(`The setting rampart.rules gives ${id} a level that is none of off, info, warning, error.`);
  }
  const knownProfile = PROFILES.find(it => it === profile);
  if (isSet(profile) && !knownProfile) problems.push(`The setting rampart.profile is none of ${PROFILES.join(', ')}.`);
  const version = /^v?(\d+\.\d+)(\.|$)/.exec(typeof kubernetesVersion === 'string' ? kubernetesVersion : '')?.[1];
  if (isSet(kubernetesVersion) && !version) problems.push('The setting rampart.kubernetesVersion is not a version such as "1.33".');
  return {
    enabled: enable !== false,
    showsLenses: recordOf(codeLens)['enable'] === true,
    defaults: {
      ...(knownProfile && { profile: knownProfile }),
      ...(version && { kubernetesVersion: version }),
      ...(Object.keys(levels).length && { rules: levels }),
    },
    problems,
  };
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

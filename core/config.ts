/** What a person configured, as it applies to one file. */

import type { Profile, Severity } from './rule.ts';

/** The settings of one `.rampart.yaml` after validation, or of a command line, or of an editor. Everything is optional. */
export interface Configuration {
  /** The folder of this file is the top of the workspace. */
  readonly root?: boolean;
  readonly profile?: Profile;
  readonly rules?: Readonly<Record<string, 'off' | Severity>>;
  /** `X.Y`. */
  readonly kubernetesVersion?: string;
  readonly distribution?: string;
  /** Globs, relative to the configuration file. */
  readonly exclude?: readonly string[];
  readonly overrides?: readonly Override[];
  readonly ignore?: readonly IgnoreEntry[];
  /** Paths of the node, and the paths at which their content is kept, relative to the configuration file. */
  readonly paths?: Readonly<Record<string, string>>;
  readonly podSpecs?: readonly PodSpecEntry[];
  /** Rule ids, `area/*`, or controls (`cis-1.12:1.2.27`): only these, whatever the profile says. */
  readonly select?: readonly string[];
  /** The same: never these. */
  readonly deselect?: readonly string[];
  /** False: comments and annotations that suppress are not honoured. */
  readonly inlineSuppressions?: boolean;
}

export interface Override {
  readonly files: readonly string[];
  readonly profile?: Profile;
  readonly rules?: Readonly<Record<string, 'off' | Severity>>;
  readonly kubernetesVersion?: string;
}

export interface IgnoreEntry {
  readonly rule: string;
  readonly files?: readonly string[];
  /** `Kind/name`, `namespace/Kind/name`, or a component's name. */
  readonly resource?: string;
  readonly reason: string;
  /** `YYYY-MM-DD`: from this day on the entry no longer applies. */
  readonly until?: string;
}

/** A kind that carries a pod spec, and the keys that lead to it, with dots between them; `*` stands for every entry of a list or mapping. */
export interface PodSpecEntry {
  /** Undefined for any group. */
  readonly group?: string;
  readonly kind: string;
  readonly path: string;
}

/** The name of the configuration file. The nearest one upward from a file applies, never one above the workspace folder. */
export const CONFIG_FILE = '.rampart.yaml';

/** Whether a workspace path is that of a configuration file. */
export const isConfigFile = (path: string): boolean => path === CONFIG_FILE || path.endsWith(`/${CONFIG_FILE}`);

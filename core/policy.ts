/** Which rules apply to which file, how severe, and for which version: the configuration files of a workspace under a command line and over an editor's settings. */

import { type Configuration, isConfigFile } from './config.ts';
import { type Effective, effective, type Layers, nearestConfig, shapeOf } from './layers.ts';
import { readSettings, type SettingsProblem } from './settings.ts';
import type { Files } from './files.ts';
import { hash } from './hash.ts';
import type { Policy } from './judge.ts';
import { RESERVED } from './reserved.ts';
import type { WorkspaceOptions } from './workspace.ts';

export interface Policies {
  /** Configuration files outside of the files that rules judge: kept as they are given. */
  isConfig(path: string): boolean;
  changed(path: string): void;
  policyFor(files: Files, path: string): Policy & { readonly effective: Effective };
  /** What is wrong with a configuration file. */
  problems(files: Files, path: string): readonly SettingsProblem[];
  /** The configuration file that applies to a path. */
  configFor(files: Files, path: string): { readonly path: string; readonly text: string } | undefined;
}

export function makePolicies({ rules, overrides, defaults, today }: WorkspaceOptions): Policies {
  const known = [...rules.map(it => it.id), ...RESERVED.map(it => it.id)];
  const configs = new Set<string>();
  const read = new Map<
    string,
    { readonly text: string; readonly configuration: Configuration; readonly problems: readonly SettingsProblem[] }
  >();
  const policies = new Map<string, Policy & { effective: Effective }>();
  /** Most files of a workspace share a few policies. */
  const byShape = new Map<string, Policy & { effective: Effective }>();

  return {
    isConfig: isConfigFile,
    changed(path) {
      configs.add(path);
      policies.clear();
      byShape.clear();
    },
    policyFor(files, path) {
      const present = policies.get(path);
      if (present) return present;
      const config = nearestConfig(path, presentConfigs(files));
      const file = config === undefined ? undefined : { path: config, configuration: settings(files, config).configuration };
      const layers: Layers = { commandLine: overrides, file, editor: defaults, today };
      const shape = shapeOf(path, layers);
      const policy = byShape.get(shape) ?? policyOf(effective(path, layers));
      byShape.set(shape, policy);
      policies.set(path, policy);
      return policy;
    },
    problems: (files, path) => settings(files, path).problems,
    configFor(files, path) {
      const config = nearestConfig(path, presentConfigs(files));
      return config === undefined ? undefined : { path: config, text: files.text(config) ?? '' };
    },
  };

  function policyOf(it: Effective): Policy & { effective: Effective } {
    const levels = rules.flatMap(rule => {
      const severity = it.levelOf(rule);
      return severity === 'off' ? [] : [{ rule, severity }];
    });
    const key = hash(
      JSON.stringify([levels.map(({ rule, severity }) => [rule.id, severity]), it.kubernetesVersion, it.paths, it.spares, it.podKinds]),
    );
    return { key, rules: levels, kubernetesVersion: it.kubernetesVersion, spares: it.spares, effective: it };
  }

  function settings(files: Files, path: string): { readonly configuration: Configuration; readonly problems: readonly SettingsProblem[] } {
    const text = files.text(path) ?? '';
    const before = read.get(path);
    if (before?.text === text) return before;
    const now = { text, ...readSettings(path, text, known) };
    read.set(path, now);
    return now;
  }

  function presentConfigs(files: Files): ReadonlySet<string> {
    return new Set([...configs].filter(it => files.text(it) !== undefined));
  }
}

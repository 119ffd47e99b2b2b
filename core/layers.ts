/** What applies to one file, when the command line, `.rampart.yaml` and the editor's settings are laid over each other. */

import { CONFIG_FILE, type Configuration, type IgnoreEntry, type PodSpecEntry } from './config.ts';
import { matchesAny } from './globs.ts';
import type { Component } from './model/component.ts';
import type { PodKind } from './facts/podkinds.ts';
import type { Resource } from './model/resource.ts';
import type { RuleInfo } from './report/result.ts';
import type { Severity } from './rule.ts';
import type { Suppression } from './finding.ts';
import { selects } from './selectors.ts';

export interface Layers {
  /** Outranks all others. Its globs are relative to the workspace. */
  readonly commandLine?: Configuration | undefined;
  /** The nearest `.rampart.yaml`, and where it is; its globs and paths are relative to its folder. */
  readonly file?: { readonly path: string; readonly configuration: Configuration } | undefined;
  /** What the editor is set to. */
  readonly editor?: Configuration | undefined;
  /** `YYYY-MM-DD`; undefined: nothing expires. */
  readonly today?: string | undefined;
}

/** What configuration says about one file. */
export interface Effective {
  readonly isExcluded: boolean;
  readonly kubernetesVersion: string | undefined;
  readonly distribution: string | undefined;
  /** Paths of the node, and the workspace paths at which their content is kept. */
  readonly paths: Readonly<Record<string, string>>;
  readonly inlineSuppressions: boolean;
  /** Whether what rules spare is left alone: not where a standard as a whole or every rule is asked for. */
  readonly spares: boolean;
  /** Kinds that carry pod specs, beyond those that are known. */
  readonly podKinds: readonly PodKind[];
  /** The severity that findings of a rule have in this file, or that it is not asked. */
  levelOf(rule: Pick<RuleInfo, 'id' | 'controls' | 'profiles' | 'severity'>): 'off' | Severity;
  /** The entry of `ignore` that applies to a finding of this file, if there is one. */
  ignoreFor(finding: { readonly rule: string; readonly subject?: Named | undefined }): Suppression | undefined;
}

/** What `ignore` entries tell subjects apart by. */
export type Named = Pick<Component, 'type' | 'name'> | Pick<Resource, 'type' | 'kind' | 'name' | 'namespace'>;

/** The configuration file that applies to a path: the nearest one upward. */
export function nearestConfig(path: string, configPaths: ReadonlySet<string>): string | undefined {
  let folder = path;
  do {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    const candidate = folder ? `${folder}/${CONFIG_FILE}` : CONFIG_FILE;
    if (configPaths.has(candidate)) return candidate;
  } while (folder);
  return undefined;
}

/** Never throws; anything that is nowhere stated has its default: the recommended profile, no version, nothing excluded. */
export function effective(path: string, { commandLine, file, editor, today }: Layers): Effective {
  const layers = [layerAt(path, '', commandLine), layerAt(path, folderOf(file), file?.configuration), layerAt(path, '', editor)];
  const first = <T>(get: (layer: Layer) => T | undefined): T | undefined => layers.map(get).find(it => it !== undefined);
  const profile = first(it => it.profile) ?? 'recommended';
  return {
    isExcluded: layers.some(it => it.isExcluded),
    kubernetesVersion: first(it => it.kubernetesVersion),
    distribution: first(it => it.distribution),
    paths: Object.assign({}, ...layers.map(it => it.paths).reverse()) as Record<string, string>,
    inlineSuppressions: first(it => it.inlineSuppressions) ?? true,
    spares: profile !== 'all' && !profile.startsWith('pss-'),
    podKinds: layers.flatMap(it => it.podSpecs ?? []).map(podKindOf),
    levelOf: rule => {
      const stated = layers.map(it => it.rules[rule.id]).find(it => it !== undefined && it !== 'off') ?? rule.severity;
      for (const { deselect, select, rules } of layers) {
        if (deselect.some(it => selects(rule, it))) return 'off';
        if (select) return select.some(it => selects(rule, it)) ? stated : 'off';
        const level = rules[rule.id];
        if (level) return level;
      }
      return profile === 'all' || rule.profiles.includes(profile) ? rule.severity : 'off';
    },
    ignoreFor: ({ rule, subject }) => {
      const entry = layers.flatMap(it => it.ignore).find(it => it.rule === rule && !hasExpired(it, today) && isAbout(it, subject));
      return entry && { by: 'configuration', reason: entry.reason };
    },
  };
}

/** What `effective` makes of a path beyond the layers themselves: equal for two paths to which the same layers apply in the same way. */
export function shapeOf(path: string, { commandLine, file, editor }: Layers): string {
  const answers = ([folder, configuration]: readonly [string, Configuration | undefined]): string => {
    const { exclude, overrides = [], ignore = [] } = configuration ?? {};
    const lists = [exclude, ...overrides.map(it => it.files), ...ignore.map(it => it.files)];
    return lists.map(it => (it && matchesAny(it, relativeTo(folder, path)) ? '1' : '0')).join('');
  };
  return [
    file?.path ?? '',
    ...(
      [
        ['', commandLine],
        [folderOf(file), file?.configuration],
        ['', editor],
      ] as const
    ).map(answers),
  ].join('\0');
}

/** Ends with `/`, or is empty. */
const folderOf = (file: Layers['file']): string => (file ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : '');

const relativeTo = (folder: string, path: string): string => (path.startsWith(folder) ? path.slice(folder.length) : path);

/** One configuration as it applies to one file: globs answered, overrides laid over. */
interface Layer
  extends Pick<Configuration, 'profile' | 'kubernetesVersion' | 'distribution' | 'podSpecs' | 'select' | 'inlineSuppressions'> {
  readonly isExcluded: boolean;
  readonly rules: NonNullable<Configuration['rules']>;
  readonly deselect: readonly string[];
  readonly ignore: readonly IgnoreEntry[];
  readonly paths: Readonly<Record<string, string>>;
}

/** `folder` ends with `/`, or is empty. */
function layerAt(path: string, folder: string, configuration: Configuration = {}): Layer {
  const relative = relativeTo(folder, path);
  const applies = (files: readonly string[] | undefined): boolean => !files || matchesAny(files, relative);
  const overrides = (configuration.overrides ?? []).filter(it => applies(it.files));
  const paths = Object.entries(configuration.paths ?? {}).map(([node, it]) => [node, folder + it.replace(/^(\.\/)+/, '')]);
  return {
    ...configuration,
    ...(Object.assign(
      {},
      ...overrides.map(({ profile, kubernetesVersion }) => ({
        ...(profile && { profile }),
        ...(kubernetesVersion && { kubernetesVersion }),
      })),
    ) as Pick<Configuration, 'profile' | 'kubernetesVersion'>),
    isExcluded: configuration.exclude !== undefined && matchesAny(configuration.exclude, relative),
    rules: Object.assign({}, configuration.rules, ...overrides.map(it => it.rules)) as NonNullable<Configuration['rules']>,
    deselect: configuration.deselect ?? [],
    ignore: (configuration.ignore ?? []).filter(it => applies(it.files)),
    paths: Object.fromEntries(paths) as Record<string, string>,
  };
}

const podKindOf = ({ group, kind, path }: PodSpecEntry): PodKind => ({
  groups: group === undefined ? undefined : [group],
  kind,
  path,
  form: 'pod',
});

const hasExpired = ({ until }: IgnoreEntry, today: string | undefined): boolean =>
  until !== undefined && today !== undefined && today >= until;

function isAbout({ resource }: IgnoreEntry, subject: Named | undefined): boolean {
  if (resource === undefined) return true;
  if (!subject) return false;
  if (subject.type === 'component') return resource === subject.name;
  const name = `${subject.kind}/${subject.name}`;
  return resource === name || (subject.namespace !== undefined && resource === `${subject.namespace}/${name}`);
}

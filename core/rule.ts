/** What a rule is. */

import type { Behind } from './links/resolution.ts';
import type { Component, ComponentName } from './model/component.ts';
import type { Grants } from './model/standing.ts';
import type { Proposal } from './fix.ts';
import type { Place } from './text.ts';
import type { Resource } from './model/resource.ts';

export type Severity = 'error' | 'warning' | 'info';

export type Subject = Resource | Component;

/** Named sets of rules. `all` holds every rule and is not written down. */
export const PROFILES = ['recommended', 'cis', 'pss-baseline', 'pss-restricted', 'nsa', 'all'] as const;

export type Profile = (typeof PROFILES)[number];

/** Benchmarks and tools whose ids a rule may carry. Benchmark sections move, so their editions are part of the name. */
export type ControlSource = 'cis-1.12' | 'pss' | 'nsa' | 'mitre' | 'checkov' | 'trivy' | 'kubescape' | 'kube-linter';

export interface Rule<S = Subject> {
  /** `<area>/<no-|require-><what>`; the same as the path of its file below `rules/`. */
  readonly id: string;
  /** One sentence, as shown in tables: what must or must not be. */
  readonly summary: string;
  readonly severity: Severity;
  readonly profiles: readonly Exclude<Profile, 'all'>[];
  /** Ids that others use for the same check, so that people can find and migrate it. */
  readonly controls: Readonly<Partial<Record<ControlSource, readonly string[]>>>;
  /** Pages that state the facts; the first is the one to open. */
  readonly links: readonly [string, ...string[]];
  /** Markdown: why it matters, what to do, and when it is fine to ignore it. */
  readonly docs: { readonly why: string; readonly fix: string; readonly ignore: string };
  readonly on: Target<S>;
  /** What else in the workspace it looks at: what programs anywhere are passed for a flag (`Context.passed`), who may do what (`Context.grants`), what namespaces enforce (`Context.enforcement`), which service accounts keep their tokens and which have roles (`Context.withholdsToken`, `Context.hasRole`), or what is behind its flags (`Context.behind`). */
  readonly needs?: Asked | 'grants' | 'namespaces' | 'accounts' | 'files';
  readonly check: (subject: S, context: Context) => Iterable<Problem>;
}

/** What a rule may know besides its subject. */
export interface Context {
  /** The Kubernetes version that the configuration states, as `X.Y`; a component's own `version` is the better source where it has one. */
  readonly kubernetesVersion: string | undefined;
  /** Whether what a rule's target spares is to be left alone; the engine sees to it. */
  readonly spares?: boolean;
  /**
   * A workspace path for a new file `folder/name` that belongs to the file `near`: beside it, or, where that folder holds
   * static Pods (the kubelet runs what lies there), beside that folder. Undefined where such a file exists already.
   */
  newFile(near: string, folder: string, name: string): string | undefined;
  /**
   * What every program of a name in the workspace is passed for a flag, and behind a path the one that the same file has on the node; undefined in it: nothing. Undefined as a whole where this is not
   * certain: files may be missing, some settings are hidden, or there is no such program. Only for what the rule `needs`.
   */
  passed(asked: Asked): readonly (string | undefined)[] | undefined;
  /**
   * What texts of the workspace give a flag by its name, whatever program reads it, and the files that kustomize generates objects of or that
   * are mounted where programs run in containers. Only for what the rule `needs`.
   */
  mentioned(flag: string): readonly string[];
  /** The file of the workspace that a flag of the subject names, and what stands in it; undefined where that is not known. */
  behind(program: Component, flag: string): Behind | undefined;
  /** Who may do what, as roles and bindings of the workspace tell. Only for a rule that `needs` it, about its own subject. */
  readonly grants: Grants;
  /**
   * What a namespace enforces of the Pod Security Standards, by its labels; undefined where it has none, where the configuration of the admission
   * plugin exempts it, or this is not certain: files may be missing, or objects of one name differ, of which the nearest count. Only for a rule that `needs` it, about a namespace that its subject names.
   */
  enforcement(namespace: string): Enforcement | undefined;
  /**
   * Whether a service account may give no token to pods that do not ask for one: a file of the workspace says so of an account of this name,
   * in this namespace or in one that is not known, or files may be missing. Only for a rule that `needs` accounts.
   */
  withholdsToken(account: string, namespace: string | undefined): boolean;
  /**
   * Whether a binding of the workspace gives a role to the service account that the pods of a workload name, in its namespace or in one that is
   * not known. Only for a rule that `needs` accounts.
   */
  hasRole(workload: Resource): boolean;
}

/** A level of the Pod Security Standards that a namespace enforces. */
export interface Enforcement {
  readonly level: 'privileged' | 'baseline' | 'restricted';
  /** `X.Y`; undefined for that of the cluster. */
  readonly version: string | undefined;
  /** Runtime classes whose pods are let in nevertheless; undefined for none. */
  readonly exemptClasses?: readonly string[];
  /** Of the label's value. */
  readonly place: Place;
}

/** A flag of a program. */
export interface Asked {
  readonly component: ComponentName;
  readonly flag: string;
}

export type Tag = 'unnecessary' | 'deprecated';

export interface Problem {
  /**
   * A value or a component points at its own place. `name` tells findings of one rule apart that are about different settings, and stays
   * the same when the setting moves from absent to written: a flag, an entry of a list.
   */
  readonly at: { readonly place: Place; readonly name?: string };
  /** What is wrong: one plain sentence that names what was found, with a full stop. */
  readonly message: string;
  readonly related?: readonly Related[];
  /** A short phrase for what several problems come from; findings of equal cause may be folded where people read them. */
  readonly cause?: string;
  /** What stands here has no effect, or is no longer there in this version: editors show it dimmed, or struck through. */
  readonly tag?: Tag;
  /** The message and the fixes tell flags from keys of a configuration themselves: see `Component.spelled`. */
  readonly isSpelled?: boolean;
  /** Best first. */
  readonly fixes?: readonly Proposal[];
}

/** Another place that explains a problem. */
export interface Related {
  readonly place: Place;
  readonly message: string;
}

/**
 * An example is a test, documentation and a page at once.
 * In `bad`, a line of carets under a line marks a finding, followed by its message.
 * `good` says nothing is found. One of the two.
 */
export interface Example {
  readonly title: string;
  /** A workspace path: its name and folders tell how the text is read. */
  readonly file: string;
  readonly good?: string;
  readonly bad?: string;
  /** What the first fix of every finding makes of `bad`. Required where a finding has a fix. */
  readonly fixed?: string;
  /** The files that the fixes create: path to text. */
  readonly created?: Readonly<Record<string, string>>;
  /** A configured version, where the example is about versions. */
  readonly kubernetesVersion?: string;
}

export interface Target<S> {
  /** Kinds that this target asks for; a document of a kind that no rule asks for is never parsed. */
  readonly kinds: readonly string[];
  /** A document of these kinds is asked for only if its text holds this: most objects of a common kind are none of a rule's business. */
  readonly mentions?: string;
  /** The subject, or a view of it. */
  match(subject: Subject): S | undefined;
  /** Subjects that are left alone unless a standard as a whole (`pss-*`) or every rule is asked for; where it is not there, none. */
  spares?(subject: Subject): boolean;
}

/** Objects of these kinds in one API group. The version of the group does not matter. */
export const resource = (group: string, ...kinds: string[]): Target<Resource> => ({
  kinds,
  match: it => (it.type === 'resource' && it.group === group && kinds.includes(it.kind) ? it : undefined),
});

/** A control-plane program of one of these names, or of any where none is given, in whatever form its settings are written. */
export const component = (...names: ComponentName[]): Target<Component> => ({
  kinds: [],
  match: it => (it.type === 'component' && (!names.length || names.includes(it.name)) ? it : undefined),
});

/** Types a rule; the engine does not need to know which subject it takes. */
export const defineRule = <S>(rule: Rule<S>): Rule => rule as unknown as Rule;

/** Unindents a template, so that examples can follow the indentation of the code around them. */
export function text(strings: TemplateStringsArray): string {
  const lines = strings.raw
    .join('')
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indent = Math.min(...lines.filter(it => it.trim()).map(it => /^ */.exec(it)![0].length));
  return lines.map(it => it.slice(indent)).join('\n');
}

/** The texts of a workspace, and what they would be after a change. */

import { applyEdits, type Change, changedPart } from './text.ts';
import { isConfigFile } from './config.ts';
import { once } from './once.ts';

/** Texts by path. A path may be known to exist without its text being given. */
export interface Files {
  text(path: string): string | undefined;
  exists(path: string): boolean;
  /** Paths that exist, in no particular order. */
  paths(): Iterable<string>;
  /** Whether other files may depend on the text of this one, or it on theirs. */
  isRelated(path: string): boolean;
  /** Whether a file may start a program, as far as its text tells: see `mayStartProgram`. */
  mayStart(path: string): boolean;
  /** Of files that a change made: what they were before, and the paths whose text is another now. */
  readonly over?: { readonly files: Files; readonly paths: readonly string[] };
  /** Changes whenever anything does. */
  readonly state: string;
  /** Changes whenever a path comes or goes, or the text of a file that others may refer to changes, or of a configuration, which may say where others are. */
  readonly shape: string;
  /** Changes whenever the text of a file changes that may start a program. */
  readonly programs: string;
  /** Changes whenever the text of a file changes that may say who may do what. */
  readonly grants: string;
  /** Changes whenever the text of a file changes that may say what a namespace enforces. */
  readonly namespaces: string;
}

/** Texts that can be given and taken away. */
export interface Texts extends Files {
  set(path: string, text: string | undefined): void;
  know(paths: readonly string[]): void;
}

export function makeTexts(): Texts {
  const texts = new Map<string, string>();
  const known = new Set<string>();
  const related = new Set<string>();
  const starting = new Set<string>();
  const granting = new Set<string>();
  const enforcing = new Set<string>();
  /** Paths whose text has none of these words. */
  const without = new Map<readonly string[], Set<string>>([RELATING, ENFORCING].map(words => [words, new Set<string>()]));
  let state = 0;
  let shape = 0;
  let programs = 0;
  let grants = 0;
  let namespaces = 0;
  return {
    text: path => texts.get(path),
    exists: path => texts.has(path) || known.has(path),
    *paths() {
      yield* texts.keys();
      for (const path of known) if (!texts.has(path)) yield path;
    },
    isRelated: path => isReferred(path) || related.has(path),
    mayStart: path => isReferred(path) || starting.has(path),
    set(path, text) {
      state++;
      const hasSome = someIn(path, text);
      if (
        marks(related, path, hasSome(RELATING) && relates(path, text)) ||
        !texts.has(path) ||
        text === undefined ||
        isReferred(path) ||
        isConfigFile(path)
      )
        shape++;
      if (marks(starting, path, mayStartProgram(text))) programs++;
      if (marks(granting, path, mayGrant(text))) grants++;
      if (marks(enforcing, path, hasSome(ENFORCING) && mayEnforce(text))) namespaces++;
      if (text !== undefined) {
        texts.set(path, text);
        return;
      }
      texts.delete(path);
      known.delete(path);
    },
    know(paths) {
      state++;
      shape++;
      for (const path of paths) known.add(path);
    },
    get state() {
      return String(state);
    },
    get shape() {
      return String(shape);
    },
    get programs() {
      return String(programs);
    },
    get grants() {
      return String(grants);
    },
    get namespaces() {
      return String(namespaces);
    },
  };

  /** Whether a text that is given holds some of the words. What it did not hold before can only be where it changed: most changes are those that a person types. */
  function someIn(path: string, text: string | undefined): (words: readonly string[]) => boolean {
    const before = texts.get(path);
    const part = once(() => (before === undefined || text === undefined ? text : changedPart(before, text, LONGEST)));
    return words => {
      const known = without.get(words)!;
      const has = words.some(it => (known.has(path) ? part() : text)?.includes(it));
      marks(known, path, text !== undefined && !has);
      return has;
    };
  }
}

/** Whether a path was among these or is now. */
function marks(all: Set<string>, path: string, is: boolean): boolean {
  const was = all.has(path);
  if (is) all.add(path);
  else all.delete(path);
  return was || is;
}

let overlays = 0;

/** The same files with other texts for some. The files below stay as they are. */
function overlay(base: Files, texts: ReadonlyMap<string, string>): Files {
  const related = new Map([...texts].map(([path, text]) => [path, isReferred(path) || relates(path, text)]));
  const shape = [...related].some(([path, is]) => is || base.isRelated(path) || !base.exists(path))
    ? `${base.shape}+${overlays++}`
    : base.shape;
  const starting = new Map([...texts].map(([path, text]) => [path, isReferred(path) || mayStartProgram(text)]));
  const some = (is: (text?: string) => boolean): boolean => [...texts].some(([path, text]) => is(text) || is(base.text(path)));
  return {
    text: path => texts.get(path) ?? base.text(path),
    exists: path => texts.has(path) || base.exists(path),
    *paths() {
      yield* base.paths();
      for (const path of texts.keys()) if (!base.exists(path)) yield path;
    },
    isRelated: path => related.get(path) ?? base.isRelated(path),
    mayStart: path => starting.get(path) ?? base.mayStart(path),
    over: { files: base, paths: [...texts.keys()] },
    state: `${base.state}+${overlays++}`,
    shape,
    programs: some(mayStartProgram) ? `${base.programs}+${overlays++}` : base.programs,
    grants: some(mayGrant) ? `${base.grants}+${overlays++}` : base.grants,
    namespaces: some(mayEnforce) ? `${base.namespaces}+${overlays++}` : base.namespaces,
  };
}

/** The files as they are after these changes. A change to a file that has no text is left out. */
export function changed(base: Files, changes: readonly Change[]): Files {
  const texts = new Map<string, string>();
  for (const change of changes) {
    if ('create' in change) {
      texts.set(change.create, change.text);
      continue;
    }
    const text = base.text(change.file);
    if (text !== undefined) texts.set(change.file, applyEdits(text, change.edits));
  }
  return overlay(base, texts);
}

/** Whether other files may depend on the text of this one: units and what they read, and the lists of patches. By its path alone; see `relates`. */
export function isReferred(path: string): boolean {
  return !/\.(?:ya?ml|json)$/.test(path) || /(?:^|\/)kustomization\.ya?ml$/.test(path);
}

/** Whether a YAML file may be the configuration of a program, or start one with a configuration of its own. */
const relates = (path: string, text = ''): boolean =>
  !isReferred(path) &&
  ((TELLING.some(it => text.includes(it)) && CONFIGURES.test(text)) || (text.includes(CONFIG) && CONFIGURED.test(text)));

/** Nothing that `CONFIGURES` finds is without one of these, and they are found much faster. */
const TELLING = [
  'letConfiguration',
  'ProxyConfiguration',
  'SchedulerConfiguration',
  '-urls',
  'initial-cluster',
  'client-transport-security',
  'data-dir',
];

const CONFIG = '--config';

/** A document of its own, not one that a ConfigMap carries: no path leads to that. */
const CONFIGURES =
  /(?:^\uFEFF?["']?|^[ \t]+"|[{,][ \t]*")kind["']?[ \t]*:[ \t]*["']?Kube(?:let|Proxy|Scheduler)Configuration\b|^\uFEFF?[{ \t]*["']?(?:initial-advertise-peer-urls|initial-cluster|(?:advertise|listen)-client-urls|client-transport-security|data-dir)["']?[ \t]*:/m;

const CONFIGURED = /\b(?:kubelet|kube-(?:proxy|scheduler)|etcd|hyperkube)\b/;

/** No text without one of these starts or configures a program that is judged; a folder of that name (`/var/lib/kubelet/pods`) is none. */
export const mayStartProgram = (text = ''): boolean => PROGRAM.test(text);

const PROGRAM = new RegExp(
  [
    '(?:hyperkube|kube-?(?:apiserver|controller-manager|scheduler|proxy)|kubelet|etcd)(?!/)',
    '(?:Cluster|Master|Init|Join|Kubelet|KubeProxy|KubeScheduler)Configuration',
    'apiServer|kube(?:API|Api|api)|[kK]ubelet(?:Config|Extra)|kube(?:ControllerManager|Scheduler|Proxy)|controllerManager',
    'RKE2C|k0s\\.k0sproject|k0sctl|(?:k3s|rke2)"?\\s+(?:\\\\\\s+)?(?:server|agent)\\b|secrets-encryption|protect-kernel-defaults|cluster-init|tls-san|-arg\\b',
    'encryption|Encryption|(?:audit-policy|admission-control-config|egress-selector-config)-file|auth(?:entication|orization)-config',
    'Kubeadm(?:ControlPlane|Config)|TenantControlPlane|KamajiControlPlane|controlPlaneComponents|/(?:command|args)/(?:-|\\d)|kind\\.(?:x-k8s|sigs)',
    'extendedArguments|(?:controller|scheduler|proxy)Arguments|tlsSecurityProfile|additionalCORSAllowedOrigins',
  ].join('|'),
);

/** No text without one of these says who may do what: roles and bindings name their API group, service accounts themselves. */
export const mayGrant = (text = ''): boolean => /rbac\.authorization|erviceAccount/.test(text);

/** No text without one of these defines a namespace, or says what the admission plugin of the Pod Security Standards exempts. */
export const mayEnforce = (text = ''): boolean => ENFORCING.some(it => text.includes(it)) && ENFORCES.test(text);

const ENFORCING = ['Namespace', 'PodSecurity'];

const ENFORCES = /\bkind["']?\s*:\s*["']?Namespace(?:List)?\b|\bPodSecurity(?:Configuration)?\b/;

const RELATING = [...TELLING, CONFIG];

const LONGEST = Math.max(...[...RELATING, ...ENFORCING].map(it => it.length));

/** A control-plane program and its settings, wherever they are written. */

import type { Place, TextEdit } from '../text.ts';

export const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy', 'etcd'] as const;

export type ComponentName = (typeof COMPONENTS)[number];

/** How much of a program's settings a text holds: all; only some, by design; or some, with others we cannot see. */
export type Completeness = 'whole' | 'part' | 'open';

/** Who starts the program, and so supplies settings that nobody wrote. Undefined where it is started as written. */
export type Distribution =
  | 'kubeadm'
  | 'kind'
  | 'k3s'
  | 'RKE2'
  | 'RKE'
  | 'k0s'
  | 'kOps'
  | 'Talos'
  | 'MicroK8s'
  | 'kubespray'
  | 'OpenShift'
  | 'Gardener'
  | 'EKS';

/** One occurrence of a setting in a text. */
export interface Written {
  /** The flag, without dashes, in its canonical spelling (`client-cert-auth`, not `ETCD_CLIENT_CERT_AUTH`). */
  readonly name: string;
  /** As the program receives it; a bare boolean flag gives "true". Undefined where a template or a variable decides. */
  readonly value: string | undefined;
  /** The whole setting: flag and value, or key and value. */
  readonly place: Place;
  /** The value; for a bare flag, the same as `place`. */
  readonly valuePlace: Place;
  /** Where each entry stands, in order, if the value is written as a list of its own; `value` then has them with commas between. */
  readonly entryPlaces?: readonly Place[];
  /** It is text that whoever starts the program passes on as it stands, although YAML or the distribution has other words for truth values. */
  readonly isText?: boolean;
  /** A flag of several letters behind one dash, which Kubernetes' own programs take for as many flags of one letter (pflag); etcd does not. */
  readonly isShort?: boolean;
  /** The key, with dots, where a key of a configuration says it rather than a flag: what holds for the life of the flag need not hold for the key. */
  readonly key?: string;
}

/** A setting that has no effect: where a flag and a configuration file say the same, one of them counts. */
export interface Overridden {
  readonly written: Written;
  /** The one that counts: what says the same, else what names the file that decides. */
  readonly by: Written;
}

/** What a program gets for one flag. */
export type Setting =
  /** Written down. `value` is what takes effect, occurrences combined as the flag's type asks (last wins, or all joined by commas). */
  | { readonly origin: 'set'; readonly value: string; readonly at: Written; readonly all: readonly Written[] }
  /** Nobody wrote it; whoever starts the program passes it. */
  | { readonly origin: 'supplied'; readonly value: string; readonly by: Distribution }
  /** Nobody wrote or passes it; undefined where the program's own default is empty. */
  | { readonly origin: 'default'; readonly value: string | undefined }
  /** It cannot be known: a variable, a template, or a text that is not all there. `at` is the occurrence that hides it, if there is one. */
  | { readonly origin: 'unknown'; readonly at?: Written };

/**
 * Where a file that a program reads or writes is.
 * `node`       on the node, or on a volume that outlives the program.
 * `container`  in the container's own file system, which goes with it.
 * `emptyDir`   in a volume that goes with the Pod.
 * `readOnly`   nowhere: what is mounted there cannot be written.
 */
export interface Storage {
  readonly is: 'node' | 'container' | 'emptyDir' | 'readOnly';
  /** The mount, where there is one. */
  readonly place?: Place;
  /** Files may be there that nobody mounts: of an image that is not the usual one, or written by a script before the program starts. */
  readonly mayHold?: boolean;
  /** The path of the file on the node, where the mount tells. */
  readonly path?: string;
}

/** A switch of a distribution's own for a flag. It is turned on by setting the flag to its value. */
export interface Switch {
  /** As it is written: `secrets-encryption: true`. */
  readonly text: string;
  /** What the flag is then passed with. */
  readonly value: string;
}

export interface Component {
  readonly type: 'component';
  readonly name: ComponentName;
  /** Where a finding about something absent points. */
  readonly place: Place;
  readonly completeness: Completeness;
  readonly distribution: Distribution | undefined;
  /** `X.Y`, from the image tag, the file or the configuration; undefined where nothing states it. */
  readonly version: string | undefined;
  /** Every occurrence that may count, in order. */
  readonly written: readonly Written[];
  /** What is written and does not count, because a configuration file says the same, or a flag beside it. */
  readonly overridden?: readonly Overridden[] | undefined;
  setting(name: string): Setting;
  /** Whether the flag certainly has no value from anyone: not written or written empty, not supplied, nothing hidden. (A default may still apply.) */
  lacks(name: string): boolean;
  /** Where a file at this absolute path would end up; undefined where that cannot be known. */
  storage(path: string): Storage | undefined;
  /** What a flag is called where it is written, or would be: `--anonymous-auth`, or the key of a configuration that says it. */
  spelled(name: string): string;
  /** What whoever starts the program passes for a flag that nobody writes; undefined where it passes nothing, or nobody is known to start it. */
  supplied(name: string): string | undefined;
  /** What whoever starts the program has for a flag that it does not pass by itself: to be turned on in place of passing the flag. */
  switchFor?(name: string): Switch | undefined;
  /** Intent as edits, by file; undefined where the format cannot say it. */
  edit(change: ComponentChange): readonly FileEdits[] | undefined;
}

export interface FileEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

export type ComponentChange =
  /** Changes the value where it is written, else adds the flag, in the style of its neighbours. */
  | { readonly op: 'setFlag'; readonly name: string; readonly value: string }
  /** Takes away every occurrence, or only those that have no effect (`Component.overridden`). */
  | { readonly op: 'removeFlag'; readonly name: string; readonly overridden?: boolean }
  /** Makes a directory of the node readable (or writable) by the program at the same path. No edits where it runs on the node itself or sees the path already. */
  | { readonly op: 'exposePath'; readonly directory: string; readonly name: string; readonly writable?: boolean };

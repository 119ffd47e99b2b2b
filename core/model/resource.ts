/** One Kubernetes object, or one configuration document that says its `apiVersion` and `kind`. */

import type { Path, Value } from './value.ts';
import type { Place } from '../text.ts';
import type { PodKind } from '../facts/podkinds.ts';

export interface Resource {
  readonly type: 'resource';
  /** `group/version`, or `v1`. */
  readonly apiVersion: string;
  /** The part of `apiVersion` before the slash; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Empty where there is none. */
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where a finding about the whole object points: its name, else its kind. */
  readonly place: Place;
  /** Whether the document is only part of the object (a patch), so that nothing can be said to be absent. */
  readonly isPart: boolean;
  readonly root: Value;
  /**
   * Where it stands in a text that another document carries (a ConfigMap, a list of files for a machine): the path or name of the file
   * that becomes of the text, empty where nothing says it. Undefined where it stands by itself.
   */
  readonly carriedAs?: string;
  /** Kinds that carry pod specs beyond those that are known: what a configuration says. */
  readonly podKinds?: readonly PodKind[];
  at(...path: Path): Value;
}

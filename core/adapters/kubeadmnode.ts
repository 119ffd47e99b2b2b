/** The kubelet's flags in what kubeadm is told of a node: InitConfiguration, JoinConfiguration, and the old NodeConfiguration. */

import { extraArgs, takesLists } from './kubeadm.ts';
import type { Path, Value } from '../model/value.ts';
import { placeAt, shapedProgram } from './shape.ts';
import type { Form } from './form.ts';
import { minorVersion } from '../facts/defaults.ts';
import type { Program } from '../source.ts';

const KINDS: readonly string[] = ['InitConfiguration', 'JoinConfiguration', 'NodeConfiguration'];

export const kubeadmNode: Form = {
  kinds: KINDS,
  matches: root =>
    KINDS.includes(root.at('kind').asString() ?? '') &&
    /^kubeadm\.k8s\.io\/v1(?:alpha|beta)|^$/.test(root.at('apiVersion').asString() ?? ''),
  read: root =>
    kubeletPrograms({
      object: root,
      at: [],
      form: `kubeadm ${root.at('kind').asString() ?? ''}`,
      takesLists: takesLists(root),
      // Of `v1alpha`; later versions do not say.
      version: minorVersion(root.at('kubernetesVersion').asString()),
    }),
};

/** What kubeadm is told of a node, and what is known of it from around it. */
export interface NodeConfiguration {
  /** The object that holds it. */
  readonly object: Value;
  /** Where in the object. */
  readonly at: Path;
  readonly form: string;
  /** See `takesLists` of kubeadm. */
  readonly takesLists: boolean | undefined;
  /** `X.Y` of Kubernetes. */
  readonly version: string | undefined;
}

/**
 * The kubelet, where flags are written for it: always a part, because kubeadm gives it a KubeletConfiguration as well, which these outrank.
 * Source: kubeadm's `app/phases/kubelet/flags.go`, which writes them to `kubeadm-flags.env`.
 */
export function kubeletPrograms({ object, at, form, takesLists: lists, version }: NodeConfiguration): readonly Program[] {
  const registration = object.at(...at, 'nodeRegistration');
  const shape = extraArgs('kubelet', registration, 'kubeletExtraArgs', lists);
  if (registration.at('kubeletExtraArgs').type === 'absent') return [];
  return [
    shapedProgram({
      name: 'kubelet',
      form,
      distribution: 'kubeadm',
      place: placeAt(object, [...at, 'nodeRegistration', 'kubeletExtraArgs']),
      version,
      shapes: [shape],
      isPart: true,
    }),
  ];
}

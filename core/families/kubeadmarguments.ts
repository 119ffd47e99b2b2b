/** Arguments within configurations of kubeadm: which flag of which program a value is for. */

import { canonicalFlag } from '../facts/flags.ts';
import type { ComponentName } from '../model/component.ts';
import type { Value } from '../model/value.ts';

/** The flag that kubeadm passes a value for; undefined for every other value. `holder` is what the value stands in. */
export function argumentAt({ path }: Value, holder: Value): { readonly component: ComponentName; readonly flag: string } | undefined {
  const isNamed = path.at(-1) === 'value' && typeof path.at(-2) === 'number';
  const [section, key] = path.slice(0, isNamed ? -2 : -1).slice(-2);
  const name = isNamed ? holder.at('name').asString() : path.at(-1);
  const component = key === 'kubeletExtraArgs' ? 'kubelet' : key === 'extraArgs' ? SECTIONS[String(section)] : undefined;
  return component && typeof name === 'string' ? { component, flag: canonicalFlag(component, name) } : undefined;
}

const SECTIONS: Readonly<Record<string, ComponentName>> = {
  apiServer: 'kube-apiserver',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
  local: 'etcd',
};

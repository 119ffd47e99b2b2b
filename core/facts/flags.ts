/** The flags of control-plane programs, as far as Kubernetes 1.15 to 1.34 and etcd 3.3 to 3.7 have had them. */

import { APISERVER_FLAGS, APISERVER_HIDDEN } from './flags-apiserver.ts';
import { COMPONENTS, type ComponentName } from '../model/component.ts';
import { CONTROLLER_MANAGER_FLAGS, CONTROLLER_MANAGER_HIDDEN } from './flags-controllers.ts';
import { ETCD_FLAGS, ETCD_HIDDEN } from './flags-etcd.ts';
import { CLIENTS, EVERYWHERE, SERVERS } from './flags-shared.ts';
import { type Flag, type FlagType, readFlags } from './flagtable.ts';
import { KUBELET_FLAGS, KUBELET_HIDDEN } from './flags-kubelet.ts';
import { PROXY_FLAGS } from './flags-proxy.ts';
import { SCHEDULER_FLAGS, SCHEDULER_HIDDEN } from './flags-scheduler.ts';
import { once } from '../once.ts';

/** The releases that are known, as `X.Y`. What later ones have is not. */
export const RELEASES = { kubernetes: { oldest: '1.15', newest: '1.34' }, etcd: { oldest: '3.3', newest: '3.7' } } as const;

/** The releases of a program that are known. */
export const releasesOf = (component: ComponentName): { readonly oldest: string; readonly newest: string } =>
  component === 'etcd' ? RELEASES.etcd : RELEASES.kubernetes;

/** Every flag that a program has had in a release that is known, by its canonical name. */
export const knownFlags = (component: ComponentName): ReadonlyMap<string, Flag> => FLAGS[component]();

/** Undefined for a flag that is not known. */
export const flagOf = (component: ComponentName, name: string): Flag | undefined => knownFlags(component).get(name);

/** The type of a flag in any release; `text` for a flag that is not known. */
export const flagType = (component: ComponentName, name: string): FlagType => flagOf(component, name)?.type ?? 'text';

/** Whether several occurrences of a flag add up; of any other, the last one counts. */
export const addsUp = (component: ComponentName, name: string): boolean => ['list', 'map', 'array'].includes(flagType(component, name));

export const isBoolean = (component: ComponentName, name: string): boolean => flagType(component, name) === 'boolean';

/**
 * Whether the entries of a list may stand in quotes, which are not part of them: pflag's `StringSlice`, all lists of Kubernetes' own programs, is read by
 * `encoding/csv`. Maps, arrays and etcd's lists are not.
 */
export const readsQuotes = (flag: string): boolean => QUOTED().has(flag);

const QUOTED = once(() => {
  const all = COMPONENTS.filter(it => it !== 'etcd').flatMap(it => [...knownFlags(it).values()]);
  return new Set(all.filter(it => it.type === 'list' && !flagOf('etcd', it.name)).map(it => it.name));
});

/** A flag as a program knows it: Kubernetes' own programs read `_` as `-`, etcd does not. */
export const canonicalFlag = (component: ComponentName, name: string): string => (component === 'etcd' ? name : name.replaceAll('_', '-'));

/** What a program makes of a boolean's text (Go's `strconv.ParseBool`), as `true` or `false`; other text stays as it is. */
export function normalBoolean(text: string): string {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return 'true';
  if (/^(?:0|f|F|false|FALSE|False)$/.test(text)) return 'false';
  return text;
}

/** Read when somebody asks: most runs ask about one or two programs. */
const FLAGS: Readonly<Record<ComponentName, () => ReadonlyMap<string, Flag>>> = {
  'kube-apiserver': once(() => readFlags(EVERYWHERE, SERVERS, APISERVER_FLAGS, APISERVER_HIDDEN)),
  'kube-controller-manager': once(() => readFlags(EVERYWHERE, SERVERS, CLIENTS, CONTROLLER_MANAGER_FLAGS, CONTROLLER_MANAGER_HIDDEN)),
  'kube-scheduler': once(() => readFlags(EVERYWHERE, SERVERS, CLIENTS, SCHEDULER_FLAGS, SCHEDULER_HIDDEN)),
  kubelet: once(() => readFlags(EVERYWHERE, KUBELET_FLAGS, KUBELET_HIDDEN)),
  'kube-proxy': once(() => readFlags(PROXY_FLAGS)),
  etcd: once(() => readFlags(ETCD_FLAGS, ETCD_HIDDEN)),
};

/** The admission plugins of an API server, as far as its flags decide: what is switched on and off by name, and how to change it. */

import { atMost } from './atmost.ts';
import { type Edit, type Proposal, removeFlag, setFlag, suggest } from '../fix.ts';
import { elementsOf, entriesIn, joinList, type ListElement } from './list-value.ts';
import type { Component } from '../model/component.ts';
import { placeFor } from '../order.ts';
import type { Problem } from '../rule.ts';

export const ENABLED = 'enable-admission-plugins';
export const DISABLED = 'disable-admission-plugins';

/** Deprecated, but read by every release: names all plugins there shall be, defaults included. Source: `pkg/kubeapiserver/options/admission.go`. */
export const ONLY = 'admission-control';

/** The flag that names plugins which are off by default: the old one where it is set, for the two exclude each other. */
const enablingFlag = (apiserver: Component): string => (apiserver.setting(ONLY).origin === 'set' ? ONLY : ENABLED);

/** Entries of the flags that switch plugins on. */
export const enabledPlugins = (apiserver: Component): readonly ListElement[] =>
  [ENABLED, ONLY].flatMap(it => elementsOf(apiserver.setting(it)));

/** A problem if a plugin that is off by default is certainly not switched on. `message` is told the flag that would. */
export function* missingPlugin(
  apiserver: Component,
  plugin: string,
  message: (flag: string) => string,
  fixes: readonly Proposal[] = [enablePlugin(apiserver, plugin)],
): Iterable<Problem> {
  if (apiserver.completeness !== 'whole' || apiserver.setting(ONLY).origin === 'unknown') return;
  const flag = enablingFlag(apiserver);
  const setting = apiserver.setting(flag);
  if (setting.origin === 'unknown' || entriesIn(flag, setting.value).includes(plugin)) return;
  const { place } = setting.origin === 'set' ? { place: setting.at.valuePlace } : apiserver;
  yield { at: { place, name: ENABLED }, message: message(flag), fixes };
}

/** Problems for plugins that are on by default and are switched off; `consequences` tells by plugin what follows. */
export const disabledPlugins = (apiserver: Component, consequences: Readonly<Record<string, string>>): Iterable<Problem> =>
  atMost(disabledIn(apiserver, consequences));

function* disabledIn(apiserver: Component, consequences: Readonly<Record<string, string>>): Iterable<Problem> {
  const enabled = enabledPlugins(apiserver).map(it => it.text);
  for (const element of elementsOf(apiserver.setting(DISABLED))) {
    const consequence = Object.hasOwn(consequences, element.text) ? consequences[element.text] : undefined;
    if (consequence === undefined || enabled.includes(element.text)) continue;
    yield {
      at: element,
      message: `${consequence}: --${DISABLED} has ${element.text}.`,
      fixes: [suggest(`Take ${element.text} out of --${DISABLED}`, withoutElement(apiserver, DISABLED, element.text))],
    };
  }
}

/** Adds a plugin to those that are switched on, the ones that whoever starts the program passes included. Their order means nothing. */
const enablePlugin = (apiserver: Component, plugin: string): Proposal =>
  suggest(`Add ${plugin} to --${enablingFlag(apiserver)}`, withPlugin(apiserver, plugin));

export function withPlugin(apiserver: Component, plugin: string): Edit {
  const flag = enablingFlag(apiserver);
  const setting = apiserver.setting(flag);
  const others = setting.origin === 'unknown' ? [] : entriesIn(flag, setting.value);
  return setFlag(apiserver, flag, joinList(others.toSpliced(placeFor(plugin, others), 0, plugin)));
}

/** Takes an entry out of a list flag, and the flag away with its last entry. */
export function withoutElement(program: Component, flag: string, text: string): Edit {
  const left = elementsOf(program.setting(flag))
    .map(it => it.text)
    .filter(it => it !== text);
  return left.length ? setFlag(program, flag, joinList(left)) : removeFlag(program, flag);
}

/** An AdmissionConfiguration without which EventRateLimit does not start; as many events as the plugin's documentation allows a namespace. */
export const EVENT_RATE_LIMIT_CONFIGURATION = `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: EventRateLimit
    configuration:
      apiVersion: eventratelimit.admission.k8s.io/v1alpha1
      kind: Configuration
      limits:
        - type: Namespace
          qps: 50
          burst: 100
          cacheSize: 2000
`;

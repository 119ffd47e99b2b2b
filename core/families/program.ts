/** What is said alike of several control-plane programs: profiles they serve, and feature gates that weaken them. */

import type { Component } from '../model/component.ts';
import { elementsOf } from './list-value.ts';
import { gateIn } from '../facts/featuregates.ts';
import { isLoopback } from '../model/url.ts';
import { compareVersions } from '../facts/defaults.ts';
import { normalBoolean } from '../facts/flags.ts';
import { opensNoPort } from './files.ts';
import { releaseAfter } from '../facts/lifetimes.ts';
import type { Problem } from '../rule.ts';
import { choice, setFlag, suggest } from '../fix.ts';
import { withoutElement } from './admission.ts';

/** `/debug/pprof` is served unless `--profiling=false` says otherwise. `who` opens the sentence: "The scheduler". */
export function* profilingProblems(program: Component, who: string): Iterable<Problem> {
  const setting = program.setting('profiling');
  if (setting.origin === 'unknown' || setting.value !== 'true') return;
  const isSet = setting.origin === 'set';
  yield {
    at: isSet ? { ...setting.at, place: setting.at.valuePlace } : program,
    message: `${who} serves profiles of itself: --profiling is true${isSet ? '' : ' by default'}.`,
    fixes: [suggest('Set --profiling to false', setFlag(program, 'profiling', 'false'))],
  };
}

/** Ports that are open to the network where the node's own programs are enough. `who` opens the sentence: "The scheduler". */
export function* openBindAddress(program: Component, who: string, kubernetesVersion: string | undefined): Iterable<Problem> {
  const [setting, port] = [program.setting('bind-address'), program.setting('secure-port')];
  if (port.origin === 'set' && port.value === '0') return;
  const version = program.version ?? kubernetesVersion;
  // Older ones have no port with TLS, and so no such flag.
  if (setting.origin !== 'set' && version !== undefined && compareVersions(version, '1.13') < 0) return;
  if (setting.origin === 'unknown' || setting.value === undefined || isLocal(setting.value)) return;
  const isSet = setting.origin === 'set';
  yield {
    at: isSet ? { ...setting.at, place: setting.at.valuePlace } : program,
    message: `${who} can be reached from other machines: --bind-address is ${setting.value}${isSet ? '' : ' by default'}.`,
    fixes: [choice('Set --bind-address to 127.0.0.1 (probes must ask there)', setFlag(program, 'bind-address', '127.0.0.1'))],
  };
}

/** Paths that are answered without asking who wants to know, beyond health checks. Slashes in front are passed over, a `*` at the end stands for what follows (`k8s.io/apiserver/pkg/authorization/path`). `who` opens the sentence: "The scheduler". */
export function* openPaths(program: Component, who: string): Iterable<Problem> {
  if (opensNoPort(program)) return;
  for (const element of elementsOf(program.setting('authorization-always-allow-paths'))) {
    if (/^\/?(?:healthz|livez|readyz)(?:\/.*|\*)?$/.test(element.text)) continue;
    yield {
      at: element,
      message: `${who} answers ${element.text} to everyone: --authorization-always-allow-paths has it.`,
      fixes: [suggest(`Take ${element.text} out`, withoutElement(program, 'authorization-always-allow-paths', element.text))],
    };
  }
}

/** What follows from a value of a feature gate, and the last release that starts with it; none where the newest does. */
export type Weakening = readonly [consequence: string, last?: string];

/** Feature gates that have a value which weakens the program; `weakenings` are by `Gate=value`, `version` is `X.Y` of Kubernetes. */
export function* weakenedGates(
  program: Component,
  version: string | undefined,
  weakenings: Readonly<Record<string, Weakening>>,
): Iterable<Problem> {
  const elements = elementsOf(program.setting('feature-gates'));
  for (const [index, element] of elements.entries()) {
    const { name: gate, value = '' } = gateIn(element.text);
    const weakening = weakenings[`${gate}=${normalBoolean(value)}`];
    // Of a gate that is named twice, the last counts.
    if (weakening === undefined || elements.slice(index + 1).some(it => gateIn(it.text).name === gate)) continue;
    yield {
      at: element,
      message: `${effectOf(weakening, version)}: --feature-gates has ${element.text}.`,
      fixes: [suggest(`Take ${gate} out of --feature-gates`, withoutElement(program, 'feature-gates', element.text))],
    };
  }
}

/** Brackets around the address are those of IPv6. */
const isLocal = (address: string): boolean => isLoopback(address.trim().replace(/^\[(.*)\]$/, '$1'));

/** A gate that is settled is refused: `k8s.io/component-base/featuregate` locks it first, and knows it no more later. */
function effectOf([consequence, last]: Weakening, version: string | undefined): string {
  if (last === undefined) return consequence;
  if (version === undefined) return `${consequence}, up to Kubernetes ${last}`;
  return compareVersions(version, last) <= 0
    ? consequence
    : `The program does not start, as this is settled since Kubernetes ${releaseAfter(last)}`;
}

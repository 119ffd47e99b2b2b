/** The authorizers that an API server gets by `--authorization-mode`: kubeadm passes on only those that it knows. */

import { closest } from '../closest.ts';
import { allWordsOf } from '../facts/values.ts';
import type { Component } from '../model/component.ts';
import { compareVersions } from '../facts/defaults.ts';
import { entriesIn } from './list-value.ts';

export const MODES = 'authorization-mode';

/** What kubeadm passes where it knows none of the modes. */
const DEFAULT = ['Node', 'RBAC'];

/** Whether modes that are none are left out before the API server sees them; kind starts it by kubeadm. */
export const sortsModes = ({ name, distribution }: Component): boolean =>
  name === 'kube-apiserver' && (distribution === 'kubeadm' || distribution === 'kind');

/** What is left out, as it is compared letter by letter, with the blanks around it. Empty entries stand for nothing. */
export const droppedModes = (apiserver: Component): readonly string[] =>
  (sortedValue(apiserver)?.split(',') ?? []).filter(it => it.trim() !== '' && !isMode(it));

/** The modes that the API server gets, in order; none where nothing is written, or where that is not known. */
export function passedModes(apiserver: Component): readonly string[] {
  const setting = apiserver.setting(MODES);
  const kept = sortedValue(apiserver)?.split(',').filter(isMode);
  if (kept) return kept.length ? kept : DEFAULT;
  return setting.origin === 'set' ? entriesIn(MODES, setting.value) : [];
}

/**
 * What kubeadm sorts; undefined where it does not, or where something else stands for a part of the value. Beside a file of authorizers, modes do
 * not count. Before 1.14, kubeadm looked for certain words only. Source: `cmd/kubeadm/app/phases/controlplane/manifests.go`, getAuthzModes.
 */
function sortedValue(apiserver: Component): string | undefined {
  const setting = apiserver.setting(MODES);
  if (!sortsModes(apiserver) || setting.origin !== 'set' || apiserver.setting('authorization-config').origin === 'set') return undefined;
  const isOld = apiserver.version !== undefined && compareVersions(apiserver.version, '1.14') < 0;
  return isOld || /["$<>{}%@*\\]/.test(setting.value) ? undefined : setting.value;
}

/** The mode that somebody probably meant. */
export const meantMode = (entry: string): string | undefined => closest(entry.trim(), allModes());

const isMode = (text: string): boolean => allModes().includes(text);

const allModes = (): readonly string[] => allWordsOf('kube-apiserver', MODES) ?? [];

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

/**
 * What is left out, as it is compared letter by letter, with the blanks around it; none where something else stands for a part of the value. Before
 * 1.14, kubeadm looked for certain words only. Source: `cmd/kubeadm/app/phases/controlplane/manifests.go`, getAuthzModes.
 */
export function droppedModes(apiserver: Component): readonly string[] {
  const setting = apiserver.setting(MODES);
  // Beside a file of authorizers, modes do not count in any way.
  if (!sortsModes(apiserver) || setting.origin !== 'set' || apiserver.setting('authorization-config').origin === 'set') return [];
  if (apiserver.version !== undefined && compareVersions(apiserver.version, '1.14') < 0) return [];
  if (/["$<>{}%@*\\]/.test(setting.value)) return [];
  return setting.value.split(',').filter(it => it.trim() !== '' && !isMode(it));
}

/** The modes that the API server gets, in order; none where nothing is written, or where that is not known. */
export function passedModes(apiserver: Component): readonly string[] {
  const setting = apiserver.setting(MODES);
  if (setting.origin !== 'set') return [];
  if (!droppedModes(apiserver).length) return entriesIn(MODES, setting.value);
  const kept = setting.value.split(',').filter(isMode);
  return kept.length ? kept : DEFAULT;
}

/** The mode that somebody probably meant. */
export const meantMode = (entry: string): string | undefined => closest(entry.trim(), allModes());

const isMode = (text: string): boolean => allModes().includes(text);

const allModes = (): readonly string[] => allWordsOf('kube-apiserver', MODES) ?? [];

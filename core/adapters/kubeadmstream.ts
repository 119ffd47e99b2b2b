/** What documents for kubeadm say of others in the same stream: kubeadm reads them together. */

import { hash } from '../hash.ts';
import { minorVersion } from '../facts/defaults.ts';

/** A stream for kubeadm: it fills in what the configuration of a component lacks. */
export const isKubeadmStream = (text: string): boolean =>
  /(?:^\uFEFF?["']?|^[ \t]+"|[{,][ \t]*")apiVersion["']?[ \t]*:[ \t]*["']?kubeadm\.k8s\.io\//m.test(text);

/** Clusters of sealos and sealer: what stands beside them for kubeadm is merged into a configuration that their images bring. */
export const isMerged = (text: string): boolean =>
  /^apiVersion:[ \t]+["']?(?:apps\.sealos\.io|sealer\.(?:cloud|io|aliyun\.com))\//m.test(text);

/** An InitConfiguration names a folder of patches: they change static Pods after kubeadm has made them. */
export const namesPatches = (text: string): boolean => /^patches:[ \t]*(?:\{|\r?\n[ \t]+)["']?directory["']?[ \t]*:/m.test(text);

/** The release that the stream is for, as `X.Y`; undefined where none is named, or several. */
export function versionIn(text: string): string | undefined {
  const named = [...text.matchAll(/^["']?kubernetesVersion["']?[ \t]*:[ \t]*["']?([^\s"'#]+)/gm)].map(it => minorVersion(it[1]));
  return named.every(it => it === named[0]) ? named[0] : undefined;
}

/** Words that stand below `kubeletExtraArgs`: every flag that a document of the stream writes for the kubelet is among them. */
export function kubeletFlagsIn(text: string): readonly string[] {
  const words: string[] = [];
  let depth: number | undefined;
  for (const line of text.includes('kubeletExtraArgs') ? text.split('\n') : []) {
    const indent = /^[ \t]*/.exec(line)![0].length;
    const isBelow = depth !== undefined && (indent > depth || (indent === depth && line[indent] === '-') || !line.trim());
    if (!isBelow) depth = /^[ \t]*["']?kubeletExtraArgs\b/.test(line) ? indent : undefined;
    if (depth !== undefined) words.push(...(line.match(/[a-z][\w-]*/g) ?? []));
  }
  return words;
}

/** Stands for all of that: changes whenever it does, and is empty for every other text. */
export const streamOf = (text: string): string => (text.includes('kubeadm.k8s.io/') ? hash(text) : '');

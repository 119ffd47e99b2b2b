/** What documents for kubeadm say of others in the same stream: kubeadm reads them together. */

import { minorVersion } from '../facts/defaults.ts';
import { onceByName } from '../once.ts';

/** What is asked of a text once, however many of its documents ask. */
interface Stream {
  readonly isKubeadm: boolean;
  readonly isMerged: boolean;
  readonly namesPatches: boolean;
  readonly version: string | undefined;
  readonly isNew: boolean;
  readonly kubeletFlags: readonly string[];
}

/** A stream for kubeadm: it fills in what the configuration of a component lacks. */
export const isKubeadmStream = (text: string): boolean => streamIn(text).isKubeadm;

/** Clusters of sealos and sealer: what stands beside them for kubeadm is merged into a configuration that their images bring. */
export const isMerged = (text: string): boolean => streamIn(text).isMerged;

/** An InitConfiguration names a folder of patches: they change static Pods after kubeadm has made them. */
export const namesPatches = (text: string): boolean => streamIn(text).namesPatches;

/** The release that the stream is for, as `X.Y`; undefined where none is named, or several. */
export const versionIn = (text: string): string | undefined => streamIn(text).version;

/** A stream of `kubeadm.k8s.io/v1beta4`, which kubeadm reads since 1.31: for no release before. */
export const isNewStream = (text: string): boolean => streamIn(text).isNew;

/** Words that stand below `kubeletExtraArgs`: every flag that a document of the stream writes for the kubelet is among them. */
export const kubeletFlagsIn = (text: string): readonly string[] => streamIn(text).kubeletFlags;

/** A ClusterClass of Cluster API, which patches templates. */
export const holdsClass = (text: string): boolean => text.includes('kind: ClusterClass');

/** Stands for all of that: changes whenever it does, and is empty for every other text. */
export const streamOf = (text: string): string =>
  `${text.includes('kubeadm.k8s.io/') ? JSON.stringify(streamIn(text)) : ''}${holdsClass(text) ? 'class' : ''}`;

/** Verifying a fix goes to and fro between two texts of a file. */
const KEPT = 4;
const streams = onceByName<Stream>(KEPT);

const streamIn = (text: string): Stream => streams(text, () => read(text));

function read(text: string): Stream {
  return {
    isKubeadm: /(?:^\uFEFF?["']?|^[ \t]+"|[{,][ \t]*")apiVersion["']?[ \t]*:[ \t]*["']?kubeadm\.k8s\.io\//m.test(text),
    isMerged: /^apiVersion:[ \t]+["']?(?:apps\.sealos\.io|sealer\.(?:cloud|io|aliyun\.com))\//m.test(text),
    namesPatches: /^patches:[ \t]*(?:\{|\r?\n[ \t]+)["']?directory["']?[ \t]*:/m.test(text),
    version: versionNamed(text),
    isNew: /^apiVersion:[ \t]*["']?kubeadm\.k8s\.io\/v1beta4\b/m.test(text),
    kubeletFlags: wordsBelow(text),
  };
}

function versionNamed(text: string): string | undefined {
  const named = [...text.matchAll(/^["']?kubernetesVersion["']?[ \t]*:[ \t]*["']?([^\s"'#]+)/gm)].map(it => minorVersion(it[1]));
  return named.every(it => it === named[0]) ? named[0] : undefined;
}

function wordsBelow(text: string): readonly string[] {
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

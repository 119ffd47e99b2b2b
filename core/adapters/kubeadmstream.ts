/** What documents for kubeadm say of others in the same stream: kubeadm reads them together. */

import { hash } from '../hash.ts';
import { minorVersion } from '../facts/defaults.ts';
import { onceByName, onceFor } from '../once.ts';

/** What documents say, one or all of a stream. */
interface Stream {
  readonly isKubeadm: boolean;
  readonly isMerged: boolean;
  readonly namesPatches: boolean;
  /** All that are named, as `X.Y`; undefined for what is none. */
  readonly versions: readonly (string | undefined)[];
  readonly isNew: boolean;
  readonly kubeletFlags: readonly string[];
  readonly holdsClass: boolean;
}

/** A stream for kubeadm: it fills in what the configuration of a component lacks. */
export const isKubeadmStream = (text: string): boolean => streamIn(text).isKubeadm;

/** Clusters of sealos and sealer: what stands beside them for kubeadm is merged into a configuration that their images bring. */
export const isMerged = (text: string): boolean => streamIn(text).isMerged;

/** An InitConfiguration names a folder of patches: they change static Pods after kubeadm has made them. */
export const namesPatches = (text: string): boolean => streamIn(text).namesPatches;

/** The release that the stream is for, as `X.Y`; undefined where none is named, or several. */
export function versionIn(text: string): string | undefined {
  const { versions } = streamIn(text);
  return versions.every(it => it === versions[0]) ? versions[0] : undefined;
}

/** A stream of `kubeadm.k8s.io/v1beta4`, which kubeadm reads since 1.31: for no release before. */
export const isNewStream = (text: string): boolean => streamIn(text).isNew;

/** Words that stand below `kubeletExtraArgs`: every flag that a document of the stream writes for the kubelet is among them. */
export const kubeletFlagsIn = (text: string): readonly string[] => streamIn(text).kubeletFlags;

/** A ClusterClass of Cluster API, which patches templates. */
export const holdsClass = (text: string): boolean => text.includes('kind: ClusterClass');

/** Stands for all that is asked of a stream of documents: changes whenever it does, and is empty for most. What a document says is kept by its key. */
export const streamOf = (documents: readonly { readonly key: object; readonly text: string }[]): string =>
  documents.some(it => isAsked(it.key, it.text)) ? hash(JSON.stringify(documents.flatMap(it => said(it.key, it.text) ?? []))) : '';

const isAsked = onceFor((_: object, text: string): boolean => text.includes('kubeadm.k8s.io/') || holdsClass(text));

const said = onceFor((_: object, text: string): Stream | undefined => {
  const read = readStream(text);
  return Object.values(read).some(it => (typeof it === 'boolean' ? it : it.length)) ? read : undefined;
});

/** Verifying a fix goes to and fro between two texts of a file. */
const KEPT = 4;
const streams = onceByName<Stream>(KEPT);

const streamIn = (text: string): Stream => streams(text, () => readStream(text));

function readStream(text: string): Stream {
  return {
    isKubeadm: /(?:^\uFEFF?["']?|^[ \t]+"|[{,][ \t]*")apiVersion["']?[ \t]*:[ \t]*["']?kubeadm\.k8s\.io\//m.test(text),
    isMerged: /^apiVersion:[ \t]+["']?(?:apps\.sealos\.io|sealer\.(?:cloud|io|aliyun\.com))\//m.test(text),
    namesPatches: /^patches:[ \t]*(?:\{|\r?\n[ \t]+)["']?directory["']?[ \t]*:/m.test(text),
    versions: [...text.matchAll(/^["']?kubernetesVersion["']?[ \t]*:[ \t]*["']?([^\s"'#]+)/gm)].map(it => minorVersion(it[1])),
    isNew: /^apiVersion:[ \t]*["']?kubeadm\.k8s\.io\/v1beta4\b/m.test(text),
    kubeletFlags: wordsBelow(text),
    holdsClass: holdsClass(text),
  };
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

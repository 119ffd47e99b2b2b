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
  const apis = linesBefore(text, 'kubeadm.k8s.io/').filter(it => API_VERSION.test(it.before));
  return {
    isKubeadm: apis.length > 0,
    isMerged: linesBefore(text, 'apiVersion:').some(it => it.before === '' && MERGED.test(text.slice(it.at, it.at + LONGEST))),
    namesPatches: linesBefore(text, 'patches:').some(it => it.before === '' && PATCHES.test(text.slice(it.at, it.at + LONGEST))),
    version: versionNamed(text),
    isNew: apis.some(it => it.before.startsWith('apiVersion:') && text.startsWith('kubeadm.k8s.io/v1beta4', it.at)),
    kubeletFlags: wordsBelow(text),
  };
}

const API_VERSION = /(?:^\uFEFF?["']?|^[ \t]+"|[{,][ \t]*")apiVersion["']?[ \t]*:[ \t]*["']?$/;

const MERGED = /^apiVersion:[ \t]+["']?(?:apps\.sealos\.io|sealer\.(?:cloud|io|aliyun\.com))\//;

const PATCHES = /^patches:[ \t]*(?:\{|\r?\n[ \t]+)["']?directory["']?[ \t]*:/;

/** No line that is looked for is longer up to where it tells. */
const LONGEST = 200;

/** Wherever a word stands: the offset, and its line up to there. The text is large, and is read on every keystroke. */
function linesBefore(text: string, word: string): readonly { readonly at: number; readonly before: string }[] {
  const found: { at: number; before: string }[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length))
    found.push({ at, before: text.slice(text.lastIndexOf('\n', at) + 1, at) });
  return found;
}

function versionNamed(text: string): string | undefined {
  const named = linesBefore(text, 'kubernetesVersion').flatMap(({ at, before }) => {
    const value = /^["']?$/.test(before) ? /^kubernetesVersion["']?[ \t]*:[ \t]*["']?([^\s"'#]+)/.exec(text.slice(at, at + LONGEST)) : null;
    return value ? [minorVersion(value[1])] : [];
  });
  return named.every(it => it === named[0]) ? named[0] : undefined;
}

function wordsBelow(text: string): readonly string[] {
  return linesBefore(text, 'kubeletExtraArgs').flatMap(({ at, before }) => {
    if (!/^[ \t]*["']?$/.test(before) || /^\w/.test(text.slice(at + 'kubeletExtraArgs'.length))) return [];
    const depth = /^[ \t]*/.exec(before)![0].length;
    const words: string[] = [];
    for (let start = at; start < text.length; ) {
      const newline = text.indexOf('\n', start);
      const line = text.slice(start === at ? at - before.length : start, newline === -1 ? text.length : newline);
      const indent = /^[ \t]*/.exec(line)![0].length;
      if (start !== at && line.trim() && indent <= depth && !(indent === depth && line[indent] === '-')) break;
      words.push(...(line.match(/[a-z][\w-]*/g) ?? []));
      start = newline === -1 ? text.length : newline + 1;
    }
    return words;
  });
}

/** What a YAML or JSON file says: Kubernetes objects, programs of Pods and of kubeadm, etcd's own configuration. */

import { isEtcd, readEtcd } from './etcd.ts';
import { isKubeadm, readKubeadm } from './kubeadm.ts';
import { NOTHING, type Program, type SourceFile, type Sources } from '../source.ts';
import { POD_KINDS, readPod } from './pod.ts';
import { readYaml, type YamlFile, type YamlPart } from '../formats/yaml/index.ts';
import { looksLikeEtcd } from '../facts/etcd.ts';
import { once } from '../once.ts';
import { readManifest } from './manifest.ts';
import type { Value } from '../model/value.ts';

/** The kinds whose documents may start programs. */
export const PROGRAM_KINDS: readonly string[] = [...POD_KINDS, 'ClusterConfiguration'];

/** What was read before, by the file that was made of it, so that documents that did not change are not parsed again. */
const READ = new WeakMap<SourceFile, YamlFile>();

/** `isPart` says that the file is known to hold only parts of objects. `previous` is a reading of an earlier text of the file. */
export function readYamlFile(path: string, text: string, isPart: boolean, previous: SourceFile | undefined): SourceFile {
  const file = readYaml(path, text, previous && READ.get(previous));
  const source: SourceFile = {
    path,
    text,
    documents: file.documents.map(part => {
      const kinds = once(() => kindsOf(part, text));
      return {
        range: part.range,
        get kinds() {
          return kinds();
        },
        read: once(() => (kinds()?.length === 0 ? NOTHING : sourcesOf(part, path, text, isPart))),
      };
    }),
    comments: () => file.comments(),
    commentAt: (offset, comment) => file.commentAt(offset, comment),
    nodeAfter: offset => file.nodeAfter(offset),
  };
  READ.set(source, file);
  return source;
}

/** Text without a kind is not looked at, unless it may be etcd's. */
function kindsOf(part: YamlPart, text: string): readonly string[] | undefined {
  const { kinds } = part;
  return kinds?.length === 0 && looksLikeEtcdText(text.slice(part.range.start, part.range.end)) ? undefined : kinds;
}

/** Whether a text without a kind has keys of etcd's configuration, judged without parsing it. */
export const looksLikeEtcdText = (text: string): boolean =>
  looksLikeEtcd([...text.slice(0, LARGEST_HEAD).matchAll(/(?:^|[{,])[ \t]*["']?([a-z][a-z-]+)["']?[ \t]*:/gm)].map(it => it[1]!));

/** etcd's sample with all its comments is a tenth of this. */
const LARGEST_HEAD = 64 * 1024;

function sourcesOf(part: YamlPart, file: string, text: string, isPart: boolean): Sources {
  const { root, errors } = part.parse();
  const resources = readManifest(root, isPart);
  const programs = isEtcd(root) ? [readEtcd(root)] : resources.flatMap(it => programsOf(it.root, text, it.isPart));
  // One error is enough: others mostly follow from it.
  const unjudged = errors.slice(0, 1).map(it => ({ file, range: it.range, reason: it.message }));
  return { resources, programs, variables: [], unjudged };
}

const programsOf = (root: Value, text: string, isPart: boolean): readonly Program[] =>
  isKubeadm(root) ? readKubeadm(root, isPart || MERGED.test(text)) : readPod(root, text, isPart);

/** Clusters of sealos and sealer: what stands beside them for kubeadm is merged into a configuration that their images bring. */
const MERGED = /^apiVersion:[ \t]+["']?(?:apps\.sealos\.io|sealer\.(?:cloud|io|aliyun\.com))\//m;

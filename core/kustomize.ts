/** Which files of a workspace hold only parts of objects, because a kustomization applies them as patches. */

import { readYaml } from './formats/yaml/index.ts';
import type { Value } from './model/value.ts';

const NAME = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** Without one of these, escapes included, no key of patches can be written: most kustomizations need not be parsed. */
const MAY_NAME = /patches|\\/;

/**
 * The workspace paths that a file names as patches; none where it is no kustomization. Patches written within it are no files.
 * Source: kubectl.docs.kubernetes.io/references/kustomize/kustomization (patches, patchesStrategicMerge, patchesJson6902).
 */
export function patchesOf(path: string, text: string): string[] {
  if (!NAME.test(path) || !MAY_NAME.test(text)) return [];
  const root = readYaml(path, text).documents[0]?.parse().root;
  if (!root) return [];
  const named = [
    ...root
      .at('patches')
      .items()
      .map(it => it.at('path')),
    ...root
      .at('patchesJson6902')
      .items()
      .map(it => it.at('path')),
    ...root.at('patchesStrategicMerge').items(),
  ];
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return named.flatMap(it => pathIn(folder, it));
}

function pathIn(folder: string, value: Value): string[] {
  const path = value.asString();
  if (path === undefined || path.includes('\n')) return [];
  const segments: string[] = [];
  for (const segment of `${folder}${path}`.split('/')) {
    if (segment === '..' && segments.length) segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return [segments.join('/')];
}

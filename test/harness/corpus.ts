/** Real files of real projects, where they are present. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { decode } from '../../core/host.ts';

export const CORPUS = '../shared/corpus';

/** The reason to skip what needs them; false where they are there. */
export const noCorpus: string | false = existsSync(CORPUS) ? false : `${CORPUS} is not here`;

export interface CorpusFile {
  /** The folder of the corpus. */
  readonly category: string;
  /** The project it comes from: files of one project are one workspace. */
  readonly project: string;
  readonly path: string;
  readonly text: string;
}

/** Files by category and project; none where the corpus is absent. Their names tell the path within their project, `__` standing for `/`. */
export function filesOfCorpus(): CorpusFile[][] {
  const workspaces = new Map<string, CorpusFile[]>();
  for (const category of noCorpus ? [] : readdirSync(CORPUS).sort()) {
    if (!statSync(`${CORPUS}/${category}`).isDirectory()) continue;
    for (const name of readdirSync(`${CORPUS}/${category}`).sort()) {
      if (!statSync(`${CORPUS}/${category}/${name}`).isFile()) continue;
      const content = decode(readFileSync(`${CORPUS}/${category}/${name}`));
      if (!('text' in content)) continue;
      const [project, ...path] = name.split('__') as [string, ...string[]];
      const key = `${category} ${project}`;
      workspaces.set(key, [...(workspaces.get(key) ?? []), { category, project, path: path.join('/') || project, text: content.text }]);
    }
  }
  return [...workspaces.values()];
}

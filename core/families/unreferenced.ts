/** Configurations that no program of the workspace is told to read. */

import type { Asked, Context, Problem } from '../rule.ts';
import type { Resource } from '../model/resource.ts';

/**
 * By the name of the file: it may be installed in any folder; that it gets another name there, a mount tells, or a person would have to say.
 * Nothing of what a ConfigMap holds, which may be mounted anywhere, nor of what other programs, kustomize or kind are told to read.
 */
export function* unreferenced(configuration: Resource, asked: Asked, { passed: passedFor, mentioned }: Context): Iterable<Problem> {
  const { carriedAs, isPart, place } = configuration;
  const passed = passedFor(asked);
  if (isPart || !passed || (carriedAs !== undefined && !carriedAs.startsWith('/'))) return;
  const name = nameOf(carriedAs ?? place.file);
  if ([...passed, ...mentioned(asked.flag)].some(it => it !== undefined && nameOf(it) === name)) return;
  const other = passed.find(it => it !== undefined && it !== '');
  yield {
    at: configuration,
    message: `No kube-apiserver here reads ${other === undefined ? 'this file' : 'a file of this name'}: --${asked.flag} is ${other ?? 'not set'}.`,
  };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

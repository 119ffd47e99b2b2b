/** Keeps what every document says about who may do what, and answers questions about it: see `Grants`. */

import { type At, type Graph, graphOf } from './graph.ts';
import { type Files, mayGrant } from '../files.ts';
import type { Grants } from '../model/standing.ts';
import type { Origin, World } from '../world.ts';
import type { Resource } from '../model/resource.ts';
import { type Said, saidBy } from './said.ts';
import { shift } from '../text.ts';
import { answers } from './answers.ts';

/** Everything that rules and people ask about who may do what. */
export interface Granting {
  grants(files: Files): Grants;
  graph(files: Files): Graph;
  /** Stands for all that is answered about the objects of one document: it changes only when an answer does. */
  answer(files: Files, origin: Origin): string;
}

/** What a file says, by document. */
interface Kept {
  readonly text: string;
  readonly isPart: boolean;
  readonly documents: ReadonlyMap<string, readonly Said[]>;
  /** The same in order, with where each document starts. */
  readonly all: readonly { readonly start: number; readonly said: readonly Said[] }[];
}

/** Old and new readings of a file that are kept: verifying a fix goes to and fro between two. */
const READINGS = 3;

/** States of all files that are kept, for the same reason. */
const STATES = 3;

/** `isPart` tells files that a kustomization names as patches. */
export function makeGranting(
  world: Pick<World, 'isComplete' | 'source' | 'subjects' | 'start'>,
  isPart: (files: Files, path: string) => boolean,
): Granting {
  const readings = new Map<string, readonly Kept[]>();
  const states = new Map<string, { readonly graph: Graph; readonly grants: Grants; readonly answers: Map<string, string> }>();

  return {
    grants: files => stateOf(files).grants,
    graph: files => stateOf(files).graph,
    answer(files, origin) {
      const state = stateOf(files);
      const key = `${origin.file} ${origin.document}`;
      let answer = state.answers.get(key);
      if (answer === undefined) state.answers.set(key, (answer = answerTo(state.grants, files, origin)));
      return answer;
    },
  };

  function stateOf(files: Files) {
    const name = `${files.shape} ${files.grants} ${world.isComplete}`;
    const known = states.get(name);
    if (known) return known;
    const graph = graphOf([...files.paths()].flatMap(path => saidIn(files, path)));
    const state = { graph, grants: answers(graph, world.isComplete), answers: new Map<string, string>() };
    states.set(name, state);
    for (const old of states.keys()) {
      if (states.size <= STATES) break;
      states.delete(old);
    }
    return state;
  }

  function saidIn(files: Files, path: string): At<Said>[] {
    const text = files.text(path);
    if (text === undefined || !mayGrant(text)) return [];
    return read(files, path, text).all.flatMap(({ start, said }) =>
      said.map(it => ({ ...it, start, place: { file: path, range: shift(it.range, start) } })),
    );
  }

  function read(files: Files, path: string, text: string): Kept {
    const kept = readings.get(path) ?? [];
    const part = isPart(files, path);
    const known = kept.find(it => it.text === text && it.isPart === part);
    if (known === kept[0] && known) return known;
    const made = known ?? extract(files, path, text, part, kept[0]);
    readings.set(path, [made, ...kept.filter(it => it !== made)].slice(0, READINGS));
    return made;
  }

  /** Documents that the file had before are not looked at again. */
  function extract(files: Files, path: string, text: string, part: boolean, before: Kept | undefined): Kept {
    const documents = new Map<string, readonly Said[]>();
    const all = (world.source(files, path)?.documents ?? []).map(document => {
      const { start, end } = document.range;
      const own = text.slice(start, end);
      const mayTell = mayGrant(own) && (document.kinds === undefined || document.kinds.length > 0);
      const said =
        documents.get(own) ??
        (before?.isPart === part ? before.documents.get(own) : undefined) ??
        (mayTell ? document.read().resources.flatMap(it => saidBy(it, start) ?? []) : []);
      documents.set(own, said);
      return { start, said };
    });
    return { text, isPart: part, documents, all };
  }

  /** Places in the own file count from the start of the document, as those of findings do. */
  function answerTo(grants: Grants, files: Files, origin: Origin): string {
    const start = world.start(files, origin);
    const all = world.subjects(files, origin).filter(it => it.type === 'resource');
    return JSON.stringify(
      all.map(it => everythingAbout(grants, it)),
      (key, value: unknown) => (key === 'place' && isPlace(value) && value.file === origin.file ? shift(value.range, -start) : value),
    );
  }
}

const isPlace = (it: unknown): it is At<Said>['place'] => typeof it === 'object' && it !== null && 'range' in it;

/** All that a rule could ask about an object. */
function everythingAbout(grants: Grants, it: Resource): unknown {
  if (it.kind === 'Role' || it.kind === 'ClusterRole') return [grants.holders(it), grants.collected(it)];
  if (it.kind !== 'RoleBinding' && it.kind !== 'ClusterRoleBinding') return grants.running(it);
  const named = grants.subjects(it);
  return [grants.bound(it), named.map(one => [grants.isAbsent(it, one), grants.combined(it, one)])];
}

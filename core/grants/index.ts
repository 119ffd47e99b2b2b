/** Keeps what every document says about who may do what, and answers questions about it: see `Grants`. */

import { type Answers, answers } from './answers.ts';
import { type Files, mayGrant } from '../files.ts';
import { type Graph, graphOf } from './graph.ts';
import { hash } from '../hash.ts';
import { type Register, registerOf } from './register.ts';
import type { World } from '../world.ts';
import { once, onceByName, STATES } from '../once.ts';
import { type At, namespaceOf, type PodSaid, type Said, saidBy, withholds } from './said.ts';
import type { Grants } from '../model/standing.ts';
import { podOf } from './pods.ts';
import type { Resource } from '../model/resource.ts';
import { shift, slice } from '../text.ts';

/** Everything that rules and people ask about who may do what. */
export interface Granting {
  grants(files: Files): Grants;
  graph(files: Files): Graph;
  /** See `Context.withholdsToken`. */
  withholdsToken(files: Files, account: string, namespace: string | undefined): boolean;
  /** Stands for all that this answers, about whatever account. Short, as it is kept for every document. */
  withholding(files: Files): string;
  /** See `Context.hasRole`. */
  hasRole(files: Files, workload: Resource): boolean;
  /** Of each document of a file: stands for all that is answered about its objects, and changes only when an answer does. Short as well. */
  answers(files: Files, path: string): readonly string[];
}

/** What a file says, by document. */
interface Kept {
  readonly text: string;
  readonly isPart: boolean;
  /** By the key of the document. */
  readonly byKey: ReadonlyMap<object, readonly At<Said>[]>;
  /** In order. */
  readonly documents: readonly (readonly At<Said>[])[];
}

interface State {
  readonly register: Register;
  readonly graph: Graph;
  readonly answers: Answers;
  readonly withholding: () => string;
  /** By document. */
  readonly known: Map<readonly At<Said>[], string>;
}

/** Old and new readings of a file that are kept: verifying a fix goes to and fro between two. */
const READINGS = 3;

/** `isPart` tells files that a kustomization names as patches. */
export function makeGranting(world: Pick<World, 'isComplete' | 'source'>, isPart: (files: Files, path: string) => boolean): Granting {
  const readings = new Map<string, Kept[]>();
  const states = onceByName<State>(STATES);

  return {
    grants: files => stateOf(files).answers.grants,
    graph: files => stateOf(files).graph,
    withholdsToken: (files, account, namespace) =>
      !world.isComplete ||
      stateOf(files)
        .graph.accounts(account)
        .some(it => withholds(it) && (it.namespace === namespace || it.namespace === undefined || namespace === undefined)),
    withholding: files => stateOf(files).withholding(),
    hasRole(files, workload) {
      const account = podOf(workload)?.account;
      return account !== undefined && isBound(stateOf(files).graph, { account, namespace: namespaceOf(workload) });
    },
    answers: (files, path) => documentsIn(files, path).map(it => (it.length ? answerOf(stateOf(files), it) : '')),
  };

  function answerOf({ answers, graph, known }: State, said: readonly At<Said>[]): string {
    const answer = known.get(said) ?? hash(said.map(it => `${answers.digest(it)} ${it.is === 'pod' && isBound(graph, it)}`).join('\n'));
    known.set(said, answer);
    return answer;
  }

  function stateOf(files: Files): State {
    return states(`${files.shape} ${files.grants} ${world.isComplete}`, () => {
      const { over, shape } = files;
      return over?.files.shape === shape ? stateOver(files, over.files, over.paths) : stateFrom(registerOf(saidIn(files, files.paths())));
    });
  }

  function stateFrom(register: Register, known?: State['withholding']): State {
    const graph = graphOf(register);
    const withholding = known ?? once(() => hash(`${world.isComplete} ${JSON.stringify(graph.withholding())}`));
    return { register, graph, answers: answers(graph, world.isComplete), withholding, known: new Map() };
  }

  /** What a fix changes in some files is put over what is known without it. */
  function stateOver(files: Files, before: Files, paths: readonly string[]): State {
    const { register, withholding } = stateOf(before);
    const said = new Map(paths.map(it => [it, saidIn(files, [it])]));
    const isSame = withheldBy([...said.values()].flat()) === withheldBy(saidIn(before, paths));
    return stateFrom(register.with(said), isSame ? withholding : undefined);
  }

  function saidIn(files: Files, paths: Iterable<string>): readonly At<Said>[] {
    return [...paths].flatMap(it => documentsIn(files, it).flat());
  }

  function documentsIn(files: Files, path: string): Kept['documents'] {
    const text = files.text(path);
    if (text === undefined) return [];
    const kept = readings.get(path) ?? [];
    const part = isPart(files, path);
    const at = kept.findIndex(it => it.text === text && it.isPart === part);
    if (at === -1 && !mayGrant(text)) return [];
    // With the very string that was asked for: comparing it with itself costs nothing, with an equal one all its length.
    const made = at === -1 ? extract(files, path, text, part, kept[0]) : { ...kept[at]!, text };
    if (at === 0) kept[0] = made;
    else readings.set(path, [made, ...kept.filter((_, index) => index !== at)].slice(0, READINGS));
    return made.documents;
  }

  /** Documents that the file had before are not looked at again. */
  function extract(files: Files, path: string, text: string, part: boolean, before: Kept | undefined): Kept {
    const byKey = new Map<object, readonly At<Said>[]>();
    const documents = (world.source(files, path)?.documents ?? []).map(document => {
      const { range, key, kinds } = document;
      const { start } = range;
      const mayTell = (): boolean => (kinds === undefined || kinds.some(it => !SILENT.has(it))) && mayGrant(slice(text, range));
      const known = byKey.get(key) ?? (before?.isPart === part ? before.byKey.get(key) : undefined);
      const said: readonly Said[] = known ?? (mayTell() ? document.read().resources.flatMap(it => saidBy(it, start) ?? []) : []);
      // What did not move either is kept as it is.
      const placed =
        known && (!known.length || known[0]!.start === start)
          ? known
          : said.map(it => ({ ...it, start, place: { file: path, range: shift(it.range, start) } }));
      byKey.set(key, placed);
      return placed;
    });
    return { text, isPart: part, byKey, documents };
  }
}

const withheldBy = (all: readonly Said[]): string =>
  JSON.stringify(all.flatMap(it => (it.is === 'account' && withholds(it) ? [it.name, it.namespace ?? null] : [])));

/** Their schemas speak of service accounts, and are long. */
const SILENT: ReadonlySet<string> = new Set(['CustomResourceDefinition']);

/** A namespace that is not said may be any. */
const isBound = (graph: Graph, { account, namespace }: Pick<PodSaid, 'account' | 'namespace'>): boolean =>
  graph.boundAccounts(account).some(it => it.namespace === undefined || namespace === undefined || it.namespace === namespace);

/** Which level of the Pod Security Standards the namespaces of a workspace enforce: for rules that judge pods by the namespace they are in. */

import { type Files, mayEnforce } from './files.ts';
import { addTo } from './groups.ts';
import { foldersInCommon } from './folders.ts';
import { isLevel, LABELS, versionOfLabel } from './families/podlabels.ts';
import type { Origin, World } from './world.ts';
import type { Enforcement } from './rule.ts';
import { podSecurityConfigurations } from './model/admissionconfiguration.ts';
import type { Resource } from './model/resource.ts';
import { slice } from './text.ts';
import type { Value } from './model/value.ts';
import { onceByName, onceWhile, STATES } from './once.ts';

/** What a document says of a namespace: `enforcement` is undefined where it enforces nothing, or says it in a way that cannot be told. */
interface Said {
  readonly name: string;
  readonly enforcement: Enforcement | undefined;
}

/** What the admission plugin lets in whatever a namespace enforces; undefined where that cannot be told. Users are left out: files do not tell who creates a pod. */
interface Exempt {
  readonly namespaces: readonly string[] | undefined;
  readonly runtimeClasses: readonly string[] | undefined;
}

interface Spoken {
  readonly said: readonly Said[];
  readonly exempt: readonly Exempt[];
}

/** A definition of a namespace, and the file that it is in. */
interface Definition {
  readonly file: string;
  readonly enforcement: Enforcement | undefined;
}

interface All {
  /** Only of those that some definition labels. */
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  readonly exempt: Exempt;
}

export interface Namespaces {
  /** See `Context.enforcement`; asked from a file. */
  enforcement(files: Files, namespace: string, from: string): Enforcement | undefined;
  /** Of each document of a file: stands for what is answered of the namespaces that it may name. */
  answers(files: Files, path: string): readonly string[];
}

/** Namespaces are looked for once for each state of the files, and each document is asked once. */
export function makeNamespaces(world: Pick<World, 'isComplete' | 'source' | 'subjects' | 'text'>): Namespaces {
  /** By the key of the document, as long as it stays where it is. */
  const answers = onceWhile<object, Spoken>();
  const known = onceByName<All>(STATES);

  return {
    enforcement: (files, namespace, from) => enforcementIn(allIn(files), namespace, from),
    answers(files, path) {
      const all = allIn(files);
      if (!all.definitions.size) return [];
      return (world.source(files, path)?.documents ?? []).map(({ range }) =>
        answer(all, path, range.start, slice(files.text(path)!, range)),
      );
    },
  };

  function answer(all: All, path: string, start: number, text: string): string {
    const named = [...all.definitions.keys()].flatMap(name => {
      const enforcement = text.includes(name) ? enforcementIn(all, name, path) : undefined;
      return enforcement ? [[name, enforcement] as const] : [];
    });
    // A place in the same file counts from its start, and what is kept of a document from the document's.
    const isHere = named.some(([, it]) => it.place.file === path);
    return named.length ? `${isHere ? start : ''} ${JSON.stringify(named)}` : '';
  }

  function allIn(files: Files): All {
    return known(`${files.shape} ${files.namespaces} ${world.isComplete}`, () => (world.isComplete ? collect(files) : NOTHING_SAID));
  }

  function collect(files: Files): All {
    const byName = new Map<string, Definition[]>();
    const exempt: Exempt[] = [];
    const enforcing = [...files.paths()].filter(it => mayEnforce(files.text(it))).sort();
    for (const file of enforcing) {
      for (const [document, { key, range }] of (world.source(files, file)?.documents ?? []).entries()) {
        const spoken = answers(key, `${range.start}`, () => spokenBy(files, { file, document }));
        for (const { name, enforcement } of spoken.said) addTo(byName, name, { file, enforcement });
        exempt.push(...spoken.exempt);
      }
    }
    return {
      definitions: new Map([...byName].filter(([, all]) => all.some(it => it.enforcement))),
      exempt: { namespaces: every(exempt.map(it => it.namespaces)), runtimeClasses: every(exempt.map(it => it.runtimeClasses)) },
    };
  }

  function spokenBy(files: Files, origin: Origin): Spoken {
    if (!mayEnforce(world.text(files, origin))) return { said: [], exempt: [] };
    const resources = world.subjects(files, origin).filter(it => it.type === 'resource');
    const configurations = resources.flatMap(it => podSecurityConfigurations.match(it) ?? []);
    return { said: resources.flatMap(saidBy), exempt: configurations.map(it => exemptIn(it.at('exemptions'))) };
  }
}

const NOTHING_SAID: All = { definitions: new Map(), exempt: { namespaces: [], runtimeClasses: [] } };

/** Of several definitions those count that are in the same file, else those in the folder that has most in common; they must say one thing. */
function enforcementIn({ definitions, exempt }: All, namespace: string, from: string): Enforcement | undefined {
  const { namespaces, runtimeClasses } = exempt;
  if (!namespaces || !runtimeClasses || namespaces.includes(namespace)) return undefined;
  const all = definitions.get(namespace) ?? [];
  const most = Math.max(...all.map(it => nearness(it.file, from)));
  const [first, ...others] = all.filter(it => nearness(it.file, from) === most).map(it => it.enforcement);
  const agree = others.every(it => it?.level === first?.level && it?.version === first?.version);
  return first && agree ? { ...first, ...(runtimeClasses.length && { exemptClasses: runtimeClasses }) } : undefined;
}

/** The file itself is nearest; others by their folders. */
const nearness = (file: string, from: string): number => (file === from ? Infinity : foldersInCommon(file, from));

function saidBy(resource: Resource): readonly Said[] {
  if (resource.kind !== 'Namespace' || resource.group !== '' || !resource.name) return [];
  const labels = resource.at('metadata', 'labels');
  const level = labels.at(LABELS.enforce);
  // What a patch does not say, the object that it changes may.
  if (level.type === 'absent' && resource.isPart) return [];
  const version = versionOfLabel(labels.at(LABELS.enforceVersion));
  const text = level.asString();
  const isKnown = level.type === 'string' && isLevel(text) && version.isKnown;
  return [{ name: resource.name, enforcement: isKnown ? { level: text, version: version.value, place: level.place } : undefined }];
}

const exemptIn = (exemptions: Value): Exempt => ({
  namespaces: textsIn(exemptions.at('namespaces')),
  runtimeClasses: textsIn(exemptions.at('runtimeClasses')),
});

/** The entries of a list of names; undefined where a template hides some. */
function textsIn(list: Value): readonly string[] | undefined {
  const items = list.items().map(it => it.asString());
  return list.type !== 'unknown' && list.isClosed ? every(items.map(it => (it === undefined ? undefined : [it]))) : undefined;
}

const every = (lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined =>
  lists.every(it => it !== undefined) ? lists.flat() : undefined;

/** Which level of the Pod Security Standards the namespaces of a workspace enforce: for rules that judge pods by the namespace they are in. */

import { type Files, mayEnforce } from './files.ts';
import { isLevel, LABELS, versionOfLabel } from './families/podlabels.ts';
import type { Origin, World } from './world.ts';
import type { Enforcement } from './rule.ts';
import { onceByName, onceWhile, STATES } from './once.ts';

/** What a document says of a namespace: `enforcement` is undefined where it says it in a way that cannot be told. */
interface Said {
  readonly name: string;
  readonly enforcement: Enforcement | undefined;
}

export interface Namespaces {
  /** See `Context.enforcement`. */
  enforcement(files: Files, namespace: string): Enforcement | undefined;
  /** Stands for what is answered of the namespaces that a document may name. */
  answer(files: Files, origin: Origin): string;
}

/** Namespaces are looked for once for each state of the files, and each document is asked once. */
export function makeNamespaces(world: Pick<World, 'isComplete' | 'source' | 'start' | 'subjects' | 'text'>): Namespaces {
  /** By the key of the document, as long as it stays where it is. */
  const answers = onceWhile<object, readonly Said[]>();
  const known = onceByName<ReadonlyMap<string, Enforcement | undefined>>(STATES);

  return {
    enforcement: (files, namespace) => allIn(files).get(namespace),
    answer(files, origin) {
      const all = allIn(files);
      if (!all.size) return '';
      const text = world.text(files, origin);
      const named = [...all].filter(([name, it]) => it && text.includes(name));
      // A place in the same file counts from its start, and what is kept of a document from the document's.
      const start = named.some(([, it]) => it!.place.file === origin.file) ? world.start(files, origin) : '';
      return named.length ? `${start} ${JSON.stringify(named)}` : '';
    },
  };

  function allIn(files: Files): ReadonlyMap<string, Enforcement | undefined> {
    return known(`${files.shape} ${files.namespaces} ${world.isComplete}`, () => (world.isComplete ? collect(files) : new Map()));
  }

  function collect(files: Files): ReadonlyMap<string, Enforcement | undefined> {
    const byName = new Map<string, Enforcement | undefined>();
    for (const file of files.paths()) {
      if (!mayEnforce(files.text(file))) continue;
      for (const [document, { key, range }] of (world.source(files, file)?.documents ?? []).entries()) {
        const origin = { file, document };
        for (const { name, enforcement } of answers(key, `${range.start}`, () => saidBy(files, origin))) {
          const other = byName.get(name);
          const agrees = !byName.has(name) || (other?.level === enforcement?.level && other?.version === enforcement?.version);
          byName.set(name, agrees ? (other ?? enforcement) : undefined);
        }
      }
    }
    return byName;
  }

  function saidBy(files: Files, origin: Origin): readonly Said[] {
    if (!mayEnforce(world.text(files, origin))) return [];
    return world.subjects(files, origin).flatMap(it => {
      if (it.type !== 'resource' || it.kind !== 'Namespace' || it.group !== '' || !it.name) return [];
      const labels = it.at('metadata', 'labels');
      const level = labels.at(LABELS.enforce);
      if (level.type === 'absent') return [];
      const version = versionOfLabel(labels.at(LABELS.enforceVersion));
      const text = level.asString();
      const isKnown = level.type === 'string' && isLevel(text) && version.isKnown;
      return [{ name: it.name, enforcement: isKnown ? { level: text, version: version.value, place: level.place } : undefined }];
    });
  }
}

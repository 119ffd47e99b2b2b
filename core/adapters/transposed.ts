/** Sources of a carried text, moved to where the text stands: every place and every edit is said of the file that carries it. */

import { type Carrier, placeIn } from './carrier.ts';
import type { Path, Value } from '../model/value.ts';
import type { Place, TextEdit } from '../text.ts';
import type { Program, Reference, Sources, Variable, Word } from '../source.ts';
import type { Resource } from '../model/resource.ts';
import type { Written } from '../model/component.ts';

export function carriedSources({ resources, programs, variables, unjudged }: Sources, carrier: Carrier): Sources {
  const place = (it: Place): Place => placeIn(carrier, it.range);
  const edits = (it: readonly TextEdit[] | undefined): readonly TextEdit[] | undefined => it && carrier.edits(it);

  const value = (inner: Value): Value => ({
    path: inner.path,
    type: inner.type,
    exists: inner.exists,
    isClosed: inner.isClosed,
    get place() {
      return place(inner.place);
    },
    get keyPlace() {
      return place(inner.keyPlace);
    },
    at: (...path: Path) => value(inner.at(...path)),
    items: () => inner.items().map(value),
    entries: () => inner.entries().map(([key, it]) => [key, value(it)] as const),
    lacks: key => inner.lacks(key),
    asString: () => inner.asString(),
    asBoolean: () => inner.asBoolean(),
    asNumber: () => inner.asNumber(),
    toData: () => inner.toData(),
    edit: change => edits(inner.edit(change)),
  });

  const resource = (inner: Resource): Resource => {
    const root = value(inner.root);
    return { ...inner, place: place(inner.place), root, at: (...path) => root.at(...path) };
  };

  const written = (inner: Written): Written => ({
    ...inner,
    place: place(inner.place),
    valuePlace: place(inner.valuePlace),
    ...(inner.entryPlaces ? { entryPlaces: inner.entryPlaces.map(place) } : {}),
  });

  const word = ({ start, offsets, ...inner }: Word): Word => {
    const own = offsets ?? (start === undefined ? undefined : Array.from({ length: inner.text.length + 1 }, (_, i) => start + i));
    const moved = own?.map((it, i) =>
      i < inner.text.length ? carrier.outward({ start: it, end: it }).start : carrier.outward({ start: it - 1, end: it }).end,
    );
    const isPlain = moved?.every((it, i) => it === moved[0]! + i) ?? false;
    return {
      ...inner,
      place: place(inner.place),
      start: isPlain && inner.text ? moved![0] : undefined,
      ...(moved && !isPlain && inner.text ? { offsets: moved } : {}),
    };
  };

  const reference = (inner: Reference): Reference => ({ ...inner, place: place(inner.place) });

  /** An occurrence as the reader of the carried text knows it. */
  const inward = (file: string, outer: Written): Written => {
    const back = (it: Place): Place => (it.file === carrier.file ? { file, range: carrier.inward(it.range) } : it);
    return { ...outer, place: back(outer.place), valuePlace: back(outer.valuePlace) };
  };

  const program = (inner: Program): Program => ({
    ...inner,
    place: place(inner.place),
    words: inner.words.map(word),
    written: inner.written.map(written),
    environment: inner.environment.map(reference),
    edit: (change, occurrences) =>
      edits(
        inner.edit(
          change,
          occurrences.map(it => inward(inner.place.file, it)),
        ),
      ),
  });

  const variable = (inner: Variable): Variable => ({
    ...inner,
    place: place(inner.place),
    valuePlace: place(inner.valuePlace),
    words: inner.words.map(word),
    add: words => edits(inner.add(words)),
    edit: (change, occurrences) =>
      edits(
        inner.edit(
          change,
          occurrences.map(it => inward(inner.place.file, it)),
        ),
      ),
  });

  return {
    resources: resources.map(resource),
    programs: programs.map(program),
    variables: variables.map(variable),
    // Text that is none of ours may be anything.
    unjudged:
      resources.length || programs.length
        ? unjudged.flatMap(it => (it.range ? [{ ...it, file: carrier.file, range: carrier.outward(it.range) }] : []))
        : [],
  };
}

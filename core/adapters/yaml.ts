/** What a YAML or JSON file says: Kubernetes objects, the programs that its forms describe, and the files that they carry. */

import { type CarriedFile, carriedFiles, merged, type ReadText } from './carriedfiles.ts';
import { CARRIER_KINDS, FORMS, formsOf } from './forms.ts';
import type { Form } from './form.ts';
import { NOTHING, type SourceDocument, type SourceFile } from '../source.ts';
import { readYaml, type YamlFile, type YamlPart } from '../formats/yaml/index.ts';
import { isKubeadmPatch } from './kubeadmpatch.ts';
import { once } from '../once.ts';
import { kindlessObject, readManifest } from './manifest.ts';
import { streamOf } from './kubeadmstream.ts';
import type { Value } from '../model/value.ts';

/** What was read before, by the file that was made of it, so that documents that did not change are not parsed again. */
const READ = new WeakMap<SourceFile, YamlFile>();

export interface YamlOptions {
  /** The file is known to hold only parts of objects. */
  readonly isPart: boolean;
  /** A reading of an earlier text of the file. */
  readonly previous: SourceFile | undefined;
  /** Reads the texts that the file carries. */
  readonly read: ReadText;
}

export function readYamlFile(path: string, text: string, { isPart, previous, read }: YamlOptions): SourceFile {
  const file = readYaml(path, text, previous && READ.get(previous));
  const documents = file.documents.map(it => documentOf(it, { path, text, isPart: isPart || isKubeadmPatch(path), read }));
  const at = (offset: number): CarriedFile | undefined =>
    documents
      .find(({ range }) => range.start <= offset && offset < range.end)
      ?.carried()
      .find(({ range }) => range.start < offset && offset < range.end);
  const source: SourceFile = {
    path,
    text,
    documents,
    context: once(() => streamOf(file.documents)),
    comments: () =>
      [
        ...file.comments(),
        ...documents
          .filter(({ range }) => text.slice(range.start, range.end).includes('rampart'))
          .flatMap(it => it.carried())
          .flatMap(it => it.comments()),
      ].sort((a, b) => a.range.start - b.range.start),
    commentAt(offset, comment) {
      const inner = at(offset);
      return inner ? inner.commentAt(offset, comment) : file.commentAt(offset, comment);
    },
    nodeAfter(offset) {
      const inner = at(offset);
      return inner ? inner.nodeAfter(offset) : file.nodeAfter(offset);
    },
  };
  READ.set(source, file);
  return source;
}

interface Standing {
  readonly path: string;
  readonly text: string;
  readonly isPart: boolean;
  readonly read: ReadText;
}

type CarryingDocument = SourceDocument & { carried(): readonly CarriedFile[] };

function documentOf(part: YamlPart, { path, text, isPart, read }: Standing): CarryingDocument {
  const kinds = once(() => kindsOf(part, path, text));
  /** SOPS signed it: see `isSealed` of YAML documents. */
  const isSealed = once(() => ['mac', 'version'].some(it => part.parse().root.at('sops', it).type !== 'absent'));
  const own = once(() => readManifest(part.parse().root, isPart));
  const formed = once(() => {
    const roots = own().length ? own() : [{ root: part.parse().root, isPart }];
    return roots.flatMap(it => formOf(it, path));
  });
  /** What stands in another as a value, whole or not, is what it is there, unless the form has it laid over another. */
  const inlined = once(() =>
    formed()
      .flatMap(it => it.form.inlines?.(it.root) ?? [])
      .flatMap(it => readManifest(it.value, isPart || it.isPart === true)),
  );
  const all = once(() => [...formed(), ...inlined().flatMap(it => formOf(it, path))]);
  const carried = once(() =>
    kinds()?.length === 0
      ? []
      : all().flatMap(it =>
          carriedFiles(it.form.carries?.(it.root, { path, text, isPart: it.isPart }) ?? [], { text, isSealed: isSealed() }, read),
        ),
  );
  return {
    range: part.range,
    key: part.key,
    get kinds() {
      return kinds();
    },
    carried,
    read: once(() => {
      if (kinds()?.length === 0) return NOTHING;
      // One error is enough: others mostly follow from it.
      const unjudged = part
        .parse()
        .errors.slice(0, 1)
        .map(it => ({ file: path, range: it.range, reason: it.message }));
      const said = all().flatMap(it => it.form.read?.(it.root, { path, text, isPart: it.isPart }) ?? []);
      const programs = isSealed() ? said.map(it => ({ ...it, edit: () => undefined })) : said;
      const kindless = formed().flatMap(it => (it.form.readsAs === undefined ? [] : kindlessObject(it.root, it.form.readsAs, it.isPart)));
      return merged([
        { resources: [...own(), ...kindless, ...inlined()], programs, variables: [], unjudged },
        ...carried().map(it => it.sources()),
      ]);
    }),
  };
}

interface Formed {
  readonly root: Value;
  readonly isPart: boolean;
  readonly form: Form;
}

function formOf({ root, isPart }: Pick<Formed, 'root' | 'isPart'>, path: string): readonly Formed[] {
  const form = formsOf(root.at('kind').asString()).find(it => it.matches(root, path));
  return form ? [{ root, isPart, form }] : [];
}

/** Text without a kind is not looked at, unless its keys are those of a form. What carries texts may be of any kind that stands in it. */
function kindsOf({ kinds, range }: YamlPart, path: string, text: string): readonly string[] | undefined {
  if (kinds?.length === 0) {
    const keys = keysOf(text.slice(range.start, Math.min(range.end, range.start + LARGEST_HEAD)));
    return FORMS.some(it => it.mayBe?.(keys, path)) ? undefined : kinds;
  }
  if (!kinds?.some(it => CARRIER_KINDS.has(it))) return kinds;
  return [...new Set([...kinds, ...[...text.slice(range.start, range.end).matchAll(KIND)].map(it => it[1]!)])];
}

/** In YAML and in JSON, quoted once more where it stands in quotes. */
const KIND = /\bkind\\?["']?[ \t]*:[ \t]*\\?["']?([A-Z]\w*)/g;

/** Whether a text without a kind may be of a form, judged without parsing it. */
export function looksLikeForm(path: string, text: string): boolean {
  const keys = keysOf(text.slice(0, LARGEST_HEAD));
  return FORMS.some(it => it.mayBe?.(keys, path));
}

/** The keys at the start of lines and of entries of lists there, and those in flow style. */
const keysOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/(?:^\uFEFF?(?:- +)?|[{,][ \t]*(?:\r?\n[ \t]*)?)["']?([A-Za-z_][\w+./-]*)["']?[ \t]*:/gm)].map(it => it[1]!));

/** etcd's sample with all its comments is a tenth of this. */
const LARGEST_HEAD = 64 * 1024;

/** Says what `faultsOf` found: what must stand there, what the program does about it, and what was probably meant. */

import { choice, type Proposal, renameKey, replaceValue, suggest } from '../fix.ts';
import { closest, didYouMean } from '../closest.ts';
import { enumerate } from './grants.ts';
import { DESCRIBED, type Fault, faultsOf, fieldsOf, notationBelow } from './schema.ts';
import { argumentAt } from './kubeadmarguments.ts';
import { isNewer } from '../facts/defaults.ts';
import { flagType, normalBoolean } from '../facts/flags.ts';
import type { Problem } from '../rule.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

/** Fields that the type does not have; `isStrict` chooses those that keep the program from starting, or those that it passes by. */
export function* unknownFields(resource: Resource, isStrict: boolean, kubernetesVersion: string | undefined): Iterable<Problem> {
  for (const fault of faultsOf(resource)) {
    if (fault.is !== 'field' || fault.reader.isStrict !== isStrict) continue;
    const { value, holder, reader } = fault;
    const name = String(value.path.at(-1));
    if (isOfLaterKubeadm(resource, fault, name)) {
      const message = `There is no field ${JSON.stringify(name)} before kubeadm.k8s.io/v1beta4: ${reader.onUnknown}.`;
      yield { at: { place: value.keyPlace, name: nameOf(value) }, message };
      continue;
    }
    const fields = Object.keys(fieldsOf(fault.expected));
    const sameLetters = fields.find(it => it.toLowerCase() === name.toLowerCase());
    if (sameLetters && reader.ignoresCase) continue;
    const home = sameLetters ? undefined : homeOf(name, fault.root);
    const meant = sameLetters ?? (home === undefined ? closest(name, fields) : undefined);
    const isKnown = meant !== undefined || home !== undefined;
    // A newer Kubernetes may have fields that nobody knew of when the types were written.
    if (!isKnown && isNewer(kubernetesVersion, DESCRIBED)) continue;
    const where = isKnown ? 'here' : `here as of Kubernetes ${DESCRIBED}`;
    const hint = home !== undefined ? ` It belongs ${home ? `under ${home}` : 'at the top'}.` : meant ? didYouMean(meant) : allOf(fields);
    yield {
      at: { place: value.keyPlace, name: nameOf(value) },
      message: `There is no field ${JSON.stringify(name)} ${where}: ${reader.onUnknown}.${hint}`,
      fixes: meant !== undefined && holder.lacks(meant) ? [renaming(name, meant)(`Rename it to ${meant}`, renameKey(value, meant))] : [],
    };
  }
}

/** Values of another type than the field has. */
export function* wrongTypes(resource: Resource): Iterable<Problem> {
  for (const fault of faultsOf(resource)) {
    if (fault.is !== 'type') continue;
    yield {
      at: { place: fault.value.place, name: nameOf(fault.value) },
      message: `${subjectOf(fault)} must be ${nounOf(fault.expected)}, not ${foundAt(fault)}: ${fault.reader.onWrong}.`,
      fixes: retypings(fault),
    };
  }
}

/** Text that is none of those that may stand there. */
export function* invalidValues(resource: Resource): Iterable<Problem> {
  for (const fault of faultsOf(resource)) {
    if (fault.is !== 'value') continue;
    const { value, expected, reader } = fault;
    const written = value.asString() ?? '';
    const noun = NOUNS[expected];
    const allowed = noun === undefined ? expected.slice(1).split('|') : [];
    const meant = expected === 'duration' ? hoursOf(written) : written.length > 2 ? closest(written, allowed) : undefined;
    const must = noun ?? orList(allowed);
    yield {
      at: { place: value.place, name: nameOf(value) },
      message: `${subjectOf(fault)} must be ${must}, not ${JSON.stringify(written.slice(0, 100))}: ${reader.onWrong}.${noun === undefined ? didYouMean(meant) : ''}`,
      fixes:
        expected === 'release'
          ? releases(fault)
          : meant === undefined
            ? []
            : [renaming(written, meant)(`Write ${meant}`, replaceValue(value, meant))],
    };
  }
}

/** Whether the field is one of the same place in the types of v1beta4. */
function isOfLaterKubeadm(resource: Resource, { root, holder }: Fault, name: string): boolean {
  const path = holder.path.slice(resource.root.path.length).map(String);
  return Object.hasOwn(fieldsOf(path.reduce(notationBelow, `${root}4`)), name);
}

/** One right answer where only capital letters, hyphens or a plural differ, or days are said in hours; else a guess. */
const renaming = (written: string, meant: string): typeof suggest => {
  const [a, b] = [written, meant].map(it => it.toLowerCase().replace(/[-_]/g, '').replace(/s$/, ''));
  return a === b || /^\d+d$/.test(written) ? suggest : choice;
};

/** Where below the root the only field of a name is, dots between; undefined where there is none, or several. */
function homeOf(name: string, root: string): string | undefined {
  const found: string[] = [];
  const search = (type: string, path: readonly string[]): void => {
    for (const [field, notation] of Object.entries(fieldsOf(type))) {
      if (field === name) found.push(path.join('.'));
      const inner = notation.startsWith('[]') || notation.startsWith('{}') ? notationBelow(notation, '') : notation;
      search(inner, [...path, field]);
    }
  };
  search(root, []);
  return found.length === 1 && name.length > 4 ? found[0] : undefined;
}

/** All fields, where they are few. */
const allOf = (fields: readonly string[]): string => (fields.length > 1 && fields.length < 7 ? ` There are ${enumerate(fields)}.` : '');

const nameOf = ({ path }: Value): string => path.join('.');

function subjectOf({ value, root }: Fault): string {
  const keys = value.path.filter(it => typeof it === 'string');
  const name = JSON.stringify(keys.at(-1) ?? root);
  return typeof value.path.at(-1) === 'number' ? `An entry of ${name}` : name;
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  bool: 'true or false',
  int: 'a whole number',
  number: 'a number',
  text: 'a single value',
  quantity: 'text or a number',
  durationOrNumber: 'text or a number',
  duration: 'a duration such as 5m0s',
  release: 'a release such as v1.32.0',
};

const nounOf = (notation: string): string =>
  notation.startsWith('[]') ? 'a list' : notation.startsWith('=') ? 'text' : (NOUNS[notation] ?? 'a mapping');

const FOUND: Readonly<Record<string, string>> = {
  mapping: 'a mapping',
  list: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

/** A number that is not whole is called by its text. */
const foundAt = ({ value, expected }: Fault): string =>
  (expected === 'int' && value.type === 'number' ? value.asString()?.slice(0, 40) : FOUND[value.type]) ?? 'this';

function retypings(fault: Fault): readonly Proposal[] {
  const { value, expected } = fault;
  const text = value.asString();
  if (text === undefined) return [];
  if (expected === 'string') return textual(fault, text);
  if (expected === 'release') return releases(fault);
  if (expected.startsWith('='))
    return expected.slice(1).split('|').includes(text) ? [suggest('Put it in quotes', replaceValue(value, text))] : [];
  if (value.type === 'string') {
    if (expected === '[]string' && /^[^\s,]+(?:,[^\s,]+)*$/.test(text))
      return [suggest('Make it a list', replaceValue(value, text.split(',')))];
    if (expected === 'bool' && /^(?:true|false)$/.test(text))
      return [suggest('Take away the quotes', replaceValue(value, text === 'true'))];
    if (expected === 'int' && /^(?:0|[1-9]\d{0,8})$/.test(text))
      return [suggest('Take away the quotes', replaceValue(value, Number(text)))];
  }
  if (expected === 'duration' && /^\d{1,9}$/.test(text)) return [choice(`Make it ${text} seconds`, replaceValue(value, `${text}s`))];
  return [];
}

/** Programs read truth values by Go's `strconv.ParseBool`, which takes fewer words than YAML does. */
function textual({ value, holder }: Fault, text: string): readonly Proposal[] {
  const quoted = [suggest('Put it in quotes', replaceValue(value, text))];
  if (value.type !== 'boolean' || /^(?:true|false)$/.test(normalBoolean(text))) return quoted;
  const argument = argumentAt(value, holder);
  if (!argument || flagType(argument.component, argument.flag) !== 'boolean') return quoted;
  return [suggest(`Write "${value.asBoolean()}"`, replaceValue(value, String(value.asBoolean())))];
}

/** Which patch release was meant is not known; a label stands for the newest one. */
function releases({ value }: Fault): readonly Proposal[] {
  const [, minor] = /^v?(\d+\.\d+)$/.exec(value.asString() ?? '') ?? [];
  if (minor === undefined) return [];
  return [`v${minor}.0`, `stable-${minor}`].map(it => choice(`Write ${it}`, replaceValue(value, it)));
}

/** Days are no unit of Go's durations. */
const hoursOf = (text: string): string | undefined => (/^\d{1,5}d$/.test(text) ? `${Number(text.slice(0, -1)) * 24}h` : undefined);

const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

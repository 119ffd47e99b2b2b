/** Lists of flags that a program refuses although each of their words is one that it knows: blanks, empty entries, words that are there twice. */

import { DISABLED, ENABLED, ONLY, withoutElement } from './admission.ts';
import { choice, type Proposal, setFlag, suggest } from '../fix.ts';
import type { Component, Written } from '../model/component.ts';
import { MODES, sortsModes } from './authorizationmodes.ts';
import { elementsOf, entriesIn, joinList } from './list-value.ts';
import type { Problem } from '../rule.ts';

/** Flags whose entries are compared as they are: `pkg/kubeapiserver/options/authorization.go`, `k8s.io/apiserver/pkg/server/options/admission.go`, `k8s.io/component-base/cli/flag`. */
const EXACT: ReadonlySet<string> = new Set([MODES, ENABLED, DISABLED, ONLY, 'tls-cipher-suites', 'oidc-signing-algs']);

export function* refusedLists(program: Component): Iterable<Problem> {
  if (program.name === 'etcd') return;
  for (const written of program.written) {
    if (EXACT.has(written.name) && written.key === undefined && !written.entryPlaces) yield* untidyEntries(program, written);
  }
  if (program.name !== 'kube-apiserver') return;
  yield* doubledModes(program);
  yield* contradictingPlugins(program);
}

/** Blanks around an entry, and entries without any text. kubeadm leaves out modes that it does not know, so that what it passes has none. */
function* untidyEntries(program: Component, { name, value = '', valuePlace, place }: Written): Iterable<Problem> {
  if ((name === MODES && sortsModes(program)) || value.trim() === '' || /["$<>{}%@*\\]/.test(value)) return;
  const entries = value.split(',');
  const untidy = entries.find(it => it.trim() !== it || it === '');
  if (untidy === undefined) return;
  const at = { place: valuePlace.range.start === valuePlace.range.end ? place : valuePlace, name: `${name}.blanks` };
  yield {
    at,
    message:
      untidy.trim() === ''
        ? `The program does not start: an entry of --${name} is empty.`
        : `The program does not start: the blank in ${JSON.stringify(untidy)} is part of the entry of --${name}.`,
    fixes: tidied(program, name),
  };
}

function tidied(program: Component, flag: string): readonly Proposal[] {
  const setting = program.setting(flag);
  const entries = setting.origin === 'set' ? entriesIn(flag, setting.value) : [];
  return entries.length ? [suggest(`Write ${joinList(entries)}`, setFlag(program, flag, joinList(entries)))] : [];
}

function* doubledModes(program: Component): Iterable<Problem> {
  const setting = program.setting(MODES);
  const elements = elementsOf(setting);
  const names = elements.map(it => it.text);
  const second = elements.find((it, i) => names.indexOf(it.text) < i);
  if (!second) return;
  const once = joinList([...new Set(names)]);
  yield {
    at: second,
    message: `The program does not start: --${MODES} has ${second.text} twice.`,
    fixes: [suggest(`Write ${once}`, setFlag(program, MODES, once))],
  };
}

function* contradictingPlugins(program: Component): Iterable<Problem> {
  const enabled = new Map(elementsOf(program.setting(ENABLED)).map(it => [it.text, it]));
  for (const element of elementsOf(program.setting(DISABLED))) {
    const other = enabled.get(element.text);
    if (!other) continue;
    yield {
      at: element,
      message: `The program does not start: --${ENABLED} has ${element.text} as well.`,
      related: [{ place: other.place, message: 'Here it is switched on.' }],
      fixes: [DISABLED, ENABLED].map(flag => choice(`Take ${element.text} out of --${flag}`, withoutElement(program, flag, element.text))),
    };
  }
}

/** Values that a flag cannot take, so that the program does not start. */

import { MODES, sortsModes } from './authorizationmodes.ts';
import { closest, didYouMean } from '../closest.ts';
import type { Component, Written } from '../model/component.ts';
import { elementsOf, joinList, type ListElement } from './list-value.ts';
import { flagOf, flagType, normalBoolean, releasesOf } from '../facts/flags.ts';
import { allWordsOf } from '../facts/values.ts';
import { choice, type Proposal, setFlag, suggest } from '../fix.ts';
import { isNewer } from '../facts/defaults.ts';
import { enumerate } from './grants.ts';
import { isCurrent } from '../facts/lifetimes.ts';
import type { Problem } from '../rule.ts';
import { secondsOf } from '../model/duration.ts';

/** Each value, or entry of a list, that is not of the flag's type, or none of its words. `version` is `X.Y` of the program. */
export function* refusedValues(program: Component, version: string | undefined): Iterable<Problem> {
  for (const written of program.written) {
    const flag = flagOf(program.name, written.name);
    // Keys of configurations have types of their own, and are checked against those.
    if (!flag || written.key !== undefined || (version !== undefined && !isCurrent(program.name, flag, version))) continue;
    // What is none of them never gets to the program.
    if (written.name === MODES && sortsModes(program)) continue;
    for (const entry of entriesOf(program, written)) {
      const refusal = isHidden(entry.text) ? undefined : refusalOf(program, written, entry.text, version);
      if (!refusal) continue;
      const { takes, meant, isGuess } = refusal;
      yield {
        at: entry,
        message: `The program does not start: --${written.name} takes ${takes}, not ${JSON.stringify(entry.text)}.${meant === entry.text ? ' Quotes make one entry of it.' : didYouMean(meant)}`,
        fixes: meant === undefined ? [] : corrected(program, written.name, entry.text, meant, isGuess ? choice : suggest),
      };
    }
  }
}

interface Refusal {
  /** What the flag takes, as a message names it. */
  readonly takes: string;
  readonly meant?: string | undefined;
  readonly isGuess?: boolean;
}

/** An empty value is none: variables of etcd are passed over then. */
function entriesOf(program: Component, written: Written): readonly ListElement[] {
  const { name, value = '', valuePlace } = written;
  if (value === '') return [];
  if (!['list', 'map'].includes(flagType(program.name, name))) return [{ text: value, name: `${name}.${value}`, place: valuePlace }];
  return elementsOf({ origin: 'set', value, at: written, all: [written] });
}

/** What a person, a shell or a tool puts something else for. */
const isHidden = (text: string): boolean =>
  /[$<>{}%@*\\]|\.\.\.|__|^[A-Z\d]+_[A-Z\d_]*$/.test(text) || /^(?:REPLACE|CHANGE|VALUE|XX)/.test(text);

function refusalOf(program: Component, written: Written, text: string, version: string | undefined): Refusal | undefined {
  const { name: flag } = written;
  const refuse = REFUSALS[flagType(program.name, flag)];
  const refusal =
    flag === 'feature-gates'
      ? gateRefusal(text)
      : ADDRESSES.has(flag)
        ? addressRefusal(text)
        : (refuse?.(text, program, written) ?? wordRefusal(program, flag, text, version));
  const bare = /^(["'])(.*)\1$/.exec(text)?.[2];
  // Quotes around several entries make one of them.
  if (refusal && text.includes(',') && text.split(',').every(it => it !== '' && !refusalOf(program, written, it, version)))
    return { takes: refusal.takes, meant: text };
  return refusal && bare && !refusalOf(program, written, bare, version) ? { ...refusal, meant: bare } : refusal;
}

const REFUSALS: Readonly<Record<string, (text: string, program: Component, written: Written) => Refusal | undefined>> = {
  boolean: booleanRefusal,
  number: numberRefusal,
  duration: durationRefusal,
};

/** Go's `strconv.ParseBool`. Where a distribution reads YAML, some of it is a boolean before it is text. */
function booleanRefusal(text: string, { distribution }: Component, { isText }: Written): Refusal | undefined {
  if (isBoolean(text)) return undefined;
  const [isYes, isNo] = [/^(?:y|yes|on|enabled?)$/i.test(text), /^(?:n|no|off|disabled?)$/i.test(text)];
  if (distribution !== undefined && !isText && /^(?:y|yes|on|n|no|off)$/i.test(text)) return undefined;
  return { takes: 'true or false', meant: isYes ? 'true' : isNo ? 'false' : closest(text, ['true', 'false']) };
}

const isBoolean = (text: string): boolean => /^(?:true|false)$/.test(normalBoolean(text));

/** Go's `strconv.ParseInt` with any base, and `ParseFloat`: which of the two a flag has is not known. */
function numberRefusal(text: string): Refusal | undefined {
  const isInteger = /^[+-]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*)$/.test(text);
  const isFloat = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$|^[+-]?(?:inf(?:inity)?|nan)$/i.test(text);
  return isInteger || isFloat ? undefined : { takes: 'a number' };
}

/** Flags that pflag reads as an address, in every program of Kubernetes that has them. */
const ADDRESSES: ReadonlySet<string> = new Set(['advertise-address', 'bind-address', 'insecure-bind-address']);

/** Go's `net.ParseIP` knows neither names nor IPv4 in fewer than four numbers. */
function addressRefusal(text: string): Refusal | undefined {
  const parts = text.trim().split('.');
  const isFour = parts.length === 4 && parts.every(it => /^\d{1,3}$/.test(it) && Number(it) < 256);
  if (isFour || !/^(?:[\d.]+|localhost)$/.test(text.trim())) return undefined;
  return { takes: 'an IP address', meant: /^(?:localhost|127\.1)$/.test(text) ? '127.0.0.1' : undefined };
}

/** A number alone is no duration as a flag, but is one in etcd's file, which does not have the text. */
function durationRefusal(text: string, { name }: Component): Refusal | undefined {
  const [, number, unit] = /^(\d{1,5})(d?)$/.exec(text) ?? [];
  if (secondsOf(text) !== undefined || (name === 'etcd' && /^\d+$/.test(text))) return undefined;
  const meant = number === undefined ? undefined : unit === 'd' ? `${Number(number) * 24}h` : `${number}s`;
  return { takes: 'a duration such as 30s or 24h', meant, isGuess: unit === '' };
}

function gateRefusal(text: string): Refusal | undefined {
  const [, name, value] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  if (value !== undefined && isBoolean(value.trim())) return undefined;
  const [, before = name!, after] = /^(\w+)[: ]+(\w+)$/.exec(text) ?? [];
  const said = value ?? after;
  const meant = said === undefined ? 'true' : closest(said, ['true', 'false']);
  const isName = /^\w+$/.test(before);
  return { takes: 'gates such as Name=true', meant: isName && meant ? `${before}=${meant}` : undefined, isGuess: said === undefined };
}

/** What newer releases take is not known; OpenShift's programs take more. */
function wordRefusal(
  { name: program, distribution }: Component,
  flag: string,
  text: string,
  version: string | undefined,
): Refusal | undefined {
  const words = distribution === 'OpenShift' ? undefined : allWordsOf(program, flag);
  if (!words || words.includes(text) || isNewer(version, releasesOf(program).newest)) return undefined;
  return { takes: enumerate(words).replace(/ and (?=\S+$)/, ' or '), meant: closest(text, words) };
}

/** The entry is changed wherever it stands in the value. */
function corrected(program: Component, flag: string, text: string, meant: string, kind: typeof suggest): Proposal[] {
  const setting = program.setting(flag);
  if (setting.origin !== 'set') return [];
  const isList = ['list', 'map'].includes(flagType(program.name, flag));
  if (!isList) return [kind(`Change ${text} to ${meant}`, setFlag(program, flag, meant))];
  const isOne = meant === text;
  const entries = elementsOf(setting).flatMap(it => (it.text !== text ? it.text : isOne ? text.split(',') : meant));
  return [kind(isOne ? 'Take away the quotes' : `Change ${text} to ${meant}`, setFlag(program, flag, joinList([...new Set(entries)])))];
}

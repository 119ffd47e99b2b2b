/** Command lines read by a table that also prints their help. */

import { closest, didYouMean } from '../core/closest.ts';
import { Failure } from './io.ts';

export interface OptionSpec {
  /** Without dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What the value is called in the help; undefined for a switch. */
  readonly value?: string;
  /** Taken where no value is given. Such an option takes its value only with `=`, so that a path may follow it. */
  readonly bare?: string;
  readonly about: string;
}

export interface CommandSpec {
  readonly name: string;
  /** As the help shows them; empty where the command takes none. */
  readonly operands: string;
  readonly atLeast: number;
  readonly atMost: number;
  readonly about: string;
  readonly options: readonly OptionSpec[];
}

export interface Arguments {
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The value given last; undefined where the option is not given. */
  one(option: string): string | undefined;
  /** All values in order; undefined where the option is not given. */
  all(option: string): readonly string[] | undefined;
}

const HELP: OptionSpec = { name: 'help', short: 'h', about: 'Print this help.' };

/** Reads `--name`, `--name value`, `--name=value`, `-n value`, `-nvalue`, and takes everything behind `--` as it is. Throws a `Failure` that says what is not right. */
export function readArguments(argv: readonly string[], command: CommandSpec): Arguments {
  const options = [...command.options, HELP];
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === '--') {
      operands.push(...argv.slice(i + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const { option, value } = word.startsWith('--') ? long(word, options) : short(word, options);
    if (option.value === undefined && value !== undefined) throw new Failure(`--${option.name} takes no value.`);
    const given = option.value === undefined ? '' : (value ?? option.bare ?? argv[++i]);
    // An empty variable of a script, in most cases: nothing selected would look like nothing found.
    if (given === undefined || (option.value !== undefined && given === ''))
      throw new Failure(`--${option.name} needs a value: ${option.value}.`);
    values.set(option.name, [...(values.get(option.name) ?? []), given]);
  }
  if (!values.has('help')) {
    if (operands.includes('')) throw new Failure(`${command.name} has no use for an empty argument.`);
    if (operands.length < command.atLeast) throw new Failure(`${command.name} needs ${command.operands}.`);
    if (operands.length > command.atMost) throw new Failure(`${command.name} has no use for ${operands[command.atMost]}.`);
  }
  return { operands, has: it => values.has(it), one: it => values.get(it)?.at(-1), all: it => values.get(it) };
}

function long(word: string, options: readonly OptionSpec[]): { readonly option: OptionSpec; readonly value: string | undefined } {
  const equals = word.indexOf('=');
  const name = equals === -1 ? word.slice(2) : word.slice(2, equals);
  const option = options.find(it => it.name === name);
  if (!option) {
    const near = closest(
      name,
      options.map(it => it.name),
    );
    throw new Failure(`There is no option --${name}.${didYouMean(near && `--${near}`)}`);
  }
  return { option, value: equals === -1 ? undefined : word.slice(equals + 1) };
}

function short(word: string, options: readonly OptionSpec[]): { readonly option: OptionSpec; readonly value: string | undefined } {
  const option = options.find(it => it.short === word[1]);
  if (!option) throw new Failure(`There is no option ${word.slice(0, 2)}.`);
  return { option, value: word.length > 2 ? word.slice(2).replace(/^=/, '') : undefined };
}

/** The help of one command. Ends with a line end. */
export function helpOf({ name, operands, about, options }: CommandSpec): string {
  const usage = ['rampart', name, ...(options.length ? ['[options]'] : []), ...(operands ? [operands] : [])].join(' ');
  return `Usage: ${usage}\n\n${about}\n\nOptions:\n${table([...options, HELP].map(it => [termOf(it), it.about]))}`;
}

/** The help of all commands. Ends with a line end. */
export function overview(about: string, commands: readonly CommandSpec[], options: readonly OptionSpec[]): string {
  return [
    `Usage: rampart <command> [options]\n\n${about}\n`,
    `Commands:\n${table(commands.map(it => [`${it.name} ${it.operands}`.trim(), it.about]))}`,
    `Options:\n${table([...options, HELP].map(it => [termOf(it), it.about]))}`,
  ].join('\n');
}

function termOf({ name, short, value, bare }: OptionSpec): string {
  const valued = value === undefined ? '' : bare === undefined ? ` ${value}` : `[=${value}]`;
  return `${short ? `-${short}, ` : '    '}--${name}${valued}`;
}

function table(rows: readonly (readonly [term: string, about: string])[]): string {
  const width = Math.max(...rows.map(([term]) => term.length));
  return rows.map(([term, about]) => `  ${term.padEnd(width)}  ${about}\n`).join('');
}

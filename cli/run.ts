/** The `rampart` command: arguments in, exit code out. What a command needs is loaded when it is called. */

import { closest, didYouMean } from '../core/closest.ts';
import type { Rule } from '../core/rule.ts';
import { type Arguments, type CommandSpec, helpOf, type OptionSpec, overview, readArguments } from './arguments.ts';
import { COMMANDS } from './commands.ts';
import { Failure, harmless, type Io } from './io.ts';
import { VERSION } from './version.ts';

const ABOUT = `Finds what is insecure in Kubernetes manifests and control-plane configuration,
and fixes it without touching anything else.`;

const VERSION_OPTION: OptionSpec = { name: 'version', short: 'V', about: 'Print the version.' };

/** Never rejects. `rules` are all of Rampart's where they are not given. */
export async function run(argv: readonly string[], io: Io, rules?: readonly Rule[]): Promise<number> {
  try {
    return await dispatch(argv, io, rules);
  } catch (error) {
    io.err(harmless(error instanceof Failure ? `rampart: ${error.message}\n` : internal(error, io.env.RAMPART_DEBUG !== undefined)));
    return 2;
  }
}

async function dispatch([first, ...rest]: readonly string[], io: Io, rules: readonly Rule[] | undefined): Promise<number> {
  switch (first) {
    case undefined:
      io.err(overview(ABOUT, COMMANDS, [VERSION_OPTION]));
      return 2;
    case '-V':
    case '--version':
      io.out(`${VERSION}\n`);
      return 0;
    case '-h':
    case '--help':
    case 'help':
      io.out(rest[0] === undefined ? overview(ABOUT, COMMANDS, [VERSION_OPTION]) : helpOf(named(rest[0])));
      return 0;
  }
  const command = named(first);
  const given = readArguments(rest, command);
  if (!given.has('help')) return perform(command, given, io, rules);
  io.out(helpOf(command));
  return 0;
}

async function perform(command: CommandSpec, given: Arguments, io: Io, rules: readonly Rule[] | undefined): Promise<number> {
  const allRules = async (): Promise<readonly Rule[]> => rules ?? (await import('../rules/index.ts')).rules;
  switch (command.name) {
    case 'scan':
      return (await import('./scan.ts')).scan(given, io, await allRules());
    case 'explain':
      (await import('./rules.ts')).explain(given.operands[0]!, await allRules(), io);
      break;
    case 'rules':
      (await import('./rules.ts')).listRules(await allRules(), given.one('format') ?? 'table', io);
      break;
    case 'init':
      await (await import('./init.ts')).init(io);
      break;
    case 'lsp':
      (await import('./lsp.ts')).lsp();
      break;
  }
  return 0;
}

function named(name: string): CommandSpec {
  const command = COMMANDS.find(it => it.name === name);
  if (command) return command;
  const near = closest(
    name,
    COMMANDS.map(it => it.name),
  );
  const hint =
    near === undefined && !name.startsWith('-')
      ? ` To scan a file or folder, write: rampart scan ${name}`
      : didYouMean(near && `rampart ${near}`);
  throw new Failure(`There is no ${name.startsWith('-') ? 'option' : 'command'} ${name}.${hint}`);
}

function internal(error: unknown, isDebugging: boolean): string {
  const what = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
  const how = 'This is a fault of Rampart: please report it with the command, and with the files if you can.';
  const trace = isDebugging && error instanceof Error ? `${error.stack}\n` : 'RAMPART_DEBUG=1 shows where it happened.\n';
  return `rampart: Stopped by an internal error (${what}). ${how}\n${trace}`;
}

/** The `rampart` command: arguments in, exit code out. What a command needs is loaded when it is called. */

import { Command, CommanderError, Option } from 'commander';
import type { Rule } from '../core/rule.ts';
import type { RawScanOptions } from './options.ts';
import { Failure, harmless, type Io } from './io.ts';
import { VERSION } from './version.ts';

/** Never rejects. `rules` are all of Rampart's where they are not given. */
export async function run(argv: readonly string[], io: Io, rules?: readonly Rule[]): Promise<number> {
  const exit = { code: 0 };
  try {
    await program(io, exit, rules).parseAsync(bareFix(argv), { from: 'user' });
    return exit.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Failure) io.err(harmless(`rampart: ${error.message}\n`));
    else io.err(harmless(internal(error, io.env.RAMPART_DEBUG !== undefined)));
    return 2;
  }
}

function program(io: Io, exit: { code: number }, given: readonly Rule[] | undefined): Command {
  const allRules = async (): Promise<readonly Rule[]> => given ?? (await import('../rules/index.ts')).rules;
  const rampart = new Command('rampart')
    .description('Finds what is insecure in Kubernetes manifests and control-plane configuration, and fixes it without touching anything else.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ optionTerm: it => (it.long === '--fix' ? '--fix[=safe|suggested]' : it.flags), helpWidth: io.columns ?? 100 })
    .configureOutput({
      writeOut: it => io.out(it),
      writeErr: it => io.err(it),
      outputError: (it, write) => write(harmless(sentence(it))),
      getOutHelpWidth: () => io.columns ?? 100,
      getErrHelpWidth: () => io.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();

  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  const collectWords = (value: string, before: readonly string[] = []): readonly string[] =>
    [...before, ...value.split(',').map(it => it.trim()).filter(Boolean)];
  rampart.command('scan')
    .description('judge files and folders, and report what is insecure')
    .argument('[path...]', 'files, folders, or - for standard input (default: the current folder)')
    .addOption(new Option('-f, --format <name[=file]>', 'pretty, json or sarif; may be repeated (default: pretty)').argParser(collect))
    .option('-o, --output <file>', 'write the report to a file')
    .option('--profile <name>', 'recommended, cis, pss-baseline, pss-restricted, nsa or all (default: recommended)')
    .addOption(new Option('--select <rule>', 'only these: a rule, an area (rbac/*) or a control (cis-1.12:1.2.27)').argParser(collectWords))
    .addOption(new Option('--ignore <rule>', 'never these').argParser(collectWords))
    .option('--kubernetes-version <x.y>', 'the version of the cluster')
    .option('--severity <level>', 'show info, warning or error and above (default: info)')
    .option('--fail-on <level>', 'exit with 1 for info, warning or error and above (default: warning)')
    .option('--exit-zero', 'exit with 0 whatever is found')
    .option('--fix <level>', 'fix what is safe to fix; with =suggested also what changes behaviour')
    .option('--diff', 'print what would be fixed, and write nothing')
    .option('--no-inline-config', 'do not honour comments and annotations that suppress findings')
    .option('--config <file>', 'use this configuration in place of every .rampart.yaml')
    .option('--stdin-filename <path>', 'where the text of standard input would lie')
    .option('--jobs <n>', 'how many threads may judge (default: 1)')
    .option('--strict', 'exit with 2 if anything could not be judged')
    .action(async (paths: readonly string[], options: RawScanOptions) => {
      exit.code = await (await import('./scan.ts')).scan(paths, options, io, await allRules());
    });
  rampart.command('explain')
    .description('print the page of a rule')
    .argument('<rule>', 'its id, or the id that a benchmark or another tool has for it')
    .action(async (name: string) => (await import('./rules.ts')).explain(name, await allRules(), io));
  rampart.command('rules')
    .description('list all rules')
    .option('-f, --format <name>', 'table or json', 'table')
    .action(async ({ format }: { format: string }) => (await import('./rules.ts')).listRules(await allRules(), format, io));
  rampart.command('init')
    .description('write a first .rampart.yaml into this folder')
    .action(async () => (await import('./init.ts')).init(io));
  rampart.command('lsp')
    .description('serve an editor over standard input and output')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => (await import('./lsp.ts')).lsp());
  return rampart;
}

/** `--fix` takes its value only with `=`, so that a path may follow it. */
function bareFix(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((it, i) => (it === '--fix' && (end === -1 || i < end) ? '--fix=safe' : it));
}

/** Commander's complaints in the words of all others. */
function sentence(complaint: string): string {
  const [first = '', ...rest] = complaint.replace(/^error: /, '').trim().split('\n');
  const hint = rest.map(it => it.replace(/^\((.*)\)$/, ' $1')).join('');
  return `rampart: ${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.?]$/.test(first) ? '' : '.'}${hint}\n`;
}

function internal(error: unknown, isDebugging: boolean): string {
  const what = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
  const how = 'This is a fault of Rampart: please report it with the command, and with the files if you can.';
  const trace = isDebugging && error instanceof Error ? `${error.stack}\n` : 'RAMPART_DEBUG=1 shows where it happened.\n';
  return `rampart: Stopped by an internal error (${what}). ${how}\n${trace}`;
}

/** `rampart scan`: reads, judges, fixes if asked to, reports, and decides the exit code. */

import { realpath, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Configuration } from '../core/config.ts';
import { effective } from '../core/layers.ts';
import type { Finding, Report } from '../core/finding.ts';
import { decode, type Skipped } from '../core/host.ts';
import type { RuleInfo, ScanResult } from '../core/report/result.ts';
import { reservedRules } from '../core/reserved.ts';
import type { Rule } from '../core/rule.ts';
import { selects } from '../core/selectors.ts';
import { createWorkspace } from '../core/session.ts';
import type { Workspace } from '../core/workspace.ts';
import { createNodeHost, type NodeHost } from '../host-node/host.ts';
import { writeReasonOf } from '../host-node/paths.ts';
import type { Arguments } from './arguments.ts';
import { paintFor } from './colours.ts';
import { unifiedDiff } from './diff.ts';
import { countGone, type Fixed, fixesFor, withoutDeclined } from './fix.ts';
import { render } from './formats.ts';
import { count, Failure, harmless, type Io } from './io.ts';
import { load } from './load.ts';
import { isAtLeast, type ScanOptions, scanOptions } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { shownResult } from './shown.ts';
import { targetOfText, type Targets, targetsOf } from './targets.ts';
import { VERSION } from './version.ts';

/** What a text from standard input is called where nobody says. */
const STDIN = 'stdin.yaml';

/** Gives the exit code: 0, 1 for findings, 2 for what could not be done. Throws a `Failure` where nothing could be. */
export async function scan(given: Arguments, io: Io, rules: readonly Rule[]): Promise<number> {
  const paths = given.operands;
  const known: readonly RuleInfo[] = [...rules, ...reservedRules];
  const options = scanOptions(given, known);
  const isText = paths.includes('-');
  if (isText && paths.length > 1) throw new Failure('Standard input (-) cannot be scanned together with other paths.');
  if (!isText && options.stdinFilename !== undefined) throw new Failure('--stdin-filename needs - in place of a path.');

  const targets = isText ? targetOfText(io.cwd, options.stdinFilename ?? STDIN) : await targetsOf(io.cwd, paths.length ? paths : ['.']);
  const host = createNodeHost(targets.root);
  const workspace = createWorkspace({ rules, overrides: options.configuration, today: new Date().toISOString().slice(0, 10) });
  const progress = createProgress(io);
  try {
    const text = isText ? decode(await io.input()) : undefined;
    // The text was to be replaced by what we print: rather nothing than half of it.
    if (text && 'reason' in text && options.fix) throw new Failure(`Standard input cannot be fixed. ${text.reason}`);
    const knownRules = known.map(it => it.id);
    const loaded = await load(workspace, host, targets, { config: options.config, cwd: io.cwd, text, knownRules }, progress);
    const inputs = [...loaded.configurations.keys(), ...loaded.files];
    await keepInputs(inputs, workspace, targets, options, io.cwd);
    const first = await judge(workspace, loaded.files, progress);
    progress.clear();
    const fixed = await fix(
      { workspace, host, targets, options, io, progress, text: text && 'text' in text ? text.text : undefined },
      first,
    );
    const reports = fixed.reports.map(it => ({
      ...it,
      findings: it.findings.filter(finding => isAtLeast(finding.severity, options.show)),
    }));
    const result = shownResult(
      {
        toolVersion: VERSION,
        rules,
        reports,
        unread: loaded.unread,
        silenced: {
          files: loaded.excluded,
          rules: countOff(rules, options.configuration, loaded.configurations),
          findings: open(fixed.reports).length - open(reports).length,
        },
        textOf: file => workspace.text(file),
        fixesOf: finding => workspace.fixes(finding),
      },
      targets.shown,
    );
    await report(result, options, io, isText && options.fix !== undefined && !options.diff);
    if (fixed.hasFailed || (options.strict && isIncomplete(result))) return 2;
    return !options.exitZero && open(reports).some(it => isAtLeast(it.severity, options.failOn)) ? 1 : 0;
  } finally {
    progress.clear();
  }
}

/** Throws a `Failure` where a report would take the place of something that was scanned; an earlier report may lie there. */
async function keepInputs(
  inputs: readonly string[],
  workspace: Workspace,
  { root }: Targets,
  { outputs, config }: ScanOptions,
  cwd: string,
) {
  const real = (path: string): Promise<string> => realpath(path).catch(() => path);
  const files = outputs.flatMap(it => it.file ?? []);
  if (!files.length) return;
  const kept = inputs.filter(it => !/^\s*$|^\{\s*"(?:\$schema|version)"/.test(workspace.text(it) ?? ''));
  const taken = new Set(await Promise.all([...kept.map(it => join(root, it)), ...(config ? [resolve(cwd, config)] : [])].map(real)));
  for (const file of files) {
    if (taken.has(await real(resolve(cwd, file)))) throw new Failure(`${file} is read by this scan, so no report is written over it.`);
  }
}

async function judge(workspace: Workspace, files: readonly string[], progress: Progress): Promise<Report[]> {
  const reports: Report[] = [];
  for (const [i, file] of files.entries()) {
    await progress.step(`Judging ${(i + 1).toLocaleString('en')} of ${count(files.length, 'file')}`);
    reports.push(workspace.report(file));
    workspace.forget(file);
  }
  return reports;
}

interface Job {
  readonly workspace: Workspace;
  readonly host: NodeHost;
  readonly targets: Targets;
  readonly options: ScanOptions;
  readonly io: Io;
  readonly progress: Progress;
  /** What came from standard input, and goes to standard output; undefined where files are fixed. */
  readonly text: string | undefined;
}

/** Does what `--fix` and `--diff` ask for. The reports are about the files as they are afterwards. */
async function fix(job: Job, before: readonly Report[]): Promise<{ readonly reports: readonly Report[]; readonly hasFailed: boolean }> {
  const { workspace, targets, options, io, text } = job;
  if (!options.fix) return { reports: before, hasFailed: false };
  const fixes = fixesFor(workspace, before, options.fix, it => isAtLeast(it.severity, options.show));
  const failures = options.diff ? [] : await apply(job, fixes);
  const done = fixes.filter(it => !failures.some(({ path }) => path === it.file));

  for (const it of done) workspace.set(it.file, it.after);
  const after = done.length
    ? await judge(
        workspace,
        before.map(it => it.file),
        job.progress,
      )
    : before;
  job.progress.clear();
  if (options.diff) {
    for (const it of done) workspace.set(it.file, it.before);
    const diffs = done.map(it => unifiedDiff(targets.shown(it.file), it.before, it.edits)).join('');
    io.out(io.outIsTerminal ? harmless(diffs) : diffs);
  } else if (text !== undefined) {
    io.out(done[0]?.after ?? text);
  }
  for (const { path, reason } of failures) io.err(harmless(`rampart: ${targets.shown(path)} was not fixed. ${reason}\n`));
  const gone = countGone(before, after);
  const where = text !== undefined ? '' : ` in ${count(done.length, 'file')}`;
  io.err(`${options.diff ? 'Would fix' : 'Fixed'} ${done.length ? `${count(gone, 'finding')}${where}` : 'nothing'}.\n`);
  const upTo = options.fix;
  const isWritten = ({ file }: Report): boolean => !failures.some(({ path }) => path === file);
  const reports = options.diff ? before : after.map(it => (isWritten(it) ? withoutDeclined(workspace, it, upTo) : it));
  return { reports, hasFailed: failures.length > 0 };
}

/** Writes the fixed files, and names those that it could not write. */
async function apply({ host, text, progress }: Job, fixes: readonly Fixed[]): Promise<Skipped[]> {
  const failures: Skipped[] = [];
  if (text !== undefined) return failures;
  for (const [i, { file, before, after }] of fixes.entries()) {
    await progress.step(`Writing ${(i + 1).toLocaleString('en')} of ${count(fixes.length, 'file')}`);
    const reason = await host.write(file, after, before);
    if (reason !== undefined) failures.push({ path: file, reason });
  }
  return failures;
}

/** Where standard output carries the fixed text, the report goes to standard error. */
async function report(result: ScanResult, options: ScanOptions, io: Io, outIsTaken: boolean): Promise<void> {
  for (const { format, file } of options.outputs) {
    const isTerminal = outIsTaken ? io.errIsTerminal : io.outIsTerminal;
    const look = {
      ...(file === undefined && { paint: paintFor(io.env, isTerminal) }),
      ...(isTerminal && io.columns && { width: io.columns }),
    };
    const text = render(format, result, look);
    if (file === undefined) {
      if (outIsTaken) io.err(text);
      else io.out(text);
      continue;
    }
    try {
      await writeFile(resolve(io.cwd, file), text);
    } catch (error) {
      throw new Failure(`The report could not be written to ${file}. ${writeReasonOf(error)}`);
    }
  }
}

/** The findings that nothing suppresses. */
const open = (reports: readonly Report[]): Finding[] => reports.flatMap(it => it.findings.filter(finding => !finding.suppressed));

const isIncomplete = ({ unread, reports }: ScanResult): boolean => unread.length > 0 || reports.some(it => it.unjudged.length > 0);

/** How many rules that were asked for are off everywhere, because the command line or every configuration says so. */
function countOff(rules: readonly Rule[], commandLine: Configuration, files: ReadonlyMap<string, Configuration>): number {
  const layers = files.size ? [...files].map(([path, configuration]) => ({ path, configuration })) : [undefined];
  return rules.filter(rule =>
    layers.every(file => {
      const profile = commandLine.profile ?? file?.configuration.profile ?? 'recommended';
      const isAsked = commandLine.select?.some(it => selects(rule, it)) ?? (profile === 'all' || rule.profiles.includes(profile));
      return isAsked && effective(file?.path ?? '', { commandLine, file }).levelOf(rule) === 'off';
    }),
  ).length;
}

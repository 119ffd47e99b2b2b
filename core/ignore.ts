/** Silences a finding where a person asks for it: with a comment where one is legal, else with an entry in `.rampart.yaml`. */

import { CONFIG_FILE } from './config.ts';
import { directivesOf, directiveText } from './directives.ts';
import type { Finding } from './finding.ts';
import { readYaml } from './formats/yaml/index.ts';
import type { Data, ValueChange } from './model/value.ts';
import type { SourceFile } from './source.ts';
import { type Change, insert, lineStartAt, newlineOf, type TextEdit } from './text.ts';

/** The configuration file that applies to the finding's file. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

/**
 * `here` for this place, `file` for the rule in the whole file, `rule` for the rule wherever the configuration applies.
 * Where there is no configuration yet, one is created in the top folder. An empty reason is written as none in a comment, which is reported.
 * Undefined where neither a comment nor an entry can be written, as in a configuration that does not parse.
 */
export function ignoreEdit(
  file: SourceFile,
  finding: Finding,
  scope: 'here' | 'file' | 'rule',
  reason: string,
  config?: ConfigText,
): readonly Change[] | undefined {
  if (scope === 'rule')
    return configure(config, ['rules'], { op: 'set', key: finding.rule, data: 'off' }, `rules:\n  ${finding.rule}: off\n`);
  const edits = scope === 'here' ? commentHere(file, finding, reason) : commentOnFile(file, finding, reason);
  return edits ? [{ file: file.path, edits }] : ignoreEntry(file.path, finding, reason, config);
}

function commentHere(file: SourceFile, finding: Finding, reason: string): readonly TextEdit[] | undefined {
  const { start } = finding.place.range;
  const line = lineStartAt(file.text, start);
  const present = directivesOf(file).find(
    it =>
      it.by === 'comment' &&
      it.scope === 'here' &&
      it.malformed === undefined &&
      it.covers !== undefined &&
      it.covers.start <= start &&
      start < it.covers.end &&
      lineStartAt(file.text, it.covers.start) === line,
  );
  return present?.add(finding.rule, reason) ?? file.commentAt(start, `# ${directiveText('', finding.rule, reason)}`);
}

function commentOnFile(file: SourceFile, finding: Finding, reason: string): readonly TextEdit[] | undefined {
  const present = directivesOf(file).find(it => it.scope === 'file' && it.malformed === undefined);
  if (present) return present.add(finding.rule, reason);
  const first = file.nodeAfter(0)?.start ?? 0;
  const text = `# ${directiveText('-file', finding.rule, reason)}`;
  if (!file.commentAt(first, text)) return undefined;
  const newline = newlineOf(file.text);
  // What names the interpreter or the kind of file has to stay the first line.
  const magic = /^\ufeff?(?:#!|#cloud-|## template:|# syntax)[^\n]*\n/.exec(file.text)?.[0].length;
  return [insert(magic ?? (file.text.startsWith('\ufeff') ? 1 : 0), `${text}${newline}`)];
}

function ignoreEntry(path: string, finding: Finding, reason: string, config: ConfigText | undefined): readonly Change[] | undefined {
  const folder = config ? config.path.slice(0, -CONFIG_FILE.length) : '';
  const glob = path.slice(path.startsWith(folder) ? folder.length : 0).replace(/[\\*?[\]{}]/g, '\\$&');
  const data = {
    rule: finding.rule,
    files: [glob.includes('/') ? glob : `/${glob}`],
    reason: reason.replace(/\s+/g, ' ').trim() || 'No reason was given.',
  };
  const text = `ignore:\n  - rule: ${data.rule}\n    files: [${JSON.stringify(data.files[0])}]\n    reason: ${JSON.stringify(data.reason)}\n`;
  return configure(config, ['ignore'], { op: 'insert', data: data as Data }, text);
}

/** `text` says the same change for a configuration that says nothing yet. */
function configure(
  config: ConfigText | undefined,
  path: readonly string[],
  change: ValueChange,
  text: string,
): readonly Change[] | undefined {
  if (!config) return [{ create: CONFIG_FILE, text }];
  const newline = newlineOf(config.text);
  const document = readYaml(config.path, config.text).documents[0];
  if (!document) return undefined;
  const { root } = document.parse();
  const edits =
    root.type === 'absent' && root.isClosed
      ? [
          insert(
            config.text.length,
            (config.text.replace('\ufeff', '') && !config.text.endsWith('\n') ? newline : '') + text.replaceAll('\n', newline),
          ),
        ]
      : root.at(...path).edit(change);
  return edits && [{ file: config.path, edits }];
}

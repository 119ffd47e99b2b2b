/** What is wrong with a `.rampart.yaml`, and what was meant. */

import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { type Range, replace, type TextEdit } from '../core/text.ts';
import { rangeIn, type View } from './diagnostics.ts';
import { isConfigFile } from '../core/config.ts';

export interface ConfigurationProblem {
  readonly diagnostic: Diagnostic;
  readonly range: Range;
  /** Undefined where it is not plain what was meant. */
  readonly fix: { readonly title: string; readonly edit: TextEdit } | undefined;
}

/** None for a file that is no configuration. */
export function problemsOf(view: View): ConfigurationProblem[] {
  const { folder, path } = view.target;
  if (!isConfigFile(path) || !folder.enabled) return [];
  return folder.workspace.settingsProblems(path).map(({ place: { range }, message, replacement }) => ({
    diagnostic: { source: 'rampart', severity: DiagnosticSeverity.Error, range: rangeIn(view, path, range), message },
    range,
    fix: replacement === undefined ? undefined : { title: `Write ${replacement}`, edit: replace(range, replacement) },
  }));
}

/** Code lenses: how many subjects hold the roles of a file. */

import type { CodeLens } from 'vscode-languageserver';
import { rangeIn, type View } from './diagnostics.ts';

/** None where the settings do not ask for them. */
export function lensesOf(view: View): CodeLens[] {
  const { folder, path } = view.target;
  if (!folder.showsLenses) return [];
  return folder.workspace.granted(path).map(({ range, subjects }) => ({
    range: rangeIn(view, path, range),
    command: { title: `granted to ${subjects} ${subjects === 1 ? 'subject' : 'subjects'}`, command: '' },
  }));
}

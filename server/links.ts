/** Document links: from the flag that names a file to that file, where the workspace has it. */

import type { DocumentLink } from 'vscode-languageserver';
import { rangeIn, type View } from './diagnostics.ts';

export function linksOf(view: View): DocumentLink[] {
  const { folder, path, uriOf } = view.target;
  return folder.workspace.links(path).flatMap(({ range, file }): DocumentLink[] => {
    const target = uriOf(file);
    return target === undefined ? [] : [{ range: rangeIn(view, path, range), target, ...(view.client.linkTooltips && { tooltip: file }) }];
  });
}

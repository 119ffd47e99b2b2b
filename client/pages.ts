/** The pages of rules, as read-only documents that VS Code's own Markdown preview shows. */

import { commands, type Disposable, Uri, workspace } from 'vscode';
import type { Request } from './requests.ts';

export interface Pages extends Disposable {
  show(rule: string): Promise<void>;
}

export function createPages(request: Request): Pages {
  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent(uri) {
      const rule = uri.path.replace(/^\//, '').replace(/\.md$/, '');
      return (await request('rampart/explain', { rule }))?.markdown ?? `There is no rule \`${rule.replaceAll('`', '')}\`.\n`;
    },
  });
  return {
    async show(rule) {
      const uri = Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
      // The preview is an extension of its own, which can be turned off.
      await commands.executeCommand('markdown.showPreview', uri).then(undefined, () => commands.executeCommand('vscode.open', uri));
    },
    dispose: () => provider.dispose(),
  };
}

const SCHEME = 'rampart';

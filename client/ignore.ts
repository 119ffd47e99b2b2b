/** Ignores a finding, and lets a person choose among several that share a place. */

import { window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Choice, IgnoreParams } from '../server/protocol.ts';
import type { Request } from './requests.ts';

/** A finding, and what it is ignored in. */
export type Ignorable = Omit<IgnoreParams, 'reason'>;

/** Asks for the reason unless it is given, or is written nowhere, and writes the suppression. */
export async function ignore(client: LanguageClient, request: Request, finding: Ignorable, given?: unknown): Promise<void> {
  const { uri, fingerprint, scope } = finding;
  const reason = typeof given === 'string' ? given : scope === 'rule' ? '' : await askForReason(scope);
  if (reason === undefined) return;
  const edit = await request('rampart/ignore', { uri, fingerprint, scope, reason });
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (!converted || !(await workspace.applyEdit(converted)))
    void window.showWarningMessage('The finding is no longer there, or cannot be ignored here.');
}

/** Asks which finding, then what to do about it; `explain` shows the page of a rule. */
export async function choose(
  client: LanguageClient,
  request: Request,
  { uri, findings }: Choice,
  explain: (rule: string) => Promise<void>,
): Promise<void> {
  const finding = await window.showQuickPick(
    findings.map(it => ({ ...it, label: it.rule, detail: it.message })),
    { title: 'Rampart: Which finding?', matchOnDetail: true },
  );
  if (!finding) return;
  const { fingerprint, rule } = finding;
  const ignoring = (scope: IgnoreParams['scope']) => () => ignore(client, request, { uri, fingerprint, scope });
  const chosen = await window.showQuickPick(
    [
      { label: 'Ignore here …', run: ignoring('here') },
      { label: 'Ignore in this file …', run: ignoring('file') },
      { label: 'Turn off in .rampart.yaml', run: ignoring('rule') },
      { label: 'Open its page', run: () => explain(rule) },
    ],
    { title: rule, placeHolder: finding.message },
  );
  await chosen?.run();
}

const askForReason = (scope: 'here' | 'file'): Thenable<string | undefined> =>
  window.showInputBox({
    title: scope === 'file' ? 'Ignore in this file' : 'Ignore here',
    prompt: 'Why is this fine? Whoever reads the file later will want to know.',
    placeHolder: 'The reason, in one line',
    ignoreFocusOut: true,
  });

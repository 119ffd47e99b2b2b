/** What stories do with VS Code: open and change files, and wait for what Rampart says about them. */

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** A file of the workspace. */
export const at = (path: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);

export const onDisk = (path: string): string => readFileSync(at(path).fsPath, 'utf8');

export const write = (path: string, text: string): void => writeFileSync(at(path).fsPath, text);

export const remove = (path: string): void => rmSync(at(path).fsPath);

/** Opens a file in an editor as a person does: a document that an extension opens stays open for minutes after its editor is closed. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const uri = at(path);
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  const shown = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;
  return until(`${path} to be open`, () => (shown()?.uri.toString() === uri.toString() ? shown() : undefined));
}

/** Closes every editor; what was not saved is gone. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(it => it.isDirty)) {
    await vscode.commands.executeCommand('vscode.open', document.uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('every file to be closed', () => (vscode.workspace.textDocuments.some(it => it.uri.scheme === 'file') ? undefined : true));
}

/** Puts `text` where the only `old` stands. */
export async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, old), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export function rangeOf(document: vscode.TextDocument, part: string): vscode.Range {
  const text = document.getText();
  const from = text.indexOf(part);
  assert.ok(from >= 0 && text.indexOf(part, from + 1) < 0, `${JSON.stringify(part)} must stand exactly once in:\n${text}`);
  return new vscode.Range(document.positionAt(from), document.positionAt(from + part.length));
}

/** What Rampart reports about a file now. */
export const findings = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(it => it.source === 'rampart');

/** The rule that a diagnostic is about. */
export const ruleOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/** The findings of a rule in a file, as soon as there are `count` of them. */
export function reported(uri: vscode.Uri, rule: string, count = 1): Promise<vscode.Diagnostic[]> {
  const found = (): vscode.Diagnostic[] => findings(uri).filter(it => ruleOf(it) === rule);
  return until(`${count} of ${rule} in ${vscode.workspace.asRelativePath(uri)}`, () => (found().length === count ? found() : undefined));
}

/** The code actions for a finding, each with its edit. Every finding has some. */
export async function actionsFor(document: vscode.TextDocument, { range }: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  for (let tries = 1; ; tries++) {
    try {
      const command = 'vscode.executeCodeActionProvider';
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(command, document.uri, range, kind, 30);
      if (actions.length || tries === 5) return actions;
    } catch (error) {
      // VS Code gives up when anything about the document changes meanwhile, and then gives an error or nothing; a person presses the key again.
      if (tries === 5 || !/^Cancell?ed/.test(String(error))) throw error;
    }
    await pause(300);
  }
}

/** Chooses the action whose title begins so: applies its edit and runs its command, with more arguments if any are given. */
export async function choose(actions: readonly vscode.CodeAction[], title: string, ...more: readonly unknown[]): Promise<void> {
  const action = actions.find(it => it.title.startsWith(title));
  assert.ok(action, `"${title}" is not among: ${actions.map(it => it.title).join(' | ')}`);
  assert.ok(action.edit || action.command, `"${title}" does nothing`);
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit), `the edit of "${title}" was refused`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []), ...more);
}

/** What `look` gives as soon as it is not undefined. */
export async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const started = performance.now();
  while (performance.now() - started < PATIENCE) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(20);
  }
  const now = vscode.languages.getDiagnostics().flatMap(([uri, all]) => all.map(it => `${uri.path}: ${ruleOf(it)}: ${it.message}`));
  throw new Error(`waited in vain for ${what}; the problems are:\n${now.join('\n')}`);
}

export const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Milliseconds to wait for anything. */
const PATIENCE = 10_000;

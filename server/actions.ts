/** Code actions: what can be done about the findings at a place. */

import { type CodeAction, CodeActionKind, type CodeActionParams, CodeActionTriggerKind, type WorkspaceEdit } from 'vscode-languageserver';
import type { Finding, Report } from '../core/finding.ts';
import { type Range, touches } from '../core/text.ts';
import type { Workspace } from '../core/workspace.ts';
import { diagnosticFor, fingerprintsIn, shown, type View } from './diagnostics.ts';
import { workspaceEditOf } from './edits.ts';
import { problemsOf } from './problems.ts';
import type { Choice, ClientCommand, IgnoreParams } from './protocol.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.rampart`;

/** An open file, as it is now. */
export interface Subject {
  readonly view: View;
  readonly report: Report;
  versionOf(uri: string): number | null;
}

/** What an action does; carried in `CodeAction.data` until its edit is asked for. */
type Task =
  | { readonly does: 'fix'; readonly fingerprint: string; readonly title: string }
  | { readonly does: 'fixRule'; readonly rule: string }
  | { readonly does: 'fixSafe' }
  | { readonly does: 'ignore'; readonly fingerprint: string; readonly scope: IgnoreParams['scope'] };

/** Every fix that is offered was tried before, which costs a little: that many findings at once is what a person can choose from. */
const MOST_FINDINGS = { invoked: 20, automatic: 4 };

/** With more rules than that at one place, what can be done beside fixing would bury the fixes. */
const MOST_RULES = 3;

/** The worst first. */
const RANK = { error: 0, warning: 1, info: 2 };

export function actionsFor(subject: Subject, { range, context }: CodeActionParams): CodeAction[] {
  const wants = (kind: string): boolean => !context.only || context.only.some(it => it === '' || kind === it || kind.startsWith(`${it}.`));
  const isSourceAsked = context.only !== undefined && wants(FIX_ALL);
  return [
    ...(wants(CodeActionKind.QuickFix) ? configurationFixes(subject, range) : []),
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(subject, findingsAt(subject, range, context)) : []),
    ...(isSourceAsked ? sourceFixAll(subject) : []),
  ];
}

/** The action with its edit. Undefined where what it was offered for is no longer there. */
export function resolveAction(subject: Subject, action: CodeAction): CodeAction | undefined {
  const edit = editFor(subject, action.data?.task);
  return edit && { ...action, edit };
}

/** The edit that silences a finding. */
export function ignoreEdit(
  { view, report, versionOf }: Subject,
  { fingerprint, scope, reason }: Omit<IgnoreParams, 'uri'>,
): WorkspaceEdit | undefined {
  const finding = report.findings.find(it => it.fingerprint === fingerprint);
  const changes = finding && view.target.folder.workspace.ignore(finding, scope, reason.replace(/\s+/g, ' ').trim());
  return changes && workspaceEditOf(view, changes, versionOf);
}

function findingsAt({ view, report }: Subject, range: CodeActionParams['range'], context: CodeActionParams['context']): Finding[] {
  const selected = selectedIn(view, range);
  const asked = new Set((context.diagnostics ?? []).flatMap(fingerprintsIn));
  const found = shown(report).filter(it => touches(it.place.range, selected) || asked.has(it.fingerprint));
  found.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return found.slice(0, context.triggerKind === CodeActionTriggerKind.Automatic ? MOST_FINDINGS.automatic : MOST_FINDINGS.invoked);
}

/** What the range spans in the file as it is now. */
function selectedIn({ client, target, documentOf }: View, { start, end }: CodeActionParams['range']): Range {
  const document = documentOf(target.path);
  return document
    ? { start: client.positions.offsetAt(document, start), end: client.positions.offsetAt(document, end) }
    : { start: 0, end: 0 };
}

/** Their edits are at hand, and small. */
function configurationFixes({ view, versionOf }: Subject, range: CodeActionParams['range']): CodeAction[] {
  const selected = selectedIn(view, range);
  return problemsOf(view)
    .filter(it => touches(it.range, selected))
    .flatMap(({ diagnostic, fix }): CodeAction[] => {
      const edit = fix && workspaceEditOf(view, [{ file: view.target.path, edits: [fix.edit] }], versionOf);
      return edit ? [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: true, edit }] : [];
    });
}

function quickFixes(subject: Subject, findings: readonly Finding[]): CodeAction[] {
  const rules = oneOfEachRule(findings);
  return [
    ...findings.flatMap(it => fixesOf(subject, it)),
    ...rules.flatMap(it => fixRule(subject, it)),
    ...(findings.length ? fixSafe(subject, 'Fix everything in this file that is safe to fix', CodeActionKind.QuickFix, 2) : []),
    ...(rules.length > MOST_RULES ? choiceOf(subject, findings) : rules.flatMap(it => besidesFixing(subject, it))),
  ];
}

function besidesFixing(subject: Subject, finding: Finding): CodeAction[] {
  return [
    ...ignore(subject, finding, 'here', `Ignore ${finding.rule} here`),
    ...ignore(subject, finding, 'file', `Ignore ${finding.rule} in this file`),
    ...ignore(subject, finding, 'rule', `Turn ${finding.rule} off in .rampart.yaml`),
    ...openPage(subject, finding),
  ];
}

/** One entry that asks which finding is meant; where nobody can be asked, the smallest thing for each. */
function choiceOf(subject: Subject, findings: readonly Finding[]): CodeAction[] {
  const { client, target } = subject.view;
  const command: ClientCommand = 'rampart.choose';
  if (!client.commands.has(command)) {
    return oneOfEachRule(findings).flatMap(it => ignore(subject, it, 'here', `Ignore ${it.rule} here`));
  }
  const title = `Ignore or explain one of these ${findings.length} findings`;
  const argument: Choice = {
    uri: target.uri,
    findings: findings.map(({ fingerprint, rule, message }) => ({ fingerprint, rule, message: message.replace(/\s+/g, ' ') })),
  };
  return [{ title: `${title} …`, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [argument] } }];
}

function fixesOf(subject: Subject, finding: Finding): CodeAction[] {
  if (!finding.proposals.length) return [];
  const fixes = workspaceOf(subject).fixes(finding);
  const preferred = fixes.findIndex(it => it.safety !== 'choice');
  return fixes.flatMap((fix, index) => {
    if (!workspaceEditOf(subject.view, fix.changes, subject.versionOf)) return [];
    const action = actionOf(subject, fix.title, CodeActionKind.QuickFix, {
      does: 'fix',
      fingerprint: finding.fingerprint,
      title: fix.title,
    });
    return action.map(it => ({
      ...it,
      diagnostics: [diagnosticFor(subject.view, finding, shown(subject.report))],
      ...(index === preferred && { isPreferred: true }),
    }));
  });
}

function fixRule(subject: Subject, { rule }: Finding): CodeAction[] {
  const fixable = shown(subject.report).filter(it => it.rule === rule && it.proposals.some(fix => fix.safety !== 'choice'));
  return fixable.length < 2
    ? []
    : actionOf(subject, `Fix all ${fixable.length} of ${rule} in this file`, CodeActionKind.QuickFix, { does: 'fixRule', rule });
}

function sourceFixAll(subject: Subject): CodeAction[] {
  return fixSafe(subject, 'Fix everything that is safe to fix (Rampart)', FIX_ALL, 1);
}

function fixSafe(subject: Subject, title: string, kind: string, atLeast: number): CodeAction[] {
  const fixable = shown(subject.report).filter(it => it.proposals.some(fix => fix.safety === 'safe'));
  return fixable.length < atLeast ? [] : actionOf(subject, title, kind, { does: 'fixSafe' });
}

/** Names no diagnostics: VS Code would show it before every fix that names none, such as those for the whole file. */
function ignore(subject: Subject, finding: Finding, scope: IgnoreParams['scope'], title: string): CodeAction[] {
  const { view, versionOf } = subject;
  const { fingerprint } = finding;
  const changes = workspaceOf(subject).ignore(finding, scope, '');
  if (!changes || !workspaceEditOf(view, changes, versionOf)) return [];
  const command: ClientCommand = 'rampart.ignore';
  // A rule is turned off for everyone, which needs no reason: there is no place to write one.
  if (scope === 'rule' || !view.client.commands.has(command)) {
    return actionOf(subject, title, CodeActionKind.QuickFix, { does: 'ignore', fingerprint, scope });
  }
  const argument: Omit<IgnoreParams, 'reason'> = { uri: view.target.uri, fingerprint, scope };
  return [{ title: `${title} …`, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [argument] } }];
}

function openPage({ view: { client, rules } }: Subject, { rule }: Finding): CodeAction[] {
  const command: ClientCommand = 'rampart.openRule';
  if (!client.commands.has(command) || !rules.has(rule)) return [];
  const title = `Open the page of ${rule}`;
  return [{ title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [rule] } }];
}

/** One action, whose edit is asked for later where the client can do that; none where it cannot and there is no edit. */
function actionOf(subject: Subject, title: string, kind: string, task: Task): CodeAction[] {
  if (subject.view.client.resolvesEdits) return [{ title, kind, data: { uri: subject.view.target.uri, task } }];
  const edit = editFor(subject, task);
  return edit ? [{ title, kind, edit }] : [];
}

/** Undefined for what is not there any more, and for a task that is none. */
function editFor(subject: Subject, task: Task | undefined): WorkspaceEdit | undefined {
  const { view, report, versionOf } = subject;
  const workspace = workspaceOf(subject);
  const { path } = view.target;
  switch (task?.does) {
    case 'fix': {
      const finding = report.findings.find(it => it.fingerprint === task.fingerprint);
      const fix = finding && workspace.fixes(finding).find(it => it.title === task.title);
      return fix && workspaceEditOf(view, fix.changes, versionOf);
    }
    case 'fixRule':
      return workspaceEditOf(
        view,
        workspace.fixAll([path], 'suggest', it => it.rule === task.rule),
        versionOf,
      );
    case 'fixSafe':
      return workspaceEditOf(view, workspace.fixAll([path], 'safe'), versionOf);
    case 'ignore':
      return ignoreEdit(subject, { ...task, reason: '' });
    case undefined:
      return undefined;
  }
}

/** The first finding of each rule, in their order. */
const oneOfEachRule = (findings: readonly Finding[]): Finding[] =>
  findings.filter((it, index) => findings.findIndex(other => other.rule === it.rule) === index);

const workspaceOf = ({ view }: Subject): Workspace => view.target.folder.workspace;

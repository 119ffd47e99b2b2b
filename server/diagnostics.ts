/** Findings as LSP diagnostics. */

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Report } from '../core/finding.ts';
import type { RuleInfo } from '../core/report/result.ts';
import type { Severity, Tag } from '../core/rule.ts';
import { folded } from '../core/report/summary.ts';
import type { Client } from './capabilities.ts';
import type { Target } from './folders.ts';
import { documentOf } from './positions.ts';

/** What turns findings of one file into LSP. */
export interface View {
  readonly client: Client;
  readonly rules: ReadonlyMap<string, RuleInfo>;
  readonly target: Target;
  /** The text of a file of the same folder, with its lines; undefined where the text is not at hand. */
  documentOf(path: string): TextDocument | undefined;
}

/** A view of one file. `document` is the file itself, if it is open. */
export function viewOf(client: Client, rules: ReadonlyMap<string, RuleInfo>, target: Target, document: TextDocument | undefined): View {
  const documents = new Map<string, TextDocument | undefined>(document ? [[target.path, document]] : []);
  return {
    client,
    rules,
    target,
    documentOf(path) {
      if (!documents.has(path)) {
        const text = target.folder.workspace.text(path);
        documents.set(path, text === undefined ? undefined : documentOf(target.uriOf(path) ?? path, text));
      }
      return documents.get(path);
    },
  };
}

/** The findings that are not silenced. */
export const shown = (report: Report): Finding[] => report.findings.filter(it => !it.suppressed);

/** One for each finding, but for those that have one cause and stand in one place: they share one. */
export const foldedDiagnostics = (view: View, findings: readonly Finding[]): Diagnostic[] =>
  groupsIn(findings).map(it => diagnosticOf(view, it));

/** The diagnostic by which a finding is shown among others. */
export const diagnosticFor = (view: View, finding: Finding, findings: readonly Finding[]): Diagnostic =>
  diagnosticOf(view, groupsIn(findings).find(it => it.includes(finding)) ?? [finding]);

/** The fingerprints of the findings that a diagnostic shows. */
export const fingerprintsIn = ({ data }: Diagnostic): readonly string[] => [data?.fingerprint, ...(data?.others ?? [])].filter(Boolean);

type Group = readonly [Finding, ...Finding[]];

const GRAVEST: readonly Severity[] = ['error', 'warning', 'info'];

/** In the order of their first findings; in each, the gravest first. */
function groupsIn(findings: readonly Finding[]): Group[] {
  return folded(findings).flatMap((group): Group[] => {
    if (group.length === 1) return [group];
    const parts = new Map<string, [Finding, ...Finding[]]>();
    for (const finding of group) {
      const { file, range } = finding.place;
      const key = `${range.start} ${range.end} ${finding.tag ?? ''} ${file}`;
      const part = parts.get(key);
      if (part) part.push(finding);
      else parts.set(key, [finding]);
    }
    return [...parts.values()].map(it => it.sort((a, b) => GRAVEST.indexOf(a.severity) - GRAVEST.indexOf(b.severity)));
  });
}

function diagnosticOf(view: View, [finding, ...others]: Group): Diagnostic {
  const { client, rules } = view;
  const { place, related: own, tag } = finding;
  const diagnostic: Diagnostic = {
    source: 'rampart',
    code: finding.rule,
    severity: SEVERITIES[finding.severity],
    range: rangeIn(view, place.file, place.range),
    message: onOneLine(messageOf(client, finding, others)),
    data: others.length
      ? { fingerprint: finding.fingerprint, others: others.map(it => it.fingerprint) }
      : { fingerprint: finding.fingerprint },
  };
  // One by one, as there may be thousands: an object is spread into another much more slowly.
  const href = client.codeDescription ? rules.get(finding.rule)?.links[0] : undefined;
  if (href) diagnostic.codeDescription = { href };
  if (client.tags && tag) diagnostic.tags = [TAGS[tag]];
  if (client.relatedInformation && own.length + others.length) {
    const explained = [...own, ...others.map(it => ({ place: it.place, message: `${it.message} (${it.rule})` }))];
    const related = explained.flatMap(it => relatedOf(view, it) ?? []);
    if (related.length) diagnostic.relatedInformation = related;
  }
  return diagnostic;
}

const onOneLine = (text: string): string => (/[\r\n]/.test(text) ? text.replace(/\s*[\r\n]+\s*/g, ' ') : text);

/** Of a client that shows related places, these say the rest. */
function messageOf(client: Client, finding: Finding, others: readonly Finding[]): string {
  if (!others.length) return finding.message;
  if (!client.relatedInformation) return [finding, ...others].map(it => it.message).join(' ');
  return `${finding.message} And ${others.length} more for the same reason.`;
}

/** The range of a place, in the client's encoding; the start of the file where its text is not at hand. */
export function rangeIn(view: View, path: string, range: Finding['place']['range']): Diagnostic['range'] {
  const document = view.documentOf(path);
  return document ? view.client.positions.rangeOf(document, range) : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
}

function relatedOf(view: View, { place, message }: Finding['related'][number]): DiagnosticRelatedInformation | undefined {
  const uri = view.target.uriOf(place.file);
  return uri === undefined ? undefined : { location: { uri, range: rangeIn(view, place.file, place.range) }, message };
}

const TAGS: Readonly<Record<Tag, DiagnosticTag>> = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated };

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What the client said it can do, read once, with nothing taken for granted. */

import type { InitializeParams } from 'vscode-languageserver';
import type { ClientCommand, ClientOptions } from './protocol.ts';
import { type Encoding, type Positions, positionsIn } from './positions.ts';

export interface Client {
  readonly positions: Positions;
  /** Asks for diagnostics by itself; else they are pushed. */
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly refreshesLenses: boolean;
  /** Asks for the edit of a code action only when it is chosen. */
  readonly resolvesEdits: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly relatedInformation: boolean;
  readonly tags: boolean;
  readonly codeDescription: boolean;
  readonly markdown: boolean;
  readonly markdownInCompletions: boolean;
  readonly linkTooltips: boolean;
  readonly configuration: boolean;
  readonly changesFolders: boolean;
  readonly registersWatchers: boolean;
  readonly registersConfiguration: boolean;
  readonly commands: ReadonlySet<ClientCommand>;
  readonly status: boolean;
  readonly showsMessages: boolean;
  /** Settings given at the start. */
  readonly settings: unknown;
  /** URIs of the folders that are open. */
  readonly folders: readonly string[];
}

export function clientOf(params: Partial<InitializeParams> | null | undefined): Client {
  const { workspace, textDocument, general } = params?.capabilities ?? {};
  const options: ClientOptions = params?.initializationOptions ?? {};
  const diagnostics = [textDocument?.diagnostic, textDocument?.publishDiagnostics];
  return {
    positions: positionsIn(listOf(general?.positionEncodings).find(isKnown) ?? 'utf-16'),
    pulls: Boolean(textDocument?.diagnostic),
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    resolvesEdits:
      listOf(textDocument?.codeAction?.resolveSupport?.properties).includes('edit') && textDocument?.codeAction?.dataSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true && listOf(workspace.workspaceEdit.resourceOperations).includes('create'),
    relatedInformation: diagnostics.some(it => it?.relatedInformation === true),
    tags: diagnostics.some(it => Boolean(it?.tagSupport)),
    codeDescription: diagnostics.some(it => it?.codeDescriptionSupport === true),
    markdown: listOf(textDocument?.hover?.contentFormat).includes('markdown'),
    markdownInCompletions: listOf(textDocument?.completion?.completionItem?.documentationFormat).includes('markdown'),
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    configuration: workspace?.configuration === true,
    changesFolders: workspace?.workspaceFolders === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    commands: new Set(listOf(options.commands)),
    status: options.status === true,
    showsMessages: options.showsMessages === true,
    settings: options.settings,
    folders: foldersOf(params),
  };
}

function foldersOf(params: Partial<InitializeParams> | null | undefined): string[] {
  const folders = listOf(params?.workspaceFolders)
    .map(it => it?.uri)
    .filter(it => typeof it === 'string');
  if (folders.length || params?.workspaceFolders) return folders;
  return typeof params?.rootUri === 'string' ? [params.rootUri] : [];
}

const listOf = <T>(value: readonly T[] | null | undefined): readonly T[] => (Array.isArray(value) ? value : []);

const isKnown = (encoding: string): encoding is Encoding => encoding === 'utf-8' || encoding === 'utf-16';

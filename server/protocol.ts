/** What client and server say to each other beyond LSP. Types only: the client imports nothing else of the server. */

import type { WorkspaceEdit } from 'vscode-languageserver-protocol';

/** Requests from client to server, by method. */
export interface Requests {
  /**
   * Judges every file of every folder, and publishes what was found in files that are not open.
   * Cancelled like every request; what was found until then stays. Progress is reported on `workDoneToken`.
   */
  'rampart/scan': { readonly params: { readonly workDoneToken?: string | number }; readonly result: ScanSummary };
  /** Every rule, in the order of their ids. */
  'rampart/rules': { readonly params: Record<string, never>; readonly result: readonly RuleSummary[] };
  /** The page of a rule; null where there is no such rule. */
  'rampart/explain': { readonly params: { readonly rule: string }; readonly result: RulePage | null };
  /** The edit that silences a finding, with the reason a person gave; null where there is no such finding, or no way to say it. */
  'rampart/ignore': { readonly params: IgnoreParams; readonly result: WorkspaceEdit | null };
}

/** Notifications from client to server, by method. */
export interface ClientNotifications {
  /**
   * No editor shows this document any more, though it stays open: after a scan its findings are published, as those of a file that is not open.
   * The next `textDocument/diagnostic` for it ends that. Worth sending only for clients that pull.
   */
  'rampart/unseen': { readonly uri: string };
}

/** Notifications from server to client, by method. Sent only to clients whose `ClientOptions` ask for them. */
export interface Notifications {
  'rampart/status': DocumentStatus;
  'rampart/activity': Activity;
}

/** The `initializationOptions` that the server knows. All optional: an editor that gives none is served just as well. */
export interface ClientOptions {
  /** Whether to send `rampart/status` and `rampart/activity`. */
  readonly status?: boolean;
  /** Whether the client shows the message of a diagnostic in hovers by itself, so that ours need not repeat it. */
  readonly showsMessages?: boolean;
  /** Commands that the client has: code actions that need them are given only then. */
  readonly commands?: readonly ClientCommand[];
  /** The settings, as under `rampart` in `workspace/configuration`, for clients without that request. */
  readonly settings?: unknown;
}

/**
 * `rampart.ignore`    one argument, `Omit<IgnoreParams, 'reason'>`: asks for the reason, then sends `rampart/ignore` and applies the edit.
 * `rampart.openRule`  one argument, the id of a rule: shows its page.
 * `rampart.choose`    one argument, `Choice`: asks which finding is meant, then what to do about it, and does that as the other commands do.
 */
export type ClientCommand = 'rampart.ignore' | 'rampart.openRule' | 'rampart.choose';

/** Findings of a file that share a place: more of them than a menu can tell apart. */
export interface Choice {
  readonly uri: string;
  readonly findings: readonly { readonly fingerprint: string; readonly rule: string; readonly message: string }[];
}

export interface IgnoreParams {
  readonly uri: string;
  readonly fingerprint: string;
  readonly scope: 'here' | 'file' | 'rule';
  readonly reason: string;
}

export interface ScanSummary {
  /** Files that held something to judge. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Files, or parts of files, that could not be judged: the first hundred, and how many there are. */
  readonly unjudged: readonly { readonly uri: string; readonly reason: string }[];
  readonly unjudgedCount: number;
  readonly cancelled: boolean;
}

export interface RuleSummary {
  readonly id: string;
  readonly summary: string;
  readonly severity: 'error' | 'warning' | 'info';
}

export interface RulePage {
  readonly id: string;
  readonly markdown: string;
}

/** What there is to say about an open document besides its findings. */
export interface DocumentStatus {
  readonly uri: string;
  /** Whether Rampart reads this file at all; false too where configuration excludes it or turns Rampart off. */
  readonly judged: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that a comment, an annotation or the configuration silences. */
  readonly ignored: number;
  /** Parts that could not be judged. `line` counts from one; undefined for the whole file. */
  readonly unjudged: readonly { readonly line: number | undefined; readonly reason: string }[];
}

/** What the server is busy with; undefined while it waits. */
export interface Activity {
  readonly busyWith?: string | undefined;
}

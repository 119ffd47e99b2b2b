/** What a command reads and writes, so that tests run commands without a process. */

import { visible } from '../core/report/escape.ts';

export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  input(): Promise<Uint8Array>;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** The width of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

/** Something that a person has to put right before the command can run: it ends with one sentence and exit code 2. */
export class Failure extends Error {}

/** Text of several lines without what a terminal would obey. */
export const harmless = (text: string): string => text.split('\n').map(visible).join('\n');

/** `1 file`, `2 files`, `5,000 files`. */
export const count = (number: number, noun: string): string => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

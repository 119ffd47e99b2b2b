/** Runs work in processes of its own, and sums measurements up. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Worked<T> {
  readonly result: T;
  /** Bytes, at the peak. */
  readonly memory: number;
}

/** Does one of the works of bench/work.ts in a new process. */
export function work<T>(...args: string[]): Worked<T> {
  process.stderr.write(`${args.join(' ')}\n`);
  const file = fileURLToPath(new URL('work.mjs', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [file, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return JSON.parse(stdout) as Worked<T>;
}

/** The seconds that Node needs with these arguments, from start to end. */
export function timeOf(...args: string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return (performance.now() - started) / 1000;
}

/** `share` is 0 to 1; the value below which that share of all lies. */
export function percentile(all: readonly number[], share: number): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (all: readonly number[]): number => percentile(all, 0.5);

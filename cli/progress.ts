/** One line that says how far long work has come, on a terminal only, and gone when the work is done. */

import type { Io } from './io.ts';

export interface Progress {
  /** Also lets the process see to its signals now and then. */
  step(text: string): Promise<void>;
  clear(): void;
}

const ERASE = '\r\x1b[2K';
const BEFORE_FIRST_MS = 300;
const BETWEEN_MS = 80;

export function createProgress(io: Io): Progress {
  let next = performance.now() + BEFORE_FIRST_MS;
  let lastPause = performance.now();
  let isShown = false;
  return {
    async step(text) {
      const now = performance.now();
      if (io.errIsTerminal && now >= next) {
        io.err(`${ERASE}${text.slice(0, Math.max(20, (io.columns ?? 80) - 1))}`);
        isShown = true;
        next = now + BETWEEN_MS;
      }
      if (now - lastPause < BETWEEN_MS) return;
      await new Promise(resolve => setImmediate(resolve));
      lastPause = performance.now();
    },
    clear() {
      if (isShown) io.err(ERASE);
      isShown = false;
      next = performance.now() + BEFORE_FIRST_MS;
    },
  };
}

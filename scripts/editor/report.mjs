/** Collects how stories ended, prints each as soon as it is known, and sums up. */

import { existsSync, readFileSync } from 'node:fs';

export function createReport() {
  let passed = 0;
  let failed = 0;
  return {
    /** Says how a story ended; `failure` is undefined for a good end. */
    add(title, milliseconds, failure) {
      if (failure === undefined) passed++;
      else failed++;
      console.log(`${failure === undefined ? '✔' : '✖'} ${title} (${(milliseconds / 1000).toFixed(1)} s)`);
      if (failure !== undefined) console.log(String(failure).replace(/^/gm, '    '));
    },
    /** Prints the last line, and gives the exit code. */
    close() {
      console.log(`${passed} passed, ${failed} failed`);
      return failed || !passed ? 1 : 0;
    },
  };
}

/**
 * Adds the lines that the suite in VS Code writes into `file`, as they come. Resolves with `{ told, failed }`, two counts, when the suite has ended,
 * and rejects when nothing came for `patience` milliseconds, or when `gone` has settled, after which nothing comes any more.
 */
export async function follow(file, report, patience, gone) {
  let read = 0;
  let heard = performance.now();
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  gone.then(over, over);
  for (;;) {
    const isLast = isOver;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    for (const line of lines.slice(read)) {
      const it = JSON.parse(line);
      if ('told' in it) return it;
      report.add(it.story, it.milliseconds, it.failure);
      heard = performance.now();
    }
    read = lines.length;
    const told = read ? `after ${read} stories` : 'before the first story';
    if (isLast) throw new Error(`VS Code ended ${told}.`);
    if (performance.now() - heard > patience) throw new Error(`VS Code said nothing for ${patience / 1000} s, ${told}.`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

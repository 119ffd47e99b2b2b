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
 * Adds the lines that the suite in VS Code writes into `file`, as they come. Resolves with `{ told, failed }`, two counts, when the suite has ended, and rejects
 * when it has not within `longest` milliseconds, or when `gone` settles first and nothing more is to come.
 */
export async function follow(file, report, longest, gone = new Promise(() => {})) {
  let read = 0;
  let over = false;
  gone.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  const started = performance.now();
  for (;;) {
    const last = over;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    for (const line of lines.slice(read)) {
      const it = JSON.parse(line);
      if ('told' in it) return it;
      report.add(it.story, it.milliseconds, it.failure);
    }
    read = lines.length;
    if (last) throw new Error(`VS Code ended before the suite did; ${read} stories were told.`);
    if (performance.now() - started > longest)
      throw new Error(`No report from the suite within ${longest / 1000} s; ${read} stories were told.`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

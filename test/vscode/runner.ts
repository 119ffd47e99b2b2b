/** Tells stories one after another inside VS Code, and writes down how each of them ended. */

import { appendFileSync } from 'node:fs';

/** One line of the report: a story that ended, or the end of all of them. */
export type Line =
  | { readonly story: string; readonly milliseconds: number; readonly failure: string | undefined }
  | { readonly told: number; readonly failed: number };

/** Adds a story. Each starts with no editor open, in the order in which they were added. */
export function story(title: string, tell: () => Promise<void>): void {
  stories.push({ title, tell });
}

/** Tells all stories, or those whose titles hold RAMPART_STORIES, and reports to the file that RAMPART_REPORT names, a line of JSON for each. Rejects when any failed. */
export async function tellAll(before: () => Promise<void>): Promise<void> {
  let failed = 0;
  const told = stories.filter(it => it.title.includes(process.env['RAMPART_STORIES'] ?? ''));
  for (const { title, tell } of told) {
    const started = performance.now();
    const failure = await inTime(before().then(tell)).then(
      () => undefined,
      error => String(error instanceof Error ? error.stack : error),
    );
    if (failure) failed++;
    write({ story: title, milliseconds: Math.round(performance.now() - started), failure });
  }
  write({ told: told.length, failed });
  if (failed) throw new Error(`${failed} of ${told.length} stories failed`);
}

const stories: { readonly title: string; readonly tell: () => Promise<void> }[] = [];

/** Milliseconds that one story may take. */
const LONGEST = 30_000;

function write(line: Line): void {
  const report = process.env['RAMPART_REPORT'];
  if (!report) throw new Error('RAMPART_REPORT must name the file to report to');
  appendFileSync(report, `${JSON.stringify(line)}\n`);
}

async function inTime(promise: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not told within ${LONGEST} ms`)), LONGEST);
  });
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

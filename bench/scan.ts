/** A scan as `rampart scan` does it: list, read from disk, judge, report. */

import { run } from '../cli/run.ts';
// What the command loads when it is called is loaded before the clock starts.
import '../cli/scan.ts';
import { rules } from '../rules/index.ts';

export interface Scanned {
  /** Seconds of each scan, in the order in which they ran; the first one had everything to load and to compile. */
  readonly seconds: readonly number[];
  /** The report of the last one. */
  readonly characters: number;
}

/** Every scan starts with nothing kept from the one before. `option` is one of the command line, or empty. */
export async function scan(times: string, option: string, ...folders: string[]): Promise<Scanned> {
  const argv = ['scan', '--jobs', '1', '--exit-zero', ...(option ? [option] : []), ...folders];
  const seconds: number[] = [];
  let characters = 0;
  for (let time = 0; time < Number(times); time++) {
    characters = 0;
    const started = performance.now();
    const code = await run(
      argv,
      {
        out: text => {
          characters += text.length;
        },
        err: text => process.stderr.write(text),
        input: async () => new Uint8Array(),
        cwd: process.cwd(),
        env: {},
        outIsTerminal: false,
        errIsTerminal: false,
        columns: undefined,
      },
      rules,
    );
    seconds.push((performance.now() - started) / 1000);
    if (code !== 0) throw new Error(`rampart ${argv.join(' ')} ended with ${code}`);
  }
  return { seconds, characters };
}

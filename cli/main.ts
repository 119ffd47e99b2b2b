/** Starts the `rampart` command: joins it to this process. */

import { VERSION } from './version.ts';

const argv = process.argv.slice(2);

// The common question of installers is answered before anything else is loaded.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) process.stdout.write(`${VERSION}\n`);
else await start();

async function start(): Promise<void> {
  const { run } = await import('./run.ts');
  const ERASE = '\r\x1b[2K';
  process.once('SIGINT', () => {
    if (process.stderr.isTTY) process.stderr.write(ERASE);
    process.exit(130);
  });
  // Whoever reads our output may stop reading (`rampart scan | head`): that is no error of ours, nor one to talk about.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exit(2);
    });
  }
  process.exitCode = await run(argv, {
    out: text => {
      process.stdout.write(text);
    },
    err: text => {
      process.stderr.write(text);
    },
    input: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
    cwd: process.cwd(),
    env: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns || process.stderr.columns || undefined,
  });
}

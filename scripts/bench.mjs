/** Builds what is measured, measures it, and writes docs/BENCHMARKS.md: `npm run bench`. Takes minutes; nothing else should run meanwhile. */

import { spawnSync } from 'node:child_process';
import './generate.mjs';
import { bundle } from './bundle.mjs';

run('scripts/package.mjs');
run('scripts/build.mjs', 'cli', '--quiet');
await bundle(['bench/main.ts', 'bench/work.ts'], 'out/bench/bin');
run('out/bench/bin/main.mjs', ...process.argv.slice(2));

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

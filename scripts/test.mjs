/** Bundles the unit tests and runs them: `node scripts/test.mjs [NAME …]` runs only the files test/NAME.test.ts. */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { bundle } from './bundle.mjs';
import './generate.mjs';

const wanted = process.argv.slice(2);
const missing = wanted.filter(it => !existsSync(`test/${it}.test.ts`));
if (missing.length) throw new Error(`no such test: ${missing.map(it => `test/${it}.test.ts`).join(', ')}`);
const names = wanted.length ? wanted : namesOfAll();

const outdir = `out/test-${process.pid}`;
try {
  await bundle(
    names.map(it => `test/${it}.test.ts`),
    outdir,
  );
  const files = names.map(it => `${outdir}/${it}.test.mjs`);
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...files], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

function namesOfAll() {
  return readdirSync('test')
    .filter(it => it.endsWith('.test.ts'))
    .map(it => it.slice(0, -'.test.ts'.length))
    .sort();
}

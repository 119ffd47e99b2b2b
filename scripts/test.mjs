/** Bundles the unit tests and runs them: `node scripts/test.mjs [NAME …]` runs only the files test/NAME.test.ts. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import './generate.mjs';

const wanted = process.argv.slice(2);
const entries = readdirSync('test').filter(it => it.endsWith('.test.ts') && (!wanted.length || wanted.includes(it.replace('.test.ts', ''))));
const out = `out/test-${process.pid}`;
mkdirSync(out, { recursive: true });
await build({
  entryPoints: entries.map(it => `test/${it}`), outdir: out, outExtension: { '.js': '.mjs' },
  bundle: true, platform: 'node', format: 'esm', target: 'node20', sourcemap: 'inline', logLevel: 'warning',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
const files = readdirSync(out).filter(it => it.endsWith('.test.mjs')).map(it => `${out}/${it}`);
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], { stdio: 'inherit' });
rmSync(out, { recursive: true, force: true });
process.exitCode = status ?? 1;

/** Makes TypeScript run: bundles entry points of this project into a folder, or bundles one script and runs it. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

/** Lets bundled CommonJS packages call `require` inside an ES module. */
export const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Bundles each entry point into `outdir/NAME.mjs`, for Node and for this machine only. What is wrong with the sources is printed, and ends the process. */
export async function bundle(entryPoints, outdir) {
  mkdirSync(outdir, { recursive: true });
  const bundling = build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    banner: { js: REQUIRE },
  });
  await bundling.catch(error => {
    if (!error.errors) throw error;
    rmSync(outdir, { recursive: true, force: true });
    process.exit(1);
  });
}

/** Bundles a script below the project's root and runs it with these arguments; gives its exit code. */
export async function run(script, args, nodeOptions = []) {
  const outdir = `out/run-${process.pid}`;
  try {
    await bundle([script], outdir);
    const file = `${outdir}/${basename(script).replace(/\.ts$/, '.mjs')}`;
    return spawnSync(process.execPath, ['--enable-source-maps', ...nodeOptions, file, ...args], { stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * Bundles what is shipped into dist: the extension, its server, and the command line tool.
 * `node scripts/build.mjs [PART …] [--minify] [--quiet]`, parts being `extension`, `server`, `cli`; all of them when none is named.
 */

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { REQUIRE } from './bundle.mjs';
import { guard } from './guard.mjs';
import './generate.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** What every bundle shares. Rules keep their examples in a function that nothing here calls, so that it is left out. */
const SHARED = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  treeShaking: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { 'process.env.RAMPART_VERSION': JSON.stringify(version) },
};

const PARTS = {
  extension: {
    entryPoints: { extension: 'client/extension.ts' },
    format: 'cjs',
    external: ['vscode'],
    outExtension: { '.js': '.cjs' },
  },
  server: {
    entryPoints: { server: 'server/main.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    // The ES modules of these packages, so that what is not used is left out.
    mainFields: ['module', 'main'],
  },
  // Split, so that `rampart --version` reads a few kilobytes and not the whole tool.
  cli: {
    entryPoints: { rampart: 'cli/main.ts' },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
  },
};

const SHEBANG = '#!/usr/bin/env node\n';

const args = process.argv.slice(2);
const [minify, quiet] = [args.includes('--minify'), args.includes('--quiet')];
const named = args.filter(it => !it.startsWith('--'));
const unknown = named.filter(it => !(it in PARTS));
if (unknown.length) throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);

for (const part of named.length ? named : Object.keys(PARTS)) await make(part);

async function make(part) {
  const { metafile, outputFiles } = await build({ ...SHARED, ...PARTS[part], outdir: 'dist', minify, write: false }).catch(fail);
  for (const { path, contents, text } of outputFiles)
    writeWhole(path, path.endsWith('rampart.js') && !text.startsWith('#!') ? Buffer.from(SHEBANG + text) : contents);
  guard(metafile);
  if (part === 'cli') finishCli(metafile.outputs);
  if (quiet) return;
  for (const [file, { bytes }] of Object.entries(metafile.outputs))
    console.log(`${file.padEnd(40)} ${(bytes / 1024).toFixed(0).padStart(6)} KB`);
}

/** Leaves a file alone that is right already, so that a tool that runs meanwhile keeps what it reads. */
function writeWhole(path, contents) {
  mkdirSync(path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))), { recursive: true });
  if (existsSync(path) && Buffer.compare(readFileSync(path), contents) === 0) return;
  writeFileSync(path, contents);
}

/** Makes the command executable and removes chunks of earlier builds. */
function finishCli(outputs) {
  const command = 'dist/rampart.js';
  chmodSync(command, statSync(command).mode | 0o111);
  if (!existsSync('dist/chunks')) return;
  for (const file of readdirSync('dist/chunks')) if (!(`dist/chunks/${file}` in outputs)) rmSync(`dist/chunks/${file}`);
}

/** esbuild has printed what is wrong with the sources. */
function fail(error) {
  if (!error.errors) throw error;
  process.exit(1);
}

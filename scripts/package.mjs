/** Packs the extension into `rampart.vsix` and fails when it is too large or holds anything that nobody asked for. */

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { listFiles } from '@vscode/vsce';

const LARGEST = 1024 * 1024;

/** What a VSIX holds, as patterns: nothing of the sources, tests or tools. */
const WANTED = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/(extension|server)\.cjs$/,
  /^schemas\/[\w.-]+\.json$/,
  /^media\//,
];

step(process.execPath, 'scripts/build.mjs', 'extension', 'server', '--minify');
step(
  process.execPath,
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  'rampart.vsix',
);

// No package manager: the bundles hold what they need.
const files = await listFiles({ packageManager: 2 });
const surplus = files.filter(file => !WANTED.some(it => it.test(file)));
if (surplus.length) throw new Error(`the package holds what it should not: ${surplus.join(', ')}`);
const { size } = statSync('rampart.vsix');
console.log(`rampart.vsix: ${(size / 1024).toFixed(0)} KB, ${files.length} files`);
if (size >= LARGEST) throw new Error(`the package must stay below ${LARGEST / 1024} KB`);

function step(...[command, ...args]) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

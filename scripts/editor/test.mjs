/**
 * Runs the editor suite in a real VS Code: `npm run test:editor`. On Linux x64 that is the VS Code server with a browser, and a keyboard is played too;
 * elsewhere VS Code for the desktop. Fails when a story fails, when none is told, and when VS Code does not answer.
 * `npm run test:editor -- WORDS` tells only the stories whose titles hold these words.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import '../generate.mjs';
import { runKeyboard } from '../../test/vscode/keyboard.mjs';
import { openBrowser, openFolder } from './browser.mjs';
import { runOnDesktop } from './desktop.mjs';
import { createReport, follow } from './report.mjs';
import { startServer, stopOnSignals } from './server.mjs';
import { hasServer } from './setup.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
const vsix = join(root, 'rampart.vsix');
const tests = join(root, 'out/vscode/suite.cjs');
const shots = join(root, 'out/vscode');
const only = process.argv.slice(2).join(' ');

/** Milliseconds of silence until the suite has failed; one story may take half of it. On the desktop, VS Code is downloaded first. */
const patience = 60_000;

process.chdir(root);
stopOnSignals();
const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'rampart-editor-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
const report = createReport();
try {
  packUnlessFresh();
  await bundle();
  await (hasServer ? inBrowser() : onDesktop());
} catch (error) {
  report.add('VS Code runs the suite', 0, error.stack);
}
process.exit(report.close());

async function inBrowser() {
  const file = join(scratch, 'report');
  const browser = await openBrowser();
  try {
    const settings = { 'security.workspace.trust.enabled': false };
    const server = await startServer({ settings, env: { RAMPART_REPORT: file, RAMPART_STORIES: only } });
    try {
      await openFolder(browser, server, { folder: workspace(), extension: root, tests });
      const { told, failed } = await follow(file, report, patience, server.exited).catch(error => {
        throw new Error(`${error.message}\nThe server said:\n${server.output()}`);
      });
      if (!told && !only) throw new Error('VS Code was told no stories.');
      if (failed) console.log(`The server said:\n${server.output()}`.replace(/^/gm, '    '));
    } finally {
      await server.stop();
    }
    await runKeyboard({ only, browser, report, workspace, extension: root, vsix, shots });
  } finally {
    await browser.close();
  }
}

async function onDesktop() {
  const file = join(scratch, 'report');
  const ended = runOnDesktop({ folder: workspace(), extension: root, tests, env: { RAMPART_REPORT: file, RAMPART_STORIES: only } });
  await follow(file, report, 10 * patience, ended);
  // It rejects when stories failed, and those are reported already.
  await ended.catch(() => undefined);
}

/** A copy of the fixtures, for one run to change. */
function workspace() {
  const folder = mkdtempSync(join(scratch, 'workspace-'));
  cpSync(join(root, 'test/vscode/fixtures'), folder, { recursive: true });
  return folder;
}

/** VS Code loads the suite as a CommonJS module. */
async function bundle() {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  await build({
    entryPoints: ['test/vscode/suite.ts'],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** `npm test` has just built and packed; whoever runs only this suite gets what the sources say now all the same. */
function packUnlessFresh() {
  const sources = ['client', 'core', 'host-node', 'rules', 'schemas', 'server'].flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(it => it.isFile())
      .map(it => join(it.parentPath ?? it.path, it.name)),
  );
  const newest = Math.max(...[...sources, 'package.json'].map(it => statSync(it).mtimeMs));
  const products = ['dist/extension.cjs', 'dist/server.cjs', vsix];
  if (products.every(it => existsSync(it)) && statSync(vsix).mtimeMs >= newest) return;
  console.log('Packing the extension …');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.mjs'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The extension could not be packed:\n${(stdout + stderr).slice(-2000)}`);
}

/** The whole truth: everything that must hold before a change is good. Stops at nothing, names what failed, and fails if anything did. */

import { spawnSync } from 'node:child_process';
import './generate.mjs';

const STEPS = [
  ['types', 'tsc', '-p', '.'],
  ['types of the core, without Node or DOM', 'tsc', '-p', 'tsconfig.core.json'],
  ['format and lint', 'biome', 'check', '--max-diagnostics=30', '.'],
  ['unit tests', 'node', 'scripts/test.mjs'],
  ['documentation is up to date', 'node', 'scripts/run.mjs', 'scripts/docs.ts', '--check'],
  ['build', 'node', 'scripts/build.mjs'],
  ['package', 'node', 'scripts/package.mjs'],
  ['editor', 'npm', 'run', '--silent', 'test:editor'],
];

const failed = STEPS.filter(([title, command, ...args]) => {
  const started = performance.now();
  console.log(`\n── ${title}`);
  const passed = run(command, args);
  console.log(`── ${title}: ${passed ? 'good' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return !passed;
}).map(([title]) => title);

console.log(failed.length ? `\nFailed: ${failed.join(', ')}.` : '\nEverything holds.');
process.exitCode = failed.length ? 1 : 0;

/** Tools of this project are found without a shell, so that the same line works everywhere. */
function run(command, args) {
  const env = { ...process.env, PATH: `${process.cwd()}/node_modules/.bin${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}` };
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env, shell });
  if (error) console.error(error.message);
  return status === 0;
}

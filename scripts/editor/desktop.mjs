/** Downloads VS Code for the desktop and runs Rampart in it: for macOS, Windows, and Linux on other processors than x64. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';

/** The version that code-server in setup.mjs carries, so that every platform tests the same. */
const version = '1.100.3';

/** Resolves when VS Code has ended, and rejects when the suite failed, too; how each story ended is in its report. `env` is added to what the suite sees. */
export function runOnDesktop({ folder, extension, tests, env }) {
  return withUser(user =>
    runTests({
      version,
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      extensionTestsEnv: env,
      launchArgs: [folder, '--user-data-dir', user, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
    }),
  );
}

/** Opens a folder with the extension loaded; resolves when the window is closed. */
export async function openOnDesktop({ folder, extension }) {
  const executable = await downloadAndUnzipVSCode(version);
  await withUser(user => {
    const args = [folder, `--extensionDevelopmentPath=${extension}`, '--user-data-dir', user, '--skip-welcome', '--wait'];
    const code = spawn(executable, args, { stdio: 'ignore' });
    return new Promise((resolve, reject) => code.once('exit', resolve).once('error', reject));
  });
}

/** Gives a folder for what VS Code keeps of a user, so that nobody's own settings count or change. */
async function withUser(run) {
  const user = mkdtempSync(join(tmpdir(), 'rampart-user-'));
  try {
    return await run(user);
  } finally {
    rmSync(user, { recursive: true, force: true, maxRetries: 5 });
  }
}

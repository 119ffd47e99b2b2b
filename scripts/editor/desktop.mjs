/** Downloads VS Code for the desktop and runs the suite in it: for macOS, Windows, and Linux on other processors than x64. */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { runTests } from '@vscode/test-electron';

/** The version that code-server in setup.mjs carries, so that every platform tests the same. */
const version = '1.100.3';

/** Resolves when VS Code has ended, whatever the suite found: that is in its report. `env` is added to what the suite sees. */
export async function runOnDesktop({ folder, extension, tests, env }) {
  const user = mkdtempSync(join(tmpdir(), 'rampart-user-'));
  try {
    await runTests({
      version,
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      extensionTestsEnv: env,
      launchArgs: [folder, '--user-data-dir', user, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
    });
  } finally {
    rmSync(user, { recursive: true, force: true });
  }
}

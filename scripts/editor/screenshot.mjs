/** Takes the picture of the README, `docs/images/editor.png`, in a real VS Code: `npm run screenshot`. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '../generate.mjs';
import { command, openBrowser, openFile, openFolder, problems } from './browser.mjs';
import { startServer, stopOnSignals } from './server.mjs';

const settings = {
  'breadcrumbs.enabled': false,
  'editor.fontSize': 13,
  'editor.guides.indentation': false,
  'editor.lineHeight': 19,
  'editor.minimap.enabled': false,
  'editor.renderLineHighlight': 'none',
  'editor.scrollBeyondLastLine': false,
  'explorer.compactFolders': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
  'problems.defaultViewMode': 'tree',
};

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
process.chdir(root);
stopOnSignals();
const { status } = spawnSync(process.execPath, ['scripts/build.mjs', 'extension', 'server', '--quiet'], { stdio: 'inherit' });
if (status !== 0) process.exit(1);

const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'rampart-picture-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
const folder = join(scratch, 'leaky');
cpSync('examples/leaky', folder, { recursive: true });

mkdirSync('docs/images', { recursive: true });

const browser = await openBrowser();
const server = await startServer({ settings });
try {
  const page = await openFolder(browser, server, { folder, extension: root, trust: true });
  await openFile(page, 'edge/kubeadm.yaml');
  await page.locator('.tab.active').dblclick();
  await command(page, 'Rampart: Scan Workspace');
  await page.locator('.notification-toast').filter({ hasText: 'Rampart found' }).waitFor();
  await command(page, 'Notifications: Clear All Notifications');
  const rows = await problems(page);
  await rows.filter({ hasText: 'apiserver/require-rbac-authorization' }).first().click();
  await page.locator('.squiggly-error').first().waitFor();
  await command(page, 'View: Focus Active Editor Group');
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row').first().waitFor();
  // The picture is taken when nothing moves any more, and the pointer shows no hint.
  await page.mouse.move(700, 855);
  await page.waitForTimeout(1000);
  await page.screenshot({ path: 'docs/images/editor.png' });
} finally {
  await browser.close();
  await server.stop();
}

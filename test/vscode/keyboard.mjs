/** What a person does in VS Code with the keyboard, and reads on the screen: played in a browser, with the extension from its sources and from its package. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, lines, openFile, openFolder, problems } from '../../scripts/editor/browser.mjs';
import { startServer } from '../../scripts/editor/server.mjs';

const verbs = 'rbac/no-wildcard-verbs';

/** Plays every story whose title holds `only`, and adds each to `report`. A story that fails leaves a picture of the screen in the folder `shots`. */
export async function runKeyboard({ only, browser, report, workspace, extension, vsix, shots }) {
  for (const [index, { title, packaged, trust, play }] of stories.filter(it => it.title.includes(only)).entries()) {
    const started = performance.now();
    let server;
    let page;
    let failure;
    try {
      server = await startServer();
      if (packaged) await server.install(vsix);
      const folder = workspace();
      page = await openFolder(browser, server, { folder, trust, ...(!packaged && { extension }) });
      await play({ page, folder });
    } catch (error) {
      const shot = join(shots, `keyboard-${index + 1}.png`);
      await page?.screenshot({ path: shot });
      failure = `${error.stack}\n${page ? `The screen is in ${shot}\n` : ''}The server said:\n${server?.output() ?? 'nothing'}`;
    } finally {
      await page?.context().close();
      await server?.stop();
    }
    report.add(title, performance.now() - started, failure);
  }
}

const stories = [
  {
    title: 'by keyboard: a quick fix, and an exception with its reason',
    trust: true,
    async play({ page, folder }) {
      await openFile(page, 'roles.yaml', 9, 14);
      await finding(page, verbs);
      await page.keyboard.press('Control+.');
      await option(page, 'Allow reading only').waitFor();
      await choose(page, 'Allow reading only');
      await eventually(() => lines(page), '    verbs: ["get", "list", "watch"]  # for now');

      await openFile(page, 'closed.yaml', 8, 18);
      await finding(page, 'rbac/no-wildcard-resources');
      await page.keyboard.press('Control+.');
      await choose(page, 'Ignore rbac/no-wildcard-resources here');
      await page.getByPlaceholder('The reason, in one line').waitFor();
      await page.keyboard.type('restored from what it saw');
      await page.keyboard.press('Enter');
      const ignored = '    resources: ["*"] # rampart-ignore rbac/no-wildcard-resources -- restored from what it saw';
      await eventually(() => lines(page), ignored);
      await page.keyboard.press('Control+S');
      await eventually(() => readFileSync(join(folder, 'rbac/closed.yaml'), 'utf8').split('\n'), ignored);
    },
  },
  {
    title: 'in Restricted Mode: findings, and the scan of the workspace',
    trust: false,
    async play({ page }) {
      await page.locator('.statusbar').getByText('Restricted Mode').waitFor();
      await openFile(page, 'roles.yaml');
      await finding(page, verbs);
      await command(page, 'Rampart: Scan Workspace');
      await finding(page, 'rbac/no-wildcard-resources');
    },
  },
  {
    title: 'the packaged extension: findings of an open file',
    packaged: true,
    trust: true,
    async play({ page }) {
      await openFile(page, 'roles.yaml');
      await finding(page, verbs);
    },
  },
];

/** Waits until the Problems panel shows a finding of a rule, with the keyboard back in the editor after that. */
async function finding(page, rule) {
  const rows = await problems(page, rule);
  await rows
    .filter({ hasText: `rampart${rule}` })
    .first()
    .waitFor();
  await command(page, 'View: Focus Active Editor Group');
}

const option = (page, title) => page.locator('.action-widget .monaco-list-row').filter({ hasText: title });

/** Goes down the menu that is open until the action is marked, and takes it. */
async function choose(page, title) {
  await option(page, title).waitFor();
  const marked = page.locator('.action-widget .monaco-list-row.focused');
  for (let steps = 0; steps < 30; steps++) {
    if ((await marked.textContent())?.includes(title)) return page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`the keyboard does not reach "${title}"`);
}

/** Waits until one of the lines that `look` gives is this one. */
async function eventually(look, line) {
  const started = performance.now();
  let seen = [];
  while (performance.now() - started < 10_000) {
    seen = await look();
    if (seen.includes(line)) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  assert.fail(`no line reads ${JSON.stringify(line)}:\n${seen.join('\n')}`);
}

/** Opens VS Code in a browser without a window, and does there what a person does with keyboard and mouse. */

import { chromium } from 'playwright-core';
import { setUpBrowser } from './setup.mjs';

/** Starts the browser; `close()` it in the end. */
export async function openBrowser() {
  const { executablePath, env } = await setUpBrowser();
  return chromium.launch({ executablePath, env, args: flags });
}

/**
 * Opens a folder in VS Code and returns its page, a playwright `Page`. `extension` is the folder of an extension under development, `tests` the
 * module whose `run()` VS Code calls in the extension host. Without `tests` VS Code asks whether to trust the folder: `trust` says the answer.
 */
export async function openFolder(browser, server, { folder, extension, tests, trust, size = { width: 1400, height: 860 }, scale = 1 }) {
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: scale, reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(server.address(query(server, { folder, extension, tests })));
  await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
  if (trust !== undefined)
    await page
      .getByRole('button', { name: trust ? 'Yes, I trust the authors' : "No, I don't trust the authors" })
      .click({ timeout: 30_000 });
  return page;
}

/** What the address of the page says beside the token: the folder to open and the extension and tests to load. */
export function query(server, { folder, extension, tests }) {
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', server.uri(extension)]);
  if (tests) payload.push(['extensionTestsPath', server.uri(tests)]);
  return { folder, payload: JSON.stringify(payload) };
}

/** Opens a file of the folder by typing its name, and puts the cursor at `line` and `column` (from 1). */
export async function openFile(page, name, line = 1, column = 1) {
  const base = name.split('/').at(-1);
  await pick(page, 'Control+P', `${name}:${line}:${column}`, base);
  await page.locator('.tab.active').filter({ hasText: base }).waitFor();
}

/** Runs a command by its title, from the palette. */
export async function command(page, title) {
  await pick(page, 'F1', `>${title}`, title);
}

/** The lines of the open file that are on the screen, from top to bottom. */
export async function lines(page) {
  const seen = await page.locator('.editor-instance .view-line').evaluateAll(all =>
    all
      .map(it => ({ top: it.getBoundingClientRect().top, text: it.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(it => it.text),
  );
  return seen.map(it => it.replaceAll('\u00a0', ' '));
}

/** Opens the Problems panel, shows only the problems that hold `text`, and gives their rows, files included. */
export async function problems(page, text = '') {
  await command(page, 'View: Focus Problems');
  const panel = page.locator('.markers-panel');
  await page.locator('.panel input[placeholder^="Filter"]').fill(text);
  return panel.locator('.monaco-list-row');
}

/** Takes the first thing offered, as soon as that is what was meant: the list lags behind what is typed. */
async function pick(page, key, typed, meant) {
  const input = page.locator('.quick-input-widget input[type=text]');
  await page.keyboard.press(key);
  await input.fill(typed);
  await page.locator('.quick-input-list .monaco-list-row').first().filter({ hasText: meant }).waitFor();
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

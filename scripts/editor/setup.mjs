/** Installs, from the npm registry alone, the VS Code server and the browser that the editor suite, `npm start` and `npm run screenshot` use. */

import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** code-server 4.100.3 is VS Code 1.100.3, the last one that runs on Node 20; Chromium 143 is the last packaged for Node 20. */
const codeServer = '4.100.3';
const chromium = '143.0.4';

/**
 * Everything that is set up lies here: ignored by git, safe to delete, and outside the lock file: half a gigabyte that `npm ci` is spared,
 * and the browser (64 MB even packed) is of use only on Linux x64 without one. playwright-core (14 MB) is needed everywhere, and stays in the lock file.
 */
export const cache = fileURLToPath(new URL('../../.vscode-test/', import.meta.url));

/** Whether the VS Code server and the packaged browser run here; elsewhere VS Code itself is downloaded by @vscode/test-electron. */
export const hasServer = process.platform === 'linux' && process.arch === 'x64';

/** The path of the server's `server-main.js`; installs it (about ten seconds) when it is not there yet. */
export async function setUpServer() {
  if (!hasServer) throw new Error(`The VS Code server is set up on Linux x64 only, and this is ${process.platform} ${process.arch}.`);
  const folder = join(cache, `code-server-${codeServer}`);
  await once(folder, async partial => {
    say(`Installing the VS Code server (code-server ${codeServer}) into .vscode-test …`);
    await npm('install', '--prefix', partial, '--no-save', `code-server@${codeServer}`);
    await npm('install', '--prefix', join(partial, 'node_modules/code-server/lib/vscode'), '--omit=dev');
  });
  return join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
}

/**
 * How to start a Chromium: `{ executablePath, env }` as playwright-core takes them. CHROME_PATH wins, then an installed one that starts;
 * otherwise one is installed from npm (about fifteen seconds), with its own libraries and fonts for machines that have none.
 */
export async function setUpBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (await starts(named, process.env)) return { executablePath: named, env: process.env };
    throw new Error(`CHROME_PATH names ${named}, which does not start as a browser.`);
  }
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const executablePath = onPath(name);
    if (executablePath && (await starts(executablePath, process.env))) return { executablePath, env: process.env };
  }
  if (!hasServer) throw new Error('No Chromium or Chrome was found. Install one, or name it in CHROME_PATH.');
  const folder = join(cache, `chromium-${chromium}`);
  await once(folder, async partial => {
    say(`Installing a browser (@sparticuz/chromium ${chromium}) into .vscode-test …`);
    await npm('install', '--prefix', partial, '--no-save', `@sparticuz/chromium@${chromium}`);
    await unpack(partial);
    writeFileSync(join(partial, 'fonts/fonts.conf'), FONTS);
    rmSync(join(partial, 'node_modules'), { recursive: true });
  });
  const executablePath = join(folder, 'chromium');
  const own = { ...process.env, LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
  const fonts = existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').length > 0;
  if (!fonts) Object.assign(own, { FONTCONFIG_PATH: join(folder, 'fonts') });
  // The machine's own libraries fit it best; the packaged ones are for a machine that has none.
  for (const env of [{ ...own, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' }, own]) {
    if (await starts(executablePath, env)) return { executablePath, env };
  }
  throw new Error('The browser from npm does not start on this machine. Install Chromium, or name one in CHROME_PATH.');
}

/** The package's own file names folders that are not there. */
const FONTS = '<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>';

/** Runs `fill` on an empty folder and moves it into place when it is whole, so that an interrupted set-up leaves nothing half done. */
async function once(folder, fill) {
  if (existsSync(folder)) return;
  const partial = `${folder}.${process.pid}.partial`;
  mkdirSync(partial, { recursive: true });
  try {
    await fill(partial);
    // Another set-up may have finished meanwhile, and its folder is as good as this one.
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Install scripts never run: those of code-server refuse root and compile natives that nothing here needs. */
async function npm(...args) {
  const own = process.env.npm_execpath ?? '';
  const command = own.endsWith('npm-cli.js') ? [process.execPath, own] : ['npm'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { code, output } = await run([...command, ...args, ...quiet], process.env, 300_000);
  if (code !== 0) throw new Error(`npm could not install what the editor tests need (${args.at(-1)}):\n${output.trim()}`);
}

/** The package unpacks into the temporary folder, and its libraries only where it believes to be on Amazon Linux: so it is told both. */
async function unpack(folder) {
  const entry = pathToFileURL(join(folder, 'node_modules/@sparticuz/chromium/build/esm/index.js')).href;
  const script = `import(${JSON.stringify(entry)}).then(it => it.default.executablePath())`;
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const { code, output } = await run([process.execPath, '-e', script], env, 120_000);
  if (code !== 0) throw new Error(`The browser could not be unpacked:\n${output.trim()}`);
}

async function starts(executablePath, env) {
  const { code, output } = await run([executablePath, '--version'], env, 10_000);
  return code === 0 && /chrom|edge/i.test(output);
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(it => join(it, name))
    .find(it => {
      try {
        accessSync(it, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The exit code (null when it could not start or took too long) and everything that was printed. */
function run([command, ...args], env, timeout) {
  return new Promise(resolve => {
    const child = spawn(command, args, { env, timeout, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', it => {
        output += it;
      });
    child.on('error', error => resolve({ code: null, output: error.message }));
    child.on('close', code => resolve({ code, output }));
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    say(`VS Code server: ${await setUpServer()}`);
    say(`Browser: ${(await setUpBrowser()).executablePath}`);
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}

/** Starts the VS Code server on loopback, and stops it together with everything it started. */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, setUpServer } from './setup.mjs';

/** What the server says about things it can do without: native helpers that are not built, and a gallery it is never asked to reach. */
const noise =
  /spdlog|native-watchdog|bindings|→|^\s+at |^\s*['\]}]|tries: \[|vsda|gallery|marketplace|^\s*$|default profile extensions|ComputeTargetPlatform/i;

/**
 * Starts a server with a fresh data folder and resolves when its page can be opened.
 * `settings` are the user's settings, `env` is added to what extensions see.
 * The result: `address(query)` to open (it carries the token without which the server answers nobody), `uri(path)` of a file as the page
 * names it, `install(vsix)`, `output()` (what it said so far), `exited` (a promise) and `stop()`.
 */
export async function startServer({ settings = {}, env = {} } = {}) {
  const main = await setUpServer();
  mkdirSync(cache, { recursive: true });
  const data = mkdtempSync(join(cache, 'data-'));
  const user = join(data, 'data/User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));

  const token = randomUUID();
  const common = ['--server-data-dir', data, '--accept-server-license-terms', '--telemetry-level', 'off'];
  const start = args =>
    spawn(process.execPath, [main, ...common, ...args], {
      // A process group of its own, so that the extension hosts it forks can be stopped with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
  const server = start(['--host', '127.0.0.1', '--port', '0', '--connection-token', token]);
  let said = '';
  const hear = chunk => {
    said += chunk;
  };
  server.stdout.on('data', hear);
  server.stderr.on('data', hear);

  const exited = new Promise(resolve => server.once('exit', resolve));
  const kill = () => {
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.once('exit', kill);
  const stop = async () => {
    kill();
    await exited;
    process.off('exit', kill);
    kill();
  };

  try {
    const port = await ready(server, () => said);
    const host = `127.0.0.1:${port}`;
    return {
      address: (query = {}) => `http://${host}/?${new URLSearchParams({ tkn: token, ...query })}`,
      uri: path => `vscode-remote://${host}${path}`,
      install: vsix => finished(start(['--install-extension', vsix])),
      output: () =>
        said
          .split('\n')
          .filter(it => !noise.test(it))
          .join('\n'),
      exited,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends this program when it is told to stop, or when the one that started it is gone, by way of `exit`: so a server that runs is stopped too. */
export function stopOnSignals() {
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) process.once(signal, () => process.exit(code));
  // npm ends its shell, but not what runs in it.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(143), 1000).unref();
}

const quiet = {
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The port, when the server says that its page is there. */
async function ready(server, said) {
  const from = Date.now();
  while (Date.now() - from < 60_000) {
    const port = /Web UI available at http:\/\/[^:\s]+:(\d+)/.exec(said())?.[1];
    if (port) return port;
    if (server.exitCode !== null || server.signalCode !== null) break;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`The VS Code server did not start. It said:\n${said()}`);
}

async function finished(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', it => {
      output += it;
    });
  const code = await new Promise(resolve => child.once('close', resolve));
  if (code !== 0) throw new Error(`The VS Code server refused:\n${output}`);
}

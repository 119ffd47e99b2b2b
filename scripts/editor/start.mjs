/** Opens VS Code for a newcomer, with Rampart loaded on `examples/leaky`: `npm start`. On Linux x64 it is served on loopback until Ctrl+C. */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '../generate.mjs';
import { query } from './browser.mjs';
import { openOnDesktop } from './desktop.mjs';
import { startServer, stopOnSignals } from './server.mjs';
import { hasServer } from './setup.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
const opened = { folder: join(root, 'examples/leaky'), extension: root };
const hint = 'A good start is platform/rbac/roles.yaml, or "Rampart: Scan Workspace" in the command palette (F1).';

process.chdir(root);
stopOnSignals();
try {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', 'extension', 'server', '--quiet'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The extension could not be built.');
  await (hasServer ? serve() : openWindow());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function serve() {
  const server = await startServer();
  console.log(`
VS Code runs with Rampart on examples/leaky. Open this address in your browser:

  ${server.address(query(server, opened))}

${hint}
Ctrl+C stops it.
`);
  await server.exited;
  throw new Error(`The VS Code server has stopped by itself. It said:\n${server.output()}`);
}

async function openWindow() {
  console.log(`Opening VS Code with Rampart on examples/leaky. ${hint}`);
  await openOnDesktop(opened);
}

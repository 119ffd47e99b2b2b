/** Holds what the bundles may reach: no network, no child process, no evaluated text, beyond what the language server protocol's own library brings. */

import { readFileSync } from 'node:fs';

/**
 * Modules of Node that a bundle may import. `vscode-jsonrpc` and `vscode-languageserver` import `net` and `child_process`
 * for transports (sockets, pipes, forked servers) that Rampart does not use: they are allowed where that library is, and nowhere else.
 * The client starts its server as a process of the editor's own Node: that is the library's work too.
 */
const FILES = [
  'fs',
  'fs/promises',
  'path',
  'os',
  'url',
  'util',
  'process',
  'module',
  'events',
  'stream',
  'buffer',
  'worker_threads',
  'string_decoder',
];
const TRANSPORTS = ['net', 'child_process', 'crypto', 'readline'];
const LIBRARY = /node_modules\/vscode-(jsonrpc|languageserver|languageclient)\//;

/** Throws on the first bundle that breaks the rule. `outputs` and `inputs` are those of esbuild's metafile. */
export function guard({ outputs, inputs }) {
  for (const [file, { imports, inputs: parts }] of Object.entries(outputs)) {
    const carriesLibrary = Object.keys(parts).some(it => LIBRARY.test(it));
    const allowed = ['vscode', ...FILES, ...(carriesLibrary ? TRANSPORTS : [])];
    for (const { path, external } of imports) {
      if (external && !allowed.includes(path.replace(/^node:/, ''))) throw new Error(`${file} must not import ${path}`);
    }
    const text = readFileSync(file, 'utf8');
    const evaluates = /\bnew Function\b|(?<![.\w$])eval\(/.exec(text);
    if (evaluates) throw new Error(`${file} must not hold ${evaluates[0]}: ${text.slice(evaluates.index - 40, evaluates.index + 60)}`);
  }
  for (const [file, { imports }] of Object.entries(inputs)) {
    if (file.includes('node_modules/')) continue;
    for (const { path, external } of imports) {
      if (external && TRANSPORTS.slice(0, 2).includes(path.replace(/^node:/, ''))) throw new Error(`${file} must not import ${path}`);
    }
  }
}

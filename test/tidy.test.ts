/** Rules that the code of this project keeps. Each failure says what to do. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { rules } from '../rules/index.ts';

/** What the files of a folder may import besides that folder itself. Read it as the arrows of ARCHITECTURE.md. `node:` stands for Node's own modules. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['yaml', 'schemas/validators.js'],
  rules: ['#core'],
  'host-node': ['core', 'node:', 'ignore', 'picomatch', 'vscode-uri'],
  server: ['core', 'rules/index.ts', 'vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
  cli: ['core', 'rules/index.ts', 'host-node', 'server/node.ts', 'node:', 'commander', 'picocolors', 'picomatch'],
  client: ['vscode', 'vscode-languageclient', 'server/protocol.ts'],
};

/** What single files may import beyond their folder's list, and why. */
const EXCEPTIONS: Readonly<Record<string, { readonly may: readonly string[]; readonly because: string }>> = {
  'server/node.ts': { may: ['host-node', 'node:'], because: 'it is where the server meets Node' },
  'server/main.ts': { may: ['node:'], because: 'it starts the server in a Node process' },
  'client/extension.ts': { may: ['node:'], because: 'it starts the server on the desktop' },
};

/** Modules that reach beyond this process, and that no source file may import. */
const FORBIDDEN_MODULES = ['child_process', 'http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'cluster', 'vm', 'inspector', 'repl'];

const SHIPPED = Object.keys(MAY_IMPORT).flatMap(filesBelow);
const ALL = [...SHIPPED, ...['test', 'bench', 'scripts'].flatMap(filesBelow)];

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(it => `${folder}/${it.replaceAll('\\', '/')}`)
    .filter(it => /\.(ts|mjs)$/.test(it) && it !== 'rules/index.ts')
    .sort();
}

const read = (file: string): string => readFileSync(file, 'utf8');

/** Source text without comments and without the text of string and template literals, so that words in prose do not count. */
const codeOf = (file: string): string =>
  read(file).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, it => (it.startsWith('/') ? ' ' : "''"));

describe('the tree', () => {
  it('is there', () => {
    for (const folder of Object.keys(MAY_IMPORT)) assert.ok(filesBelow(folder).length, `${folder}/ holds no source`);
  });

  it('keeps the direction of dependencies', () => {
    for (const file of SHIPPED) {
      const folder = file.split('/')[0]!;
      const may = [`${folder}/`, ...MAY_IMPORT[folder]!, ...(EXCEPTIONS[file]?.may ?? [])];
      for (const specifier of importsOf(file)) {
        const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
        const allowed = may.some(it => target === it || target.startsWith(/[/:]$/.test(it) ? it : `${it}/`));
        assert.ok(allowed, `${file} must not import ${specifier}: it may import ${may.join(', ')}`);
      }
    }
    for (const file of Object.keys(EXCEPTIONS)) assert.ok(existsSync(file), `the exception for ${file} is about a file that is gone`);
  });

  it('lets the client import types only from the server', () => {
    for (const file of filesBelow('client')) {
      for (const [line] of read(file).matchAll(/^import [^;]*?'\.\.\/server\/[^;]*;/gm)) assert.match(line, /^import type /, `${file}: ${line}`);
    }
  });

  it('lets no rule import another', () => {
    for (const file of filesBelow('rules')) {
      for (const specifier of importsOf(file)) assert.equal(specifier, '#core', `${file} imports ${specifier}`);
    }
  });

  it('names every rule after its file', () => {
    const files = filesBelow('rules').map(it => it.slice('rules/'.length, -'.ts'.length));
    assert.deepEqual(rules.map(it => it.id).sort(), files);
  });

  it('knows the list of rules in one place only', () => {
    for (const file of SHIPPED.filter(it => !it.startsWith('rules/'))) {
      for (const { id } of rules) assert.ok(!new RegExp(`['"\`]${id}['"\`]`).test(read(file)), `${file} knows the rule ${id}`);
    }
  });
});

describe('source files', () => {
  it('open with what they are for', () => {
    for (const file of ALL.filter(it => !it.startsWith('rules/'))) {
      assert.match(read(file), /^\/\*\*\s[^]*?[.:]\s*\*\//, `${file} needs to open with a sentence like /** What this file is for. */`);
    }
  });

  it('are short enough to be read at once', () => {
    for (const file of SHIPPED) {
      const [folder] = file.split('/');
      const most = folder === 'rules' ? 150 : folder === 'core' ? 250 : 400;
      const lines = read(file).split('\n').length;
      if (!file.startsWith('core/facts/')) assert.ok(lines <= most, `${file} has ${lines} lines, and ${most} are enough: split it by noun`);
    }
  });

  it('are named by nouns', () => {
    for (const file of ALL) assert.doesNotMatch(posix.basename(file), /utils?|helpers?|manager|impl|misc|common/i, `${file}: name it after what it holds`);
  });

  it('use the language sparingly', () => {
    for (const file of ALL.filter(it => it.endsWith('.ts'))) {
      const code = codeOf(file);
      assert.doesNotMatch(code, /(?<![\w.])any(?=\s*[;,)\]>=|&]|\[\])/, `${file}: say what it is instead of any`);
      assert.doesNotMatch(code, /^\s*(export\s+)?(declare\s+)?(const\s+)?(enum|namespace)\s+\w/m, `${file}: no enum, no namespace`);
      if (!file.startsWith('rules/')) assert.doesNotMatch(code, /^export default/m, `${file}: only rules have a default export`);
      assert.doesNotMatch(code, /@ts-(ignore|nocheck)/, file);
    }
  });

  it('have nothing unfinished or switched off', () => {
    for (const file of ALL.filter(it => it !== 'test/tidy.test.ts')) {
      assert.doesNotMatch(read(file), /\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(skip|only|todo)\b/, file);
    }
  });

  it('reach no network, start no process and evaluate nothing', () => {
    for (const file of SHIPPED) {
      for (const specifier of importsOf(file)) {
        assert.ok(!FORBIDDEN_MODULES.includes(specifier.replace(/^node:/, '').split('/')[0]!), `${file} must not import ${specifier}`);
      }
      const code = codeOf(file);
      assert.doesNotMatch(code, /\bnew Function\b|(?<![.\w$])eval\s*\(|(?<![.\w$])(fetch|XMLHttpRequest|WebSocket)\s*\(/, file);
      assert.doesNotMatch(code, /\bimport\s*\((?!\s*'')/, `${file}: import() takes a literal`);
    }
  });

  it('keep the core free of time, files and logs', () => {
    for (const file of SHIPPED.filter(it => /^(core|rules)\//.test(it))) {
      assert.doesNotMatch(codeOf(file), /\b(console|process|performance|setTimeout|setInterval|Date)\b\s*[.(]|\bnew Date\b|\bthrow\b/, file);
    }
  });
});

describe('the package', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

  it('pins every version', () => {
    for (const field of ['dependencies', 'devDependencies']) {
      for (const [name, version] of Object.entries(manifest[field]!)) assert.match(version, /^\d+\.\d+\.\d+$/, `${name} must be pinned exactly`);
    }
  });

  it('has a lock file that names no host', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved": *"https?:/);
  });

  it('runs nothing when it is installed', () => {
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'vscode:prepublish']) {
      assert.ok(!(hook in manifest['scripts']!), `the script ${hook} would run unasked`);
    }
  });

  it('has scripts that all start by generating', () => {
    for (const [name, command] of Object.entries(manifest['scripts']!)) {
      const script = /^node (scripts\/[\w/.-]+\.mjs)/.exec(command)?.[1];
      assert.ok(script && existsSync(script), `${name}: "${command}" must start with a script of scripts/`);
      const generates = script === 'scripts/generate.mjs' || /generate\.mjs'/.test(read(script)) || /build\.mjs/.test(read(script));
      assert.ok(generates, `${name}: ${script} must import generate.mjs`);
    }
  });

  it('says in its README what continuous integration runs', () => {
    const commands = read('README.md').match(/^npm ci && .*$/gm) ?? [];
    assert.deepEqual(commands, ['npm ci && npm run scan -- --exit-zero examples/leaky', 'npm ci && npm test']);
    for (const [, name] of commands.join('\n').matchAll(/npm (?:run )?(?!ci)([\w:-]+)/g)) assert.ok(name! in manifest['scripts']!, `no script ${name}`);
  });

  it('links only to files that are there', () => {
    for (const page of readdirSync('.').filter(it => it.endsWith('.md'))) {
      for (const [, target] of read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) assert.ok(existsSync(target!), `${page} links to ${target}`);
    }
  });
});

/** Specifiers of imports, re-exports and `import()`. */
function importsOf(file: string): string[] {
  const text = read(file).replace(/text`(?:\\.|[^`\\])*`/g, '``');
  return [...text.matchAll(/^(?:import|export)\b[^;`]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(it => (it[1] ?? it[2] ?? it[3])!);
}

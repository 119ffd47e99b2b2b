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
  server: [
    'core',
    'rules/index.ts',
    'vscode-languageserver',
    'vscode-languageserver-protocol',
    'vscode-languageserver-textdocument',
    'vscode-uri',
  ],
  cli: ['core', 'rules/index.ts', 'host-node', 'server/node.ts', 'node:', 'picocolors', 'picomatch'],
  client: ['vscode', 'vscode-languageclient', 'server/protocol.ts'],
};

/** What single files may import beyond their folder's list, and why. */
const EXCEPTIONS: Readonly<Record<string, { readonly may: readonly string[]; readonly because: string }>> = {
  'server/node.ts': { may: ['host-node', 'node:'], because: 'it is where the server meets Node' },
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

const TOKEN = /\/\*[\s\S]*?\*\/|(?<!\\)\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

const isComment = (token: string): boolean => token.startsWith('/');

/** Source text without comments and without the text of literals, so that words in prose do not count. */
const codeOf = (file: string): string => read(file).replace(TOKEN, it => (isComment(it) ? ' ' : "''"));

/** Source text without comments. */
const statementsOf = (file: string): string => read(file).replace(TOKEN, it => (isComment(it) ? ' ' : it));

/** Fails with all that is wrong, one a line. */
function none(faults: readonly (string | false | undefined)[]): void {
  const all = faults.filter(it => it);
  assert.ok(!all.length, `\n${all.join('\n')}`);
}

/** A fault where the code of a file says this. */
function says(file: string, pattern: RegExp, advice: string): string | false {
  const found = pattern.exec(codeOf(file));
  return found ? `${file}: "${found[0].trim()}": ${advice}` : false;
}

describe('the tree', () => {
  it('is there', () => {
    for (const folder of Object.keys(MAY_IMPORT)) assert.ok(filesBelow(folder).length, `${folder}/ holds no source`);
  });

  it('keeps the direction of dependencies', () => {
    none(
      SHIPPED.flatMap(file => {
        const folder = file.split('/')[0]!;
        const may = [`${folder}/`, ...MAY_IMPORT[folder]!, ...(EXCEPTIONS[file]?.may ?? [])];
        const isAllowed = (target: string): boolean => may.some(it => target === it || target.startsWith(/[/:]$/.test(it) ? it : `${it}/`));
        return importsOf(file)
          .filter(it => !isAllowed(it.startsWith('.') ? posix.join(posix.dirname(file), it) : it))
          .map(it => `${file} must not import ${it}: it may import ${may.join(', ')}`);
      }),
    );
    none(Object.keys(EXCEPTIONS).map(file => !existsSync(file) && `the exception for ${file} is about a file that is gone`));
  });

  it('lets the client import types only from the server', () => {
    const lines = filesBelow('client').flatMap(file =>
      [...read(file).matchAll(/^import [^;]*?'\.\.\/server\/[^;]*;/gm)].map(it => [file, it[0]] as const),
    );
    none(lines.map(([file, line]) => !line.startsWith('import type ') && `${file}: ${line}`));
  });

  it('lets no rule import another', () => {
    none(filesBelow('rules').flatMap(file => importsOf(file).map(it => it !== '#core' && `${file} imports ${it}`)));
  });

  it('names every rule after its file', () => {
    const files = filesBelow('rules')
      .map(it => it.slice('rules/'.length, -'.ts'.length))
      .sort();
    assert.deepEqual(rules.map(it => it.id).sort(), files);
  });

  it('knows the list of rules in one place only', () => {
    const others = SHIPPED.filter(it => !it.startsWith('rules/'));
    none(others.flatMap(file => rules.map(({ id }) => statementsOf(file).includes(`'${id}'`) && `${file} knows the rule ${id}`)));
  });
});

describe('documents', () => {
  const pages = readdirSync('.').filter(it => it.endsWith('.md'));

  it('link only to files that are there', () => {
    none(
      pages.flatMap(page =>
        [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, it]) => !existsSync(it!) && `${page} links to ${it}`),
      ),
    );
  });

  it('name only scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = pages.flatMap(page =>
      [...read(page).matchAll(/`npm (start|test|run [\w:-]+)|^npm (start|test|run [\w:-]+)/gm)].map(it => [page, it[1] ?? it[2]!] as const),
    );
    none(commands.map(([page, it]) => !(it.replace('run ', '') in scripts) && `${page} says npm ${it}`));
  });

  it('name only rules that are there', () => {
    const areas = [...new Set(rules.map(it => it.id.split('/')[0]))].join('|');
    const named = pages.flatMap(page =>
      [...read(page).matchAll(new RegExp(`(?<![\\w/])(?:${areas})/(?:no|require)-[a-z-]+`, 'g'))].map(it => [page, it[0]] as const),
    );
    none(named.map(([page, id]) => id !== 'rbac/no-something' && !rules.some(it => it.id === id) && `${page} names ${id}`));
  });
});

describe('source files', () => {
  it('open with what they are for', () => {
    const needed = ALL.filter(it => !it.startsWith('rules/'));
    none(
      needed.map(
        file =>
          !/^\/\*\*\s[\s\S]*?[.:]\s*\*\//.test(read(file)) && `${file} needs to open with a sentence like /** What this file is for. */`,
      ),
    );
  });

  it('are short enough to be read at once', () => {
    none(
      SHIPPED.filter(it => !it.startsWith('core/facts/')).map(file => {
        const most = file.startsWith('rules/') ? 150 : file.startsWith('core/') ? 250 : 400;
        const lines = read(file).split('\n').length - 1;
        return lines > most && `${file} has ${lines} lines, and ${most} are enough: split it by noun`;
      }),
    );
  });

  it('are named by nouns', () => {
    none(
      ALL.map(
        file => /utils?\b|helpers?\b|manager|impl\b|misc\b|common\b/i.test(posix.basename(file)) && `${file}: name it after what it holds`,
      ),
    );
  });

  it('use the language sparingly', () => {
    none(
      ALL.filter(it => it.endsWith('.ts')).flatMap(file => [
        says(file, /[:<,|&(]\s*any(?=\s*[;,)\]>=|&{]|\[\])|\bas any\b/, 'say what it is'),
        says(file, /^\s*(export\s+)?(declare\s+)?(const\s+)?(enum|namespace)\s+\w/m, 'no enum, no namespace'),
        !file.startsWith('rules/') && says(file, /^export default/m, 'only rules have a default export'),
        /@ts-(ignore|nocheck)/.test(read(file)) && `${file} silences the type checker`,
      ]),
    );
  });

  it('have nothing unfinished or switched off', () => {
    const marks = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', '(it|test|describe)\\.(skip|only|todo)'].map(it => `\\b${it}\\b`).join('|'),
    );
    none(ALL.map(file => marks.test(read(file)) && `${file}: ${marks.exec(read(file))![0]}`));
  });

  it('reach no network, start no process and evaluate nothing', () => {
    none(
      SHIPPED.flatMap(file => [
        ...importsOf(file).map(
          it => FORBIDDEN_MODULES.includes(it.replace(/^node:/, '').split('/')[0]!) && `${file} must not import ${it}`,
        ),
        says(file, /\bnew Function\b|(?<![.\w$])eval\s*\(/, 'text is never evaluated'),
        // A function of that name may stand in the file itself.
        !/\bfunction fetch\(/.test(codeOf(file)) &&
          says(file, /(?<![.\w$])(fetch|XMLHttpRequest|WebSocket|EventSource)\s*\(/, 'no network'),
        says(file, /\bimport\s*\((?!\s*'')/, 'import() takes a literal'),
      ]),
    );
  });

  it('keep the core free of time, files, logs and failure', () => {
    const pure = SHIPPED.filter(it => /^(core|rules)\//.test(it));
    none(
      pure.map(file =>
        says(file, /(?<![.\w$])(console|process|performance|Date)\.|(?<![.\w$])(setTimeout|setInterval)\(|\bnew Date\b/, 'not in the core'),
      ),
    );
    // The quick reader of YAML leaves a document that is not for it by a throw, and catches it where it began.
    none(pure.map(file => file !== 'core/formats/yaml/quickline.ts' && says(file, /\bthrow\b/, 'not in the core')));
  });
});

describe('the package', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

  it('pins every version', () => {
    const all = ['dependencies', 'devDependencies'].flatMap(field => Object.entries(manifest[field]!));
    none(all.map(([name, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) && `${name} ${version} must be pinned exactly`));
  });

  it('has a lock file that names no host', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved": *"https?:/);
  });

  it('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'vscode:prepublish'];
    none(hooks.map(it => it in manifest['scripts']! && `the script ${it} would run unasked`));
  });

  it('has scripts that all start by generating', () => {
    none(
      Object.entries(manifest['scripts']!).map(([name, command]) => {
        const script = /^node (scripts\/[\w/.-]+\.mjs)/.exec(command)?.[1];
        if (!script || !existsSync(script)) return `${name}: "${command}" must start with a script of scripts/`;
        return (
          script !== 'scripts/generate.mjs' && !/(generate|build)\.mjs'/.test(read(script)) && `${name}: ${script} must import generate.mjs`
        );
      }),
    );
  });

  it('says in its README what continuous integration runs', () => {
    const commands = read('README.md').match(/^npm ci && .*$/gm) ?? [];
    assert.deepEqual(commands, ['npm ci && npm run scan -- --exit-zero examples/leaky', 'npm ci && npm test']);
  });
});

/** Specifiers of imports, re-exports and `import()`. */
function importsOf(file: string): string[] {
  const text = read(file).replace(/text`(?:\\.|[^`\\])*`/g, '``');
  return [...text.matchAll(/^(?:import|export)\b[^;`]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    it => (it[1] ?? it[2] ?? it[3])!,
  );
}

/** Every command of `rampart` and its options. */

import type { CommandSpec } from './arguments.ts';

const SCAN: CommandSpec = {
  name: 'scan',
  operands: '[path ...]',
  atLeast: 0,
  atMost: Infinity,
  about: 'Judge files, folders, or - for standard input, and report what is insecure.',
  options: [
    { name: 'format', short: 'f', value: 'NAME[=FILE]', about: 'pretty (default), json or sarif; may be repeated.' },
    { name: 'output', short: 'o', value: 'FILE', about: 'Write the report to a file.' },
    { name: 'profile', value: 'NAME', about: 'recommended (default), cis, pss-baseline, pss-restricted, nsa or all.' },
    { name: 'select', value: 'RULE', about: 'Only these: a rule, an area (rbac/*) or a control (cis-1.12:1.2.27).' },
    { name: 'ignore', value: 'RULE', about: 'Never these.' },
    { name: 'kubernetes-version', value: 'X.Y', about: 'The version of the cluster.' },
    { name: 'severity', value: 'LEVEL', about: 'Show info (default), warning or error, and above.' },
    { name: 'fail-on', value: 'LEVEL', about: 'Exit with 1 for info, warning (default) or error, and above.' },
    { name: 'exit-zero', about: 'Exit with 0 whatever is found.' },
    { name: 'fix', value: 'safe|suggested', bare: 'safe', about: 'Fix what is safe to fix, or also what changes behaviour.' },
    { name: 'diff', about: 'Print what would be fixed, and write nothing.' },
    { name: 'no-inline-config', about: 'Do not honour comments and annotations that suppress findings.' },
    { name: 'config', value: 'FILE', about: 'Use this configuration in place of every .rampart.yaml.' },
    { name: 'stdin-filename', value: 'PATH', about: 'Where the text of standard input would lie.' },
    { name: 'jobs', value: 'N', about: 'How many threads may judge; one does today.' },
    { name: 'strict', about: 'Exit with 2 if anything could not be judged.' },
  ],
};

const EXPLAIN: CommandSpec = {
  name: 'explain',
  operands: 'RULE',
  atLeast: 1,
  atMost: 1,
  about: 'Print the page of a rule, by its id or by the id that a benchmark or another tool has for it.',
  options: [],
};

const RULES: CommandSpec = {
  name: 'rules',
  operands: '',
  atLeast: 0,
  atMost: 0,
  about: 'List all rules.',
  options: [{ name: 'format', short: 'f', value: 'NAME', about: 'table (default) or json.' }],
};

const INIT: CommandSpec = {
  name: 'init',
  operands: '',
  atLeast: 0,
  atMost: 0,
  about: 'Write a first .rampart.yaml into this folder.',
  options: [],
};

/** Editors pass options of their own to every server; these are the usual ones. */
const LSP: CommandSpec = {
  name: 'lsp',
  operands: '',
  atLeast: 0,
  atMost: 0,
  about: 'Serve an editor over standard input and output.',
  options: [
    { name: 'stdio', about: 'What it does anyway.' },
    { name: 'clientProcessId', value: 'ID', about: 'Accepted, because editors give it.' },
  ],
};

export const COMMANDS: readonly CommandSpec[] = [SCAN, EXPLAIN, RULES, INIT, LSP];

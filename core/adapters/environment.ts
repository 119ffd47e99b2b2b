/** Environment files: variables that units read, and that carry flags of well-known programs or settings of etcd. */

import {
  addAssignment,
  type Assignment,
  changeAssignment,
  type Environment,
  parseAssignments,
  removeAssignment,
} from '../formats/assignments.ts';
import { type Assigned, assigned, isWellKnown, partsOf } from './variables.ts';
import { lineFile } from './linefile.ts';
import { flagOf } from '../facts/flags.ts';
import { flagOfVariable } from '../facts/etcd.ts';
import { once } from '../once.ts';
import { maskTemplates } from '../formats/masks.ts';
import type { SourceFile } from '../source.ts';

/**
 * An environment file with at least one variable that we know; undefined for every other text. Programs in it are `part`s: something else starts them.
 * Decided by content, as such files seldom have an extension: an `etcd.conf` may as well be YAML, and a script is not judged.
 */
export function readEnvironment(path: string, text: string): SourceFile | undefined {
  if (!NAMES.test(path) || !KNOWN.test(text) || /^[ \t\uFEFF]*(?:#!|\[\w+\][ \t]*\r?$)/m.test(text)) return undefined;
  const masked = maskTemplates(text);
  const environment = parseAssignments(masked);
  const { assignments, strayLines } = environment;
  if (!assignments.some(it => isOurs(it.name)) || strayLines > assignments.length / 4 + 1) return undefined;
  const variables = once(() => assignments.map(it => variableOf(path, text, masked, it)));
  return lineFile(
    path,
    text,
    readEnvironment,
    () => ({
      comments: environment.comments,
      nodes: assignments.map(it => it.range),
      commentLine: offset => assignments.find(it => it.range.start <= offset && offset <= it.range.end)?.range.start ?? offset,
    }),
    () => ({
      resources: [],
      programs: partsOf(path, variables(), (after, name, value) => add(masked, environment, after, name, value)),
      variables: variables(),
      unjudged: [],
    }),
  );
}

/** No extension, or one that says nothing else. */
const NAMES = /(?:^|\/)(?:[^/.]+|[^/]*\.(?:env|conf|default|sysconfig|j2|tmpl|tpl|erb|template|in|sample|example)|\.env[^/]*)$/i;

const KNOWN = /^[ \t\uFEFF]*(?:export[ \t]+)?(?:KUBE|ETCD_|DAEMON_)/m;

/** Other programs have variables that start with `ETCD_` too; these are settings of etcd itself. A flag of one word is a word that others use as well. */
const isOurs = (name: string): boolean =>
  isWellKnown(name) ||
  (/_.+_/.test(name) && flagOf('etcd', flagOfVariable(name) ?? '') !== undefined) ||
  /^ETCD_(?:NAME|DATA_DIR|WAL_DIR|CONFIG_FILE|AUTO_TLS|CERT_FILE|KEY_FILE|CA_FILE|TRUSTED_CA_FILE|CLIENT_\w+|PEER_\w+|(?:LISTEN|INITIAL|ADVERTISE)_\w+)$/.test(
    name,
  );

function variableOf(file: string, text: string, masked: string, assignment: Assignment): Assigned {
  const { name, nameRange, raw, quote, value, isUnclosed } = assignment;
  return assigned({
    file,
    text,
    masked,
    name,
    nameRange,
    raw,
    value,
    isUnclosed,
    range: { start: nameRange.start, end: raw.end },
    valueRange: quote ? { start: raw.start + 1, end: raw.end - 1 } : raw,
    isQuoted: quote !== undefined,
    change: to => changeAssignment(masked, assignment, to),
    remove: () => removeAssignment(masked, assignment),
  });
}

function add(masked: string, environment: Environment, after: Assigned, name: string, value: string) {
  const assignment = environment.assignments.find(it => it.nameRange.start === after.place.range.start);
  return assignment && addAssignment(masked, environment, assignment, name, value);
}

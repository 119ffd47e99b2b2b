/** A small workspace whose findings can be written by hand, so that the server is tested and nothing else. */

import type { Finding, Report } from '../../core/finding.ts';
import type { Fix, Safety } from '../../core/fix.ts';
import type { Host } from '../../core/host.ts';
import { defineRule, resource, type Rule } from '../../core/rule.ts';
import type { Change, TextEdit } from '../../core/text.ts';
import type { Workspace, WorkspaceOptions } from '../../core/workspace.ts';

const rule = (id: string): Rule =>
  defineRule({
    id,
    summary: `Nothing is ${id}.`,
    severity: 'error',
    profiles: [],
    controls: { 'cis-1.12': ['1.2.27'] },
    links: ['https://example.org/page'],
    docs: { why: 'Why it matters.', fix: 'What to do.', ignore: 'Never.' },
    on: resource('', 'Pod'),
    check: () => [],
  });

export const rules: readonly Rule[] = [rule('test/no-bad'), rule('test/no-worse'), rule('test/require-made'), rule('test/no-dangling')];

const FIXES: Readonly<Record<string, { readonly rule: string; readonly title: string; readonly safety: Safety }>> = {
  bad: { rule: 'test/no-bad', title: 'Make it good', safety: 'safe' },
  worse: { rule: 'test/no-worse', title: 'Make it better', safety: 'suggest' },
  unmade: { rule: 'test/require-made', title: 'Make the file', safety: 'choice' },
};

/**
 * Reads `*.yaml` and `*.service`. `bad` (safe fix), `worse` (suggest), `unmade` (a choice that creates `made.yaml`) are findings; `see PATH` is one where that
 * file certainly does not exist; `half` is not judged; `crash` throws; a line that ends in `# ok` is silenced. `off RULE` in `.rampart.yaml` turns a rule off.
 */
export function createFake({ defaults }: WorkspaceOptions): Workspace {
  const texts = new Map<string, string>();
  const known = new Set<string>();
  let isComplete = false;
  const exists = (path: string): boolean => texts.has(path) || known.has(path);
  const configuration = (): string => texts.get('.rampart.yaml') ?? '';

  const report = (path: string): Report => {
    const text = path === '.rampart.yaml' ? '' : (texts.get(path) ?? '');
    if (text.includes('crash')) throw new Error('the fake crashed');
    const seen = new Map<string, number>();
    const findings = [...text.matchAll(/\b(?:bad|worse|unmade)\b|see (\S+)/g)].flatMap((match): Finding[] => {
      const fix = FIXES[match[0]];
      const id = fix?.rule ?? 'test/no-dangling';
      if (match[1] && (!isComplete || exists(match[1]))) return [];
      if (configuration().includes(`off ${id}`) || defaults?.rules?.[id] === 'off') return [];
      const ordinal = (seen.get(id) ?? 0) + 1;
      seen.set(id, ordinal);
      const line = text.slice(match.index).split('\n')[0]!;
      const place = { file: path, range: { start: match.index, end: match.index + match[0].length } };
      return [
        {
          rule: id,
          severity: defaults?.rules?.[id] === 'warning' ? 'warning' : 'error',
          message: `Found *${match[0]}*\nhere.`,
          place,
          related: match[1] ? [] : [{ place: { file: path, range: { start: 0, end: 1 } }, message: 'The start.' }],
          proposals: fix ? [fix] : [],
          fingerprint: `${id}#${ordinal}@${path}`,
          ...(line.endsWith('# ok') && { suppressed: { by: 'comment', reason: undefined } as const }),
        },
      ];
    });
    const half = text.indexOf('half');
    return {
      file: path,
      findings,
      unjudged: half < 0 ? [] : [{ file: path, range: { start: half, end: half + 4 }, reason: 'Half.' }],
      subjects: 1,
    };
  };
  const changesOf = ({ place, proposals: [proposal] }: Finding): Change[] => {
    const newText = { safe: 'good', suggest: 'better', choice: 'made' }[proposal!.safety];
    const edits: TextEdit[] = [{ range: place.range, newText }];
    return [{ file: place.file, edits }, ...(proposal!.safety === 'choice' ? [{ create: 'sub/made.yaml', text: 'made\n' }] : [])];
  };
  return {
    set(path, text) {
      if (text === undefined) {
        texts.delete(path);
        known.delete(path);
      } else texts.set(path, text);
    },
    text: path => texts.get(path),
    know: paths => {
      for (const it of paths) known.add(it);
    },
    get isComplete() {
      return isComplete;
    },
    complete() {
      isComplete = true;
    },
    excludes: path => configuration().includes(`exclude ${path}`),
    reads: path => /\.(yaml|service)$/.test(path),
    report,
    settingsProblems(path) {
      const at = (texts.get(path) ?? '').indexOf('offf');
      return at < 0 ? [] : [{ place: { file: path, range: { start: at, end: at + 4 } }, message: 'Did you mean off?', replacement: 'off' }];
    },
    fixes: (finding): Fix[] => finding.proposals.map(it => ({ ...it, changes: changesOf(finding) })),
    fixAll(paths, upTo, only = () => true) {
      const allowed = upTo === 'safe' ? ['safe'] : ['safe', 'suggest'];
      return paths.flatMap((path): Change[] => {
        const fixable = report(path).findings.filter(
          it => !it.suppressed && only(it) && it.proposals.some(fix => allowed.includes(fix.safety)),
        );
        const edits = fixable.flatMap(it => changesOf(it).flatMap(change => ('file' in change ? change.edits : [])));
        return edits.length ? [{ file: path, edits }] : [];
      });
    },
    ignore({ rule: id, place: { file, range } }, scope, reason) {
      if (scope === 'rule') {
        return exists('.rampart.yaml')
          ? [{ file: '.rampart.yaml', edits: [{ range: { start: 0, end: 0 }, newText: `off ${id}\n` }] }]
          : [{ create: '.rampart.yaml', text: `off ${id}\n` }];
      }
      const at = scope === 'file' ? 0 : range.end;
      return [{ file, edits: [{ range: { start: at, end: at }, newText: `${scope}(${reason})` }] }];
    },
    describe: () => undefined,
    granted: () => [],
    links: () => [],
    completions: () => [],
    digest: path => [...(texts.get(path) ?? '').matchAll(/see (\S+)/g)].map(it => exists(it[1]!)).join() + configuration(),
    forget: () => undefined,
  };
}

/** Files in memory that a test changes as it goes. */
export function createMemory(files: Map<string, string>): Host {
  return {
    list: async () => ({ files: [...files.keys()].sort(), skipped: [] }),
    read: async path => {
      const text = files.get(path);
      return text === undefined ? { reason: 'The file does not exist.' } : { text };
    },
  };
}

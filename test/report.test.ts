/** Reports: frames and columns, annotated text, the terminal, JSON and SARIF. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import formats from 'ajv-formats';
import { createWorkspace } from '../core/session.ts';
import { rules } from '../rules/index.ts';
import { default as Draft04 } from 'ajv-draft-04';
import type { Log } from 'sarif';
import { annotate, withoutAnnotations } from '../core/report/annotate.ts';
import { frame } from '../core/report/frame.ts';
import { visible, widthOf } from '../core/report/escape.ts';
import { jsonReport } from '../core/report/json.ts';
import { lineIndex, lineText, positionAt } from '../core/report/lines.ts';
import { rulePage } from '../core/report/page.ts';
import { pretty } from '../core/report/pretty.ts';
import type { RuleInfo, ScanResult } from '../core/report/result.ts';
import { reservedRules } from '../core/reserved.ts';
import { sarif, sarifLog } from '../core/report/sarif.ts';
import type { Finding } from '../core/finding.ts';
import schema from '../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };

const RULE: RuleInfo = {
  id: 'rbac/no-wildcard-verbs',
  summary: 'A role must name its verbs.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { 'cis-1.12': ['5.1.3'], checkov: ['CKV_K8S_49'] },
  links: ['https://kubernetes.io/docs/x/'],
  docs: { why: '\n      One.\n\n          code\n      Two.', fix: 'Name them.', ignore: 'Never.' },
};

/** A finding on the first place where `marked` stands in the text. */
function on(text: string, marked: string, more: Partial<Finding> = {}, file = 'role.yaml'): Finding {
  const start = text.indexOf(marked);
  assert.ok(start >= 0, marked);
  return {
    rule: RULE.id,
    severity: 'error',
    message: 'Every verb is granted.',
    place: { file, range: { start, end: start + marked.length } },
    related: [],
    proposals: [],
    fingerprint: '0123456789abcdef',
    ...more,
  };
}

/** By the schema of OASIS, as the SARIF SDK ships it. */
function assertStandard(text: string): void {
  const ajv = new Draft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors, undefined, 1));
}

const ROLES = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: a}
rules:
  - {apiGroups: [apps], resources: [deployments], verbs: ["*"]}
`;

const result = (more: Partial<ScanResult>): ScanResult => ({
  toolVersion: '0.1.0',
  rules: [RULE],
  reports: [],
  unread: [],
  silenced: { files: 0, rules: 0, findings: 0 },
  textOf: () => undefined,
  fixesOf: () => [],
  ...more,
});

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

test('positions count lines and UTF-16 columns from one', () => {
  const text = '\ufeffa\r\nb😀c\n\n';
  const at = (offset: number) => Object.values(positionAt(text, offset)).join(':');
  assert.deepEqual([0, 1, 2, 4, 7, 8, 9, 10].map(at), ['1:1', '1:1', '1:2', '2:1', '2:4', '2:5', '3:1', '4:1']);
  const index = lineIndex(text);
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(it => lineText(text, index, it)),
    ['a', 'b😀c', '', '', ''],
  );
  assert.equal(lineText('\r\n', lineIndex('\r\n'), 1), '');
});

test('a frame shows the line, carets and what can be done', () => {
  const text = 'verbs:\n  - "*" # all\n';
  const finding = on(text, '"*"', {
    proposals: [
      { title: 'Allow reading only', safety: 'suggest' },
      { title: 'Drop it', safety: 'safe' },
      { title: 'Pick', safety: 'choice' },
    ],
  });
  assert.equal(
    `${frame(text, finding)}\n`,
    lines(
      'role.yaml:2:5: error: Every verb is granted. [rbac/no-wildcard-verbs]',
      '  |',
      '2 |   - "*" # all',
      '  |     ^^^',
      '  = suggestion: Allow reading only',
      '  = fix: Drop it',
      '  = choice: Pick',
    ),
  );
});

test('carets stand under wide characters, behind tabs and beside combining marks', () => {
  const caretLine = (text: string, marked: string) => frame(text, on(text, marked)).split('\n').at(-1);
  assert.equal(caretLine('名前: *', '*'), '  |       ^');
  assert.equal(caretLine('\t\tx: *', '*'), '  |        ^');
  assert.equal(caretLine('e\u0301: *', '*'), '  |    ^');
  assert.equal(caretLine('x: 名前', '名前'), '  |    ^^^^');
  assert.equal(caretLine('a\nb', '\n'), '  |  ^');
  assert.equal(caretLine('a: x\r\nb: y\r\n', 'x\r\nb'), '  |    ^');
  assert.equal(widthOf('a名😀e\u0301'), 6);
});

test('a long line is cut around the place', () => {
  const text = `${'a'.repeat(5_000)}HERE${'b'.repeat(5_000)}`;
  const [, , source, carets] = frame(text, on(text, 'HERE'), { width: 60 }).split('\n') as [string, string, string, string];
  assert.ok(source.length < 75 && source.startsWith('1 | …a') && source.endsWith('b…'), source);
  assert.equal(source.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'HERE');
  const all = frame(text, on(text, text), { width: 60 }).split('\n');
  assert.ok(all.every(it => it.length < 90));
});

test('nothing in a file reaches a terminal as a control', () => {
  const text = 'x: \u001b[31m\u0007\u202e\u009b2J *\n';
  const report = pretty(
    result({
      reports: [
        {
          file: 'a\u001b]0;b.yaml',
          findings: [on(text, '*', { message: 'Bad \u001b[2J \u202e.' }, 'a\u001b]0;b.yaml')],
          unjudged: [{ file: 'a', reason: '\u0007' }],
          subjects: 1,
        },
      ],
      textOf: () => text,
    }),
  );
  assert.doesNotMatch(report, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/u);
  assert.match(report, /␛\[31m␇/);
  assert.equal(visible('plain ÄÖ 名 😀'), 'plain ÄÖ 名 😀');
});

test('annotations are written under lines and taken away again', () => {
  const cases: [string, string[]][] = [
    ['a: [x, y]\nb: z\n', ['x', 'y', 'z']],
    ['a: x', ['x']],
    ['a: x', ['a', 'x']],
    ['\ta: x\r\nb: y\r\n', ['x', 'y']],
    ['\ufeffa: x\n', ['a']],
    ['', []],
    ['a: x\n', []],
    ['a:\n  b: |\n    c\n', ['b: |\n    c']],
  ];
  for (const [text, marked] of cases) {
    const annotated = annotate(
      text,
      marked.map(it => on(text, it)),
    );
    assert.equal(withoutAnnotations(annotated), text, JSON.stringify(annotated));
    assert.equal(annotated.split('^ Every verb').length - 1, marked.length);
  }
  assert.equal(
    annotate('a: [x, y]\nb: z\n', [on('a: [x, y]', 'y'), on('a: [x, y]', 'x')]),
    lines('a: [x, y]', '    ^ Every verb is granted.', '       ^ Every verb is granted.', 'b: z'),
  );
  assert.equal(
    annotate('\tx: y\n', [on('\tx: y', 'y')], it => it.rule),
    '\tx: y\n\t   ^ rbac/no-wildcard-verbs\n',
  );
});

test('the terminal report groups, folds, counts and names what was not judged', () => {
  const text = lines('rules:', '- verbs: ["*"]', '  resources: [pods]');
  const other = 'kind: RoleBinding\n';
  const report = pretty(
    result({
      textOf: file => (file === 'role.yaml' ? text : other),
      reports: [
        {
          file: 'z.yaml',
          findings: [on(other, 'RoleBinding', { severity: 'info', suppressed: { by: 'comment', reason: 'x' } }, 'z.yaml')],
          unjudged: [{ file: 'z.yaml', range: { start: 18, end: 18 }, reason: 'Broken.' }],
          subjects: 1,
        },
        {
          file: 'role.yaml',
          unjudged: [],
          subjects: 2,
          findings: [
            on(text, '"*"', {
              cause: 'c',
              related: [{ place: { file: 'z.yaml', range: { start: 6, end: 9 } }, message: 'Bound here.' }],
              proposals: [{ title: 'Allow reading only', safety: 'suggest' }],
            }),
            on(text, 'pods', { cause: 'c', severity: 'warning', message: 'All pods.' }),
          ],
        },
      ],
      unread: [{ path: 'big.yaml', reason: 'The file is larger than 16 MB.' }],
      silenced: { files: 3, rules: 1, findings: 0 },
    }),
  );
  assert.equal(
    report,
    lines(
      'role.yaml:2:11: error: Every verb is granted. [rbac/no-wildcard-verbs]',
      '1 | rules:',
      '2 | - verbs: ["*"]',
      '  |           ^^^',
      '3 |   resources: [pods]',
      '  = z.yaml:1:7: Bound here.',
      '  = suggestion: Allow reading only',
      '  = also warning: All pods. [rbac/no-wildcard-verbs]',
      '',
      '1 error, 1 warning in 2 files (3 resources and components judged).',
      'Kept quiet: 1 finding suppressed, 1 rule turned off, 3 files excluded.',
      'Can be fixed: 1 with --fix=suggested.',
      '2 places were not judged:',
      '  big.yaml: The file is larger than 16 MB.',
      '  z.yaml:2: Broken.',
    ),
  );
  assert.equal(
    pretty(result({ reports: [{ file: 'a', findings: [], unjudged: [], subjects: 1 }] })),
    'No findings in 1 file (1 resource or component judged).\n',
  );
});

test('a finding whose text is not at hand is still reported', () => {
  const finding = on('abc', 'b');
  assert.match(
    pretty(result({ reports: [{ file: 'role.yaml', findings: [finding], unjudged: [], subjects: 1 }] })),
    /^role\.yaml: error: Every verb/,
  );
  const beyond = { ...finding, place: { file: 'role.yaml', range: { start: 50, end: 90 } } };
  assert.ok(frame('abc\n', beyond).includes('^'));
});

test('JSON gives lines, columns and offsets', () => {
  const text = 'a\nb: *\n';
  const suppressed = { by: 'configuration', reason: undefined } as const;
  const report = jsonReport(
    result({
      textOf: () => text,
      reports: [{ file: 'role.yaml', findings: [on(text, '*', { suppressed, cause: 'c' })], unjudged: [], subjects: 1 }],
    }),
  );
  assert.deepEqual(report.findings, [
    {
      rule: RULE.id,
      severity: 'error',
      message: 'Every verb is granted.',
      file: 'role.yaml',
      range: { start: { line: 2, column: 4, offset: 5 }, end: { line: 2, column: 5, offset: 6 } },
      related: [],
      fixes: [],
      fingerprint: '0123456789abcdef',
      cause: 'c',
      suppressed: { by: 'configuration', reason: null },
    },
  ]);
  assert.equal(report.summary.suppressed, 1);
  assert.equal(report.summary.errors, 0);
});

test('SARIF keeps to the standard', () => {
  const text = 'a: 1\r\nb: "*"\r\n';
  const file = 'my roles/#1:ä.yaml';
  const edits = [
    { range: { start: 9, end: 12 }, newText: 'get' },
    { range: { start: 0, end: 6 }, newText: '' },
  ];
  const scan = result({
    textOf: it => (it === file ? text : undefined),
    fixesOf: () => [
      {
        title: 'Allow reading only',
        safety: 'suggest',
        changes: [
          { file, edits },
          { create: 'new.yaml', text: 'x\n' },
        ],
      },
    ],
    reports: [
      {
        file,
        subjects: 1,
        unjudged: [{ file, range: { start: 0, end: 1 }, reason: 'Broken.' }],
        findings: [
          on(text, '"*"', { related: [{ place: { file: 'other.yaml', range: { start: 3, end: 5 } }, message: 'Here.' }] }, file),
          on(
            text,
            '1',
            {
              rule: 'rampart/missing-reason',
              severity: 'info',
              suppressed: { by: 'comment', reason: 'x', place: { file, range: { start: 0, end: 1 } } },
            },
            file,
          ),
        ],
      },
    ],
    unread: [{ path: 'big.yaml', reason: 'Too large.' }],
  });
  const log: Log = sarifLog(scan);
  assertStandard(sarif(scan));
  assert.equal(sarif(scan), sarif(scan));
  const run = log.runs[0]!;
  assert.deepEqual(
    run.tool.driver.rules!.map(it => it.id),
    ['rampart/missing-reason', RULE.id],
  );
  assert.deepEqual(run.tool.driver.rules![1]!.properties!.tags, ['cis-1.12:5.1.3', 'checkov:CKV_K8S_49']);
  assert.equal(run.tool.driver.rules![1]!.helpUri, RULE.links[0]);
  const [first, second] = run.results!;
  assert.equal(first!.ruleIndex, 1);
  assert.deepEqual(first!.locations![0]!.physicalLocation, {
    artifactLocation: { uri: 'my%20roles/%231%3A%C3%A4.yaml', uriBaseId: 'SRCROOT' },
    region: { startLine: 2, startColumn: 4, endLine: 2, endColumn: 7 },
  });
  assert.deepEqual(first!.fixes![0]!.artifactChanges[0]!.replacements[1], {
    deletedRegion: { startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 },
  });
  assert.deepEqual(first!.suppressions, []);
  assert.equal(second!.suppressions![0]!.kind, 'inSource');
  assert.equal(second!.level, 'note');
  assert.deepEqual(
    run.invocations![0]!.toolExecutionNotifications!.map(it => it.message.text),
    ['Too large.', 'Broken.'],
  );
});

test('the page of a rule keeps what is indented further', () => {
  const page = rulePage(RULE);
  assert.ok(page.includes('## Why it matters\n\nOne.\n\n    code\nTwo.\n\n## What to do'), page);
  assert.ok(page.includes('`cis-1.12:5.1.3`'));
  for (const it of reservedRules) assert.ok(rulePage(it).startsWith(`# ${it.id}\n`));
});

test('SARIF of a whole repository keeps to the standard', () => {
  const files = {
    'role.yaml': ROLES,
    'kube-apiserver.service': '[Service]\nExecStart=/usr/bin/kube-apiserver --authorization-mode=AlwaysAllow\n',
  };
  const workspace = createWorkspace({ rules, overrides: { profile: 'all' } });
  for (const [path, text] of Object.entries(files)) workspace.set(path, text);
  workspace.complete();
  const reports = Object.keys(files).map(it => workspace.report(it));
  const text = sarif(result({ rules, reports, textOf: it => workspace.text(it), fixesOf: it => workspace.fixes(it) }));
  assert.ok(reports.every(it => it.findings.length) && text.includes('"fixes"'));
  assertStandard(text);
});

/** What every file of the corpus is read as: `docs/recognition.md` lists it, and `docs/recognition.csv` says why a file is read as nothing. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ALONE, componentOf } from '../core/assemble.ts';
import { readFile } from '../core/read.ts';
import { parseCsv } from '../scripts/csv.ts';
import { lineDiff } from '../scripts/diff.ts';
import { type CorpusFile, filesOfCorpus, noCorpus } from './harness/corpus.ts';

const PAGE = 'docs/recognition.md';
const REASONS = 'docs/recognition.csv';

/** As many names as a cell can show. */
const SHOWN = 8;

interface Recognised {
  readonly file: string;
  readonly category: string;
  /** Forms of programs, then kinds of objects; none for what is none of ours. */
  readonly as: readonly string[];
  readonly subjects: number;
  readonly settings: number;
  /** Settings whose value something else decides. */
  readonly unknowns: number;
}

describe('the files of the corpus', { skip: noCorpus }, () => {
  const all = filesOfCorpus().flat().map(recognise);
  const reasons = new Map(parseCsv(readFileSync(REASONS, 'utf8')).map(it => [it['file']!, it['why']!]));

  it('are read, or it is said why they are not', () => {
    for (const { file, subjects } of all)
      if (!subjects) assert.match(reasons.get(file) ?? '', /^[A-Z].*\.$/, `${file}: say why in ${REASONS}`);
  });

  it('have reasons only where they are not read', () => {
    for (const file of reasons.keys()) assert.equal(all.find(it => it.file === file)?.subjects, 0, `${file} is read`);
  });

  it(`are what ${PAGE} says`, () => {
    const actual = pageOf(all, reasons);
    if (process.env['BLESS']) writeFileSync(PAGE, actual);
    const difference = lineDiff(readFileSync(PAGE, 'utf8'), actual);
    assert.ok(!difference, `review what changed, then run with BLESS=1:\n${difference}`);
  });
});

function recognise({ category, project, path, text }: CorpusFile): Recognised {
  const sources = readFile(path, text)?.documents.map(it => it.read()) ?? [];
  const programs = sources.flatMap(it => it.programs);
  const resources = sources.flatMap(it => it.resources);
  const written = programs.flatMap(it => componentOf(it, ALONE).written);
  return {
    file: `${category}: ${project}/${path}`,
    category,
    as: [...count(programs.map(it => `${it.form} (${it.name})`)), ...count(resources.map(it => it.kind))],
    subjects: programs.length + resources.length,
    settings: written.length,
    unknowns: written.filter(it => it.value === undefined).length,
  };
}

/** Each name once, with how often it is there. */
function count(names: readonly string[]): string[] {
  return [...new Set(names)].map(name => {
    const times = names.filter(it => it === name).length;
    return times > 1 ? `${times} ${name}` : name;
  });
}

function pageOf(all: readonly Recognised[], reasons: ReadonlyMap<string, string>): string {
  const categories = [...new Set(all.map(it => it.category))];
  const total = (of: readonly Recognised[], key: 'subjects' | 'settings' | 'unknowns'): string =>
    String(of.reduce((sum, it) => sum + it[key], 0));
  const row = (cells: readonly string[]): string => `| ${cells.map(it => it.replaceAll('|', '\\|')).join(' | ')} |`;
  const head = (...cells: string[]): string[] => [row(cells), row(cells.map((_, i) => (i < cells.length - 3 ? '---' : '---:')))];
  const shown = ({ as, file }: Recognised): string =>
    as.length
      ? `${as.slice(0, SHOWN).join(', ')}${as.length > SHOWN ? `, and ${as.length - SHOWN} more` : ''}`
      : `nothing: ${reasons.get(file) ?? '?'}`;
  return `${[
    '# What files are read as',
    `Made by \`BLESS=1 node scripts/test.mjs recognition\` from the ${all.length} public files that Rampart is tried on, each looked at alone. Subjects are objects and\nprograms; settings are flags, variables and keys that decide on a program; unknown are those whose value a template or a variable decides.`,
    [
      ...head('Folder', 'Files', 'Read', 'Subjects', 'Settings', 'Unknown'),
      ...categories.map(category => {
        const own = all.filter(it => it.category === category);
        const read = own.filter(it => it.subjects).length;
        return row([category, String(own.length), String(read), total(own, 'subjects'), total(own, 'settings'), total(own, 'unknowns')]);
      }),
    ].join('\n'),
    ...categories.map(
      category =>
        `## ${category}\n\n${[
          ...head('File', 'Read as', 'Subjects', 'Settings', 'Unknown'),
          ...all
            .filter(it => it.category === category)
            .map(it => row([it.file.slice(category.length + 2), shown(it), String(it.subjects), String(it.settings), String(it.unknowns)])),
        ].join('\n')}`,
    ),
  ].join('\n\n')}\n`;
}

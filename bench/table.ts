/** What was measured, as the page that people read. */

export interface Row {
  readonly what: string;
  /** What it was measured against; empty for a figure that is no ratio. */
  readonly against: string;
  /** The largest ratio that is good enough; undefined where the figure is for information only. */
  readonly limit?: number;
  readonly ratio: number;
  readonly note: string;
}

export function page(rows: readonly Row[], rounds: number): string {
  const cells = rows.map(({ what, against, limit, ratio, note }) => [
    what,
    against,
    limit === undefined ? '' : `at most ${figure(limit)}`,
    `${figure(ratio)}${limit === undefined || ratio <= limit ? '' : ' (missed)'}`,
    note,
  ]);
  return [
    '# Benchmarks',
    '',
    '<!-- Written by `npm run bench`. -->',
    '',
    'Every figure is a ratio: how long Rampart takes, divided by how long something else takes on the same machine in the same minutes.',
    '',
    ...table([['', 'Measured against', 'Target', 'Result', ''], ...cells]),
    '',
    '## How it is measured',
    '',
    `- Each figure is the median of ${rounds} rounds. In a round, both sides run one after the other, parsing before and after a scan, each in a new process that has nothing loaded or compiled.`,
    '- *Cold scan* is the command line with `--jobs 1` and the recommended profile, in the process that measures it: listing the folder, reading from disk, judging, and printing the report. Starting Node and loading the code of either side is not counted.',
    '- *yaml parses* is `parseAllDocuments` of the package `yaml` on the YAML files of the same folder. Reading them is not counted, nor are files in other formats, which Rampart reads as well.',
    '- The generated repository holds Deployments, Services, ConfigMaps, RBAC, kustomizations, kubeadm configurations, static Pods, systemd units, environment files, audit policies and encryption configurations. A generator with a fixed seed writes it (`bench/tree.ts`), and the large file (`bench/large.ts`).',
    '- A keystroke is one `textDocument/didChange` and one `textDocument/diagnostic` over a pair of streams, until the answer is read. Words are typed letter by letter, lines added, text deleted, and the YAML is broken half-way; editor and server share one process.',
    '- Memory is the largest resident set of the process, as the system counts it.',
    '- The corpus of real files is looked for in `../shared/corpus`; without it, its rows are left out.',
    '',
  ].join('\n');
}

function table([head, ...rows]: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head!), line(['---', '---', '---:', '---:', '---']), ...rows.map(line)];
}

/** Without false precision. */
const figure = (value: number): string => String(Number(value.toFixed(value < 1 ? 3 : 2)));

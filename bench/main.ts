/** Measures Rampart against `yaml` and Node on the same machine in the same minutes, and writes the ratios down. */

import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FixedAll } from './fixall.ts';
import type { Parsed } from './parse.ts';
import { median, percentile, timeOf, work } from './process.ts';
import type { Scanned } from './scan.ts';
import { type Row, page } from './table.ts';
import { treeFiles, writeFiles } from './tree.ts';
import type { Typed } from './typing.ts';

const CORPUS = '../shared/corpus';
const TREE = 'out/bench/tree';
const ROUNDS = Number(process.argv[2] ?? 5);

rmSync(TREE, { recursive: true, force: true });
writeFiles(TREE, treeFiles());

const rows: Row[] = [
  ...scans(['huge', 'manifests', 'kustomize'].map(it => join(CORPUS, it))),
  ...tree(),
  ...typing(),
  fixing(),
  start(),
  size(),
];
const text = page(rows, ROUNDS);
writeFileSync('docs/BENCHMARKS.md', text);
process.stdout.write(`\n${text}`);

/** Real files: mostly custom resource definitions, as repositories hold them. Where they are not at hand, there are no rows. */
function scans(folders: readonly string[]): Row[] {
  if (!folders.every(it => existsSync(it))) return [];
  const each = folders.map(it => ({ name: it.slice(it.lastIndexOf('/') + 1), ...scanned([it]) }));
  const all = scanned(folders);
  return [
    {
      what: `Cold scan of the corpus: ${each.map(it => it.name).join(', ')}`,
      against: 'yaml parses them',
      limit: 0.35,
      ratio: all.ratio,
      note: volume(all),
    },
    ...each.map(it => ({ what: `— ${it.name} alone`, against: 'yaml parses it', ratio: it.ratio, note: volume(it) })),
  ];
}

function tree(): Row[] {
  const plain = scanned([TREE]);
  const fixes = rounds(() => work<Scanned>('scan', '1', '--format=sarif', TREE).result.seconds[0]!);
  const bare = median(rounds(() => work('nothing').memory));
  const memory = median(rounds(() => work('scan', '1', '', TREE).memory));
  return [
    {
      what: 'Cold scan of a generated repository without CRDs',
      against: 'yaml parses it',
      limit: 1.3,
      ratio: plain.ratio,
      note: volume(plain),
    },
    {
      what: '— the same as SARIF, with every fix made and verified',
      against: 'yaml parses it',
      ratio: median(fixes) / plain.parsing,
      note: '',
    },
    { what: '— seconds for 1,000 files', against: '', ratio: (plain.scanning / plain.files) * 1000, note: 'pretty, cold' },
    { what: 'Memory at its peak in that scan', against: 'Node that does nothing', limit: 6, ratio: memory / bare, note: '' },
  ];
}

interface Compared {
  /** The median of the ratios of each round: whatever else the machine does falls on both sides. */
  readonly ratio: number;
  /** Seconds, medians. */
  readonly scanning: number;
  readonly parsing: number;
  readonly files: number;
  readonly bytes: number;
}

/** Each in a process of its own, by turns: parsing before and after, as a machine is not always as fast. */
function scanned(folders: readonly string[]): Compared {
  const parse = (): Parsed => work<Parsed>('parse', '1', ...folders).result;
  let parsed: Parsed | undefined;
  const pairs = rounds(() => {
    const before = parse();
    const scanning = work<Scanned>('scan', '1', '', ...folders).result.seconds[0]!;
    parsed = parse();
    return { scanning, parsing: (before.seconds[0]! + parsed.seconds[0]!) / 2 };
  });
  return {
    ratio: median(pairs.map(it => it.scanning / it.parsing)),
    scanning: median(pairs.map(it => it.scanning)),
    parsing: median(pairs.map(it => it.parsing)),
    files: parsed?.files ?? 0,
    bytes: parsed?.bytes ?? 0,
  };
}

function typing(): Row[] {
  const all = rounds(() => work<Typed>('type').result);
  const [first] = all;
  const ratioAt = (share: number): number => median(all.map(it => percentile(it.seconds, share) / median(it.parsing)));
  const note = `${first!.documents} documents, ${megabytes(first!.bytes)}, at least ${first!.findings} findings, ${first!.seconds.length} keystrokes`;
  return [
    { what: 'From keystroke to findings, median', against: 'yaml parses the file', limit: 1 / 8, ratio: ratioAt(0.5), note },
    {
      what: 'From keystroke to findings, 99th percentile',
      against: 'yaml parses the file',
      limit: 1 / 2,
      ratio: ratioAt(0.99),
      note: 'the same',
    },
  ];
}

function fixing(): Row {
  const all = rounds(() => work<FixedAll>('fixAll', '1').result);
  const ratio = median(all.map(it => it.fixing[0]! / it.cold[0]!));
  const note = `${all[0]!.fixed} of ${all[0]!.findings} findings fixed`;
  return {
    what: 'Every safe or suggested fix of that file, composed and verified',
    against: 'a cold scan of the file',
    limit: 5,
    ratio,
    note,
  };
}

function start(): Row {
  const pairs = Array.from({ length: ROUNDS * 5 }, () => ({ own: timeOf('dist/rampart.js', '--version'), bare: timeOf('-e', '0') }));
  const ratio = median(pairs.map(it => it.own)) / median(pairs.map(it => it.bare));
  return { what: 'rampart --version', against: 'node -e 0', limit: 2.5, ratio, note: '' };
}

function size(): Row {
  return { what: 'The packaged extension', against: '1 MB', limit: 1, ratio: statSync('rampart.vsix').size / 2 ** 20, note: '' };
}

function rounds<T>(measure: () => T): T[] {
  return Array.from({ length: ROUNDS }, measure);
}

function volume({ files, bytes }: Compared): string {
  return `${files.toLocaleString('en')} files, ${megabytes(bytes)}`;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

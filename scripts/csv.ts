/** Tables as comma-separated values (RFC 4180), read and written. */

/** Every row as a record of its columns, named by the first row; missing cells are empty. */
export function parseCsv(text: string): Readonly<Record<string, string>>[] {
  const [head, ...rows] = cellsOf(text);
  return rows.map(cells => Object.fromEntries((head ?? []).map((name, at) => [name, cells[at] ?? ''])));
}

/** A table with these columns, in this order. */
export function formatCsv(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  return [columns, ...rows.map(row => columns.map(it => row[it] ?? ''))].map(it => `${it.map(quoted).join(',')}\n`).join('');
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, inQuotes, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(inQuotes?.replaceAll('""', '"') ?? plain!);
    if (end === ',') continue;
    if (row.length > 1 || row[0]) rows.push(row);
    row = [];
  }
  return rows;
}

/** Text of files and rules as Markdown that is never trusted. */

/** Shows text as it is, on one line. */
export const escapeMarkdown = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]()#+\-.!|<>&~^:@$]/g, '\\$&');

/** As code, whatever the text holds; long text is cut. */
export function codeOf(text: string): string {
  const line = oneLine(text);
  const shown = line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : line;
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(it => it[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || shown.trim() === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const LONGEST = 300;

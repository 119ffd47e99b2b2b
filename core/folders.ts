/** The folders that workspace paths lie in. */

/** Empty for the top of the workspace. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** How many folders two files have in common, counted from the top. */
export function foldersInCommon(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length && a[at] === b[at]; at++) if (a[at] === '/') count++;
  return count;
}

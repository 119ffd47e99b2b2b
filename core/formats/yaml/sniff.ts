/** Tells the kinds that a document may hold without parsing it. */

/**
 * The kinds that the document's root, or the items of a list, may have: never one too few, sometimes one too many.
 * Undefined where the text does not tell and must be parsed; empty where certainly no `kind` stands at the root. Takes the text of one document, templates masked.
 */
export function sniffKinds(text: string): readonly string[] | undefined {
  const start = contentStart(text);
  if (start >= text.length) return [];
  const isPlainRoot = (start === 0 || /[\n\uFEFF]/.test(text[start - 1]!)) && /[^\s[\]{}"'?&!*|>%@`<-]/.test(text[start]!);
  if (!isPlainRoot) return text.startsWith('- ', start) && !/\n(?![ \t\r\n#.-]|$)/.test(text.slice(start)) ? [] : everyKind(text);
  const kinds: string[] = [];
  ROOT_KEY.lastIndex = start === 0 ? 0 : start - 1;
  if (start === 0 && text.startsWith('kind')) {
    if (!addKind(kinds, restOfLine(text, 4))) return everyKind(text);
  }
  for (let found = ROOT_KEY.exec(text); found; found = ROOT_KEY.exec(text)) {
    if (found[0] !== '\nkind') return everyKind(text);
    if (!addKind(kinds, restOfLine(text, ROOT_KEY.lastIndex))) return everyKind(text);
  }
  return kinds.some(it => it.endsWith('List')) ? everyKind(text) : kinds;
}

/** What a masked template leaves in a line. */
const MASKED = 'xxxx';

/** A blank line, a comment, a directive, or the document's start. */
const EMPTY_LINE = /[ \t]*(?:#[^\n]*)?\r?\n|%[^\n]*\n|---[ \t]*(?:#[^\n]*)?(?:\r?\n|$)|[ \t]*#[^\n]*$/y;

/** The offset of the first content. Line by line: one pattern for all of them would keep a way back for each. */
function contentStart(text: string): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (EMPTY_LINE.lastIndex = at; EMPTY_LINE.test(text); EMPTY_LINE.lastIndex = at) at = EMPTY_LINE.lastIndex;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Lines at column 0 that may say a kind: quoted and explicit keys, merge keys, nodes with anchors, tags or templates, flow style. */
const ROOT_KEY = /\n(?:kind(?=[ \t]*:)|["'?&!*<{[])/g;

const SIMPLE = /^[ \t]*:[ \t]+(?:"([\w.-]+)"|'([\w.-]+)'|([A-Za-z][\w.-]*))[ \t]*(?:[ \t]#.*)?\r?$/;

function restOfLine(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end === -1 ? text.length : end);
}

/** False where the value of a key `kind` cannot be read off its line. */
function addKind(kinds: string[], rest: string): boolean {
  const found = SIMPLE.exec(rest);
  const kind = found?.[1] ?? found?.[2] ?? found?.[3];
  if (kind?.includes(MASKED)) return false;
  if (kind !== undefined) kinds.push(kind);
  return found !== null || /^[ \t]*[^\s:]/.test(rest);
}

/** `kind`, quoted or not, as a key somewhere. */
const ANY_KEY = /(?<![\w.-])kind["']?[ \t\r\n]*:(?![^\s"'{[])/g;
const ANY_VALUE = /[ \t\r\n]*(?:"([\w.-]*)"|'([\w.-]*)'|([A-Za-z][\w.-]*)(?=[ \t]*(?:[,}\r\n]|$|[ \t]#))|[{[])/y;

/** The kinds at any depth: more than the document can be, but none too few. */
function everyKind(text: string): readonly string[] | undefined {
  if (/\\[ux]|^[ \t-]*\?[ \t]|[*&!][\w!-]*[ \t\r\n]*kind\b/m.test(text)) return undefined;
  const kinds = new Set<string>();
  ANY_KEY.lastIndex = 0;
  for (let found = ANY_KEY.exec(text); found; found = ANY_KEY.exec(text)) {
    ANY_VALUE.lastIndex = ANY_KEY.lastIndex;
    const value = ANY_VALUE.exec(text);
    const kind = value?.[1] ?? value?.[2] ?? value?.[3];
    if (!value || kind?.includes(MASKED)) return undefined;
    if (kind) kinds.add(kind);
  }
  for (const kind of [...kinds]) if (kind.endsWith('List') && kind.length > 4) kinds.add(kind.slice(0, -4));
  return [...kinds];
}

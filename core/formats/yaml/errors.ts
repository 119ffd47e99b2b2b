/** What is wrong with YAML text, said in plain sentences. */

/** One sentence for an error of the `yaml` library. */
export const describeError = (code: string, message: string): string =>
  message.startsWith('Maximum call stack')
    ? 'The text is nested too deeply to be read.'
    : (SENTENCES[code] ?? `${message.replace(/[.:\s]+$/, '')}.`);

const SENTENCES: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'The name of this alias is not valid.',
  BAD_DIRECTIVE: 'This directive is not valid.',
  BAD_DQ_ESCAPE: 'This escape is not known in double quotes.',
  BAD_INDENT: 'The indentation does not fit the lines around it.',
  BLOCK_AS_IMPLICIT_KEY: 'A mapping or list cannot start here: put it on a line of its own.',
  BLOCK_IN_FLOW: 'A block cannot stand inside brackets.',
  MISSING_CHAR: 'Something is missing here: a colon, a comma, a quote or a bracket.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line and be followed by a colon.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_DOCS: 'A second document starts here.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  TAB_AS_INDENT: 'Tabs cannot indent YAML.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
};

const SAID: ReadonlySet<string> = new Set(Object.values(SENTENCES));

/** Such a sentence about a text whose templates are left out: it may be YAML once they are filled in. */
export const describeTemplateError = (sentence: string): string =>
  SAID.has(sentence) ? `Without its templates this is not YAML: ${sentence[0]!.toLowerCase()}${sentence.slice(1)}` : sentence;

/** Turns changes to YAML values into text edits. */

import type { TextEdit } from '../../text.ts';
import type { ValueChange } from '../../model/value.ts';
import type { YamlValue } from './value.ts';

/** The edits of a change, in the file's offsets; undefined where it cannot be made here without touching something else. */
export function editOf(value: YamlValue, change: ValueChange): readonly TextEdit[] | undefined {
  return undefined;
}

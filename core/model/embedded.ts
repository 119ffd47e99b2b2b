/** Documents within a text that stands in another document: what a ConfigMap carries, a file that cloud-init writes. */

import { readYaml } from '../formats/yaml/index.ts';
import type { Value } from './value.ts';

/** The roots of the YAML documents in a text, for reading only: their places are those of the text, not of any file. Never throws. */
export const documentsIn = (text: string): readonly Value[] => readYaml('', text).documents.map(it => it.parse().root);

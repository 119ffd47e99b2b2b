/** Colours as a parameter, so that reports stay plain functions from data to text. */

import type { Severity } from '../rule.ts';

type Brush = (text: string) => string;

/** One brush for each thing that is told apart. */
export type Paint = Readonly<Record<Severity | 'place' | 'strong' | 'dim' | 'good', Brush>>;

const as: Brush = it => it;

/** No colours. */
export const plain: Paint = { error: as, warning: as, info: as, place: as, strong: as, dim: as, good: as };

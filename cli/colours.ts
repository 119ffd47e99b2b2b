/** Colours where they are wanted, and nowhere else. */

import picocolors from 'picocolors';
import { type Paint, plain } from '../core/report/paint.ts';
import type { Io } from './io.ts';

/** Colours on a terminal; `NO_COLOR` (no-color.org) forbids them everywhere, `FORCE_COLOR` wants them everywhere. */
export function paintFor(env: Io['env'], isTerminal: boolean): Paint {
  if (!wantsColour(env, isTerminal)) return plain;
  const { red, yellow, blue, cyan, bold, dim, green } = picocolors.createColors(true);
  return {
    error: it => bold(red(it)),
    warning: it => bold(yellow(it)),
    info: it => bold(blue(it)),
    place: cyan,
    strong: bold,
    dim,
    good: green,
  };
}

function wantsColour(env: Io['env'], isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

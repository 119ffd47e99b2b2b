/** One piece of work in a process of its own, timed from inside: `work.mjs WORK [ARGUMENT …]` prints what it came to as JSON. */

import { fixAll } from './fixall.ts';
import { parse } from './parse.ts';
import { type } from './typing.ts';
import { scan } from './scan.ts';

const WORKS: Readonly<Record<string, (...args: string[]) => unknown>> = { scan, parse, type, fixAll, nothing: () => ({}) };

const [name, ...args] = process.argv.slice(2);
const result = await WORKS[name!]!(...args);
// `ru_maxrss`: kilobytes on every system, by Node's doing.
process.stdout.write(JSON.stringify({ result, memory: process.resourceUsage().maxRSS * 1024 }));
process.exit(0);

/** Runs a TypeScript file of this project: `node scripts/run.mjs FILE [ARGUMENT …]`. */

import './generate.mjs';
import { run } from './bundle.mjs';

const [script, ...args] = process.argv.slice(2);
if (!script) throw new Error('usage: node scripts/run.mjs FILE [ARGUMENT …]');
process.exitCode = await run(script, args);

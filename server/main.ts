/** What the extension starts: the bundle `dist/server.cjs`. */

import { start } from './node.ts';

start(process.env.RAMPART_VERSION ?? 'development');

/** `rampart lsp`: serves any editor that speaks the Language Server Protocol over standard input and output. */

import { start } from '../server/node.ts';
import { VERSION } from './version.ts';

/** Returns at once; the process stays until the editor ends it. */
export const lsp = (): void => start(VERSION);

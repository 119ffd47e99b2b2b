/** The reports that can be asked for by name. */

import { json } from '../core/report/json.ts';
import { pretty, type PrettyOptions } from '../core/report/pretty.ts';
import type { ScanResult } from '../core/report/result.ts';
import { sarif } from '../core/report/sarif.ts';

export const FORMATS = ['pretty', 'json', 'sarif'] as const;

export type Format = (typeof FORMATS)[number];

/** The whole report, with its last line end. `look` is for those that people read in a terminal. */
export function render(format: Format, result: ScanResult, look: PrettyOptions): string {
  switch (format) {
    case 'pretty':
      return pretty(result, look);
    case 'json':
      return json(result);
    case 'sarif':
      return sarif(result);
  }
}

/** `rampart rules` and `rampart explain`: what is known, without scanning anything. */

import { closest, didYouMean } from '../core/closest.ts';
import type { RuleInfo } from '../core/report/result.ts';
import { rulePage } from '../core/report/page.ts';
import { reservedRules } from '../core/reserved.ts';
import { selects } from '../core/selectors.ts';
import { paintFor } from './colours.ts';
import { Failure, type Io } from './io.ts';

/** A table for people, or everything there is about each rule as JSON. */
export function listRules(rules: readonly RuleInfo[], format: string, io: Io): void {
  if (format === 'json') {
    const plain = rules.map(({ id, summary, severity, profiles, controls, links, docs }) => ({
      id,
      summary,
      severity,
      profiles,
      controls,
      links,
      docs,
    }));
    io.out(`${JSON.stringify(plain, undefined, 2)}\n`);
    return;
  }
  if (format !== 'table')
    throw new Failure(`--format must be table or json, not "${format}".${didYouMean(closest(format, ['table', 'json']))}`);
  const paint = paintFor(io.env, io.outIsTerminal);
  const widest = Math.max(...rules.map(it => it.id.length), 0);
  for (const { id, severity, summary } of rules) {
    io.out(`${paint.strong(id.padEnd(widest))}  ${paint[severity](severity.padEnd('warning'.length))}  ${summary}\n`);
  }
}

/** The page of a rule, by its id or by the id that another tool or a benchmark has for it. */
export function explain(name: string, rules: readonly RuleInfo[], io: Io): void {
  const all = [...rules, ...reservedRules];
  const found = all.filter(it => it.id === name || selects(it, name) || controlIds(it).includes(name));
  if (!found.length)
    throw new Failure(
      `There is no rule ${name}.${didYouMean(
        all.find(it => it.id.endsWith(`/${name}`))?.id ??
          closest(
            name,
            all.map(it => it.id),
          ),
      )}`,
    );
  const paint = paintFor(io.env, io.outIsTerminal);
  const page = found.map(rulePage).join('\n');
  io.out(page.replace(/^#+ .*$/gm, it => paint.strong(it)).replace(/`[^`\n]+`/g, it => paint.place(it)));
}

const controlIds = ({ controls }: RuleInfo): string[] => Object.values(controls).flatMap(it => it ?? []);

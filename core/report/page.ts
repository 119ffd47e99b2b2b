/** The page of a rule as Markdown, without examples: for hovers, `rampart explain` and SARIF. */

import { controlsOf } from '../selectors.ts';
import type { RuleInfo } from './result.ts';

/** Ends with a line end. */
export function rulePage(rule: RuleInfo): string {
  const { why, fix, ignore } = rule.docs;
  const facts = [
    `Severity: ${rule.severity}`,
    `Profiles: ${[...rule.profiles, 'all'].join(', ')}`,
    ...(controlsOf(rule).length
      ? [
          `Controls: ${controlsOf(rule)
            .map(it => `\`${it}\``)
            .join(', ')}`,
        ]
      : []),
  ];
  return `${[
    `# ${rule.id}`,
    rule.summary,
    facts.join(' · '),
    '## Why it matters',
    unindent(why),
    '## What to do',
    unindent(fix),
    '## When to ignore it',
    unindent(ignore),
    ...(rule.links.length ? ['## Further reading', rule.links.map(it => `- <${it}>`).join('\n')] : []),
  ].join('\n\n')}\n`;
}

/** Takes away the indentation that all lines but the first share, as template literals in rules have it; what is indented further stays so. */
export function unindent(text: string): string {
  const lines = text
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const isInline = !/^\s*\n/.test(text);
  const indents = lines
    .slice(isInline ? 1 : 0)
    .filter(it => it.trim())
    .map(it => it.length - it.trimStart().length);
  const shared = Math.min(...indents, Infinity);
  return lines.map((it, i) => (i === 0 && isInline ? it.trim() : it.slice(shared === Infinity ? 0 : shared).trimEnd())).join('\n');
}

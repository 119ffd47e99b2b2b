/** Which rules a person names: by id, by area, or by a control of a benchmark or another tool. */

import type { RuleInfo } from './report/result.ts';

/** `rbac/no-wildcard-verbs`, `rbac/*`, `*`, or a control with its edition: `cis-1.12:1.2.27`, `checkov:CKV_K8S_16`, `cis-1.12:1.2.*`. */
export function selects(rule: Pick<RuleInfo, 'id' | 'controls'>, selector: string): boolean {
  if (selector === '*' || selector === rule.id) return true;
  if (selector.endsWith('*')) {
    const start = selector.slice(0, -1);
    return /[/:.]$/.test(start) && [rule.id, ...controlsOf(rule)].some(it => it.startsWith(start));
  }
  return controlsOf(rule).some(it => it === selector);
}

/** `source:id` for each control, in the order in which the rule names them. */
export const controlsOf = ({ controls }: Pick<RuleInfo, 'controls'>): string[] =>
  Object.entries(controls).flatMap(([source, ids]) => (ids ?? []).map(it => `${source}:${it}`));

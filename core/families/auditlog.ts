/** The limits of the API server's audit log: how long, how many and how large. */

import { atLeast } from '../facts/defaults.ts';
import type { Component } from '../model/component.ts';
import type { Problem } from '../rule.ts';

/** What a missing policy and a missing log come from, where both are missing. */
export const auditingCause = (apiserver: Component): Pick<Problem, 'cause'> =>
  ['audit-policy-file', 'audit-log-path', 'audit-webhook-config-file'].every(it => apiserver.lacks(it))
    ? { cause: 'nothing is audited' }
    : {};

/**
 * Where a limit is too low, with its value, or where none is stated; undefined where it is well, or cannot be known.
 * Zero is no limit, as is none: the log's writer takes it so (gopkg.in/natefinch/lumberjack). From 1.36 on, the API server has limits of its own.
 */
export function auditLogLimit(
  apiserver: Component,
  flag: string,
  least: number,
  kubernetesVersion: string | undefined,
): { readonly at: Problem['at']; readonly value: number | undefined } | undefined {
  const path = apiserver.setting('audit-log-path');
  if (path.origin === 'unknown' || !path.value || isOutput(path.value)) return undefined;
  if (apiserver.lacks(flag))
    return atLeast(apiserver.version ?? kubernetesVersion, '1.36') ? undefined : { at: apiserver, value: undefined };
  const limit = apiserver.setting(flag);
  if (limit.origin !== 'set' || !/^\d{1,9}$/.test(limit.value)) return undefined;
  const value = Number(limit.value);
  return value > 0 && value < least ? { at: { ...limit.at, place: limit.at.valuePlace }, value } : undefined;
}

/** Whether a log goes to the output of the program, by the sign that stands for it or by the names that Linux has for it. No file then grows or gets lost. */
export const isOutput = (path: string): boolean =>
  path === '-' || /^\/dev\/(?:std(?:out|err)|fd\/[12])$|^\/proc\/(?:1|self)\/fd\/[12]$/.test(path);

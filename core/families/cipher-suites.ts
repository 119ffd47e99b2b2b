/** The cipher suites a program offers: the same checks for all that take `--tls-cipher-suites`, or etcd's `--cipher-suites`. */

import { atMost } from './atmost.ts';
import { OLD_STRONG_CIPHER_SUITES, STRONG_CIPHER_SUITES, strengthOf } from '../facts/ciphers.ts';
import { compareVersions } from '../facts/defaults.ts';
import { type Proposal, setFlag, suggest } from '../fix.ts';
import type { Component } from '../model/component.ts';
import type { Problem } from '../rule.ts';
import { opensNoPort, startsWithoutFlags, valueOf } from './files.ts';
import { elementsOf, joinList } from './list-value.ts';

/** Each name in the list that is weak, or that keeps the program from starting. `title` names the program at the start of a sentence. */
export const weakCipherSuites = (program: Component, title: string): Iterable<Problem> => atMost(weakSuitesIn(program, title));

function* weakSuitesIn(program: Component, title: string): Iterable<Problem> {
  const flag = flagOf(program);
  if (opensNoPort(program)) return;
  const entries = elementsOf(program.setting(flag));
  // Those of TLS 1.3 are always on; a list of nothing else leaves TLS 1.2 without any, and HTTP/2 then does not start.
  const isEnough = entries.some(it => strengthOf(it.text) === 'strong' && it.text.startsWith('TLS_ECDHE_'));
  const isIdle = speaksOnlyTls13(program);
  const isUnfit = (text: string): boolean => text.includes('_RSA_') && hasEcdsaKey(program);
  const seen = new Set<string>();
  for (const entry of entries) {
    const { text } = entry;
    const strength = strengthOf(text);
    if (strength === 'strong' || ((isIdle || isUnfit(text)) && strength !== undefined) || seen.has(text)) continue;
    seen.add(text);
    const others = entries.map(it => it.text).filter(it => it !== text);
    yield {
      at: entry,
      message:
        strength === undefined
          ? `${title} does not start: it knows no cipher suite ${JSON.stringify(text)}.`
          : `${title} accepts ${text}, which ${strength}.`,
      cause: `--${flag} has suites that are not strong`,
      fixes: [isEnough ? suggest(`Remove ${text} from --${flag}`, setFlag(program, flag, joinList(others))) : list(program, flag)],
    };
  }
}

/** That no list is given, so that the release of Go decides. Where nothing but TLS 1.3 is spoken, a list has no effect. */
export function* unlistedCipherSuites(program: Component, title: string): Iterable<Problem> {
  const flag = flagOf(program);
  if (!program.lacks(flag) || startsWithoutFlags(program) || opensNoPort(program) || !speaksTls(program)) return;
  // Older ones have no such flag.
  if (program.name !== 'etcd' && program.version !== undefined && compareVersions(program.version, '1.10') < 0) return;
  if (speaksOnlyTls13(program)) return;
  yield {
    at: program,
    message: `${title} accepts whatever cipher suites its release of Go does: --${flag} is not set.`,
    fixes: [list(program, flag)],
  };
}

/** The list does not bear on TLS 1.3. */
const speaksOnlyTls13 = (program: Component): boolean => /13$|1\.3$/.test(valueOf(program.setting('tls-min-version')) ?? '');

/** The key that a kubelet makes to ask the cluster for a certificate; suites with RSA need another (`k8s.io/client-go/util/certificate`). */
const hasEcdsaKey = (program: Component): boolean =>
  program.name === 'kubelet' &&
  valueOf(program.setting('rotate-server-certificates')) === 'true' &&
  !valueOf(program.setting('tls-cert-file'));

const flagOf = (program: Component): string => (program.name === 'etcd' ? 'cipher-suites' : 'tls-cipher-suites');

/** All but etcd make a certificate for themselves where they are given none. */
const speaksTls = (program: Component): boolean =>
  program.name !== 'etcd' || ETCD_TLS.some(it => !program.lacks(it) && valueOf(program.setting(it)) !== 'false');

const ETCD_TLS = ['cert-file', 'peer-cert-file', 'auto-tls', 'peer-auto-tls'];

/** A name that the release does not know keeps it from starting. */
function list(program: Component, flag: string): Proposal {
  const isOld = program.version !== undefined && compareVersions(program.version, program.name === 'etcd' ? '3.5' : '1.22') < 0;
  const suites = isOld ? OLD_STRONG_CIPHER_SUITES : STRONG_CIPHER_SUITES;
  return suggest(`Set --${flag} to the strong cipher suites`, setFlag(program, flag, suites.join(',')));
}

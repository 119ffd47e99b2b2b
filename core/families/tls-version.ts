/** The oldest version of TLS a program speaks: the same check for all that take `--tls-min-version`. */

import { setFlag, suggest } from '../fix.ts';
import type { Component } from '../model/component.ts';
import { opensNoPort } from './files.ts';
import type { Problem } from '../rule.ts';

/**
 * Kubernetes' programs take `VersionTLS10` to `VersionTLS13`; etcd takes `TLS1.2` and `TLS1.3`. All refuse other values, and default to 1.2.
 * Sources: `k8s.io/component-base/cli/flag/ciphersuites_flag.go`, `client/pkg/tlsutil/versions.go` of etcd. `title` names the program.
 */
export function* oldTlsVersion(program: Component, title: string): Iterable<Problem> {
  const flag = 'tls-min-version';
  const setting = program.setting(flag);
  if (setting.origin !== 'set' || setting.value === '' || opensNoPort(program)) return;
  const [known, wanted] = program.name === 'etcd' ? [/^TLS1\.[23]$/, 'TLS1.2'] : [/^VersionTLS1[23]$/, 'VersionTLS12'];
  if (known.test(setting.value)) return;
  const old = program.name === 'etcd' ? undefined : /^VersionTLS(1)([01])$/.exec(setting.value);
  yield {
    at: { place: setting.at.valuePlace },
    message: old
      ? `${title} accepts TLS ${old[1]}.${old[2]}, which is broken and withdrawn: --${flag} is ${setting.value}.`
      : `${title} does not start: --${flag} cannot be ${JSON.stringify(setting.value)}.`,
    fixes: [suggest(`Set --${flag} to ${wanted}`, setFlag(program, flag, wanted))],
  };
}

/** What Go's TLS knows of cipher suites, by the names that Kubernetes and etcd take. */

/** Forward secrecy, and encryption that also authenticates; what to list where a list is to be given. The order is that of CIS Kubernetes 1.12. */
export const STRONG_CIPHER_SUITES: readonly string[] = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

/** Those of them that every release knows: the others came with Kubernetes 1.22 at the latest, and etcd 3.5. */
export const OLD_STRONG_CIPHER_SUITES: readonly string[] = STRONG_CIPHER_SUITES.filter(it => /^TLS_ECDHE_\w+_GCM_/.test(it));

/** Names that mean the same as those with `_SHA256` behind them. */
const ALIASES: ReadonlySet<string> = new Set(['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305']);

/** All others in Go's `crypto/tls`, in `CipherSuites()` and in `InsecureCipherSuites()`. */
const WEAK: ReadonlySet<string> = new Set(
  [
    'ECDHE_ECDSA_WITH_AES_128_CBC_SHA ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 ECDHE_ECDSA_WITH_AES_256_CBC_SHA ECDHE_ECDSA_WITH_RC4_128_SHA',
    'ECDHE_RSA_WITH_3DES_EDE_CBC_SHA ECDHE_RSA_WITH_AES_128_CBC_SHA ECDHE_RSA_WITH_AES_128_CBC_SHA256 ECDHE_RSA_WITH_AES_256_CBC_SHA',
    'ECDHE_RSA_WITH_RC4_128_SHA RSA_WITH_3DES_EDE_CBC_SHA RSA_WITH_AES_128_CBC_SHA RSA_WITH_AES_128_CBC_SHA256',
    'RSA_WITH_AES_128_GCM_SHA256 RSA_WITH_AES_256_CBC_SHA RSA_WITH_AES_256_GCM_SHA384 RSA_WITH_RC4_128_SHA',
  ].flatMap(it => it.split(' ').map(name => `TLS_${name}`)),
);

/** `strong`, or what is wrong with the suite, to be read behind its name; undefined for a name that Go does not know. Upper and lower case matter to the programs. */
export function strengthOf(name: string): 'strong' | string | undefined {
  if (STRONG_CIPHER_SUITES.includes(name) || ALIASES.has(name)) return 'strong';
  if (!WEAK.has(name)) return undefined;
  if (name.includes('_RC4_')) return 'uses RC4 and so can be broken';
  if (name.includes('_3DES_')) return 'uses 3DES and so gives long sessions away';
  if (name.startsWith('TLS_RSA_')) return 'has no forward secrecy';
  // Go guards its other suites with CBC against padding attacks, but not these.
  if (name.endsWith('_SHA256')) return 'uses CBC and so is open to padding attacks';
  return 'uses CBC, a mode that was attacked more than once';
}

/** The two sides of etcd's TLS, clients and peers: the same checks on two sets of flags. */

import { choice, exposePath, type Proposal, setFlag } from '../fix.ts';
import type { Component, Setting } from '../model/component.ts';
import type { Problem } from '../rule.ts';

/** The flags of one side, and the files kubeadm would give them. Source: etcd.io/docs/v3.6/op-guide/security. */
export interface EtcdSide {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  readonly certAuth: string;
  /** Flags whose values are comma-separated URLs that must be `https://`, the one to listen on first, and what to give those that are otherwise left to a default of `http://`. */
  readonly urls: Readonly<Record<string, string | undefined>>;
  readonly files: Readonly<Record<'cert' | 'key' | 'ca', string>>;
  /** Who connects: "Clients", "Members". */
  readonly who: string;
  /** Where they come in, as a message names it. */
  readonly port: string;
}

const FOLDER = '/etc/kubernetes/pki/etcd';

/** Plain text first, then whether the other end has to show a certificate: the second means nothing without the first. */
export function* etcdTlsProblems(etcd: Component, side: EtcdSide): Iterable<Problem> {
  if (hasOnlySockets(etcd.setting(Object.keys(side.urls)[0]!))) return;
  const lacksCertificate = etcd.lacks(side.cert) || etcd.lacks(side.key);
  if (lacksCertificate) {
    if (isTrue(etcd.setting(autoTlsOf(side)))) return;
    const flag = etcd.lacks(side.cert) ? side.cert : side.key;
    yield { at: etcd, message: `${side.who} talk to etcd in plain text: --${flag} is not set.`, fixes: [encrypt(etcd, side)] };
    return;
  }
  yield* plainUrls(etcd, side);
  if (!etcd.lacks(side.ca)) return;
  const certAuth = etcd.setting(side.certAuth);
  if (certAuth.origin === 'unknown' || certAuth.value === 'true') return;
  yield {
    at: certAuth.origin === 'set' ? { ...certAuth.at, place: certAuth.at.valuePlace } : etcd,
    message: `Anyone who reaches ${side.port} is let in: ${certAuth.origin === 'set' ? `--${side.certAuth} is false` : `--${side.certAuth} is not set`}.`,
    fixes: [choice(`Ask for certificates signed by ${authorityOf(etcd, side)}`, ...demandCertificates(etcd, side))],
  };
}

function* plainUrls(etcd: Component, side: EtcdSide): Iterable<Problem> {
  for (const flag of Object.keys(side.urls)) {
    const setting = etcd.setting(flag);
    if (setting.origin !== 'set' || !hasPlain(setting.value)) continue;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `${side.who} may talk to etcd in plain text: --${flag} has ${setting.value.split(',').find(hasPlain)}.`,
      fixes: [choice(`Use https in --${flag}`, setFlag(etcd, flag, encrypted(setting.value)))],
    };
  }
}

/** Everything at once: each part alone leaves etcd in plain text, or does not start. */
function encrypt(etcd: Component, side: EtcdSide): Proposal {
  const urls = Object.entries(side.urls).flatMap(([flag, fallback]) => {
    const setting = etcd.setting(flag);
    if (setting.origin === 'set') return hasPlain(setting.value) ? [setFlag(etcd, flag, encrypted(setting.value))] : [];
    return setting.origin === 'default' && fallback !== undefined ? [setFlag(etcd, flag, fallback)] : [];
  });
  return choice(
    `Serve with ${side.files.cert}, and ask for certificates`,
    ...[
      [side.cert, side.files.cert],
      [side.key, side.files.key],
    ]
      .filter(([flag]) => etcd.lacks(flag!))
      .map(([flag, file]) => setFlag(etcd, flag!, file!)),
    ...demandCertificates(etcd, side),
    ...urls,
    exposePath(etcd, FOLDER, 'etcd-certs'),
  );
}

const demandCertificates = (etcd: Component, side: EtcdSide) => [
  setFlag(etcd, side.certAuth, 'true'),
  ...(etcd.lacks(side.ca) ? [setFlag(etcd, side.ca, authorityOf(etcd, side))] : []),
];

/** Beside the certificate that is there, where one is. */
function authorityOf(etcd: Component, side: EtcdSide): string {
  const cert = etcd.setting(side.cert);
  const folder = cert.origin === 'set' ? /^(\/[^$]*)\/[^/]+$/.exec(cert.value)?.[1] : undefined;
  return folder === undefined ? side.files.ca : `${folder}/ca.crt`;
}

/** Listens on Unix sockets only: what the file system lets in. */
const hasOnlySockets = (listen: Setting): boolean => listen.origin === 'set' && listen.value.split(',').every(it => /^\s*unixs?:/.test(it));

const isTrue = (setting: Setting): boolean => setting.origin !== 'unknown' && setting.value === 'true';

/** `auto-tls` encrypts with a certificate nobody can verify: weaker, and another rule's matter. */
const autoTlsOf = (side: EtcdSide): string => (side.cert.startsWith('peer-') ? 'peer-auto-tls' : 'auto-tls');

const hasPlain = (urls: string): boolean => /(?:^|[,=])\s*http:\/\//.test(urls);

const encrypted = (urls: string): string => urls.replace(/(^|[,=])(\s*)http:\/\//g, '$1$2https://');

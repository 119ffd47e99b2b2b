/** The two sides of etcd's TLS, clients and peers: the same checks on two sets of flags. */

import { choice, type Edit, exposePath, type Proposal, removeFlag, safe, setFlag, suggest } from '../fix.ts';
import type { Component, Setting } from '../model/component.ts';
import { isLoopback, parseUrl } from '../model/url.ts';
import type { Problem } from '../rule.ts';
import { ETCD_FOLDER, type EtcdSide } from './etcd-sides.ts';
import { valueOf } from './files.ts';
import { type ListedUrl, urlsOf } from './list-value.ts';

/** Findings that come from one reason: no TLS at all, on either side. */
const CAUSE = 'etcd has no TLS';

/** Plain text first, then whether the other end has to show a certificate: the second means nothing without the first. */
export function* etcdTlsProblems(etcd: Component, side: EtcdSide): Iterable<Problem> {
  const listen = listenFlag(side);
  if (hasOnlySockets(etcd.setting(listen))) return;
  if (lacksCertificate(etcd, side)) {
    if (isTrue(etcd.setting(side.autoTls))) {
      yield* plainUrls(etcd, side, listen, url => `${side.who} may talk to etcd in plain text: --${listen} has ${url}.`);
      return;
    }
    const flag = etcd.lacks(side.cert) ? side.cert : side.key;
    const secure = (valueOf(etcd.setting(listen)) ?? '').split(',').find(it => parseUrl(it)?.scheme === 'https');
    const message = secure
      ? `etcd does not start: --${listen} has ${secure.trim()}, but --${flag} is not set.`
      : `${side.who} talk to etcd in plain text: --${flag} is not set.`;
    yield { at: etcd, message, cause: CAUSE, fixes: encryption(etcd, side) };
    return;
  }
  for (const flag of Object.keys(side.urls)) {
    const what = flag.startsWith('listen-') ? 'may talk' : 'are told to talk';
    yield* plainUrls(etcd, side, flag, url => `${side.who} ${what} to etcd in plain text: --${flag} has ${url}.`);
  }
  if (!etcd.lacks(side.ca) || !etcd.lacks(side.oldCa)) return;
  const certAuth = etcd.setting(side.certAuth);
  if (certAuth.origin === 'unknown' || certAuth.value === 'true') return;
  yield {
    at: placeOf(etcd, certAuth),
    message: `Anyone who reaches ${side.port} is let in: --${side.certAuth} is ${certAuth.origin === 'set' ? 'false' : 'not set'}.`,
    fixes: [choice(`Ask for certificates signed by ${authorityOf(etcd, side)}`, ...demandCertificates(etcd, side))],
  };
}

/** The port for peers of a member that is alone: raft messages are taken from whoever reaches it. */
export function* etcdLonePeerProblems(etcd: Component, side: EtcdSide): Iterable<Problem> {
  const listen = listenFlag(side);
  const fixes = lacksCertificate(etcd, side) ? encryption(etcd, side) : undefined;
  const isOpen = (it: ListedUrl): boolean => isPlain(it) && !isLoopback(it.url.host);
  yield* plainUrls(etcd, side, listen, url => `Whoever reaches ${side.port} can pose as a member: --${listen} has ${url}.`, isOpen, fixes);
}

/** A certificate that etcd makes for itself; where one is given, the flag only waits for it to go. */
export function* autoTlsProblems(etcd: Component, side: EtcdSide): Iterable<Problem> {
  const setting = etcd.setting(side.autoTls);
  if (setting.origin !== 'set' || setting.value !== 'true') return;
  const remove = removeFlag(etcd, side.autoTls);
  const at = placeOf(etcd, setting);
  const isAlone = etcd.lacks(side.cert) && etcd.lacks(side.key);
  if (isAlone && listensPlainly(etcd, side)) {
    const message = `etcd makes a certificate for itself as soon as --${listenFlag(side)} has an https URL: --${side.autoTls} is true.`;
    // Towards members, it is shown even so.
    yield { at, message, fixes: [suggest(`Remove --${side.autoTls}`, remove)] };
  } else if (isAlone) {
    const message = `${side.who} cannot verify the certificate of etcd, and show none: --${side.autoTls} is true.`;
    yield { at, message, fixes: encryption(etcd, side, remove) };
  } else if (isGiven(etcd.setting(side.cert))) {
    const message = `etcd makes a certificate for itself as soon as --${side.cert} is gone: --${side.autoTls} is true.`;
    yield { at, message, fixes: [safe(`Remove --${side.autoTls}`, remove)] };
  }
}

/** Certificates are asked for, but no CA is named. */
export function* etcdAuthorityProblems(etcd: Component, side: EtcdSide): Iterable<Problem> {
  const certAuth = etcd.setting(side.certAuth);
  if (!isTrue(certAuth) || !etcd.lacks(side.ca) || !etcd.lacks(side.oldCa) || lacksCertificate(etcd, side)) return;
  yield {
    at: placeOf(etcd, certAuth),
    message: `etcd takes certificates of every CA that the node trusts: --${side.ca} is not set.`,
    fixes: [choice(`Set --${side.ca} to ${authorityOf(etcd, side)}`, setFlag(etcd, side.ca, authorityOf(etcd, side)))],
  };
}

/** Certificates are asked for only because a CA is named. */
export function* etcdImpliedAuthProblems(etcd: Component, side: EtcdSide): Iterable<Problem> {
  const certAuth = etcd.setting(side.certAuth);
  if (certAuth.origin === 'unknown' || certAuth.value === 'true') return;
  // Without a certificate of its own etcd does not speak TLS at all.
  if (![side.ca, side.cert, side.key].every(it => isGiven(etcd.setting(it)))) return;
  yield {
    at: placeOf(etcd, certAuth),
    message: `etcd asks for certificates only as long as --${side.ca} is set: --${side.certAuth} is ${certAuth.origin === 'set' ? 'false' : 'not set'}.`,
    fixes: [suggest(`Set --${side.certAuth} to true`, setFlag(etcd, side.certAuth, 'true'))],
  };
}

/** One problem for a flag, at the very URL where it is the only one. etcd does not start on https without a certificate that it certainly has. */
function* plainUrls(
  etcd: Component,
  side: EtcdSide,
  flag: string,
  message: (url: string) => string,
  isMeant: (url: ListedUrl) => boolean = isPlain,
  fixes?: readonly Proposal[],
): Iterable<Problem> {
  const setting = etcd.setting(flag);
  const plain = urlsOf(etcd, flag).filter(isMeant);
  const [first] = plain;
  if (setting.origin !== 'set' || !first) return;
  yield {
    at: plain.length === 1 ? { ...setting.at, place: first.place } : placeOf(etcd, setting),
    message: message(first.text),
    fixes:
      fixes ?? (isGiven(etcd.setting(side.cert)) ? [choice(`Use https in --${flag}`, setFlag(etcd, flag, encrypted(setting.value)))] : []),
  };
}

/** Everything at once: each part alone leaves etcd in plain text, or does not start. None where some of it stands elsewhere. */
function encryption(etcd: Component, side: EtcdSide, ...also: readonly Edit[]): readonly Proposal[] {
  if (isAncient(etcd) || Object.keys(side.urls).some(it => etcd.setting(it).origin === 'unknown')) return [];
  const urls = Object.entries(side.urls).flatMap(([flag, fallback]) => {
    const setting = etcd.setting(flag);
    if (setting.origin === 'set') return hasPlain(etcd, flag) ? [setFlag(etcd, flag, encrypted(setting.value))] : [];
    return setting.origin === 'default' && fallback !== undefined ? [setFlag(etcd, flag, fallback)] : [];
  });
  const files = [
    [side.cert, side.files.cert],
    [side.key, side.files.key],
  ] as const;
  return [
    choice(
      `Serve with ${side.files.cert}, and ask for certificates`,
      ...also,
      ...files.filter(([flag]) => etcd.lacks(flag)).map(([flag, file]) => setFlag(etcd, flag, file)),
      ...demandCertificates(etcd, side),
      ...urls,
      exposePath(etcd, ETCD_FOLDER, 'etcd-certs'),
    ),
  ];
}

const demandCertificates = (etcd: Component, side: EtcdSide): readonly Edit[] => [
  setFlag(etcd, side.certAuth, 'true'),
  ...(etcd.lacks(side.ca) ? [setFlag(etcd, side.ca, authorityOf(etcd, side))] : []),
];

/** Beside the certificate that is there, where one is. */
function authorityOf(etcd: Component, side: EtcdSide): string {
  const cert = etcd.setting(side.cert);
  const folder = cert.origin === 'set' ? /^(\/[^$]*)\/[^/]+$/.exec(cert.value)?.[1] : undefined;
  return folder === undefined ? side.files.ca : `${folder}/ca.crt`;
}

/** Flags of etcd before 2.0, which later ones refuse beside those that took their place. */
const isAncient = (etcd: Component): boolean => ['addr', 'bind-addr', 'peer-addr', 'peer-bind-addr'].some(it => !etcd.lacks(it));

const lacksCertificate = (etcd: Component, side: EtcdSide): boolean => etcd.lacks(side.cert) || etcd.lacks(side.key);

const listenFlag = (side: EtcdSide): string => Object.keys(side.urls)[0]!;

/** Listens on Unix sockets only: what the file system lets in. */
const hasOnlySockets = (listen: Setting): boolean =>
  listen.origin === 'set' && listen.value.split(',').every(it => /^\s*unixs?:/i.test(it));

/** No certificate is served on such URLs, whatever etcd has: `server/embed/etcd.go`, configureClientListeners. */
function listensPlainly(etcd: Component, side: EtcdSide): boolean {
  const urls = valueOf(etcd.setting(listenFlag(side)));
  return urls !== undefined && urls !== '' && urls.split(',').every(it => /^\s*(?:http|unix):/i.test(it));
}

const hasPlain = (etcd: Component, flag: string): boolean => urlsOf(etcd, flag).some(isPlain);

const isPlain = (it: ListedUrl): boolean => it.url.scheme === 'http';

const isGiven = (setting: Setting): boolean => setting.origin === 'set' || setting.origin === 'supplied';

const isTrue = (setting: Setting): boolean => setting.origin !== 'unknown' && setting.value === 'true';

const encrypted = (urls: string): string => urls.replace(/(^|[,=])(\s*)http:\/\//gi, '$1$2https://');

const placeOf = (etcd: Component, setting: Setting): Problem['at'] =>
  setting.origin === 'set' ? { ...setting.at, place: setting.at.valuePlace } : etcd;

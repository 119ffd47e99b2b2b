/** Whom a certificate, or the request for one, is for. */

import { decodeBase64 } from './encryption.ts';

/** The parts of a subject that Kubernetes reads: the user's name and groups. */
export interface CertificateSubject {
  /** Empty where there is none. */
  readonly commonName: string;
  readonly organizations: readonly string[];
}

/** Of a certificate (RFC 5280) or a request (RFC 2986) in PEM, base64-encoded once more as Kubernetes has it; undefined for everything else. */
export function subjectIn(encoded: string | undefined): CertificateSubject | undefined {
  const pem = String.fromCharCode(...(decodeBase64((encoded ?? '').replace(/\s/g, '')) ?? []));
  const [, what, body] = /-----BEGIN (CERTIFICATE|(?:NEW )?CERTIFICATE REQUEST)-----([\w+/=\s]+)-----END/.exec(pem) ?? [];
  const bytes = decodeBase64(body?.replace(/\s/g, '') ?? '');
  const whole = bytes && nodeAt(bytes, 0, bytes.length);
  const signed = whole && partsOf(bytes, whole)[0];
  if (!signed) return undefined;
  const parts = partsOf(bytes, signed).filter(it => it.tag !== EXPLICIT_VERSION);
  // A certificate: serial number, algorithm, issuer, validity, subject. A request: version, subject.
  const name = parts[what === 'CERTIFICATE' ? 4 : 1];
  return name?.tag === SEQUENCE ? namedIn(bytes, name) : undefined;
}

const SEQUENCE = 0x30;
const EXPLICIT_VERSION = 0xa0;
const COMMON_NAME = '85,4,3';
const ORGANIZATION = '85,4,10';

/** One value of DER: its content lies between `start` and `end`. */
interface Node {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function namedIn(bytes: readonly number[], name: Node): CertificateSubject {
  const attributes = partsOf(bytes, name)
    .flatMap(set => partsOf(bytes, set))
    .map(it => partsOf(bytes, it))
    .flatMap(([type, value]) =>
      type && value ? [{ type: contentOf(bytes, type).join(','), text: decoded(contentOf(bytes, value)) }] : [],
    );
  return {
    commonName: attributes.findLast(it => it.type === COMMON_NAME)?.text ?? '',
    organizations: attributes.filter(it => it.type === ORGANIZATION).map(it => it.text),
  };
}

const contentOf = (bytes: readonly number[], { start, end }: Node): readonly number[] => bytes.slice(start, end);

/** UTF-8, as all strings that may stand here are but those nobody makes any more. */
function decoded(bytes: readonly number[]): string {
  try {
    return decodeURIComponent(bytes.map(it => `%${it.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return '';
  }
}

function partsOf(bytes: readonly number[], { start, end }: Node): readonly Node[] {
  const parts: Node[] = [];
  for (let at = start; at < end; at = parts.at(-1)!.end) {
    const node = nodeAt(bytes, at, end);
    if (!node) return [];
    parts.push(node);
  }
  return parts;
}

/** Undefined where the bytes are no DER, or end too early. */
function nodeAt(bytes: readonly number[], at: number, end: number): Node | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 3 || first === 0x80) return undefined;
  const start = at + 2 + count;
  const length = count ? bytes.slice(at + 2, start).reduce((sum, it) => sum * 256 + it, 0) : first;
  return start + length <= end ? { tag, start, end: start + length } : undefined;
}

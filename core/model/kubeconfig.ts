/** A kubeconfig: the clusters it names, the users it signs in as, and the credentials that stand in it. */

import { decodeBase64 } from './encryption.ts';
import type { Resource } from './resource.ts';
import type { Target } from '../rule.ts';
import type { Value } from './value.ts';

/** Of other documents of this kind and version, none has one of these lists. */
export const kubeconfig: Target<Resource> = {
  kinds: ['Config'],
  match: it =>
    it.type === 'resource' &&
    it.apiVersion === 'v1' &&
    it.kind === 'Config' &&
    ['clusters', 'users', 'contexts'].some(key => it.at(key).type === 'list')
      ? it
      : undefined,
};

/** One entry of `clusters` or `users`. */
export interface KubeconfigEntry {
  readonly name: string;
  /** What stands under `cluster` or `user`. */
  readonly value: Value;
}

export const clustersOf = (config: Resource): readonly KubeconfigEntry[] => entriesOf(config, 'clusters', 'cluster');

export const usersOf = (config: Resource): readonly KubeconfigEntry[] => entriesOf(config, 'users', 'user');

const entriesOf = (config: Resource, list: string, key: string): readonly KubeconfigEntry[] =>
  config
    .at(list)
    .items()
    .map(it => ({ name: it.at('name').asString() ?? '', value: it.at(key) }));

/** What of a user is a secret in itself, and stands in the file. */
export const credentialsOf = ({ value }: KubeconfigEntry): readonly Value[] => [
  ...['token', 'password'].map(it => value.at(it)).filter(it => isSecret(it.asString(), it.path.at(-1) === 'password' ? 6 : 16)),
  ...[value.at('client-key-data')].filter(it => isPrivateKey(it.asString())),
  ...['access-token', 'client-secret', 'id-token', 'refresh-token']
    .map(it => value.at('auth-provider', 'config', it))
    .filter(it => isSecret(it.asString(), 16)),
];

/** Text that nobody is asked to put another one in place of. */
function isSecret(text: string | undefined, least: number): boolean {
  if (text === undefined || text.length < least || /\s/.test(text) || new Set(text).size < 5 || PLACEHOLDER.test(text)) return false;
  // What kubeadm's documentation has.
  return text !== 'abcdef.0123456789abcdef';
}

const PLACEHOLDER =
  /[<>{}$%…]|@\w+@|\.\.\.|\*\*|x{4}|x-x|redacted|omitted|change|replace|example|placeholder|insert|your|secret|token|dummy|fake|^_*[A-Z]+_[A-Z_]+$/i;

/** The head of a PEM block tells, whatever its length. */
const isPrivateKey = (text: string | undefined): boolean =>
  text !== undefined && /^[\w+/=\s]+$/.test(text) && text.length > 80 && /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(headOf(text));

const headOf = (text: string): string => String.fromCharCode(...(decodeBase64(text.replace(/\s/g, '').slice(0, 64)) ?? []));

/** What a token says of itself, where it is a JSON Web Token; nothing is verified. */
export function claimsIn(token: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token ?? '') ?? [];
  if (payload === undefined) return undefined;
  const letters = payload.replaceAll('-', '+').replaceAll('_', '/');
  const bytes = decodeBase64(letters.padEnd(Math.ceil(letters.length / 4) * 4, '='));
  try {
    const claims: unknown = JSON.parse(String.fromCharCode(...(bytes ?? [])));
    return typeof claims === 'object' && claims !== null ? (claims as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

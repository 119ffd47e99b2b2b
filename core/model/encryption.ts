/** An EncryptionConfiguration: which resources each entry is about, which providers it has, and the keys that lie in it. */

import type { Resource } from './resource.ts';
import type { Target } from '../rule.ts';
import type { Value } from './value.ts';

/** Every provider there is. Source: kubernetes.io/docs/reference/config-api/apiserver-config.v1, ProviderConfiguration. */
export const PROVIDERS = ['aesgcm', 'aescbc', 'secretbox', 'identity', 'kms'] as const;

export type ProviderName = (typeof PROVIDERS)[number];

/** The lengths in bytes that a provider's keys may have. Source: `k8s.io/apiserver/pkg/apis/apiserver/validation`. */
export const KEY_LENGTHS: Readonly<Partial<Record<ProviderName, readonly number[]>>> = {
  aesgcm: [16, 24, 32],
  aescbc: [16, 24, 32],
  secretbox: [32],
};

export interface Provider {
  readonly name: ProviderName;
  /** What stands under the name. */
  readonly value: Value;
}

/** One entry of `resources`. */
export interface EncryptionEntry {
  readonly value: Value;
  /** What it is about: `secrets`, `deployments.apps`, `*.apps`, `*.` (the core group), `*.*`. */
  readonly names: readonly Value[];
  /** In order: the first one writes. One that is left empty is none. */
  readonly providers: readonly Provider[];
}

export interface EncryptionKey {
  readonly provider: Provider;
  readonly name: string;
  readonly secret: Value;
  /** The decoded key; undefined where it is no base64, or is filled in later. */
  readonly bytes: readonly number[] | undefined;
}

/** The configuration by its name, and by the one that documentation gave it before Kubernetes 1.13 and that is still read. */
export const encryptionConfiguration: Target<Resource> = {
  kinds: ['EncryptionConfiguration', 'EncryptionConfig'],
  match: it =>
    it.type === 'resource' &&
    (it.group === 'apiserver.config.k8s.io' || it.apiVersion === 'v1') &&
    (it.kind === 'EncryptionConfiguration' || it.kind === 'EncryptionConfig')
      ? it
      : undefined,
};

export const encryptionEntries = (configuration: Pick<Value, 'at'>): readonly EncryptionEntry[] =>
  configuration
    .at('resources')
    .items()
    .map(value => ({
      value,
      names: value.at('resources').items(),
      providers: value
        .at('providers')
        .items()
        .flatMap(providersIn)
        .filter(it => it.value.type !== 'absent'),
    }));

/** The providers of one item: exactly one, unless the API server refuses the file. */
export const providersIn = (item: Value): readonly Provider[] =>
  item.entries().flatMap(([key, value]) => {
    const name = PROVIDERS.find(it => it === key);
    return name ? [{ name, value }] : [];
  });

export const encryptionKeys = (configuration: Pick<Value, 'at'>): readonly EncryptionKey[] =>
  encryptionEntries(configuration).flatMap(it => it.providers.flatMap(keysOf));

export const keysOf = (provider: Provider): readonly EncryptionKey[] =>
  KEY_LENGTHS[provider.name] === undefined
    ? []
    : provider.value
        .at('keys')
        .items()
        .map(key => {
          const secret = key.at('secret');
          return { provider, name: key.at('name').asString() ?? '', secret, bytes: decodeBase64(secret.asString() ?? '') };
        });

/** Whether an entry with this name is about Secrets: by their name, as part of the core group, or of everything. */
export const coversSecrets = (name: string): boolean => ['secrets', 'secrets.', '*.', '*.*'].includes(name);

/** The group in a name, behind its first dot; empty for the core group. Source: `schema.ParseGroupResource`. */
export const groupIn = (name: string): string => (name.includes('.') ? name.slice(name.indexOf('.') + 1) : '');

/** Whether `broad` is a pattern that matches every resource that `name` stands for. */
export const isWithin = (name: string, broad: string): boolean =>
  broad === '*.*' || (broad.startsWith('*.') && groupIn(broad) === groupIn(name));

/** As Go's decoder has it: padded, line breaks ignored. Undefined for what is no base64, and for nothing. */
export function decodeBase64(text: string): readonly number[] | undefined {
  const letters = text.replace(/[\r\n]/g, '');
  if (letters.length > 4096 || !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/.test(letters))
    return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of letters.replace(/=+$/, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xfff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

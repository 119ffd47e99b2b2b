/** The programs that a k3s or RKE2 configuration is for: `kube-apiserver-arg` and its like, and keys that stand for flags. */

import { COMPONENTS, type ComponentName, type Written } from '../model/component.ts';
import { type Field, fields, fieldTable } from './fields.ts';
import { ETCD_METRICS, encryptionFile, K3S_DATA, suppliedByK3s } from '../facts/k3s.ts';
import { knownText, placeAt, type Shape, shapedProgram, span } from './shape.ts';
import { RKE2_DATA, suppliedByRke2 } from '../facts/rke2.ts';
import { isServerKey } from '../facts/k3skeys.ts';
import { keyBehind } from '../order.ts';
import { listedArguments } from './arguments.ts';
import { normalBoolean } from '../facts/flags.ts';
import type { Program } from '../source.ts';
import type { Value } from '../model/value.ts';

export interface K3sConfiguration {
  /** What holds the keys. */
  readonly root: Value;
  readonly form: string;
  /** Undefined where it may be either: then nothing is known of what is not written. */
  readonly distribution: 'k3s' | 'RKE2' | undefined;
  /** Undefined where the keys decide. */
  readonly role?: 'server' | 'agent' | undefined;
  readonly version: string | undefined;
  /** Other texts hold the rest. */
  readonly isPart: boolean;
  /** Values other than the root that must be all there for the settings to be. */
  readonly closed?: readonly Value[];
}

/** Those of a server, or of an agent; where it is not certain which, those that both have. */
export function k3sPrograms(configuration: K3sConfiguration): Program[] {
  const { root, distribution, isPart } = configuration;
  const keys = root.entries().map(([key]) => key);
  const role = configuration.role ?? (keys.some(isServerKey) ? 'server' : undefined);
  const names = role === 'server' ? COMPONENTS : NODE;
  return names
    .filter(it => !isOn(root.at(DISABLED_BY[it] ?? '')))
    .filter(it => (!isPart && (it !== 'etcd' || hasEtcd(root, distribution))) || isWritten(it, configuration))
    .map(it => programOf(it, configuration));
}

const NODE: readonly ComponentName[] = ['kubelet', 'kube-proxy'];

const DISABLED_BY: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver': 'disable-apiserver',
  'kube-controller-manager': 'disable-controller-manager',
  'kube-scheduler': 'disable-scheduler',
  kubelet: 'disable-agent',
  'kube-proxy': 'disable-kube-proxy',
  etcd: 'disable-etcd',
};

const isWritten = (name: ComponentName, configuration: K3sConfiguration): boolean =>
  settingsOf(name, configuration).some(it => it.written.length > 0);

const isOn = (value: Value): boolean => normalBoolean(value.asString() ?? '') === 'true';

/** RKE2 has one on each server; k3s where it founds a cluster of several servers. */
const hasEtcd = (root: Value, distribution: K3sConfiguration['distribution']): boolean =>
  (distribution === 'RKE2' && root.lacks('datastore-endpoint')) || isOn(root.at('cluster-init'));

function programOf(name: ComponentName, configuration: K3sConfiguration): Program {
  const { root, form, distribution, version, isPart, closed = [] } = configuration;
  const shapes = settingsOf(name, configuration);
  const program = shapedProgram({
    name,
    form,
    place: placeAt(root, ...[`${name}-arg+`, `${name}-arg`].map(it => [it])),
    version: name === 'etcd' ? undefined : version,
    distribution,
    supplied: suppliedTo(name, configuration),
    ...(name === 'kube-apiserver' && distribution === 'k3s'
      ? { switches: { 'encryption-provider-config': { text: 'secrets-encryption: true', value: encryptionIn(root) } } }
      : {}),
    shapes,
    isPart,
    closed: [root, ...closed],
    // What is not all there may be of the other one.
    ...(distribution === 'k3s' ? { storage: () => ({ is: 'node' }) } : {}),
  });
  return {
    ...program,
    completeness: program.completeness === 'whole' && !distribution ? 'open' : program.completeness,
    edit(change, occurrences) {
      if (change.op !== 'setFlag' || shapes.some(it => it.written.some(one => one.name === change.name)))
        return program.edit(change, occurrences);
      const own = ownShapes(name, configuration);
      for (const shape of own) {
        const edits = shape.set(change.name, change.value);
        if (edits) return edits;
      }
      return own.some(it => it.stands?.(change.name)) ? undefined : program.edit(change, occurrences);
    },
  };
}

function suppliedTo(name: ComponentName, { root, distribution, version }: K3sConfiguration): Readonly<Record<string, string | undefined>> {
  const store = root.at('datastore-endpoint').asString();
  const etcd = hasEtcd(root, distribution) ? 'own' : store !== undefined && IS_ETCD.test(store) ? 'external' : undefined;
  const choices = { version, dataDir: dataDirOf(root, distribution), etcd } as const;
  if (distribution !== 'RKE2') return suppliedByK3s(name, choices);
  const profile = root.at('profile');
  const isHardened = profile.type === 'unknown' ? undefined : /^cis/.test(profile.asString() ?? '');
  return suppliedByRke2(name, { ...choices, isHardened, hasAuditPolicy: !root.lacks('audit-policy-file') });
}

function dataDirOf(root: Value, distribution: K3sConfiguration['distribution']): string | undefined {
  const own = root.at('data-dir');
  if (own.type === 'absent') return distribution === 'RKE2' ? RKE2_DATA : K3S_DATA;
  return knownText(own)?.replace(/\/+$/, '');
}

/** In the order in which they count: what arguments say outranks the keys. */
function settingsOf(name: ComponentName, configuration: K3sConfiguration): readonly Shape[] {
  const { root } = configuration;
  const added = `${name}-arg+`;
  return [
    ...ownShapes(name, configuration),
    argumentsOf(name, root, `${name}-arg`),
    ...(root.at(added).type === 'absent' ? [] : [argumentsOf(name, root, added)]),
  ];
}

/** `flag+=value` and `flag-=value` add to what k3s passes itself: what comes of that is not known. etcd's file has other keys for some flags. */
function argumentsOf(name: ComponentName, root: Value, key: string): Shape {
  const shape = listedArguments(name, root, key);
  const written = shape.written
    .map(it => (/[+-]$/.test(it.name) ? { ...it, name: it.name.slice(0, -1), value: undefined } : it))
    .filter(it => name !== 'etcd' || !NESTED.test(it.name));
  return { ...shape, written, set: (flag, value) => (name === 'etcd' && NESTED.test(flag) ? undefined : shape.set(flag, value)) };
}

/** k3s writes `etcd-arg` into etcd's configuration file as it is, where these have no effect: their keys lie in sections. */
const NESTED = /^(?:peer-)?(?:ca-file|cert-file|key-file|client-cert-(?:auth|file)|client-key-file|trusted-ca-file|auto-tls|crl-file)$/;

/** Keys that stand for flags. `stands` says for which no argument is to be written in their place. */
type OwnShape = Shape & { stands?(flag: string): boolean };

function ownShapes(name: ComponentName, { root, distribution }: K3sConfiguration): readonly OwnShape[] {
  const texts = fieldsOf(name, distribution);
  const table = fields(name, root, texts);
  // Every key of the root is for all of the programs; whether it is closed, its arguments tell.
  const own: OwnShape[] = texts.length ? [{ ...table, written: table.written.filter(it => isForEtcd(it)) }] : [];
  if (name === 'kube-apiserver' && distribution === 'k3s') {
    own.push(switched(root, 'secrets-encryption', 'encryption-provider-config', encryptionIn(root)));
  }
  if (name === 'etcd') own.push(switched(root, 'etcd-expose-metrics', 'listen-metrics-urls', ETCD_METRICS.exposed, ETCD_METRICS.local));
  return own;
}

const encryptionIn = (root: Value): string => encryptionFile(dataDirOf(root, 'k3s') ?? K3S_DATA);

/** A `datastore-endpoint` may be that of another database. */
const isForEtcd = ({ name, value }: Written): boolean => name !== 'etcd-servers' || value === undefined || IS_ETCD.test(value);

const IS_ETCD = /^https?:\/\//;

const fieldsOf = (name: ComponentName, distribution: K3sConfiguration['distribution']): readonly Field[] => [
  ...(FIELDS[name] ?? []),
  ...(name === 'kube-apiserver' && distribution === 'k3s' ? DATASTORE : []),
  ...(name === 'kube-apiserver' && distribution === 'RKE2' ? RKE2_FIELDS : []),
];

const FIELDS: Readonly<Partial<Record<ComponentName, readonly Field[]>>> = {
  kubelet: fieldTable('protect-kernel-defaults protect-kernel-defaults boolean'),
};

const DATASTORE = fieldTable(`
  etcd-servers datastore-endpoint
  etcd-cafile datastore-cafile
  etcd-certfile datastore-certfile
  etcd-keyfile datastore-keyfile
`);

const RKE2_FIELDS = fieldTable(`
  admission-control-config-file pod-security-admission-config-file
  audit-policy-file audit-policy-file
`);

/** A key that is on or off, for a flag that is passed with a value of the distribution's own while it is on; `off` is what holds otherwise. */
function switched(root: Value, key: string, flag: string, value: string, off?: string): OwnShape {
  const own = root.at(key);
  const state = own.type === 'unknown' || knownText(own) === undefined ? undefined : isOn(own);
  const isWritten = own.type !== 'absent' && (state !== false || off !== undefined);
  const written = {
    name: flag,
    value: state ? value : state === false ? off : undefined,
    place: span(own.keyPlace, own.place),
    valuePlace: own.place,
  };
  return {
    written: isWritten ? [written] : [],
    isClosed: true,
    set(name, wanted) {
      if (name !== flag || own.type === 'unknown' || (wanted !== value && wanted !== off)) return undefined;
      const data = wanted === value;
      return own.type === 'absent'
        ? root.edit({ op: 'set', key, data, before: keyBehind(root, key) })
        : own.edit({ op: 'replace', by: [data] });
    },
    remove: name => (name === flag && isWritten ? own.edit({ op: 'remove' }) : []),
    stands: name => name === flag && off === undefined,
  };
}

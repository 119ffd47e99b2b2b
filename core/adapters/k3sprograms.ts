/** The programs that a k3s or RKE2 configuration is for: `kube-apiserver-arg` and its like, and keys that stand for flags. */

import { componentsOf, encryptionOf, hasEtcd, isEtcdEndpoint, type K3sNode, programOnNode } from './k3snode.ts';
import type { ComponentName, Written } from '../model/component.ts';
import { type Field, fields, fieldTable } from './fields.ts';
import { knownText, placeAt, type Shape, shapedProgram, span } from './shape.ts';
import { ETCD_METRICS } from '../facts/k3s.ts';
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
  const { root, isPart } = configuration;
  const node = nodeOf(configuration);
  const role = configuration.role ?? (root.entries().some(([key]) => isServerKey(key)) ? 'server' : undefined);
  return componentsOf(node, role)
    .filter(it => (!isPart && (it !== 'etcd' || hasEtcd(node))) || settingsOf(it, configuration).some(shape => shape.written.length > 0))
    .map(it => programOf(it, configuration));
}

const nodeOf = ({ root, distribution, version }: K3sConfiguration): K3sNode => ({
  distribution,
  version,
  text: key => knownText(root.at(key)),
  lacks: key => root.at(key).type === 'absent',
});

function programOf(name: ComponentName, configuration: K3sConfiguration): Program {
  const { root, form, distribution, version, isPart, closed = [] } = configuration;
  const shapes = settingsOf(name, configuration);
  const program = shapedProgram({
    ...programOnNode(name, nodeOf(configuration)),
    name,
    form,
    place: placeAt(root, ...[`${name}-arg+`, `${name}-arg`].map(it => [it])),
    version: name === 'etcd' ? undefined : version,
    shapes,
    isPart,
    closed: [root, ...closed],
  });
  return {
    ...program,
    // What is not all there may be of the other distribution.
    completeness: program.completeness === 'whole' && !distribution ? 'open' : program.completeness,
    isContinuedIn: path => path.startsWith(`${root.place.file}.d/`),
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

function ownShapes(name: ComponentName, configuration: K3sConfiguration): readonly OwnShape[] {
  const { root, distribution } = configuration;
  const texts = fieldsOf(name, distribution);
  const table = fields(name, root, texts);
  // Every key of the root is for all of the programs; whether it is closed, its arguments tell.
  const own: OwnShape[] = texts.length ? [{ ...table, written: table.written.filter(it => isForEtcd(it)) }] : [];
  if (name === 'kube-apiserver' && distribution === 'k3s') {
    own.push(switched(root, 'secrets-encryption', 'encryption-provider-config', encryptionOf(nodeOf(configuration))));
  }
  if (name === 'etcd') own.push(switched(root, 'etcd-expose-metrics', 'listen-metrics-urls', ETCD_METRICS.exposed, ETCD_METRICS.local));
  return own;
}

/** A `datastore-endpoint` may be that of another database. */
const isForEtcd = ({ name, value }: Written): boolean => name !== 'etcd-servers' || value === undefined || isEtcdEndpoint(value);

/** Keys that take what the flag takes. */
export const fieldsOf = (name: ComponentName, distribution: K3sConfiguration['distribution']): readonly Field[] => [
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
  const state = own.type === 'unknown' || knownText(own) === undefined ? undefined : normalBoolean(knownText(own)!) === 'true';
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

/** Clusters and InstanceGroups of kOps: typed keys for flags, switches of its own, and files that it puts on nodes. */

import type { Carried } from './carriedfiles.ts';
import type { ComponentName } from '../model/component.ts';
import { type Field, fields } from './fields.ts';
import { flagOfVariable, variableOfFlag } from '../facts/etcd.ts';
import { flat, knownText, placeAt, type Shape, shapedProgram, span } from './shape.ts';
import type { Form, FormSource } from './form.ts';
import { knownFlags } from '../facts/flags.ts';
import { KOPS_FIELDS, KOPS_OIDC_FIELDS, KOPS_OTHER_KEYS } from './kopsfields.ts';
import { isNeverPassedByKops, isOverruledByKops, type KopsChoices, suppliedByKops } from '../facts/kops.ts';
import { atLeast, minorVersion } from '../facts/defaults.ts';
import type { Program } from '../source.ts';
import { renamed, switches } from './switches.ts';
import type { Value } from '../model/value.ts';

const API = /^kops(?:\.k8s\.io)?\/v1alpha[23]$/;

const isKops = (root: Value, kind: string): boolean =>
  root.at('kind').asString() === kind && API.test(root.at('apiVersion').asString() ?? '');

export const kopsCluster: Form = {
  kinds: ['Cluster'],
  matches: root => isKops(root, 'Cluster'),
  read: readCluster,
  carries: carriedBy,
};

export const kopsInstanceGroup: Form = {
  kinds: ['InstanceGroup'],
  matches: root => isKops(root, 'InstanceGroup'),
  read: root => readKubelets(root, ['kubelet'], 'kOps InstanceGroup', undefined),
  carries: carriedBy,
};

/** Files for nodes; their content may be in base64. */
function carriedBy(root: Value): readonly Carried[] {
  const files = root.at('spec', 'fileAssets').items();
  const userData = root.at('spec', 'additionalUserData').items();
  return [
    ...files
      .filter(it => it.at('isBase64').type === 'absent' || it.at('isBase64').asBoolean() === false)
      .map(it => ({ value: it.at('content'), path: it.at('path').asString() ?? it.at('name').asString() })),
    ...userData.map(it => ({ value: it.at('content'), path: it.at('name').asString() })),
  ];
}

function readCluster(root: Value, { text, isPart }: FormSource): Program[] {
  const spec = root.at('spec');
  const version = minorVersion(spec.at('kubernetesVersion').asString());
  const choices: KopsChoices = {
    version,
    authorization: authorizationOf(root),
    hasAuthentication: !spec.lacks('authentication'),
  };
  // kOps takes no Cluster without them.
  const isWhole = !isPart && spec.at('etcdClusters').exists;
  const program = (name: ComponentName, key: string, isAll: boolean, shapes: readonly Shape[]): Program[] =>
    isAll || spec.at(key).exists
      ? [
          shapedProgram({
            name,
            form: 'kOps Cluster',
            place: placeAt(root, ['spec', key]),
            distribution: 'kOps',
            version,
            shapes,
            isPart: !isAll,
            closed: [root, spec, spec.at(key)],
            supplied: suppliedTo(name, choices),
            // It mounts the folders of the audit log and of the audit policy; what else its Pods see cannot be told.
            expose: ({ name: volume }) => (volume.startsWith('audit-') ? [] : undefined),
          }),
        ]
      : [];
  return [
    ...program('kube-apiserver', 'kubeAPIServer', isWhole, apiserverShapes(root, choices, text)),
    ...program('kube-controller-manager', 'kubeControllerManager', isWhole, [
      section('kube-controller-manager', spec, 'kubeControllerManager'),
    ]),
    // It has a configuration file as well, and kube-proxy may not run at all.
    ...program('kube-scheduler', 'kubeScheduler', false, [section('kube-scheduler', spec, 'kubeScheduler')]),
    ...program('kube-proxy', 'kubeProxy', false, [section('kube-proxy', spec, 'kubeProxy')]),
    ...readKubelets(root, ['kubelet', 'masterKubelet', 'controlPlaneKubelet'], 'kOps Cluster', version),
    ...spec.at('etcdClusters').items().flatMap(readEtcd),
  ];
}

/** What kOps passes, and, unknown, every flag for which a Cluster has no key: kOps decides on those, in each release anew. */
export function suppliedTo(name: ComponentName, choices: KopsChoices): Readonly<Record<string, string | undefined>> {
  const own = new Set(KOPS_FIELDS[name]?.map(it => it.flag));
  const others = [...knownFlags(name).keys()].filter(it => !own.has(it) && !isNeverPassedByKops(name, it));
  return { ...Object.fromEntries(others.map(it => [it, undefined])), ...suppliedByKops(name, choices) };
}

/** Not closed where a key may stand for a flag that is not known. */
function section(name: ComponentName, spec: Value, key: string, table = KOPS_FIELDS[name]!): Shape {
  const holder = spec.at(key);
  const known = new Set(KOPS_FIELDS[name]!.map(it => String(it.path[0])));
  const shape = fields(name, holder, table);
  return { ...shape, isClosed: shape.isClosed && holder.entries().every(([it]) => known.has(it) || KOPS_OTHER_KEYS.has(it)) };
}

/** Each is part of what a kubelet gets: of the whole cluster, of the control plane, of a group. */
const readKubelets = (root: Value, keys: readonly string[], form: string, version: string | undefined): Program[] =>
  keys
    .filter(it => root.at('spec', it).exists)
    .map(key =>
      shapedProgram({
        name: 'kubelet',
        form,
        place: root.at('spec', key).keyPlace,
        distribution: 'kOps',
        version,
        shapes: [section('kubelet', root.at('spec'), key)],
        isPart: true,
      }),
    );

/** Without `authorization`, v1alpha2 lets everybody do everything, as the API server itself does. */
function authorizationOf(root: Value): KopsChoices['authorization'] {
  const spec = root.at('spec');
  const authorization = spec.at('authorization');
  if (authorization.at('alwaysAllow').exists) return 'alwaysAllow';
  if (authorization.at('rbac').exists) return 'rbac';
  const isNone =
    spec.lacks('authorization') || (authorization.isClosed && authorization.type !== 'unknown' && !authorization.entries().length);
  const isOld = /v1alpha2$/.test(root.at('apiVersion').asString() ?? '');
  return isNone && isOld && !spec.at('kubeAPIServer', 'authorizationMode').exists ? 'none' : 'unknown';
}

function apiserverShapes(root: Value, { authorization }: KopsChoices, text: string): Shape[] {
  const spec = root.at('spec');
  const holder = spec.at('kubeAPIServer');
  const oidc = spec.at('authentication', 'oidc');
  const isUsable = ({ flag, path }: Field): boolean => {
    // What `authorization` says decides, but for the order of authorizers beside RBAC.
    if (flag === 'authorization-mode') return authorization === 'rbac';
    // kOps keeps the file as a secret of its own, and sets the flag when it is told to use it.
    if (flag === 'encryption-provider-config') return holder.at(...path).exists;
    return !(oidc.exists && flag.startsWith('oidc-'));
  };
  return [
    authorizationShape(spec, text),
    encryptionShape(spec),
    appendedShape(holder),
    ...(oidc.exists ? [fields('kube-apiserver', oidc, KOPS_OIDC_FIELDS)] : []),
    withoutOverruled(section('kube-apiserver', spec, 'kubeAPIServer', KOPS_FIELDS['kube-apiserver']!.filter(isUsable))),
  ];
}

/** What stands written may still be another value in the end. */
const withoutOverruled = (shape: Shape): Shape => ({
  ...shape,
  written: shape.written.map(it => (isOverruledByKops(it.name, it.value) ? { ...it, value: undefined } : it)),
});

/** `authorization: {alwaysAllow: {}}`, or `{rbac: {}}`, to which `authorizationMode` may say more. */
function authorizationShape(spec: Value, text: string): Shape {
  const holder = spec.at('authorization');
  const [everybody, rbac] = [holder.at('alwaysAllow'), holder.at('rbac')];
  const hasMode = spec.at('kubeAPIServer', 'authorizationMode').type !== 'absent';
  const given = everybody.exists ? everybody : rbac.exists && !hasMode ? rbac : undefined;
  const value = given === rbac ? modeOfRbac(spec.at('kubernetesVersion')) : 'AlwaysAllow';
  return switches(
    given
      ? [{ name: 'authorization-mode', value, place: span(given.keyPlace, given.place), valuePlace: given.keyPlace, key: 'authorization' }]
      : [],
    {
      isClosed: holder.isClosed && holder.type !== 'unknown',
      set(flag, wanted) {
        if (flag !== 'authorization-mode' || hasMode || wanted !== modeOfRbac(spec.at('kubernetesVersion'))) return undefined;
        if (given) return given === rbac ? [] : [renamed(everybody, 'rbac', text)];
        return holder.edit({ op: 'set', key: 'rbac', data: {} });
      },
    },
  );
}

/** Without a version, kOps takes the one that its channel recommends. */
function modeOfRbac(version: Value): string | undefined {
  return version.type === 'absent' || atLeast(minorVersion(version.asString()), '1.19') ? 'Node,RBAC' : undefined;
}

/** `encryptionConfig: true`: with the file that `kops create secret encryptionconfig` put in its store. */
function encryptionShape(spec: Value): Shape {
  const value = spec.at('encryptionConfig');
  const place = span(value.keyPlace, value.place);
  const isOn = value.type !== 'absent' && value.asBoolean() !== false;
  return switches(
    isOn ? [{ name: 'encryption-provider-config', value: undefined, place, valuePlace: value.place, key: 'encryptionConfig' }] : [],
  );
}

/** `appendAdmissionPlugins`: behind those that kOps turns on, which are not known. */
function appendedShape(holder: Value): Shape {
  const value = holder.at('appendAdmissionPlugins');
  const place = span(value.keyPlace, value.place);
  return switches(
    value.type === 'absent'
      ? []
      : [{ name: 'enable-admission-plugins', value: undefined, place, valuePlace: value.place, key: 'appendAdmissionPlugins' }],
  );
}

/** `manager.env`: what etcd-manager hands on to etcd. It gives etcd TLS, members and folders itself. */
function readEtcd(cluster: Value): Program[] {
  const env = cluster.at('manager', 'env');
  const all = env.items().flatMap(entry => {
    const flag = flagOfVariable(entry.at('name').asString() ?? '');
    const value = entry.at('value');
    return flag === undefined || !value.exists
      ? []
      : [{ entry, written: { name: flag, value: knownText(value), place: entry.place, valuePlace: value.place }, value }];
  });
  if (!all.length) return [];
  return [
    shapedProgram({
      name: 'etcd',
      form: 'kOps Cluster',
      place: env.keyPlace,
      distribution: 'kOps',
      version: minorVersion(cluster.at('version').asString()),
      shapes: [
        switches(
          all.map(it => it.written),
          {
            set(flag, text) {
              const own = all.filter(it => it.written.name === flag);
              if (!own.length) return env.edit({ op: 'insert', data: { name: variableOfFlag(flag), value: text } });
              const last = own.at(-1)!;
              return last.value.type === 'unknown'
                ? undefined
                : flat([...own.slice(0, -1).map(it => it.entry.edit({ op: 'remove' })), last.value.edit({ op: 'replace', by: [text] })]);
            },
            remove: flag => flat(all.filter(it => it.written.name === flag).map(it => it.entry.edit({ op: 'remove' }))),
          },
        ),
      ],
      isPart: true,
    }),
  ];
}

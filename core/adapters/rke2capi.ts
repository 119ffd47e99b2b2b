/** Control planes and nodes of RKE2 and k3s that Cluster API makes. */

import { componentsOf, type K3sNode, programOnNode } from './k3snode.ts';
import { fields, fieldTable } from './fields.ts';
import { placeAt, type Shape, shapedProgram } from './shape.ts';
import type { Carried } from './carriedfiles.ts';
import type { ComponentName } from '../model/component.ts';
import { ETCD_METRICS } from '../facts/k3s.ts';
import type { Form, FormSource } from './form.ts';
import { holdsClass } from './kubeadmstream.ts';
import { listedArguments } from './arguments.ts';
import { minorVersion } from '../facts/defaults.ts';
import type { Path, Value } from '../model/value.ts';
import type { Program } from '../source.ts';
import { switches } from './switches.ts';

const GROUPS = /^(?:controlplane|bootstrap)\.cluster\.x-k8s\.io\//;

const isOfGroups = (root: Value): boolean => GROUPS.test(root.at('apiVersion').asString() ?? '');

const RKE2_KINDS: readonly string[] = ['RKE2ControlPlane', 'RKE2ControlPlaneTemplate', 'RKE2Config', 'RKE2ConfigTemplate'];

/** The provider writes RKE2's own configuration from it, and nothing else that programs are passed. */
export const rke2CapiObject: Form = {
  kinds: RKE2_KINDS,
  matches: root => RKE2_KINDS.includes(root.at('kind').asString() ?? '') && isOfGroups(root),
  read: readRke2,
  carries: root => carriedIn(specOf(root)),
};

const K3S_KINDS: readonly string[] = ['KThreesControlPlane', 'KThreesControlPlaneTemplate', 'KThreesConfig', 'KThreesConfigTemplate'];

/** The provider adds arguments of its own, so that what is not written is not known. */
export const k3sCapiObject: Form = {
  kinds: K3S_KINDS,
  matches: root => K3S_KINDS.includes(root.at('kind').asString() ?? '') && isOfGroups(root),
  read: root => readK3s(root),
  carries: root => carriedIn(specOf(root).at('kthreesConfigSpec').exists ? specOf(root).at('kthreesConfigSpec') : specOf(root)),
};

/** A template holds the `spec` of what is made from it. */
const specOf = (root: Value): Value =>
  root.at('kind').asString()?.endsWith('Template') ? root.at('spec', 'template', 'spec') : root.at('spec');

const carriedIn = (spec: Value): Carried[] =>
  spec
    .at('files')
    .items()
    .filter(it => !it.at('encoding').exists)
    .map(it => ({ value: it.at('content'), path: it.at('path').asString() }));

const RKE2_ARGUMENTS: Readonly<Record<ComponentName, Path>> = {
  'kube-apiserver': ['serverConfig', 'kubeAPIServer'],
  'kube-controller-manager': ['serverConfig', 'kubeControllerManager'],
  'kube-scheduler': ['serverConfig', 'kubeScheduler'],
  kubelet: ['agentConfig', 'kubelet'],
  'kube-proxy': ['agentConfig', 'kubeProxy'],
  etcd: ['serverConfig', 'etcd', 'customConfig'],
};

function readRke2(root: Value, { text, isPart }: FormSource): Program[] {
  const spec = specOf(root);
  const isServer = /^RKE2ControlPlane/.test(root.at('kind').asString()!);
  const agent = spec.at('agentConfig');
  const version = minorVersion(
    (isServer ? spec.at('version').exists : agent.at('version').exists)
      ? (spec.at('version').asString() ?? agent.at('version').asString())
      : undefined,
  );
  const node = nodeOf(spec, version);
  const disabled = spec.at('serverConfig', 'disableComponents', 'kubernetesComponents');
  const hasProxy = !disabled.items().some(it => it.asString() === 'kubeProxy');
  // A ClusterClass in the same file patches its templates.
  const isOpen = saysMore(spec) || (/Template$/.test(root.at('kind').asString()!) && holdsClass(text));
  if (spec.type !== 'mapping') return [];
  return componentsOf(node, isServer ? 'server' : 'agent')
    .filter(it => it !== 'kube-proxy' || hasProxy)
    .map(name => {
      const path = RKE2_ARGUMENTS[name];
      const program = shapedProgram({
        ...programOnNode(name, node),
        name,
        form: root.at('kind').asString()!,
        place: placeAt(root, [...spec.path, ...path], [...spec.path, ...path, 'extraArgs']),
        version: name === 'etcd' ? undefined : version,
        shapes: [...ownShapes(name, spec), listedArguments(name, spec.at(...path), 'extraArgs')],
        isPart,
        closed: [root, spec, spec.at('serverConfig'), agent, disabled],
      });
      return isOpen && program.completeness === 'whole' ? { ...program, completeness: 'open' } : program;
    });
}

/** Whether files or commands put something beside the configuration, or into it. */
function saysMore(spec: Value): boolean {
  const paths = spec
    .at('files')
    .items()
    .map(it => it.at('path').asString() ?? CONFIGURATION);
  const commands = ['preRKE2Commands', 'postRKE2Commands'].flatMap(key =>
    spec
      .at(key)
      .items()
      .map(it => it.asString() ?? CONFIGURATION),
  );
  const data = spec.at('agentConfig', 'additionalUserData', 'config');
  return [...paths, ...commands, data.type === 'unknown' ? CONFIGURATION : (data.asString() ?? '')].some(it => it.includes(CONFIGURATION));
}

const CONFIGURATION = 'rancher/rke2/config.yaml';

/** The keys of RKE2's configuration that the provider makes of the object. */
function nodeOf(spec: Value, version: string | undefined): K3sNode {
  const profile = spec.at('agentConfig', 'cisProfile');
  const policy = spec.at('serverConfig', 'auditPolicySecret');
  const store = spec.at('serverConfig', 'externalDatastoreSecret');
  const sources: Readonly<Record<string, Value>> = {
    profile,
    'audit-policy-file': policy,
    'datastore-endpoint': store,
    'data-dir': spec.at('agentConfig', 'dataDir'),
  };
  return {
    distribution: 'RKE2',
    version,
    text: key => sources[key]?.asString(),
    lacks: key => (sources[key]?.type ?? 'absent') === 'absent',
  };
}

function ownShapes(name: ComponentName, spec: Value): Shape[] {
  if (name === 'kubelet') return [fields(name, spec, KUBELET)];
  const metrics = spec.at('serverConfig', 'etcd', 'exposeMetrics');
  if (name !== 'etcd' || metrics.type === 'absent') return [];
  const value = metrics.asBoolean() === undefined ? undefined : metrics.asBoolean() ? ETCD_METRICS.exposed : ETCD_METRICS.local;
  return [
    switches([{ name: 'listen-metrics-urls', value, place: metrics.place, valuePlace: metrics.place }], {
      set: (_, wanted) => (wanted === ETCD_METRICS.local ? metrics.edit({ op: 'replace', by: [false] }) : undefined),
      remove: () => metrics.edit({ op: 'remove' }),
    }),
  ];
}

const KUBELET = fieldTable('protect-kernel-defaults agentConfig.protectKernelDefaults boolean');

const K3S_ARGUMENTS: readonly (readonly [ComponentName, Path])[] = [
  ['kube-apiserver', ['serverConfig', 'kubeAPIServerArg']],
  ['kube-controller-manager', ['serverConfig', 'kubeControllerManagerArg']],
  ['kube-scheduler', ['serverConfig', 'kubeSchedulerArg']],
  ['kubelet', ['agentConfig', 'kubeletArgs']],
  ['kube-proxy', ['agentConfig', 'kubeProxyArgs']],
];

function readK3s(root: Value): Program[] {
  const spec = specOf(root).at('kthreesConfigSpec').exists ? specOf(root).at('kthreesConfigSpec') : specOf(root);
  const version = minorVersion(root.at('spec', 'version').asString());
  return K3S_ARGUMENTS.flatMap(([name, path]) => {
    const shape = listedArguments(name, spec.at(...path.slice(0, -1)), String(path.at(-1)));
    if (!shape.written.length) return [];
    const place = spec.at(...path).keyPlace;
    return [shapedProgram({ name, form: root.at('kind').asString()!, place, version, distribution: 'k3s', shapes: [shape], isPart: true })];
  });
}

/** kind's own configuration (`kind.x-k8s.io`): patches of what it tells kubeadm, and switches that it passes on to the API server. */

import { fields, fieldTable } from './fields.ts';
import { placeAt, shapedProgram } from './shape.ts';
import type { Carried } from './carriedfiles.ts';
import type { Form } from './form.ts';
import { jsonPatchOf } from './kubeadmpatch.ts';
import type { Value } from '../model/value.ts';

/** Clusters of kind are for trying things out, and what kind passes itself is its own business: only what is written is read. */
export const kindCluster: Form = {
  kinds: ['Cluster'],
  matches: root =>
    root.at('kind').asString() === 'Cluster' &&
    /^kind\.(?:x-k8s\.io|sigs\.k8s\.io)\/v1alpha\d$/.test(root.at('apiVersion').asString() ?? ''),
  read(root) {
    const shape = fields('kube-apiserver', root, SWITCHES);
    if (!shape.written.length) return [];
    const program = { name: 'kube-apiserver', form: 'kind configuration', distribution: 'kind', version: undefined } as const;
    const place = placeAt(root, ['featureGates'], ['runtimeConfig']);
    return [shapedProgram({ ...program, place, shapes: [shape], isPart: true, expose: () => undefined })];
  },
  carries: root => [...patchesIn(root), ...root.at('nodes').items().flatMap(patchesOfNode)],
};

/** kind writes feature gates into the configuration of every program; a finding stands where they are written, once. Source: kind's `kubeadm/config.go`. */
const SWITCHES = fieldTable(`
  feature-gates  featureGates  map
  runtime-config runtimeConfig map
`);

interface Patch extends Carried {
  /** What it patches; undefined where that cannot be told. */
  readonly kind: string | undefined;
}

/** Merge patches, which say in themselves what they patch, and JSON patches, of which the entry says it. */
const patchesIn = (holder: Value): readonly Patch[] => [
  ...holder
    .at('kubeadmConfigPatches')
    .items()
    .map(value => ({ value, path: 'patch.yaml', isPart: true, kind: KIND.exec(value.asString() ?? '')?.[1] })),
  ...holder
    .at('kubeadmConfigPatchesJSON6902')
    .items()
    .map(it => ({ it, kind: it.at('kind').asString() }))
    .map(({ it, kind }) => ({ value: it.at('patch'), path: jsonPatchOf(kind ?? ''), isPart: true, kind })),
];

const KIND = /(?:^|[{,]\s*)["']?kind["']?\s*:\s*["']?(\w+)/m;

/**
 * The first control plane node is initialised, and all others join it: these read their JoinConfiguration only, and have the rest from the
 * cluster. Sources: kind's `actions/kubeadminit` and `actions/kubeadmjoin`, kubeadm's `documentMapToJoinConfiguration`.
 */
function patchesOfNode(node: Value, index: number, nodes: readonly Value[]): readonly Patch[] {
  const role = roleOf(node);
  const before = nodes.slice(0, index).map(roleOf);
  const initialises = role === 'control-plane' && before.every(it => it === 'worker');
  const joins = role === 'worker' || (role === 'control-plane' && before.includes('control-plane'));
  return patchesIn(node).filter(({ kind }) => kind === undefined || !(kind === 'JoinConfiguration' ? initialises : joins));
}

const roleOf = (node: Value): string | undefined => (node.at('role').type === 'absent' ? 'control-plane' : node.at('role').asString());

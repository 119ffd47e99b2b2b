/** Finds the pod specs in an object. */

import type { Container, PodSpec } from './podspec.ts';
import type { Path, Value } from './value.ts';
import { isComplete, POD_SPECS, type PodKind } from '../facts/podkinds.ts';
import { onceFor } from '../once.ts';
import type { Resource } from './resource.ts';

/** The pod specs that an object carries, in order: one for most kinds, none for most objects. */
export const podSpecsOf = onceFor((resource: Resource): readonly PodSpec[] => {
  const kinds = [...POD_SPECS, ...(resource.podKinds ?? [])].filter(it => isKind(resource, it));
  const held = kinds.map(it => ({ kind: it, pods: podsIn(resource, it).filter(pod => pod.at().exists) }));
  // What tasks of the object itself take up is judged with them.
  const taken = new Set(held.flatMap(it => (it.pods.length ? (it.kind.podTemplates ?? []) : [])));
  const pods = held.flatMap(it => (it.kind.form === 'run' && taken.has(it.kind.path) ? [] : it.pods));
  // A configuration may name what is known anyway.
  const byPath = new Map(pods.map(it => [JSON.stringify(it.at().path), it]));
  return [...byPath.values()];
});

const isKind = ({ kind, group }: Resource, it: PodKind): boolean => it.kind === kind && (it.groups?.includes(group) ?? true);

function podsIn(resource: Resource, kind: PodKind): PodSpec[] {
  const found = follow(resource.root, kind.path.split('.'));
  if (kind.form === 'workflow') return found.flatMap(it => workflowPods(resource, it));
  if (kind.form === 'task') return found.map(it => taskPod(resource, it, kind.podTemplates));
  return found.map(it => plainPod(resource, kind, it));
}

function follow(value: Value, [step, ...rest]: readonly string[]): readonly Value[] {
  if (step === undefined) return [value];
  if (step !== '*') return follow(value.at(step), rest);
  const entries = value.type === 'list' ? value.items() : value.entries().map(it => it[1]);
  return entries.flatMap(it => follow(it, rest));
}

function plainPod(resource: Resource, kind: PodKind, spec: Value): PodSpec {
  const containers = [
    ...containersIn(spec.at('initContainers'), 'init'),
    ...containersIn(spec.at('containers'), 'main'),
    ...containersIn(spec.at('ephemeralContainers'), 'ephemeral'),
  ];
  // A pod without a container is none, and a container without an image is what a patch looks like.
  const isWhole =
    isComplete(kind) &&
    !resource.isPart &&
    containers.some(it => it.role === 'main') &&
    !containers.some(it => it.value.lacks('image')) &&
    !isPatch(resource);
  return {
    resource,
    metadata: metadataBeside(resource, spec),
    at: (...path) => spec.at(...path),
    volumes: entriesOf(spec.at('volumes')),
    containers,
    isWhole,
    place: resource.place,
  };
}

/** The workloads of `apps/v1` are refused without a selector, and CronJobs without a schedule: what has none is a patch. */
const isPatch = ({ apiVersion, group, kind, root }: Resource): boolean =>
  (apiVersion === 'apps/v1' && root.at('spec').lacks('selector')) ||
  (group === 'batch' && kind === 'CronJob' && root.at('spec').lacks('schedule'));

/** The metadata of a pod stand beside its specification. */
function metadataBeside(resource: Resource, spec: Value): Value {
  const above = spec.path.slice(resource.root.path.length, -1);
  return resource.root.at(...above, 'metadata');
}

/**
 * Argo, API of 3.6: what a template says outranks what its workflow says, and volumes of both are there. Templates may stand in the steps of
 * others, and one may hold what all have.
 */
function workflowPods(resource: Resource, spec: Value): PodSpec[] {
  const named = entriesOf(spec.at('templates'));
  const steps = named.flatMap(it => [
    ...it
      .at('steps')
      .items()
      .flatMap(group => group.items()),
    ...it.at('dag', 'tasks').items(),
  ]);
  return [...named, ...steps.map(it => it.at('inline')), spec.at('templateDefaults')].flatMap(template => {
    const main = ['container', 'script'].map(it => template.at(it)).filter(it => it.type === 'mapping');
    const containers = [
      ...containersIn(template.at('initContainers'), 'init'),
      ...main.map(it => containerOf(it, 'main', template.at('name').asString() ?? String(template.path.at(-1)))),
      ...containersIn(template.at('containerSet', 'containers'), 'main'),
      ...containersIn(template.at('sidecars'), 'main'),
    ];
    if (!containers.length) return [];
    const at = (...path: Path): Value => {
      const own = template.at(...path.slice(0, 1));
      return (path.length && own.type !== 'absent' ? template : spec).at(...path);
    };
    return [
      {
        resource,
        metadata: template.at('metadata'),
        at: (...path: Path) => (path.length ? at(...path) : template),
        volumes: [...entriesOf(spec.at('volumes')), ...entriesOf(template.at('volumes'))],
        containers,
        isWhole: false,
        place: template.at('name').exists ? template.at('name').place : resource.place,
      },
    ];
  });
}

/** Tekton, API v1: steps share a pod, whose own fields stand in a template for pods. */
function taskPod(resource: Resource, task: Value, podTemplates: readonly string[] | undefined): PodSpec {
  const templates = podTemplates?.map(it => resource.root.at(...it.split('.'))) ?? [task.at('podTemplate')];
  const spec = templates.find(it => it.type !== 'absent') ?? templates[0]!;
  const template = task.at('stepTemplate');
  return {
    resource,
    metadata: task.at('metadata'),
    at: (...path) => (path.length ? spec.at(...path) : task),
    volumes: [...entriesOf(spec.at('volumes')), ...entriesOf(task.at('volumes'))],
    containers: [
      ...(template.type === 'mapping' ? [containerOf(template, 'main', 'stepTemplate')] : []),
      ...containersIn(task.at('steps'), 'main'),
      ...containersIn(task.at('sidecars'), 'main'),
    ],
    isWhole: false,
    place: resource.place,
  };
}

const containersIn = (list: Value, role: Container['role']): Container[] =>
  list.items().flatMap((it, index) => {
    if (it.type !== 'mapping') return [];
    const isSidecar = role === 'init' && it.at('restartPolicy').asString() === 'Always';
    return [containerOf(it, isSidecar ? 'sidecar' : role, `#${index + 1}`)];
  });

function containerOf(value: Value, role: Container['role'], otherwise: string): Container {
  const name = value.at('name');
  return {
    role,
    name: name.asString() || otherwise,
    value,
    place: name.exists ? name.place : value.place,
    at: (...path) => value.at(...path),
  };
}

const entriesOf = (list: Value): readonly Value[] => list.items().filter(it => it.type !== 'absent');

/** Objects through which the ports of etcd are reached from outside: Services, Ingresses, and Pods with ports of their nodes. */

import { choice, type Edit, type Proposal, removeValue, replaceValue } from '../fix.ts';
import { POD_SPEC_KINDS } from '../facts/podkinds.ts';
import { podSpecsOf } from '../model/pods.ts';
import type { Problem, Target } from '../rule.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';
import { isLoopback } from '../model/url.ts';

/** Objects that speak of etcd and may publish its ports. */
export const etcdPublishers: Target<Resource> = {
  kinds: ['Service', 'Ingress', ...POD_SPEC_KINDS.filter(it => it !== 'Service')],
  mentions: 'etcd',
  match: it => (it.type === 'resource' ? it : undefined),
};

/** Ports 2379 and 2380 of what is called etcd, where more than the cluster reaches them. */
export function* publishedEtcdPorts(resource: Resource): Iterable<Problem> {
  if (resource.kind === 'Service' && resource.group === '') yield* ofService(resource);
  else if (resource.kind === 'Ingress') yield* ofIngress(resource);
  else yield* ofPods(resource);
}

function* ofService(service: Resource): Iterable<Problem> {
  const spec = service.at('spec');
  const selected = spec
    .at('selector')
    .entries()
    .map(([key, it]) => `${key} ${it.asString()}`);
  if (![service.name, ...selected].some(isEtcd)) return;
  const where = publishedBy(spec);
  for (const entry of where === undefined ? [] : spec.at('ports').items()) {
    const port = ['port', 'targetPort'].map(it => entry.at(it)).find(isEtcdPort);
    if (!port) continue;
    const number = port.asString();
    yield {
      at: { place: port.place, name: `ports.${number}` },
      message: `Port ${number} of etcd is open ${where}.`,
      fixes: withinCluster(spec),
    };
  }
}

/** Whom a Service lets in; undefined where that is the cluster alone, or those that it names. */
function publishedBy(spec: Value): string | undefined {
  const ranges = spec.at('loadBalancerSourceRanges');
  switch (spec.at('type').asString()) {
    case 'NodePort':
      return 'on every node: this Service is of the type NodePort';
    case 'LoadBalancer':
      return ranges.exists && !ranges.items().some(it => /^(?:0\.0\.0\.0|::)\/0$/.test(it.asString() ?? ''))
        ? undefined
        : 'through a load balancer: this Service is of the type LoadBalancer';
    default:
      return spec.at('externalIPs').items().length ? 'on addresses outside the cluster: this Service has externalIPs' : undefined;
  }
}

/** Fields that only Services of these types may have go too; of most, nobody knows whether they are meant to stay. */
function withinCluster(spec: Value): Proposal[] {
  const others = spec
    .entries()
    .filter(([key]) => /^(?:externalTrafficPolicy|healthCheckNodePort|loadBalancer|allocateLoadBalancer)/.test(key));
  const nodePorts = spec
    .at('ports')
    .items()
    .map(it => it.at('nodePort'))
    .filter(it => it.exists);
  if (!spec.at('type').exists || others.length || spec.at('externalIPs').exists) return [];
  const edits: Edit[] = [replaceValue(spec.at('type'), 'ClusterIP'), ...nodePorts.map(it => removeValue(it))];
  return [choice('Let the cluster alone reach it (ClusterIP)', ...edits)];
}

function* ofIngress(ingress: Resource): Iterable<Problem> {
  const paths = ingress
    .at('spec', 'rules')
    .items()
    .flatMap(it => it.at('http', 'paths').items());
  const backends = [ingress.at('spec', 'defaultBackend'), ingress.at('spec', 'backend'), ...paths.map(it => it.at('backend'))];
  for (const backend of backends) {
    const name = [backend.at('service', 'name'), backend.at('serviceName')].find(it => it.exists)?.asString() ?? '';
    const port = [backend.at('service', 'port', 'number'), backend.at('servicePort')].find(isEtcdPort);
    if (port && isEtcd(name))
      yield { at: port, message: `Port ${port.asString()} of etcd is open to whom the Ingress lets in: ${name} is behind it.` };
  }
}

function* ofPods(resource: Resource): Iterable<Problem> {
  for (const pod of podSpecsOf(resource)) {
    // On the network of the node, a port is declared, not published.
    if (pod.at('hostNetwork').exists && pod.at('hostNetwork').asBoolean() !== false) continue;
    for (const container of pod.containers.filter(it => isEtcd(it.name) || isEtcd(it.at('image').asString()?.split('/').at(-1) ?? ''))) {
      for (const port of container.at('ports').items()) {
        const hostPort = port.at('hostPort');
        if (!isEtcdPort(hostPort) || isLoopback(port.at('hostIP').asString() ?? '')) continue;
        yield {
          at: { place: hostPort.place, name: `${container.name} hostPort ${hostPort.asString()}` },
          message: `Port ${hostPort.asString()} of etcd is open on the node: the container ${container.name} has it as hostPort.`,
        };
      }
    }
  }
}

const isEtcd = (text: string): boolean =>
  /(?:^|[^a-z])etcd(?:$|[^a-z])/i.test(text) && !/backup|proxy|operator|defrag|metrics|exporter/i.test(text);

const isEtcdPort = (value: Value): boolean => value.asString() === '2379' || value.asString() === '2380';

import { defineRule, type Example, etcdPublishers, publishedEtcdPorts, text } from '#core';

export default defineRule({
  id: 'etcd/no-published-ports',
  summary: 'The ports of etcd must not be published beyond the cluster.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters'],
  docs: {
    why: `
      Whoever reaches etcd is one lost key, or one flaw in how certificates are checked, away from everything that is stored in it; where it asks for no certificates,
      there already. For the etcd of a cluster that is every Secret, past all roles and the audit log.`,
    fix: 'Use a Service of the type ClusterIP, no `hostPort`, and no Ingress. Members in other networks reach each other through a network of their own.',
    ignore: 'A firewall lets only the members and the API servers reach the port.',
  },

  on: etcdPublishers,

  check: resource => publishedEtcdPorts(resource),
});

export const examples = (): readonly Example[] => [
  {
    title: 'On every node',
    file: 'etcd.yaml',
    bad: text`
      apiVersion: v1
      kind: Service
      metadata: {name: etcd-external, namespace: kube-system}
      spec:
        type: NodePort
        selector: {component: etcd}
        ports:
          - name: client
            port: 2379
                  ^^^^ Port 2379 of etcd is open on every node: this Service is of the type NodePort.
            nodePort: 32379
    `,
    fixed: text`
      apiVersion: v1
      kind: Service
      metadata: {name: etcd-external, namespace: kube-system}
      spec:
        type: ClusterIP
        selector: {component: etcd}
        ports:
          - name: client
            port: 2379
    `,
  },
  {
    title: 'Through a load balancer, under another port',
    file: 'etcd.yaml',
    bad: text`
      apiVersion: v1
      kind: Service
      metadata: {name: store}
      spec:
        type: LoadBalancer
        selector: {app.kubernetes.io/name: etcd}
        ports:
          - {port: 443, targetPort: 2379}
                                    ^^^^ Port 2379 of etcd is open through a load balancer: this Service is of the type LoadBalancer.
    `,
    fixed: text`
      apiVersion: v1
      kind: Service
      metadata: {name: store}
      spec:
        type: ClusterIP
        selector: {app.kubernetes.io/name: etcd}
        ports:
          - {port: 443, targetPort: 2379}
    `,
  },
  {
    title: 'On addresses outside',
    file: 'etcd.yaml',
    bad: text`
      apiVersion: v1
      kind: Service
      metadata: {name: etcd}
      spec:
        externalIPs: [192.0.2.4]
        ports:
          - port: 2380
                  ^^^^ Port 2380 of etcd is open on addresses outside the cluster: this Service has externalIPs.
    `,
  },
  {
    title: 'An Ingress, and a port of the node',
    file: 'etcd.yaml',
    bad: text`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: etcd}
      spec:
        rules:
          - http:
              paths:
                - {path: /, pathType: Prefix, backend: {service: {name: etcd, port: {number: 2379}}}}
                                                                                             ^^^^ Port 2379 of etcd is open to whom the Ingress lets in: etcd is behind it.
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: etcd-0}
      spec:
        containers:
          - name: etcd
            image: registry.k8s.io/etcd:3.6.4-0
            ports:
              - {containerPort: 2379, hostPort: 2379}
                                                ^^^^ Port 2379 of etcd is open on the node: the container etcd has it as hostPort.
    `,
  },
  {
    title: 'Within the cluster, and for those that are named',
    file: 'etcd.yaml',
    good: text`
      apiVersion: v1
      kind: Service
      metadata: {name: etcd}
      spec: {clusterIP: None, selector: {app: etcd}, ports: [{port: 2379}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: etcd}
      spec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], selector: {app: etcd}, ports: [{port: 2379}]}
    `,
  },
];

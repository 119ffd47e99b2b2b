import { choice, component, defineRule, type Example, isLoopback, setFlag, text, urlsOf } from '#core';

const FLAG = 'listen-metrics-urls';

export default defineRule({
  id: 'etcd/no-exposed-metrics',
  summary: 'etcd must not serve metrics to the network in plain text.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/monitoring/'],
  docs: {
    why: `
      Whoever reaches an \`http://\` URL of \`--${FLAG}\` learns without credentials how large the database is, how busy it is,
      which members there are and whether they are well: when and where an attack would hurt.`,
    fix: 'Listen on the loopback address and let an agent on the node collect metrics, or use `https://`: etcd then asks for the certificates it asks clients for.',
    ignore: 'Only the monitoring can reach the port: a firewall or a network of its own sees to that.',
  },

  on: component('etcd'),

  *check(etcd) {
    const open = urlsOf(etcd, FLAG).filter(it => it.url.scheme === 'http' && !isLoopback(it.url.host));
    const all = etcd.setting(FLAG);
    for (const entry of open) {
      if (all.origin !== 'set') return;
      const port = entry.url.port || '80';
      const local = `http://127.0.0.1:${port}`;
      const rest = all.value
        .split(',')
        .map(it => it.trim())
        .filter(it => it !== entry.text && it !== local);
      yield {
        at: entry,
        message: `Whoever reaches port ${port} reads the metrics of etcd: --${FLAG} has ${entry.text}.`,
        fixes: [choice(`Serve metrics on ${local} instead`, setFlag(etcd, FLAG, [local, ...rest].join(',')))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'On every interface',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      etcd:
        local:
          extraArgs:
          - name: listen-metrics-urls
            value: http://0.0.0.0:2381 # for Prometheus
                   ^^^^^^^^^^^^^^^^^^^ Whoever reaches port 2381 reads the metrics of etcd: --listen-metrics-urls has http://0.0.0.0:2381.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      etcd:
        local:
          extraArgs:
          - name: listen-metrics-urls
            value: http://127.0.0.1:2381 # for Prometheus
    `,
  },
  {
    title: 'Beside the loopback address',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-metrics-urls=http://127.0.0.1:2381,http://10.0.0.4:2381
                                                                                ^^^^^^^^^^^^^^^^^^^^ Whoever reaches port 2381 reads the metrics of etcd: --listen-metrics-urls has http://10.0.0.4:2381.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-metrics-urls=http://127.0.0.1:2381
    `,
  },
  {
    title: 'On the node only, or with certificates',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-metrics-urls=http://127.0.0.1:2381,http://[::1]:2381,https://10.0.0.4:2381
    `,
  },
];

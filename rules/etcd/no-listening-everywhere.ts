import { component, defineRule, type Example, isEveryInterface, text, urlsOf } from '#core';

const FLAGS = ['listen-client-urls', 'listen-peer-urls'];

export default defineRule({
  id: 'etcd/no-listening-everywhere',
  summary: 'etcd must listen on the addresses that its clients and members use, and no others.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/configuration/'],
  docs: {
    why: `
      On \`0.0.0.0\` or \`[::]\` etcd can be reached through every network of the node, those of Pods and of the public
      internet included. One flaw in how it checks certificates, or one lost key, is then open to everyone.`,
    fix: 'Name the address of the node in the network of the control plane, and `https://127.0.0.1:2379` for programs on the node.',
    ignore: 'A firewall keeps the ports closed, or etcd runs in a container with a network of its own.',
  },

  on: component('etcd'),

  *check(etcd) {
    for (const flag of FLAGS) {
      for (const entry of urlsOf(etcd, flag)) {
        // Without TLS this is the least of it, and reported elsewhere.
        if (entry.url.scheme !== 'https' || !isEveryInterface(entry.url.host)) continue;
        yield { at: entry, message: `etcd listens on every address it has: --${flag} has ${entry.text}.` };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Everywhere',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-client-urls=https://0.0.0.0:2379 --listen-peer-urls=https://[::]:2380
                                                         ^^^^^^^^^^^^^^^^^^^^ etcd listens on every address it has: --listen-client-urls has https://0.0.0.0:2379.
                                                                                                 ^^^^^^^^^^^^^^^^^ etcd listens on every address it has: --listen-peer-urls has https://[::]:2380.
    `,
  },
  {
    title: 'Where it is needed',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --listen-client-urls=https://10.0.0.4:2379,https://127.0.0.1:2379
    `,
  },
];

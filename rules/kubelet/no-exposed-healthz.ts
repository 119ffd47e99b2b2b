import { component, defineRule, type Example, isLoopback, setFlag, suggest, text } from '#core';

const FLAG = 'healthz-bind-address';
/** Placeholders are none. */
const ADDRESS = /^[[\]\w.:-]+$/;

export default defineRule({
  id: 'kubelet/no-exposed-healthz',
  summary: 'The kubelet must answer health checks without TLS on its own node only.',
  severity: 'info',
  profiles: [],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  docs: {
    why: `
      The port for health checks, 10248, knows neither TLS nor authentication. On an address of the network it tells everyone that a
      kubelet runs here and how it is, and is one more piece of code that they can reach.`,
    fix: `Leave \`--${FLAG}\` out, which means 127.0.0.1. The kubelet's secure port answers \`/healthz\` too.`,
    ignore: 'A load balancer or monitoring outside of the node needs the port, and a firewall lets nobody else reach it.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    const setting = kubelet.setting(FLAG);
    const port = kubelet.setting('healthz-port');
    if (setting.origin !== 'set' || !ADDRESS.test(setting.value) || isLoopback(setting.value.toLowerCase())) return;
    if (port.origin === 'set' && port.value === '0') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Health checks are answered to the network, without TLS: --${FLAG} is ${setting.value}.`,
      fixes: [suggest(`Set --${FLAG} to 127.0.0.1`, setFlag(kubelet, FLAG, '127.0.0.1'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'On every interface',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --healthz-bind-address=0.0.0.0
                                                        ^^^^^^^ Health checks are answered to the network, without TLS: --healthz-bind-address is 0.0.0.0.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --healthz-bind-address=127.0.0.1
    `,
  },
  {
    title: 'On the node',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --healthz-bind-address=127.0.0.1
    `,
  },
];

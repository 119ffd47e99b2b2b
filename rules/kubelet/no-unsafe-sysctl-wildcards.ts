import { choice, component, defineRule, elementsOf, type Example, text, withoutElement } from '#core';

const FLAG = 'allowed-unsafe-sysctls';

export default defineRule({
  id: 'kubelet/no-unsafe-sysctl-wildcards',
  summary: 'The kubelet must not let Pods set whole groups of unsafe kernel parameters.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#enabling-unsafe-sysctls'],
  docs: {
    why: `
      An unsafe parameter lets one Pod slow down, crash or spy on others of its node. A name with \`*\` allows all below it, those of later kernels too.`,
    fix: `
      Name the parameters one by one, and only those that some Pod needs.`,
    ignore: 'The node runs Pods of one owner only, set apart by a taint.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    for (const element of elementsOf(kubelet.setting(FLAG))) {
      if (!element.text.endsWith('*')) continue;
      yield {
        at: element,
        message: `Pods may set every kernel parameter ${element.text}: --${FLAG} has it.`,
        fixes: [choice(`Take ${element.text} out of --${FLAG}`, withoutElement(kubelet, FLAG, element.text))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A group',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --allowed-unsafe-sysctls=kernel.msg*,net.core.somaxconn --v=2
                                                          ^^^^^^^^^^^ Pods may set every kernel parameter kernel.msg*: --allowed-unsafe-sysctls has it.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --allowed-unsafe-sysctls=net.core.somaxconn --v=2
    `,
  },
  {
    title: 'In a configuration file',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      allowedUnsafeSysctls:
        - "net.*"
          ^^^^^^^ Pods may set every kernel parameter net.*: allowedUnsafeSysctls has it.
        - net.core.somaxconn
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      allowedUnsafeSysctls:
        - net.core.somaxconn
    `,
  },
  {
    title: 'One by one',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --allowed-unsafe-sysctls=net.core.somaxconn
    `,
  },
];

import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

/** What follows from a flag, by its value. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  'unsafe-no-fsync=true': 'A power cut can lose or break what etcd has confirmed',
  'force-new-cluster=true': 'Every start of this member throws the other members out',
  'strict-reconfig-check=false': 'A change of members may leave etcd without a majority',
};

export default defineRule({
  id: 'etcd/no-unsafe-flags',
  summary: 'Switches for recovery and tests must not stay in the configuration of etcd.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/configuration/', 'https://etcd.io/docs/v3.6/op-guide/recovery/'],
  docs: {
    why: `
      \`--unsafe-no-fsync\`, \`--force-new-cluster\` and \`--strict-reconfig-check=false\` switch off what keeps the data whole and the
      members agreed. Left behind after a recovery, the next restart or power cut can lose the state of the whole cluster.`,
    fix: 'Take the flag away as soon as the recovery is done.',
    ignore: 'The data are not worth keeping: a test cluster in memory.',
  },

  on: component('etcd'),

  *check(etcd) {
    for (const [condition, consequence] of Object.entries(CONSEQUENCES)) {
      const [flag, value] = condition.split('=') as [string, string];
      const setting = etcd.setting(flag);
      if (setting.origin !== 'set' || setting.value !== value) continue;
      yield {
        at: { ...setting.at, place: setting.at.valuePlace },
        message: `${consequence}: --${flag} is ${value}.`,
        fixes: [suggest(`Remove --${flag}`, removeFlag(etcd, flag))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Left over from a recovery',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --force-new-cluster --name=first --strict-reconfig-check=false --unsafe-no-fsync=1
                                    ^^^^^^^^^^^^^^^^^^^ Every start of this member throws the other members out: --force-new-cluster is true.
                                                                                             ^^^^^ A change of members may leave etcd without a majority: --strict-reconfig-check is false.
                                                                                                                     ^ A power cut can lose or break what etcd has confirmed: --unsafe-no-fsync is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first
    `,
  },
  {
    title: 'As they should be',
    file: 'etcd.conf.yml',
    good: text`
      name: first
      data-dir: /var/lib/etcd
      force-new-cluster: false
      strict-reconfig-check: true
    `,
  },
];

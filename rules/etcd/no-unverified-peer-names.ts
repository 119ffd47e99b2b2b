import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

/** The second is its name from 3.3 to 3.6. */
const FLAGS = ['peer-skip-client-san-verification', 'experimental-peer-skip-client-san-verification'];

export default defineRule({
  id: 'etcd/no-unverified-peer-names',
  summary: 'Members of etcd must check that a certificate belongs to the machine that shows it.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/security/'],
  docs: {
    why: `
      A member checks that a peer connects from an address or name that stands in its certificate. Without that check a
      certificate stolen from one member, or given by the same CA to a client, lets anyone join from anywhere.`,
    fix: 'Take the flag away, and put the addresses of every member into its peer certificate.',
    ignore: 'Members reach each other through address translation, and the CA signs for members only.',
  },

  on: component('etcd'),

  *check(etcd) {
    for (const flag of FLAGS) {
      const setting = etcd.setting(flag);
      if (setting.origin !== 'set' || setting.value !== 'true') continue;
      yield {
        at: { ...setting.at, place: setting.at.valuePlace },
        message: 'Peer certificates are good from any address: the names in them are not compared with it.',
        fixes: [suggest(`Remove --${flag}`, removeFlag(etcd, flag))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Under its old name',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --experimental-peer-skip-client-san-verification=true --name=first
                                                                                     ^^^^ Peer certificates are good from any address: the names in them are not compared with it.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first
    `,
  },
  {
    title: 'Checked',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --peer-skip-client-san-verification=false
    `,
  },
];

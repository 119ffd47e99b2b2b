import { component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'enable-pprof';

export default defineRule({
  id: 'etcd/no-pprof',
  summary: 'etcd must not serve profiles of itself.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://etcd.io/docs/v3.6/op-guide/configuration/'],
  docs: {
    why: `
      With \`--${FLAG}\` everyone whom etcd lets in can fetch \`/debug/pprof\` from its client URLs: the command line,
      what goes on in memory, and profiles that cost the database time while they are made.`,
    fix: 'Take the flag away. Set it for as long as you look for a fault.',
    ignore: 'Someone is looking for a fault right now.',
  },

  on: component('etcd'),

  *check(etcd) {
    const setting = etcd.setting(FLAG);
    if (setting.origin !== 'set' || setting.value !== 'true') return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `etcd serves profiles of itself: --${FLAG} is true.`,
      fixes: [suggest(`Remove --${FLAG}`, removeFlag(etcd, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched on',
    file: 'etcd.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --enable-pprof --name=first
                                    ^^^^^^^^^^^^^^ etcd serves profiles of itself: --enable-pprof is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --name=first
    `,
  },
  {
    title: 'Switched off',
    file: 'etcd.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/etcd --enable-pprof=false
    `,
  },
];

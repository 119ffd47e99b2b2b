import { component, defineRule, type Example, openPaths, text } from '#core';

export default defineRule({
  id: 'scheduler/no-open-paths',
  summary: 'The scheduler should answer nothing but health checks to everyone.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/'],
  docs: {
    why: `
      Paths in \`--authorization-always-allow-paths\` are answered to everyone who reaches the port. Metrics tell names of objects
      and how the cluster is used; profiles below \`/debug\` slow the program down while they are taken.`,
    fix: 'Leave the paths to health checks, and give whoever collects metrics a role with the path as a non-resource URL.',
    ignore: 'The port is reachable for the collector of metrics alone.',
  },

  on: component('kube-scheduler'),

  check: program => openPaths(program, 'The scheduler'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Metrics for everyone',
    file: 'args/kube-scheduler',
    bad: text`
      --authorization-always-allow-paths=/healthz,/readyz,/livez,/metrics
                                                                 ^^^^^^^^ The scheduler answers /metrics to everyone: --authorization-always-allow-paths has it.
      --leader-elect=true
    `,
    fixed: text`
      --authorization-always-allow-paths=/healthz,/readyz,/livez
      --leader-elect=true
    `,
  },
  {
    title: 'Everything',
    file: 'args/kube-scheduler',
    bad: text`
      --authorization-always-allow-paths=/*
                                         ^^ The scheduler answers /* to everyone: --authorization-always-allow-paths has it.
      --leader-elect=true
    `,
    fixed: text`
      --leader-elect=true
    `,
  },
  {
    title: 'Health checks',
    file: 'args/kube-scheduler',
    good: text`
      --authorization-always-allow-paths=/healthz,/healthz/ping
    `,
  },
  {
    title: 'No port',
    file: 'args/kube-scheduler',
    good: text`
      --authorization-always-allow-paths=/metrics
      --secure-port=0
    `,
  },
];

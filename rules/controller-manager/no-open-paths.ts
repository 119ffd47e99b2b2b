import { component, defineRule, type Example, openPaths, text } from '#core';

export default defineRule({
  id: 'controller-manager/no-open-paths',
  summary: 'The controller manager should answer nothing but health checks to everyone.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      Paths in \`--authorization-always-allow-paths\` are answered to everyone who reaches the port. Metrics tell names of objects
      and how the cluster is used; profiles below \`/debug\` slow the program down while they are taken.`,
    fix: 'Leave the paths to health checks, and give whoever collects metrics a role with the path as a non-resource URL.',
    ignore: 'The port is reachable for the collector of metrics alone.',
  },

  on: component('kube-controller-manager'),

  check: program => openPaths(program, 'The controller manager'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Metrics for everyone',
    file: 'args/kube-controller-manager',
    bad: text`
      --authorization-always-allow-paths=/healthz,/readyz,/livez,/metrics
                                                                 ^^^^^^^^ The controller manager answers /metrics to everyone: --authorization-always-allow-paths has it.
      --leader-elect=true
    `,
    fixed: text`
      --authorization-always-allow-paths=/healthz,/readyz,/livez
      --leader-elect=true
    `,
  },
  {
    title: 'Everything',
    file: 'args/kube-controller-manager',
    bad: text`
      --authorization-always-allow-paths=/*
                                         ^^ The controller manager answers /* to everyone: --authorization-always-allow-paths has it.
      --leader-elect=true
    `,
    fixed: text`
      --leader-elect=true
    `,
  },
  {
    title: 'Health checks',
    file: 'args/kube-controller-manager',
    good: text`
      --authorization-always-allow-paths=/healthz,/healthz/ping,livez,/readyz*
    `,
  },
];

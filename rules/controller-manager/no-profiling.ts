import { component, defineRule, type Example, profilingProblems, text } from '#core';

export default defineRule({
  id: 'controller-manager/no-profiling',
  summary: 'The controller manager should not serve profiles of itself.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.3.2'], checkov: ['CKV_K8S_107'], trivy: ['KCV-0034'], kubescape: ['C-0145'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      \`/debug/pprof\` shows how the program works inside, and a profile that is being taken slows it down. Callers need the right
      to the path, so this is one more thing for those who already have much.`,
    fix: 'Set `--profiling=false`; set it to true for as long as you look for a fault.',
    ignore: 'You take profiles in production, and know who may.',
  },

  on: component('kube-controller-manager'),

  check: program => profilingProblems(program, 'The controller manager'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'True by default',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ The controller manager serves profiles of itself: --profiling is true by default.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      controllerManager:
        extraArgs:
          profiling: "false"
    `,
  },
  {
    title: 'Said so',
    file: 'args/kube-controller-manager',
    bad: text`
      --profiling
      ^^^^^^^^^^^ The controller manager serves profiles of itself: --profiling is true.
      --secure-port=16443
    `,
    fixed: text`
      --profiling=false
      --secure-port=16443
    `,
  },
  {
    title: 'Off',
    file: 'args/kube-controller-manager',
    good: text`
      --profiling=false
      --secure-port=16443
    `,
  },
];

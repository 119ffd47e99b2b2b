import { atLeast, component, defineRule, type Example, profilingProblems, text } from '#core';

export default defineRule({
  id: 'scheduler/no-profiling',
  summary: 'The scheduler should not serve profiles of itself.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.4.1'], checkov: ['CKV_K8S_114'], trivy: ['KCV-0040'], kubescape: ['C-0151'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/'],
  docs: {
    why: `
      \`/debug/pprof\` shows how the program works inside, and a profile that is being taken slows it down. Callers need the right
      to the path, so this is one more thing for those who already have much.`,
    fix: 'Set `--profiling=false`; set it to true for as long as you look for a fault.',
    ignore: 'You take profiles in production, and know who may.',
  },

  on: component('kube-scheduler'),

  *check(program, { kubernetesVersion }) {
    const version = program.version ?? kubernetesVersion;
    // Off by default before.
    const isOff = version !== undefined && !atLeast(version, '1.17') && program.setting('profiling').origin === 'default';
    if (!isOff) yield* profilingProblems(program, 'The scheduler');
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'True by default',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ The scheduler serves profiles of itself: --profiling is true by default.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      scheduler:
        extraArgs:
          profiling: "false"
    `,
  },
  {
    title: 'Said so',
    file: 'args/kube-scheduler',
    bad: text`
      --profiling
      ^^^^^^^^^^^ The scheduler serves profiles of itself: --profiling is true.
      --secure-port=16443
    `,
    fixed: text`
      --profiling=false
      --secure-port=16443
    `,
  },
  {
    title: 'Off by default until 1.16',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta2
      kind: ClusterConfiguration
      kubernetesVersion: v1.16.0
    `,
  },
  {
    title: 'Off',
    file: 'args/kube-scheduler',
    good: text`
      --profiling=false
      --secure-port=16443
    `,
  },
];

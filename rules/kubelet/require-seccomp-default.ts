import { atLeast, component, defineRule, type Example, startsWithoutFlags, text, wrongSetting } from '#core';

export default defineRule({
  id: 'kubelet/require-seccomp-default',
  summary: 'The kubelet should confine the system calls of containers that name no profile.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['4.2.14'] },
  links: [
    'https://kubernetes.io/docs/tutorials/security/seccomp/#enable-the-use-of-runtimedefault-as-the-default-seccomp-profile-for-all-workloads',
  ],
  docs: {
    why: `
      A container without a seccomp profile may make every system call, and faults of the kernel are mostly reached through calls that no
      program needs. The profile of the container runtime leaves those out.`,
    fix: `
      Set \`--seccomp-default\` (\`seccompDefault: true\`), and give the few containers that need more a profile \`Unconfined\` of their own. From
      Kubernetes 1.25 on that is all; 1.22 to 1.24 need the gate \`SeccompDefault\` as well.`,
    ignore: 'A policy of the cluster demands a profile of every Pod.',
  },

  on: component('kubelet'),

  *check(kubelet, { kubernetesVersion }) {
    const version = kubelet.version ?? kubernetesVersion;
    if (startsWithoutFlags(kubelet) || (version !== undefined && !atLeast(version, '1.25'))) return;
    yield* wrongSetting(kubelet, 'seccomp-default', it => it === 'false', 'Containers without a profile may make every system call', {
      choose: 'true',
    });
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Containers without a profile may make every system call: seccompDefault is false by default.
      port: 10250
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10250
      seccompDefault: true
    `,
  },
  {
    title: 'Off',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --seccomp-default=false
                                                   ^^^^^ Containers without a profile may make every system call: --seccomp-default is false.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --seccomp-default=true
    `,
  },
  {
    title: 'On',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --seccomp-default
    `,
  },
  {
    title: 'Not there yet',
    file: 'var/lib/kubelet/config.yaml',
    kubernetesVersion: '1.21',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10250
    `,
  },
  {
    title: 'Not there yet, in the release that kubeadm installs',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta1
      kind: ClusterConfiguration
      kubernetesVersion: v1.16.0
      ---
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
    `,
  },
  {
    title: 'Not there yet, in the release that the unit fetches',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStartPre=/usr/bin/wget -N -P /opt/bin https://storage.googleapis.com/kubernetes-release/release/v1.9.6/bin/linux/amd64/kubelet
      ExecStart=/opt/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
];

import { component, defineRule, type Example, releaseOf, text, untimelyFlags } from '#core';

export default defineRule({
  id: 'flags/no-untimely-flag',
  summary: 'Programs of the control plane must not be given flags that their release has no more, or not yet.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/using-api/deprecation-policy/#deprecating-a-flag-or-cli'],
  docs: {
    why: `
      The program does not start with such a flag: an upgrade stops half-way, with the old release on one node and none on the next. What
      the flag was to protect is protected by nothing, and nobody may notice while the old release runs.`,
    fix: 'Take the flag away, or write the one that came in its place.',
    ignore: 'Something takes the flag away before the program sees it.',
  },

  on: component(),

  check: (program, context) => untimelyFlags(program, releaseOf(program, context.kubernetesVersion)),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Left over from before 1.24',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      kubernetesVersion: v1.29.4
      apiServer:
        extraArgs:
          insecure-port: "0"
          ^^^^^^^^^^^^^^^^^^ The program does not start: kube-apiserver has no flag --insecure-port since 1.24, and this is 1.29.
          profiling: "false"
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      kubernetesVersion: v1.29.4
      apiServer:
        extraArgs:
          profiling: "false"
    `,
  },
  {
    title: 'Not there yet',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.22',
    bad: text`
      --debug-socket-path=/run/debug.sock
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The program does not start: kube-apiserver has no flag --debug-socket-path before 1.27, and this is 1.22.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'Another name in 3.7',
    file: 'manifests/etcd.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: etcd
        namespace: kube-system
      spec:
        containers:
        - name: etcd
          image: registry.k8s.io/etcd:3.7.0-0
          command:
          - etcd
          - --data-dir=/var/lib/etcd
          - --experimental-initial-corrupt-check=true
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd has no setting experimental-initial-corrupt-check since 3.7, and this is 3.7: it overlooks the key or variable, and does not start with the flag.
          - --experimental-watch-progress-notify-interval=5s
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd has no setting experimental-watch-progress-notify-interval since 3.7, and this is 3.7: it overlooks the key or variable, and does not start with the flag.
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: etcd
        namespace: kube-system
      spec:
        containers:
        - name: etcd
          image: registry.k8s.io/etcd:3.7.0-0
          command:
          - etcd
          - --data-dir=/var/lib/etcd
          - --watch-progress-notify-interval=5s
    `,
  },
  {
    title: 'In its time',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.22',
    good: text`
      --insecure-port=0
      --secure-port=6443
    `,
  },
];

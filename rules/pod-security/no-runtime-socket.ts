import { defineRule, type Example, hostPathsOf, isRuntimeSocket, pods, text } from '#core';

export default defineRule({
  id: 'pod-security/no-runtime-socket',
  summary: 'A pod must not mount the socket of the container runtime.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { checkov: ['CKV_K8S_27'], trivy: ['KSV-0006'], kubescape: ['C-0074'], 'kube-linter': ['docker-sock'], mitre: ['T1611'] },
  links: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  docs: {
    why: `
      The container runtime starts what it is told to, as root, with any mount and any privilege. Whoever breaks into a
      container that has its socket owns the node. Mounting the socket read-only changes nothing: requests are not
      files.`,
    fix: `
      Build images with a tool that needs no daemon, and read metrics and logs from the kubelet or the API.`,
    ignore: 'An agent that manages the runtime itself. Keep it in a namespace of its own.',
  },

  on: pods,

  *check(pods) {
    for (const { at, path } of pods.flatMap(hostPathsOf)) {
      if (isRuntimeSocket(path))
        yield { at, message: `${path} is the socket of the container runtime, through which the pod runs anything as root on its node.` };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The sockets of Docker and containerd',
    file: 'ci.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            volumes:
              - name: docker
                hostPath:
                  path: /var/run/docker.sock
                        ^^^^^^^^^^^^^^^^^^^^ /var/run/docker.sock is the socket of the container runtime, through which the pod runs anything as root on its node.
                  type: Socket
              - {name: cri, hostPath: {path: /run/k3s/containerd/containerd.sock}}
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ /run/k3s/containerd/containerd.sock is the socket of the container runtime, through which the pod runs anything as root on its node.
            containers:
              - name: ci
                image: registry.example/ci:7
                volumeMounts:
                  - {name: docker, mountPath: /var/run/docker.sock, readOnly: true}
                  - {name: cri, mountPath: /run/containerd.sock}
    `,
  },
  {
    title: 'A socket of another program',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes:
          - {name: driver, hostPath: {path: /var/lib/kubelet/plugins/files.example/csi.sock}}
        containers:
          - name: driver
            image: registry.example/driver:1
    `,
  },
];

import { defineRule, type Example, pods, refusing, hostNamespaces, text } from '#core';

export default defineRule({
  id: 'pod-security/no-host-namespaces',
  summary: 'A pod must not share the network, the processes or the memory of its node.',
  severity: 'warning',
  profiles: ['recommended', 'cis', 'pss-baseline', 'pss-restricted', 'nsa'],
  controls: {
    'cis-1.12': ['5.2.3', '5.2.4', '5.2.5'],
    pss: ['baseline', 'baseline/host-namespaces'],
    checkov: ['CKV_K8S_17', 'CKV_K8S_18', 'CKV_K8S_19'],
    trivy: ['KSV-0008', 'KSV-0009', 'KSV-0010'],
    kubescape: ['C-0038', 'C-0041', 'C-0275', 'C-0276'],
    'kube-linter': ['host-network', 'host-pid', 'host-ipc'],
  },
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  docs: {
    why: `
      With \`hostPID\` a process of the pod reads the environment and the files of every process of the node through
      \`/proc\`, secrets included. With \`hostNetwork\` it reaches what listens on the loopback interface of the node,
      hears its traffic, and is past every NetworkPolicy. With \`hostIPC\` it reads the memory that programs of the node
      share.`,
    fix: `
      Remove the field. What must be reached from outside is served by a Service; what is wanted from the node, by its
      metrics and the API. Programs of the control plane and kube-proxy serve on addresses of their node, and a network
      plugin cannot wait for a network that it makes itself: nothing is removed from them, from
      static Pods, nor from a bare Pod whose program a template hides, which may be one of them.`,
    ignore: `
      An agent that serves the node itself: a network plugin, a proxy, a monitor of processes. Keep it in a namespace
      of its own.`,
  },

  on: pods,

  check: refusing(hostNamespaces),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Every namespace of the node',
    file: 'web.yaml',
    bad: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            hostNetwork: true
                         ^^^^ hostNetwork puts the pod on the network of its node, beside the kubelet and past network policies.
            hostPID: true
                     ^^^^ hostPID shows the pod every process of its node, with environments and file systems.
            hostIPC: yes
                     ^^^ hostIPC gives the pod the shared memory of every process of its node.
            containers:
              - name: app
                image: registry.example/app:1.4
    `,
    fixed: text`
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: app
                image: registry.example/app:1.4
    `,
  },
  {
    title: 'What may be the control plane, kube-proxy, and what makes the network: they need that of their node',
    file: 'templates/pods.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: "{{ .Values.service.name }}", namespace: shop}
      spec:
        hostNetwork: true
                     ^^^^ hostNetwork puts the pod on the network of its node, beside the kubelet and past network policies.
        containers:
          - name: server
            image: registry.example/server:1.4
            command:
              {{- range .Values.arguments }}
              - {{ . }}
              {{- end }}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: kube-proxy, namespace: kube-system}
      spec:
        selector: {matchLabels: {k8s-app: kube-proxy}}
        template:
          metadata: {labels: {k8s-app: kube-proxy}}
          spec:
            hostNetwork: true
                         ^^^^ hostNetwork puts the pod on the network of its node, beside the kubelet and past network policies.
            containers:
              - name: kube-proxy
                image: registry.k8s.io/kube-proxy:v1.34.0
                command: [/usr/local/bin/kube-proxy, --config=/var/lib/kube-proxy/config.conf]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: net}
      spec:
        hostNetwork: true
                     ^^^^ hostNetwork puts the pod on the network of its node, beside the kubelet and past network policies.
        volumes:
          - {name: cni, hostPath: {path: /etc/cni/net.d}}
        containers:
          - {name: agent, image: registry.example/net:1.4, volumeMounts: [{name: cni, mountPath: /cni}]}
    `,
  },
  {
    title: 'The same, said and not said',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostNetwork: false
        hostPID: "true" # refused: no boolean
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];

import { choice, component, defineRule, type Example, isLoopback, removeFlag, text, urlsOf } from '#core';

const FLAG = 'manifest-url';

export default defineRule({
  id: 'kubelet/no-manifest-url',
  summary: 'The kubelet must not take Pods from a URL.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/#pods-created-via-http'],
  docs: {
    why: `
      The kubelet runs what it finds at \`--${FLAG}\`, past the API server: no role, admission plugin, policy or audit log has a say.
      Whoever controls that server, or its name, or (with \`http://\`) the network between, runs privileged containers on the node.`,
    fix: 'Take the flag away, and put the manifests of static Pods into `--pod-manifest-path` on the node.',
    ignore: 'The server is on the node itself and belongs to whoever administers the node.',
  },

  on: component('kubelet'),

  *check(kubelet) {
    for (const entry of urlsOf(kubelet, FLAG)) {
      const { scheme, host } = entry.url;
      yield {
        at: entry,
        message: `${whoBehind(scheme, host)} runs what they like on the node: --${FLAG} is set.`,
        fixes: [choice(`Remove --${FLAG}`, removeFlag(kubelet, FLAG))],
      };
    }
  },
});

function whoBehind(scheme: string, host: string): string {
  if (isLoopback(host) || host === 'localhost') return `Whoever answers at ${host}`;
  return scheme === 'http' ? `Whoever stands between the node and ${host}` : `Whoever controls ${host}`;
}

export const examples = (): readonly Example[] => [
  {
    title: 'Pods from the network',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --manifest-url=http://pods.example.com/static.yaml
                                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever stands between the node and pods.example.com runs what they like on the node: --manifest-url is set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
  {
    title: 'Over TLS',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --manifest-url=https://pods.example.com/static.yaml
                                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever controls pods.example.com runs what they like on the node: --manifest-url is set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf
    `,
  },
  {
    title: 'From the node itself',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      staticPodURL: http://127.0.0.1:8080/pods
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever answers at 127.0.0.1 runs what they like on the node: staticPodURL is set.
      port: 10250
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10250
    `,
  },
  {
    title: 'Pods from the node',
    file: 'kubelet.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kubelet --pod-manifest-path=/etc/kubernetes/manifests
    `,
  },
];

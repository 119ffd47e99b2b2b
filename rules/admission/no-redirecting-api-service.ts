import { atLeast, defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'admission/no-redirecting-api-service',
  summary: 'An API server that follows an extension API server anywhere must not have any.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0089'] },
  links: ['https://github.com/kubernetes/kubernetes/issues/112513'],
  docs: {
    why: `
      Up to Kubernetes 1.21, and in early patch releases of 1.22 to 1.25, an extension API server can redirect a client to any URL (CVE-2022-3172). The client goes there with its
      credentials, or does there what it is told.`,
    fix: 'Upgrade the control plane: 1.22.14, 1.23.11, 1.24.5, 1.25.1 and all later releases refuse such redirections.',
    ignore: 'You trust whoever runs the extension API server as much as the control plane.',
  },

  on: resource('apiregistration.k8s.io', 'APIService'),

  *check(service, { kubernetesVersion }) {
    // Of 1.22 to 1.25 the patch release decides, which is not known.
    if (kubernetesVersion === undefined || atLeast(kubernetesVersion, '1.22')) return;
    const backend = service.at('spec', 'service');
    if (backend.type !== 'mapping') return;
    yield {
      at: { place: backend.keyPlace, name: 'spec.service' },
      message: `This extension API server can send clients anywhere (CVE-2022-3172): Kubernetes ${kubernetesVersion} lets it redirect them.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An old release',
    file: 'metrics.yaml',
    kubernetesVersion: '1.21',
    bad: text`
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1beta1.metrics.k8s.io}
      spec:
        group: metrics.k8s.io
        service: {name: metrics-server, namespace: kube-system}
        ^^^^^^^ This extension API server can send clients anywhere (CVE-2022-3172): Kubernetes 1.21 lets it redirect them.
        version: v1beta1
    `,
  },
  {
    title: 'A release that may be mended, and an API of the API server itself',
    file: 'metrics.yaml',
    kubernetesVersion: '1.24',
    good: text`
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1beta1.metrics.k8s.io}
      spec: {group: metrics.k8s.io, version: v1beta1, service: {name: metrics-server, namespace: kube-system}}
      ---
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1.apps}
      spec: {group: apps, version: v1}
    `,
  },
];

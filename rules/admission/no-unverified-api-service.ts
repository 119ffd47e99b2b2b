import { choice, defineRule, type Example, removeValue, resource, suggest, text } from '#core';

export default defineRule({
  id: 'admission/no-unverified-api-service',
  summary: 'The API server must verify the extension API servers that it passes requests on to.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/'],
  docs: {
    why: `
      With \`insecureSkipTLSVerify\` whoever answers in place of the extension API server is sent each request, with the name and the groups of the user, and answers as they like: what
      autoscalers and people read is then theirs.`,
    fix: 'Serve with a certificate, put its CA into `caBundle` (cert-manager can), and take the field away.',
    ignore: 'Metrics of a test cluster, whose kubelets and network are your own.',
  },

  on: resource('apiregistration.k8s.io', 'APIService'),

  *check(service) {
    const spec = service.at('spec');
    const skip = spec.at('insecureSkipTLSVerify');
    // A service of the API server itself is not connected to.
    if (skip.asBoolean() !== true || (spec.lacks('service') && !service.isPart)) return;
    const title = 'Remove insecureSkipTLSVerify';
    yield {
      at: skip,
      message: 'Whoever answers in place of this extension API server is sent its requests: insecureSkipTLSVerify is true.',
      fixes: [
        spec.at('caBundle').exists ? suggest(title, removeValue(skip)) : choice(`${title} (caBundle must be filled in)`, removeValue(skip)),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Not verified',
    file: 'metrics.yaml',
    bad: text`
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1beta1.metrics.k8s.io}
      spec:
        group: metrics.k8s.io
        groupPriorityMinimum: 100
        insecureSkipTLSVerify: true
                               ^^^^ Whoever answers in place of this extension API server is sent its requests: insecureSkipTLSVerify is true.
        service: {name: metrics-server, namespace: kube-system}
        version: v1beta1
        versionPriority: 100
    `,
    fixed: text`
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1beta1.metrics.k8s.io}
      spec:
        group: metrics.k8s.io
        groupPriorityMinimum: 100
        service: {name: metrics-server, namespace: kube-system}
        version: v1beta1
        versionPriority: 100
    `,
  },
  {
    title: 'Verified',
    file: 'metrics.yaml',
    good: text`
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1beta1.metrics.k8s.io}
      spec:
        group: metrics.k8s.io
        groupPriorityMinimum: 100
        caBundle: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
        service: {name: metrics-server, namespace: kube-system}
        version: v1beta1
        versionPriority: 100
    `,
  },
];

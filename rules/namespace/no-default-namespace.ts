import { defineRule, type Example, pods, text } from '#core';

export default defineRule({
  id: 'namespace/no-default-namespace',
  summary: 'A workload must not be put into the namespace default.',
  severity: 'info',
  profiles: ['cis'],
  controls: {
    'cis-1.12': ['5.6.4'],
    checkov: ['CKV_K8S_21'],
    trivy: ['KSV-0110'],
    kubescape: ['C-0061', 'C-0212'],
    'kube-linter': ['use-namespace'],
  },
  links: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  docs: {
    why: `
      Roles, network policies, quotas and Pod Security levels hold for a namespace. What lands in \`default\` because
      nobody chose shares all of them with everything else that landed there.`,
    fix: `
      Give each application a namespace, and name it in \`metadata.namespace\`.`,
    ignore: 'An example, or a cluster for one application only.',
  },

  on: pods,

  *check([pod]) {
    const namespace = pod?.resource.at('metadata', 'namespace');
    if (namespace?.asString() === 'default')
      yield { at: namespace, message: `This ${pod!.resource.kind} is put into the namespace default.` };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The namespace that is there anyway',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: default}
                                       ^^^^^^^ This Pod is put into the namespace default.
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
  {
    title: 'A namespace of its own, and one that is chosen elsewhere',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
    `,
  },
];

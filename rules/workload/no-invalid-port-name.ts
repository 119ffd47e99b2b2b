import { called, defineRule, type Example, listField, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-invalid-port-name',
  summary: 'The name of a port must be one that the API server takes.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { 'kube-linter': ['invalid-target-ports'] },
  links: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports'],
  docs: {
    why: `
      The API server refuses the whole object. What runs in the cluster stays what it was, without what this file was to
      change.`,
    fix: `
      Use at most 15 small letters, digits and single hyphens, with a letter among them, and no hyphen at either end.`,
    ignore: 'There is nothing to ignore: the object is refused.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        for (const port of listField(pod, container.value, 'ports').items) {
          const at = port.at('name');
          const name = at.type === 'string' ? at.asString()! : '';
          if (!name || isPlaceholder(name) || isPortName(name)) continue;
          yield { at, message: `The API server refuses the ${called(container)}: ${JSON.stringify(name)} is no name of a port.` };
        }
      }
    }
  },
});

/** Source: `IsValidPortName` in k8s.io/apimachinery/pkg/util/validation. */
const isPortName = (name: string): boolean =>
  name.length <= 15 && /^[a-z0-9-]+$/.test(name) && /[a-z]/.test(name) && !name.includes('--') && !/^-|-$/.test(name);

/** What kustomize or a script fills in: `$(NAME)`, `__NAME__`. */
const isPlaceholder = (name: string): boolean => /\$|^__\w+__$/.test(name);

export const examples = (): readonly Example[] => [
  {
    title: 'Too long, and with a capital',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports:
              - {name: metrics-and-health, containerPort: 9090}
                       ^^^^^^^^^^^^^^^^^^ The API server refuses the container app: "metrics-and-health" is no name of a port.
              - {name: httpS, containerPort: 8443}
                       ^^^^^ The API server refuses the container app: "httpS" is no name of a port.
    `,
  },
  {
    title: 'Short and small, none, and names that are filled in',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            ports: [{name: http-metrics, containerPort: 9090}, {name: h2, containerPort: 8443}, {containerPort: 80}, {name: $(PORT_NAME), containerPort: 81}, {name: __NAME__, containerPort: 82}]
    `,
  },
];

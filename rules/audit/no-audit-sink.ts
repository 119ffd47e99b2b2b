import { atLeast, defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'audit/no-audit-sink',
  summary: 'Audit events must not be expected from an AuditSink, which Kubernetes has no more.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.19.md'],
  docs: {
    why: 'Kubernetes 1.19 took AuditSinks away: the API server knows the kind no more, and sends nothing. Whoever relies on it has no audit log.',
    fix: 'Let the API server write a log, `--audit-log-path`, or send events to a webhook, `--audit-webhook-config-file`, with a policy in `--audit-policy-file`.',
    ignore: 'The cluster is older than Kubernetes 1.19.',
  },

  on: resource('auditregistration.k8s.io', 'AuditSink'),

  *check(sink, { kubernetesVersion }) {
    if (kubernetesVersion !== undefined && !atLeast(kubernetesVersion, '1.19')) return;
    yield { at: sink, message: 'Nothing is sent to this AuditSink: Kubernetes has none since 1.19.' };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Left over',
    file: 'sink.yaml',
    bad: text`
      apiVersion: auditregistration.k8s.io/v1alpha1
      kind: AuditSink
      metadata:
        name: collector
              ^^^^^^^^^ Nothing is sent to this AuditSink: Kubernetes has none since 1.19.
      spec:
        policy: {level: Metadata, stages: [ResponseComplete]}
    `,
  },
  {
    title: 'In an old cluster',
    file: 'sink.yaml',
    kubernetesVersion: '1.18',
    good: text`
      apiVersion: auditregistration.k8s.io/v1alpha1
      kind: AuditSink
      metadata:
        name: collector
    `,
  },
];

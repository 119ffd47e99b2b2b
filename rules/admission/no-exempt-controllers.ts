import { defineRule, type Example, podSecurityConfigurations, removeValue, suggest, text } from '#core';

/** Who creates Pods for others; without `--use-service-account-credentials` all controllers have the name of their program. */
const CONTROLLERS =
  /^system:(?:serviceaccount:kube-system:(?:daemon-set|job|replicaset|replication|statefulset)-controller|kube-controller-manager)$/;

export default defineRule({
  id: 'admission/no-exempt-controllers',
  summary: 'A PodSecurityConfiguration must not exempt controllers that create Pods for others.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions'],
  docs: {
    why: `
      Pods of a Deployment are created by a controller. Where that one is exempt, whoever may create a Deployment, a Job or a DaemonSet starts privileged Pods in any namespace, whatever its
      labels say.`,
    fix: 'Take the name out. Exempt the namespaces that need it, by a label of their own.',
    ignore: 'Never needed: nothing that a controller does for itself needs a Pod.',
  },

  on: podSecurityConfigurations,

  *check(configurations) {
    for (const configuration of configurations) {
      for (const name of configuration.at('exemptions', 'usernames').items()) {
        if (!CONTROLLERS.test(name.asString() ?? '')) continue;
        yield {
          at: name,
          message: `Whoever creates workloads starts privileged Pods: ${name.asString()}, which creates Pods for them, is exempt.`,
          fixes: [suggest('Take it out of the exemptions', removeValue(name))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A controller',
    file: 'pod-security.yaml',
    bad: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions:
        usernames:
          - backup-operator
          - system:serviceaccount:kube-system:replicaset-controller
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever creates workloads starts privileged Pods: system:serviceaccount:kube-system:replicaset-controller, which creates Pods for them, is exempt.
    `,
    fixed: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions:
        usernames:
          - backup-operator
    `,
  },
  {
    title: 'A user',
    file: 'pod-security.yaml',
    good: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions: {usernames: [backup-operator]}
    `,
  },
];

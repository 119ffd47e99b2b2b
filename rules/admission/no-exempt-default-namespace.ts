import { choice, defineRule, type Example, podSecurityConfigurations, removeValue, text } from '#core';

export default defineRule({
  id: 'admission/no-exempt-default-namespace',
  summary: 'A PodSecurityConfiguration must not exempt the namespace that everyone uses who names none.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions'],
  docs: {
    why: `
      In an exempt namespace every Pod is let in, whatever labels the namespace has. What names no namespace ends up in \`default\`, and many may create Pods there.`,
    fix: 'Take `default` out, and give what needs privileges a namespace of its own.',
    ignore: 'Nobody may create Pods in the namespace.',
  },

  on: podSecurityConfigurations,

  *check(configurations) {
    for (const configuration of configurations) {
      for (const name of configuration.at('exemptions', 'namespaces').items()) {
        if (name.asString() !== 'default') continue;
        yield {
          at: name,
          message: 'Every Pod is let into the namespace default, whatever its labels say: it is exempt.',
          fixes: [choice('Take it out of the exemptions', removeValue(name))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Exempt',
    file: 'pod-security.yaml',
    bad: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions:
        namespaces: [default, kube-system]
                     ^^^^^^^ Every Pod is let into the namespace default, whatever its labels say: it is exempt.
    `,
    fixed: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions:
        namespaces: [kube-system]
    `,
  },
  {
    title: 'Only what needs it',
    file: 'pod-security.yaml',
    good: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions: {namespaces: [kube-system]}
    `,
  },
  {
    title: 'In a patch of Talos',
    file: 'patch.yaml',
    bad: text`
      cluster:
        apiServer:
          admissionControl:
            - name: PodSecurity
              configuration:
                apiVersion: pod-security.admission.config.k8s.io/v1alpha1
                kind: PodSecurityConfiguration
                exemptions: {namespaces: [storage, default]}
                                                   ^^^^^^^ Every Pod is let into the namespace default, whatever its labels say: it is exempt.
    `,
    fixed: text`
      cluster:
        apiServer:
          admissionControl:
            - name: PodSecurity
              configuration:
                apiVersion: pod-security.admission.config.k8s.io/v1alpha1
                kind: PodSecurityConfiguration
                exemptions: {namespaces: [storage]}
    `,
  },
];

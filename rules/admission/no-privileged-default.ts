import { choice, defineRule, type Example, podSecurityConfigurations, setKey, text } from '#core';

export default defineRule({
  id: 'admission/no-privileged-default',
  summary: 'A PodSecurityConfiguration must enforce something in namespaces without labels.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/'],
  docs: {
    why: `
      In a namespace without labels of its own the defaults count, and without \`enforce\` that is \`privileged\`: whoever may create Pods there runs them with the rights of the node,
      and whoever may create namespaces has one at hand.`,
    fix: 'Set `defaults.enforce` to `baseline`, or to `restricted`, and label the namespaces that need more. `warn` and `audit` tell beforehand what would be refused.',
    ignore: 'Something else sees to it that every namespace has labels, or that Pods are checked.',
  },

  on: {
    kinds: podSecurityConfigurations.kinds,
    match(it) {
      const configurations = podSecurityConfigurations.match(it);
      return configurations && it.type === 'resource' ? { configurations, isPart: it.isPart } : undefined;
    },
  },

  *check({ configurations, isPart }) {
    for (const configuration of configurations) {
      const defaults = configuration.at('defaults');
      const enforce = defaults.at('enforce');
      const isAbsent =
        !isPart &&
        enforce.type === 'absent' &&
        configuration.isClosed &&
        configuration.at('defaults').isClosed &&
        defaults.lacks('enforce');
      const isEmpty = enforce.type === 'string' && enforce.asString() === '';
      if (!isAbsent && !isEmpty && enforce.asString() !== 'privileged') continue;
      yield {
        at: enforce.exists
          ? enforce
          : { place: defaults.exists ? defaults.keyPlace : configuration.at('kind').place, name: 'defaults.enforce' },
        message: `Namespaces without labels take every Pod: defaults.enforce is ${enforce.asString() || 'privileged by default'}.`,
        fixes: [choice('Enforce baseline (Pods that need more need labels on their namespace)', setKey(defaults, 'enforce', 'baseline'))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Said, and left out',
    file: 'admission.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - name: PodSecurity
          configuration:
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            defaults:
              enforce: privileged
                       ^^^^^^^^^^ Namespaces without labels take every Pod: defaults.enforce is privileged.
              audit: restricted
      ---
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults:
      ^^^^^^^^ Namespaces without labels take every Pod: defaults.enforce is privileged by default.
        warn: restricted
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - name: PodSecurity
          configuration:
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            defaults:
              enforce: baseline
              audit: restricted
      ---
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults:
        warn: restricted
        enforce: baseline
    `,
  },
  {
    title: 'Baseline',
    file: 'pod-security.yaml',
    good: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: baseline, enforce-version: latest, warn: restricted}
      exemptions: {usernames: [], runtimeClasses: [], namespaces: [kube-system]}
    `,
  },
  {
    title: 'A patch of Talos, which leaves the default as it is',
    file: 'patch.yaml',
    good: text`
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

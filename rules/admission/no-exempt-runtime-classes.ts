import { choice, defineRule, type Example, podSecurityConfigurations, removeValue, text } from '#core';

/** Names that people give to classes whose containers share the kernel of the node. */
const SHARED_KERNEL: ReadonlySet<string> = new Set([
  'crun',
  'nvidia',
  'nvidia-cdi',
  'nvidia-experimental',
  'nvidia-legacy',
  'runc',
  'youki',
]);

export default defineRule({
  id: 'admission/no-exempt-runtime-classes',
  summary: 'A PodSecurityConfiguration must exempt runtime classes only if they isolate better than containers do.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions'],
  docs: {
    why: `
      Who creates a Pod chooses its \`runtimeClassName\`. Where a class is exempt, naming it is all it takes to run a privileged Pod in any namespace, whatever its labels say.`,
    fix: 'Exempt no class but those that run Pods in a virtual machine or behind a kernel of their own, such as Kata Containers or gVisor.',
    ignore: 'The class of this name does isolate, or only nodes without other work have it.',
  },

  on: podSecurityConfigurations,

  *check(configurations) {
    for (const configuration of configurations) {
      for (const name of configuration.at('exemptions', 'runtimeClasses').items()) {
        if (!SHARED_KERNEL.has(name.asString() ?? '')) continue;
        yield {
          at: name,
          message: `Whoever creates a Pod gets around the Pod Security Standards with runtimeClassName: ${name.asString()}.`,
          fixes: [choice('Take it out of the exemptions', removeValue(name))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A class for graphics cards',
    file: 'pod-security.yaml',
    bad: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions:
        runtimeClasses: [kata, nvidia]
                               ^^^^^^ Whoever creates a Pod gets around the Pod Security Standards with runtimeClassName: nvidia.
    `,
    fixed: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions:
        runtimeClasses: [kata]
    `,
  },
  {
    title: 'A class of virtual machines',
    file: 'pod-security.yaml',
    good: text`
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: restricted}
      exemptions: {runtimeClasses: [kata]}
    `,
  },
];

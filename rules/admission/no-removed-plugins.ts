import { admissionPlugins, atLeast, component, defineRule, DISABLED, elementsOf, ENABLED, type Example, ONLY } from '#core';
import { releaseAfter, suggest, text, withoutElement } from '#core';

export default defineRule({
  id: 'admission/no-removed-plugins',
  summary: 'Admission plugins that Kubernetes no longer has must not be named.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
    'https://kubernetes.io/docs/concepts/security/pod-security-policy/',
  ],
  docs: {
    why: `
      The API server does not start with a plugin it does not know. Until somebody takes the name out, the cluster cannot be
      upgraded; and what the plugin enforced (which Pods may be privileged, say) is enforced by nothing any more.`,
    fix: 'Take the name out, and put in force what replaces it: for `PodSecurityPolicy`, Pod Security Admission or a policy engine.',
    ignore: 'The file is only for an older version: state that version in `.rampart.yaml`.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const version = apiserver.version ?? context.kubernetesVersion;
    for (const flag of [ENABLED, DISABLED, ONLY]) {
      for (const element of elementsOf(apiserver.setting(flag))) {
        const last = admissionPlugins().get(element.text)?.last;
        const since = last && releaseAfter(last);
        if (since === undefined || !atLeast(version, since)) continue;
        yield {
          at: element,
          message: `The API server does not start: Kubernetes has no plugin ${element.text} since ${since}.`,
          fixes: [suggest(`Take ${element.text} out of --${flag}`, withoutElement(apiserver, flag, element.text))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Policies that went in 1.25',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      kubernetesVersion: v1.29.4
      apiServer:
        extraArgs:
          enable-admission-plugins: NodeRestriction,PodSecurityPolicy
                                                    ^^^^^^^^^^^^^^^^^ The API server does not start: Kubernetes has no plugin PodSecurityPolicy since 1.25.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      kubernetesVersion: v1.29.4
      apiServer:
        extraArgs:
          enable-admission-plugins: NodeRestriction
    `,
  },
  {
    title: 'Still there in this version',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.24',
    good: text`
      --enable-admission-plugins=NodeRestriction,PodSecurityPolicy,SecurityContextDeny
    `,
  },
];

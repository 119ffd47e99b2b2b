import { atLeast, choice, component, defineRule, type Example, missingPlugin, ONLY, text, withPlugin } from '#core';

export default defineRule({
  id: 'admission/require-deny-service-external-ips',
  summary: 'The plugin DenyServiceExternalIPs should refuse Services that claim addresses.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.3'], kubescape: ['C-0283'] },
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips',
    'https://github.com/kubernetes/kubernetes/issues/97076',
  ],
  docs: {
    why: `
      Whoever may create a Service may put any address into \`externalIPs\`, and every node then sends what is meant for that
      address to their Pods (CVE-2020-8554). The plugin refuses new entries; existing Services keep theirs.`,
    fix: 'Name it in `--enable-admission-plugins`, after a look at which Services use `externalIPs`.',
    ignore: 'A policy restricts `externalIPs` to addresses that belong to the cluster, or only administrators create Services.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const version = apiserver.version ?? context.kubernetesVersion;
    // The plugin came with 1.21; an older API server does not start with it.
    if (version !== undefined && !atLeast(version, '1.21')) return;
    yield* missingPlugin(
      apiserver,
      'DenyServiceExternalIPs',
      flag => `A Service may claim any address: DenyServiceExternalIPs is not in --${flag}.`,
      // Whoever uses the flag that was given up with 1.10 may run a release that knows no such plugin.
      apiserver.lacks(ONLY) ? [choice('Switch DenyServiceExternalIPs on', withPlugin(apiserver, 'DenyServiceExternalIPs'))] : [],
    );
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ A Service may claim any address: DenyServiceExternalIPs is not in --enable-admission-plugins.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          enable-admission-plugins: DenyServiceExternalIPs,NodeRestriction
    `,
  },
  {
    title: 'A version that has no such plugin',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.20',
    good: text`
      --enable-admission-plugins=NodeRestriction
    `,
  },
  {
    title: 'The flag of old releases',
    file: 'args/kube-apiserver',
    bad: text`
      --admission-control=NamespaceLifecycle
                          ^^^^^^^^^^^^^^^^^^ A Service may claim any address: DenyServiceExternalIPs is not in --admission-control.
    `,
  },
  {
    title: 'On',
    file: 'args/kube-apiserver',
    good: text`
      --enable-admission-plugins=DenyServiceExternalIPs,NodeRestriction
    `,
  },
];

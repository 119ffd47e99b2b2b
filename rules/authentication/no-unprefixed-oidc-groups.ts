import { choice, component, defineRule, type Example, setFlag, text } from '#core';

const PREFIX = 'oidc-groups-prefix';

export default defineRule({
  id: 'authentication/no-unprefixed-oidc-groups',
  summary: 'Groups of an OIDC issuer must have a prefix that sets them apart from other groups.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuring-the-api-server'],
  docs: {
    why: `
      Without a prefix the groups in a token are groups of Kubernetes as they stand. Whoever can create a group at the issuer and
      call it \`system:masters\` owns the cluster: members of that group are asked nothing, and no binding shows it.`,
    fix: 'Set `--oidc-groups-prefix=oidc:`. Bindings to groups of the issuer must then have it too.',
    ignore: 'Only administrators of the cluster can create groups, or the issuer sends those of one client only.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const claim = apiserver.setting('oidc-groups-claim');
    if (claim.origin !== 'set' || claim.value === '') return;
    const prefix = apiserver.setting(PREFIX);
    if (prefix.origin === 'unknown' || prefix.value) return;
    yield {
      at: { ...claim.at, place: claim.at.valuePlace },
      message: `The OIDC issuer can put a user into any group, system:masters included: --${PREFIX} is ${prefix.origin === 'set' ? 'empty' : 'not set'}.`,
      fixes: [choice(`Set --${PREFIX} to oidc: (bindings must follow)`, setFlag(apiserver, PREFIX, 'oidc:'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Groups as they come',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          oidc-client-id: kubernetes
          oidc-groups-claim: groups
                             ^^^^^^ The OIDC issuer can put a user into any group, system:masters included: --oidc-groups-prefix is not set.
          oidc-issuer-url: https://keycloak.example.com/realms/main
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          oidc-client-id: kubernetes
          oidc-groups-claim: groups
          oidc-groups-prefix: "oidc:"
          oidc-issuer-url: https://keycloak.example.com/realms/main
    `,
  },
  {
    title: 'Prefixed',
    file: 'args/kube-apiserver',
    good: text`
      --oidc-client-id=kubernetes
      --oidc-groups-claim=groups
      --oidc-groups-prefix=keycloak:
      --oidc-issuer-url=https://keycloak.example.com/realms/main
    `,
  },
];

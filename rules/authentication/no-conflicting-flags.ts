import { choice, component, defineRule, type Example, removeFlag, text } from '#core';

const FILE = 'authentication-config';

export default defineRule({
  id: 'authentication/no-conflicting-flags',
  summary: 'OIDC flags must not stand beside a file that configures authentication.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  docs: {
    why: `
      The API server refuses to choose between OIDC flags and the file. Somebody then takes one of them out to get the cluster up,
      and it need not be the one that was meant to go.`,
    fix: 'Say in the file of `--authentication-config` what the flags said, and take the flags away.',
    ignore: 'Whoever starts the program drops one of the two.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const file = apiserver.written.findLast(it => it.name === FILE);
    // Where a template decides, either may be all there is.
    if (!file || file.value === '' || apiserver.completeness !== 'whole') return;
    const superseded = apiserver.written.filter(it => it.name.startsWith('oidc-'));
    for (const flag of new Set(superseded.map(it => it.name))) {
      const written = superseded.find(it => it.name === flag)!;
      yield {
        at: written,
        message: `The API server does not start: --${flag} and --${FILE} exclude each other.`,
        related: [{ place: file.place, message: `Here is --${FILE}.` }],
        fixes: [choice(`Remove --${flag} (the file must say it)`, removeFlag(apiserver, flag))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Flags beside the file',
    file: 'args/kube-apiserver',
    bad: text`
      --authentication-config=/etc/kubernetes/authentication/config.yaml
      --oidc-client-id=kubernetes
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: --oidc-client-id and --authentication-config exclude each other.
      --oidc-issuer-url=https://keycloak.example.com/realms/main
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: --oidc-issuer-url and --authentication-config exclude each other.
      --secure-port=6443
    `,
    fixed: text`
      --authentication-config=/etc/kubernetes/authentication/config.yaml
      --secure-port=6443
    `,
  },
  {
    title: 'The file alone',
    file: 'args/kube-apiserver',
    good: text`
      --authentication-config=/etc/kubernetes/authentication/config.yaml
      --secure-port=6443
    `,
  },
  {
    title: 'One or the other, as a template decides',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
      {% if with_file %}
          - name: authentication-config
            value: /etc/kubernetes/authentication/config.yaml
      {% else %}
          - name: oidc-client-id
            value: kubernetes
      {% endif %}
    `,
  },
];

import { authenticationConfiguration, choice, defineRule, type Example, isKnownList, setKey, text } from '#core';

const HEALTH = ['/livez', '/readyz', '/healthz'];

export default defineRule({
  id: 'authentication/no-unconditional-anonymous',
  summary: 'An AuthenticationConfiguration must take requests without credentials for health checks only.',
  severity: 'info',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.1'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-authenticator-configuration'],
  docs: {
    why: `
      A request without credentials becomes the user \`system:anonymous\`, and is allowed whatever some binding gives that
      user or the group \`system:unauthenticated\`. One careless binding, and it is open to everyone who reaches the port.`,
    fix: 'List under `conditions` the paths that probes ask: `/livez`, `/readyz` and `/healthz`. `kubeadm join` by token also needs `/api/v1/namespaces/kube-public/configmaps/cluster-info`.',
    ignore: 'No binding names `system:anonymous` or `system:unauthenticated`, and the port is reachable for few.',
  },

  on: authenticationConfiguration,

  *check(configuration) {
    const anonymous = configuration.at('anonymous');
    const enabled = anonymous.at('enabled');
    if (configuration.isPart || enabled.asBoolean() !== true) return;
    if (!isKnownList(anonymous, 'conditions') || anonymous.at('conditions').items().length) return;
    yield {
      at: enabled,
      message: 'Requests without credentials are taken for every path: enabled is true, and there are no conditions.',
      fixes: [
        choice(
          'Take them for health checks only',
          setKey(
            anonymous,
            'conditions',
            HEALTH.map(path => ({ path })),
          ),
        ),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'For every path',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      anonymous:
        enabled: true
                 ^^^^ Requests without credentials are taken for every path: enabled is true, and there are no conditions.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      anonymous:
        enabled: true
        conditions:
          - path: /livez
          - path: /readyz
          - path: /healthz
    `,
  },
  {
    title: 'For health checks',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      anonymous:
        enabled: true
        conditions: [{path: /livez}]
    `,
  },
  {
    title: 'For nothing',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1beta1
      kind: AuthenticationConfiguration
      anonymous: {enabled: false}
    `,
  },
];

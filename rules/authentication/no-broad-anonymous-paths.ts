import { authenticationConfiguration, choice, defineRule, type Example, removeValue, text } from '#core';

/** Health checks and the version; what `kubeadm join` asks before it can know whom it talks to; and keys that are meant to be public. */
const HARMLESS =
  /^\/(?:(?:livez|readyz|healthz)(?:\/.*)?|version\/?|api\/v1\/namespaces\/kube-public\/configmaps\/cluster-info|\.well-known\/openid-configuration|openid\/v1\/jwks)$/;

export default defineRule({
  id: 'authentication/no-broad-anonymous-paths',
  summary: 'Requests without credentials must be taken for health checks only.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-authenticator-configuration'],
  docs: {
    why: `
      For the paths under \`anonymous.conditions\` everyone who reaches the port is the user \`system:anonymous\`. Metrics name workloads and nodes, and an API path needs only one
      careless binding to give away what lies behind it.`,
    fix: 'Keep `/livez`, `/readyz` and `/healthz`. Whoever collects metrics can have a token of a service account.',
    ignore: 'What the path shows is meant for everyone.',
  },

  on: authenticationConfiguration,

  *check(configuration) {
    const anonymous = configuration.at('anonymous');
    if (anonymous.at('enabled').asBoolean() !== true) return;
    const conditions = anonymous.at('conditions');
    for (const condition of conditions.items()) {
      const path = condition.at('path');
      const asked = path.type === 'string' ? path.asString()! : undefined;
      if (asked === undefined || !asked.startsWith('/') || HARMLESS.test(asked)) continue;
      yield {
        at: { place: path.place, name: `anonymous.conditions.${asked}` },
        message: `Requests without credentials are taken for ${asked}, which is no health check.`,
        // No conditions at all would take them for every path.
        fixes: conditions.items().length > 1 ? [choice(`Take ${asked} out`, removeValue(condition))] : [],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Metrics and an API',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      anonymous:
        enabled: true
        conditions:
          - path: /livez
          - path: /metrics
                  ^^^^^^^^ Requests without credentials are taken for /metrics, which is no health check.
          - path: /api/v1/nodes
                  ^^^^^^^^^^^^^ Requests without credentials are taken for /api/v1/nodes, which is no health check.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      anonymous:
        enabled: true
        conditions:
          - path: /livez
    `,
  },
  {
    title: 'The only condition',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1beta1
      kind: AuthenticationConfiguration
      anonymous: {enabled: true, conditions: [{path: /metrics}]}
                                                     ^^^^^^^^ Requests without credentials are taken for /metrics, which is no health check.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1beta1
      kind: AuthenticationConfiguration
      anonymous: {enabled: true, conditions: [{path: /metrics}]}
    `,
  },
  {
    title: 'Health checks, and what kubeadm asks for',
    file: 'authentication.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      anonymous:
        enabled: true
        conditions:
          - path: /livez
          - path: /readyz
          - path: /healthz
          - path: /api/v1/namespaces/kube-public/configmaps/cluster-info
    `,
  },
];

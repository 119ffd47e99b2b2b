import { choice, clustersOf, defineRule, type Example, kubeconfig, removeValue, suggest, text } from '#core';

export default defineRule({
  id: 'kubeconfig/no-skipped-tls-verification',
  summary: 'A kubeconfig must have the certificate of its server verified.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
    'https://kubernetes.io/docs/reference/access-authn-authz/webhook/',
  ],
  docs: {
    why: `
      With \`insecure-skip-tls-verify\` whoever gets between pretends to be the server, and is sent the token that the client signs in with. Where the API server reads
      the file for a webhook of its own, that one answers who somebody is, what is allowed, and what is recorded.`,
    fix: 'Take the field away, and name the CA that signed the certificate in `certificate-authority-data`.',
    ignore: 'A tunnel that is secured in another way, to a test cluster.',
  },

  on: kubeconfig,

  *check(config) {
    for (const { name, value } of clustersOf(config)) {
      const skip = value.at('insecure-skip-tls-verify');
      if (skip.asBoolean() !== true) continue;
      const authorities = [value.at('certificate-authority-data'), value.at('certificate-authority')];
      const isKnown = authorities.some(it => it.exists && it.asString() !== '');
      yield {
        at: skip,
        // Source: `TLSConfigFor` in `k8s.io/client-go/transport`.
        message: isKnown
          ? `kubectl refuses the cluster ${JSON.stringify(name)}, and other clients do not verify its server: insecure-skip-tls-verify is true beside a CA.`
          : `Whoever gets between can pretend to be the server of ${JSON.stringify(name)}: insecure-skip-tls-verify is true.`,
        fixes: [
          isKnown
            ? suggest('Remove insecure-skip-tls-verify', removeValue(skip))
            : choice('Remove insecure-skip-tls-verify (a CA that the machine trusts must have signed)', removeValue(skip)),
        ],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Not verified',
    file: 'audit-webhook.yaml',
    bad: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: collector
          cluster:
            server: https://audit.example.com/k8s
            insecure-skip-tls-verify: true
                                      ^^^^ Whoever gets between can pretend to be the server of "collector": insecure-skip-tls-verify is true.
    `,
    fixed: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: collector
          cluster:
            server: https://audit.example.com/k8s
    `,
  },
  {
    title: 'Beside a CA',
    file: 'admin.conf',
    bad: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: production
          cluster:
            server: https://10.0.0.1:6443
            insecure-skip-tls-verify: true
                                      ^^^^ kubectl refuses the cluster "production", and other clients do not verify its server: insecure-skip-tls-verify is true beside a CA.
            certificate-authority: /etc/kubernetes/pki/ca.crt
        - name: staging
          cluster:
            server: https://10.0.1.1:6443
            insecure-skip-tls-verify: true
                                      ^^^^ Whoever gets between can pretend to be the server of "staging": insecure-skip-tls-verify is true.
            certificate-authority-data: ""
    `,
    fixed: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: production
          cluster:
            server: https://10.0.0.1:6443
            certificate-authority: /etc/kubernetes/pki/ca.crt
        - name: staging
          cluster:
            server: https://10.0.1.1:6443
            certificate-authority-data: ""
    `,
  },
  {
    title: 'Verified',
    file: 'admin.conf',
    good: text`
      apiVersion: v1
      kind: Config
      clusters:
        - name: production
          cluster:
            server: https://10.0.0.1:6443
            insecure-skip-tls-verify: false
            certificate-authority: /etc/kubernetes/pki/ca.crt
    `,
  },
];

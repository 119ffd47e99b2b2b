import { defineRule, type Example, text, typed, unknownFields } from '#core';

export default defineRule({
  id: 'schema/no-unknown-field',
  summary: 'A configuration that is read strictly must only have fields that there are.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { 'kube-linter': ['schema-validation'] },
  links: [
    'https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/',
    'https://kubernetes.io/docs/reference/config-api/kube-scheduler-config.v1/',
  ],
  docs: {
    why: `
      The API server decodes its configurations for authentication, authorization, tracing and Pod security strictly, and its encryption configuration
      since Kubernetes 1.31; the scheduler its own. A field that the type does not have, in these very letters, keeps them from starting. An API server before
      1.31 passes an unknown field of an encryption configuration by, and does without what it says.`,
    fix: `
      Write the name as the reference has it. Capital letters count, and so does the mapping that the field stands in.`,
    ignore: 'The field belongs to a newer Kubernetes than Rampart knows. Say so in a suppression, or set `kubernetesVersion`.',
  },

  on: typed,

  check: (resource, { kubernetesVersion }) => unknownFields(resource, true, kubernetesVersion),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Letters, a field in the wrong mapping, and one that nobody knows',
    file: 'authentication.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer:
            URL: https://issuer.example.com
            ^^^ There is no field "URL" here: the API server does not start with it. Did you mean url?
            audiences: [kubernetes]
            claimMappings:
            ^^^^^^^^^^^^^ There is no field "claimMappings" here: the API server does not start with it. It belongs under jwt.
              username: {claim: sub, prefix: ""}
          tenant: a
          ^^^^^^ There is no field "tenant" here as of Kubernetes 1.35: the API server does not start with it. There are issuer, claimValidationRules, claimMappings and userValidationRules.
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - issuer:
            url: https://issuer.example.com
            audiences: [kubernetes]
            claimMappings:
              username: {claim: sub, prefix: ""}
          tenant: a
    `,
  },
  {
    title: 'A newer Kubernetes may know it',
    file: 'authentication.yaml',
    kubernetesVersion: '1.99',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AuthenticationConfiguration
      jwt:
        - tenant: a
    `,
  },
  {
    title: 'Pod security, within the configuration of admission plugins',
    file: 'admission.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - name: PodSecurity
          configuration:
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            default:
            ^^^^^^^ There is no field "default" here: the API server does not start with it. Did you mean defaults?
              enforce: baseline
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
    `,
  },
];

import { defineRule, type Example, text, typed, unknownFields } from '#core';

export default defineRule({
  id: 'schema/no-ignored-field',
  summary: 'A configuration must only have fields that there are.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { 'kube-linter': ['schema-validation'] },
  links: [
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  ],
  docs: {
    why: `
      The kubelet, kube-proxy, kubeadm and the reader of audit policies pass by a field that they do not know, with a line in a log at most: what it says is not done.
      A misspelt \`clientCAFile\` leaves the kubelet without client certificates; a misspelt \`namespaces\` makes a rule of an audit policy one about everything.
      Objects with unknown fields are refused by kubectl; other clients get a warning from the API server, which drops the field.`,
    fix: `
      Write the name as the reference has it. Capital letters count, and so does the mapping that the field stands in.`,
    ignore: 'The field belongs to a newer Kubernetes than Rampart knows. Say so in a suppression, or set `kubernetesVersion`.',
  },

  on: typed,

  check: (resource, { kubernetesVersion }) => unknownFields(resource, false, kubernetesVersion),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A certificate authority that the kubelet does not see',
    file: 'kubelet.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        x509:
          clientCaFile: /etc/kubernetes/pki/ca.crt
          ^^^^^^^^^^^^ There is no field "clientCaFile" here: the kubelet passes it by. Did you mean clientCAFile?
        mode: Webhook
        ^^^^ There is no field "mode" here as of Kubernetes 1.35: the kubelet passes it by. There are x509, webhook and anonymous.
      readOnlyPorts: 0
      ^^^^^^^^^^^^^ There is no field "readOnlyPorts" here: the kubelet passes it by. Did you mean readOnlyPort?
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        x509:
          clientCAFile: /etc/kubernetes/pki/ca.crt
        mode: Webhook
      readOnlyPort: 0
    `,
  },
  {
    title: 'A rule about one namespace that is about all, and a role',
    file: 'policy.yaml',
    bad: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          namespace: [kube-system]
          ^^^^^^^^^ There is no field "namespace" here: the API server passes it by. Did you mean namespaces?
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: reader
      rules:
        - apiGroups: [""]
          resources: [pods]
          "verb": [get]
          ^^^^^^ There is no field "verb" here: kubectl refuses it, and the API server drops it. Did you mean verbs?
    `,
    fixed: text`
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
        - level: None
          namespaces: [kube-system]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: reader
      rules:
        - apiGroups: [""]
          resources: [pods]
          "verbs": [get]
    `,
  },
  {
    title: 'Fields that there are, and one that a template names',
    file: 'kubelet.yaml',
    good: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}
      {{ port }}: 0
    `,
  },
];

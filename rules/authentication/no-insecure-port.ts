import {
  atLeast,
  type Component,
  component,
  type Context,
  defineRule,
  type Example,
  type Proposal,
  removeFlag,
  setFlag,
  suggest,
  text,
} from '#core';

const PORT = 'insecure-port';

export default defineRule({
  id: 'authentication/no-insecure-port',
  summary: 'The API server must not serve a port where nobody is asked who he is.',
  severity: 'error',
  profiles: ['recommended', 'nsa'],
  controls: { checkov: ['CKV_K8S_86', 'CKV_K8S_88'], kubescape: ['C-0005'] },
  links: ['https://kubernetes.io/docs/concepts/security/controlling-access/', 'https://github.com/kubernetes/kubernetes/pull/95856'],
  docs: {
    why: `
      Before Kubernetes 1.20 the insecure port (8080 by default) answers in plain text, and skips authentication and
      authorization: whoever reaches it owns the cluster. Since 1.20 the API server accepts no value but 0, and since 1.24 it does not know the flag.`,
    fix: 'Set `--insecure-port` to 0; from Kubernetes 1.24 on take it away.',
    ignore: `A throw-away cluster of an old version, on a machine that is nobody else's.`,
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    const version = apiserver.version ?? context.kubernetesVersion;
    const setting = apiserver.setting(PORT);
    if (setting.origin === 'unknown' || setting.value === undefined || Number(setting.value) === 0) return;
    if (setting.origin !== 'set') {
      yield {
        at: apiserver,
        message: `Every process of the node may do anything: --${PORT} is ${setting.value} by default.`,
        fixes: fixesFor(apiserver, version),
      };
      return;
    }
    const anyone = `Whoever reaches port ${setting.value} may do anything`;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message:
        version === undefined
          ? `${anyone}, or (since 1.20) the API server does not start: --${PORT} is not 0.`
          : atLeast(version, '1.20')
            ? `The API server does not start: Kubernetes has no insecure port since 1.20, and --${PORT} is not 0.`
            : `${anyone}: --${PORT} is not 0.`,
      fixes: fixesFor(apiserver, version),
    };
  },
});

/** From 1.24 on the flag is gone; before, 0 is what closes the port. */
const fixesFor = (apiserver: Component, version: Context['kubernetesVersion']): Proposal[] =>
  atLeast(version, '1.24')
    ? [suggest(`Remove --${PORT}`, removeFlag(apiserver, PORT), removeFlag(apiserver, 'insecure-bind-address'))]
    : [suggest(`Set --${PORT} to 0`, setFlag(apiserver, PORT, '0'))];

export const examples = (): readonly Example[] => [
  {
    title: 'No version stated',
    file: 'args/kube-apiserver',
    bad: text`
      --insecure-port=8080
                      ^^^^ Whoever reaches port 8080 may do anything, or (since 1.20) the API server does not start: --insecure-port is not 0.
      --secure-port=6443
    `,
    fixed: text`
      --insecure-port=0
      --secure-port=6443
    `,
  },
  {
    title: 'A version that still serves it',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.18',
    bad: text`
      --insecure-port=8080
                      ^^^^ Whoever reaches port 8080 may do anything: --insecure-port is not 0.
      --secure-port=6443
    `,
    fixed: text`
      --insecure-port=0
      --secure-port=6443
    `,
  },
  {
    title: 'Left to the default of an old version',
    file: 'manifests/kube-apiserver.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
        namespace: kube-system
      spec:
        containers:
          - name: kube-apiserver
            image: registry.k8s.io/kube-apiserver:v1.16.15
            command:
              - kube-apiserver
                ^^^^^^^^^^^^^^ Every process of the node may do anything: --insecure-port is 8080 by default.
              - --secure-port=6443
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
        namespace: kube-system
      spec:
        containers:
          - name: kube-apiserver
            image: registry.k8s.io/kube-apiserver:v1.16.15
            command:
              - kube-apiserver
              - --insecure-port=0
              - --secure-port=6443
    `,
  },
  {
    title: 'A version that refuses it',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.24',
    bad: text`
      --insecure-port=8080
                      ^^^^ The API server does not start: Kubernetes has no insecure port since 1.20, and --insecure-port is not 0.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'Closed',
    file: 'args/kube-apiserver',
    good: text`
      --insecure-port=0
      --secure-port=6443
    `,
  },
];

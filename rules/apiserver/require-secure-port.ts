import { atLeast, component, defineRule, type Example, removeFlag, suggest, text } from '#core';

const FLAG = 'secure-port';

export default defineRule({
  id: 'apiserver/require-secure-port',
  summary: 'The API server must have a port for TLS.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { checkov: ['CKV_K8S_89'], trivy: ['KCV-0017'], kubescape: ['C-0128'] },
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  docs: {
    why: `
      Up to Kubernetes 1.9, \`--${FLAG}=0\` meant to serve without TLS only, and so without authentication: whoever reached
      the port was administrator. Later releases refuse to start with it.`,
    fix: `Take \`--${FLAG}\` away, which means 6443 or what your distribution passes, or give it a port.`,
    ignore: 'Never: nothing good comes of it in any release.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, { kubernetesVersion }) {
    const version = apiserver.version ?? kubernetesVersion;
    const setting = apiserver.setting(FLAG);
    if (setting.origin !== 'set' || !/^0+$/.test(setting.value)) return;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message:
        version !== undefined && !atLeast(version, '1.10')
          ? `Whoever reaches the API server is administrator: --${FLAG} is 0, and it serves without TLS only.`
          : `The API server does not start: --${FLAG} cannot be 0.`,
      // A distribution that passes a port of its own knows where others look for it.
      fixes: [suggest(`Remove --${FLAG}`, removeFlag(apiserver, FLAG))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No port',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --secure-port=0 --v=2
                                                            ^ The API server does not start: --secure-port cannot be 0.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --v=2
    `,
  },
  {
    title: 'No port, in an old version',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.9',
    bad: text`
      --secure-port=0
                    ^ Whoever reaches the API server is administrator: --secure-port is 0, and it serves without TLS only.
      --v=2
    `,
    fixed: text`
      --v=2
    `,
  },
  {
    title: 'k3s has a port of its own',
    file: 'config.yaml',
    bad: text`
      token: file
      kube-apiserver-arg:
        - secure-port=0
                      ^ The API server does not start: --secure-port cannot be 0.
        - v=2
    `,
    fixed: text`
      token: file
      kube-apiserver-arg:
        - v=2
    `,
  },
  {
    title: 'A port',
    file: 'args/kube-apiserver',
    good: text`
      --secure-port=16443
    `,
  },
];

import { choice, component, defineRule, type Example, setFlag, text } from '#core';

const FLAG = 'requestheader-allowed-names';

export default defineRule({
  id: 'authentication/require-request-header-names',
  summary: 'The API server must know which front proxies may speak for users.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#authenticating-proxy',
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
  ],
  docs: {
    why: `
      A front proxy names the user in the header \`X-Remote-User\`, and is believed. With no \`--requestheader-allowed-names\` every
      certificate that the CA of \`--requestheader-client-ca-file\` signed is such a proxy, whatever it was made for.`,
    fix: 'Name the proxies; kubeadm calls its one `front-proxy-client`. The certificate in `--proxy-client-cert-file` must have that name.',
    ignore: 'The CA signs for front proxies only, and each of them may speak for everyone.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const ca = apiserver.setting('requestheader-client-ca-file');
    if (ca.origin !== 'set' || ca.value === '') return;
    const setting = apiserver.setting(FLAG);
    if (setting.origin === 'unknown' || setting.value) return;
    yield {
      at: setting.origin === 'set' ? { ...setting.at, place: setting.at.valuePlace } : { ...ca.at, place: ca.at.valuePlace },
      message: `Every certificate of ${ca.value} may speak for any user: --${FLAG} is ${setting.origin === 'set' ? 'empty' : 'not set'}.`,
      fixes: [choice(`Set --${FLAG} to front-proxy-client`, setFlag(apiserver, FLAG, 'front-proxy-client'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A CA without names',
    file: 'args/kube-apiserver',
    bad: text`
      --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Every certificate of /etc/kubernetes/pki/front-proxy-ca.crt may speak for any user: --requestheader-allowed-names is not set.
      --secure-port=6443
    `,
    fixed: text`
      --requestheader-allowed-names=front-proxy-client
      --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
      --secure-port=6443
    `,
  },
  {
    title: 'Names that are empty',
    file: 'args/kube-apiserver',
    bad: text`
      --requestheader-allowed-names=
                                    ^ Every certificate of /etc/kubernetes/pki/front-proxy-ca.crt may speak for any user: --requestheader-allowed-names is empty.
      --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
      --secure-port=6443
    `,
    fixed: text`
      --requestheader-allowed-names=front-proxy-client
      --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
      --secure-port=6443
    `,
  },
  {
    title: 'Named',
    file: 'args/kube-apiserver',
    good: text`
      --requestheader-allowed-names=front-proxy-client
      --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
    `,
  },
];

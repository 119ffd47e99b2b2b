import { component, defineRule, type Example, text } from '#core';

export default defineRule({
  id: 'authentication/no-shared-request-header-ca',
  summary: 'Front proxies must have a CA of their own.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/#ca-reusage-and-conflicts'],
  docs: {
    why: `
      Where one CA signs for users and for front proxies, a certificate of a user is also one of a proxy: with the header
      \`X-Remote-User\` its owner becomes anyone. Names in \`--requestheader-allowed-names\` help only while nobody else can get one of them.`,
    fix: 'Create a second CA for front proxies, sign the certificate of `--proxy-client-cert-file` with it, and name it here.',
    ignore: 'A throw-away test cluster.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const setting = apiserver.setting('requestheader-client-ca-file');
    const users = apiserver.setting('client-ca-file');
    if (setting.origin !== 'set' || setting.value === '' || users.origin === 'unknown' || users.value !== setting.value) return;
    const names = apiserver.setting('requestheader-allowed-names');
    const named = names.origin === 'unknown' ? undefined : names.value;
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `${named ? `Whoever gets a client certificate for ${named}` : 'Whoever has a client certificate'} may speak for any user: --client-ca-file is ${setting.value} too.`,
      ...(users.origin === 'set' && { related: [{ place: users.at.valuePlace, message: 'The same file.' }] }),
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'One CA for both',
    file: 'args/kube-apiserver',
    bad: text`
      --client-ca-file=/etc/kubernetes/pki/ca.crt
      --requestheader-client-ca-file=/etc/kubernetes/pki/ca.crt
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever has a client certificate may speak for any user: --client-ca-file is /etc/kubernetes/pki/ca.crt too.
    `,
  },
  {
    title: 'One CA for both, with names',
    file: 'args/kube-apiserver',
    bad: text`
      --client-ca-file=/etc/kubernetes/pki/ca.crt
      --requestheader-allowed-names=front-proxy-client
      --requestheader-client-ca-file=/etc/kubernetes/pki/ca.crt
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever gets a client certificate for front-proxy-client may speak for any user: --client-ca-file is /etc/kubernetes/pki/ca.crt too.
    `,
  },
  {
    title: 'Two',
    file: 'args/kube-apiserver',
    good: text`
      --client-ca-file=/etc/kubernetes/pki/ca.crt
      --requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt
    `,
  },
];

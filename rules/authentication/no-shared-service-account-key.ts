import { component, defineRule, elementsOf, type Example, text } from '#core';

const TOKENS = ['service-account-key-file', 'service-account-signing-key-file'] as const;
const OTHERS = ['tls-private-key-file', 'etcd-keyfile', 'kubelet-client-key', 'proxy-client-key-file'] as const;

export default defineRule({
  id: 'authentication/no-shared-service-account-key',
  summary: 'Keys for tokens of service accounts must serve nothing else.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/'],
  docs: {
    why: `
      The key for tokens can make any service account, those that may do everything included. A key that also serves TLS is read
      by more programs, renewed for other reasons, and lost on other ways.`,
    fix: 'Generate a key pair for tokens alone. While both are named in `--service-account-key-file`, old tokens stay valid.',
    ignore: 'A throw-away test cluster.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    for (const flag of TOKENS) {
      for (const element of elementsOf(apiserver.setting(flag))) {
        const other = OTHERS.map(it => apiserver.setting(it)).find(it => it.origin === 'set' && it.value === element.text);
        if (other?.origin !== 'set') continue;
        yield {
          at: element,
          message: `One key serves two purposes: --${flag} and --${other.at.name} both name ${element.text}.`,
          related: [{ place: other.at.valuePlace, message: 'The same file.' }],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The key of the serving certificate',
    file: 'args/kube-apiserver',
    bad: text`
      --service-account-key-file=/etc/kubernetes/pki/apiserver.key
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ One key serves two purposes: --service-account-key-file and --tls-private-key-file both name /etc/kubernetes/pki/apiserver.key.
      --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
      --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
    `,
  },
  {
    title: 'Keys of their own',
    file: 'args/kube-apiserver',
    good: text`
      --service-account-key-file=/etc/kubernetes/pki/sa.pub
      --service-account-signing-key-file=/etc/kubernetes/pki/sa.key
      --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
    `,
  },
];

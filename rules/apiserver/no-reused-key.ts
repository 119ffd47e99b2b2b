import { component, defineRule, type Example, text, valueOf } from '#core';

const TOKENS = ['service-account-signing-key-file', 'service-account-key-file'];
const OTHERS = ['tls-private-key-file', 'etcd-keyfile', 'kubelet-client-key', 'proxy-client-key-file'];

export default defineRule({
  id: 'apiserver/no-reused-key',
  summary: 'The key that signs tokens of service accounts must serve nothing else.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/setup/best-practices/certificates/'],
  docs: {
    why: `
      Whoever has the key behind service account tokens can make tokens for every service account. A TLS key lies in more places,
      is given to more programs and is replaced more often; each copy is then a key to the cluster. And whoever
      replaces it makes all tokens invalid, so nobody does.`,
    fix: 'Make a key pair for tokens alone. Name the old public key in a second `--service-account-key-file` until all old tokens have run out.',
    ignore: 'A throw-away test cluster.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const seen = new Set<string>();
    for (const flag of TOKENS) {
      const tokens = apiserver.setting(flag);
      if (tokens.origin !== 'set') continue;
      for (const written of tokens.all) {
        const other = OTHERS.find(it => valueOf(apiserver.setting(it)) === written.value);
        if (!written.value || other === undefined || seen.has(written.value)) continue;
        seen.add(written.value);
        const twin = apiserver.setting(other);
        yield {
          at: { ...written, place: written.valuePlace },
          message: `One key signs tokens and is used for TLS: --${flag} is also --${other}.`,
          ...(twin.origin === 'set' && { related: [{ place: twin.at.valuePlace, message: 'The same key.' }] }),
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'The serving key signs tokens',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --service-account-key-file=/etc/ssl/server.key --tls-private-key-file=/etc/ssl/server.key
                                                                         ^^^^^^^^^^^^^^^^^^^ One key signs tokens and is used for TLS: --service-account-key-file is also --tls-private-key-file.
    `,
  },
  {
    title: 'A key of their own',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --service-account-key-file=/etc/ssl/sa.pub --tls-private-key-file=/etc/ssl/server.key
    `,
  },
];

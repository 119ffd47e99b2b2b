import { component, defineRule, entriesIn, type Example, text, valueOf } from '#core';

const FLAG = 'requestheader-client-ca-file';
const NAMES = 'requestheader-allowed-names';

export default defineRule({
  id: 'apiserver/no-shared-front-proxy-ca',
  summary: 'Front proxies must have a CA that signs for nobody else.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/#ca-reusage-and-conflicts'],
  docs: {
    why: `
      Whoever shows a certificate of the front-proxy CA says in headers (\`X-Remote-User\`, \`X-Remote-Group\`) who they are, and is
      believed: \`system:masters\` too. Where that CA is also the one for clients, a kubelet's certificate is enough, unless
      \`--${NAMES}\` limits it; then one for such a name is.`,
    fix: `Make a CA for front proxies alone, sign the certificate of \`--proxy-client-cert-file\` with it, and point \`--${FLAG}\` at it.`,
    ignore: 'Every certificate that the CA ever signed belongs to someone who administers the cluster anyway.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const [proxies, clients, names] = [apiserver.setting(FLAG), apiserver.setting('client-ca-file'), apiserver.setting(NAMES)];
    const shared = valueOf(proxies);
    if (!shared || shared !== valueOf(clients)) return;
    const [written] = [proxies, clients].filter(it => it.origin === 'set');
    const who = valueOf(names)
      ? `Whoever gets a client certificate for ${entriesIn(NAMES, valueOf(names)).join(' or ')}`
      : names.origin === 'unknown'
        ? 'Whoever has a client certificate of the right name'
        : 'Whoever has a client certificate';
    yield {
      at: written ? { ...written.at, place: written.at.valuePlace } : apiserver,
      message: `${who} can act as any user: --${FLAG} is also --client-ca-file.`,
      ...(clients.origin === 'set' &&
        proxies.origin === 'set' && { related: [{ place: clients.at.valuePlace, message: 'The CA that signs for clients.' }] }),
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'One CA, every name',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --client-ca-file=/etc/ssl/ca.pem --requestheader-client-ca-file=/etc/ssl/ca.pem
                                                                                                              ^^^^^^^^^^^^^^^ Whoever has a client certificate can act as any user: --requestheader-client-ca-file is also --client-ca-file.
    `,
  },
  {
    title: 'One CA, one name',
    file: 'args/kube-apiserver',
    bad: text`
      --client-ca-file=/etc/ssl/ca.pem
      --requestheader-allowed-names=aggregator
      --requestheader-client-ca-file=/etc/ssl/ca.pem
                                     ^^^^^^^^^^^^^^^ Whoever gets a client certificate for aggregator can act as any user: --requestheader-client-ca-file is also --client-ca-file.
    `,
  },
  {
    title: 'Two',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --client-ca-file=/etc/ssl/ca.pem --requestheader-client-ca-file=/etc/ssl/front-proxy.pem
    `,
  },
];

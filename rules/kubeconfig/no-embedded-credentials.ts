import { credentialsOf, defineRule, type Example, kubeconfig, text, usersOf } from '#core';

/** What each of them lets whoever reads it do. */
const USES: Readonly<Record<string, string>> = {
  'client-key-data': 'the private key of its certificate',
  token: 'its token',
  password: 'its password',
};

export default defineRule({
  id: 'kubeconfig/no-embedded-credentials',
  summary: 'A kubeconfig that others can read must not hold credentials.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { mitre: ['T1552'] },
  links: [
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins',
  ],
  docs: {
    why: `
      Whoever reads the file, or finds it in the history of the repository, in a backup or in an image, is that user in the cluster. Certificates cannot be taken back before they
      expire, and tokens of service accounts often never do.`,
    fix: `
      Give the credential up: issue a new one, and make the old one worthless. Then let an \`exec\` plugin fetch it, or name a file that stays on its machine with \`tokenFile\`, \`client-key\`.`,
    ignore: 'The cluster is made for one test and gone after it, or the file is encrypted where it is kept.',
  },

  on: kubeconfig,

  *check(config) {
    for (const user of usersOf(config)) {
      for (const credential of credentialsOf(user)) {
        const key = String(credential.path.at(-1));
        yield {
          at: { place: credential.keyPlace, name: credential.path.join('.') },
          message: `Whoever reads this file is the user ${JSON.stringify(user.name)}: ${USES[key] ?? `its ${key}`} is in ${key}.`,
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A private key and a token',
    file: 'kubeconfig.yaml',
    bad: text`
      apiVersion: v1
      kind: Config
      users:
        - name: jane
          user:
            client-certificate: jane.crt
            client-key-data: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1DNENBUUF3QlFZREsyVndCQ0lFSUN5cHlsY25PUm4xY1lhREp3dm5FTW1XejVlL2lZVjF5cW90VzdZSkluVFIKLS0tLS1FTkQgUFJJVkFURSBLRVktLS0tLQo=
            ^^^^^^^^^^^^^^^ Whoever reads this file is the user "jane": the private key of its certificate is in client-key-data.
        - name: ci
          user: {token: 31ada4fd-adec-460c-809a-9e56ceb75269}
                 ^^^^^ Whoever reads this file is the user "ci": its token is in token.
    `,
  },
  {
    title: 'Nothing that is a secret',
    file: 'kubeconfig.yaml',
    good: text`
      apiVersion: v1
      kind: Config
      users:
        - {name: jane, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: kubelogin, interactiveMode: IfAvailable}}}
        - {name: node, user: {client-certificate: /var/lib/kubelet/pki/client.pem, client-key: /var/lib/kubelet/pki/client.pem}}
        - {name: proxy, user: {tokenFile: /var/run/serviceaccount/token}}
        - {name: shown, user: {token: REDACTED, client-key-data: DATA+OMITTED}}
        - {name: filled-in, user: {token: "<the token of the node>", password: "<password>"}}
    `,
  },
];

import { claimsIn, defineRule, type Example, kubeconfig, text, usersOf } from '#core';

export default defineRule({
  id: 'kubeconfig/no-service-account-token',
  summary: 'People should not sign in as the service account of a workload.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['3.1.2'], kubescape: ['C-0287'] },
  links: ['https://kubernetes.io/docs/concepts/security/hardening-guide/authentication-mechanisms/'],
  docs: {
    why: `
      Whoever has the file acts as a workload: the audit log names the service account and nobody in person, and the token cannot be taken back from one person alone.`,
    fix: 'Have people sign in through an identity provider. Programs outside the cluster can ask for a short-lived token (TokenRequest) each time.',
    ignore: 'Only a program uses the file.',
  },

  on: kubeconfig,

  *check(config) {
    for (const { name, value } of usersOf(config)) {
      const token = value.at('token');
      const account = /^system:serviceaccount:([\w.-]+):([\w.-]+)$/.exec(String(claimsIn(token.asString())?.sub));
      if (!account) continue;
      yield {
        at: { place: token.keyPlace, name: token.path.join('.') },
        message: `Whoever signs in as ${JSON.stringify(name)} is the service account ${account[2]} of the namespace ${account[1]}.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A token that says whose it is',
    file: 'kubeconfig.yaml',
    bad: text`
      apiVersion: v1
      kind: Config
      users:
        - name: deployer
          user:
            token: eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50Iiwic3ViIjoic3lzdGVtOnNlcnZpY2VhY2NvdW50OmNpOmRlcGxveWVyIn0.c2ln
            ^^^^^ Whoever signs in as "deployer" is the service account deployer of the namespace ci.
    `,
  },
  {
    title: 'A token of another kind, and one that is asked for each time',
    file: 'kubeconfig.yaml',
    good: text`
      apiVersion: v1
      kind: Config
      users:
        - {name: jane, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: kubelogin, interactiveMode: IfAvailable}}}
        - {name: node, user: {token: 31ada4fd-adec-460c-809a-9e56ceb75269}}
    `,
  },
];

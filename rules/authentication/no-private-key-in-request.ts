import { decodeBase64, defineRule, type Example, resource, text, type Value } from '#core';

export default defineRule({
  id: 'authentication/no-private-key-in-request',
  summary: 'A request for a certificate must not hold the private key.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { mitre: ['T1552'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#request-signing-process'],
  docs: {
    why: `
      The key is what makes its holder the user in the certificate. Everyone who may read the request, or the repository, is that user as soon as it is approved.`,
    fix: 'Throw the key away and make a new one, which never leaves the machine it is for. Only the request that it signs is sent.',
    ignore: 'Never needed: the signer has no use for the key.',
  },

  on: resource('certificates.k8s.io', 'CertificateSigningRequest'),

  *check(csr) {
    for (const value of textsIn(csr.root, 0)) {
      const written = value.asString() ?? '';
      if (!PRIVATE_KEY.test(written) && !PRIVATE_KEY.test(String.fromCharCode(...(decodeBase64(written.replace(/\s/g, '')) ?? []))))
        continue;
      yield {
        at: { place: value.keyPlace, name: value.path.join('.') },
        message: `Whoever reads this can use the certificate: ${value.path.at(-1)} holds a private key.`,
      };
    }
  },
});

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[\w+/=]{16}/;

/** As deep as objects are that the API server takes. */
const textsIn = (value: Value, depth: number): readonly Value[] =>
  value.type === 'string'
    ? [value]
    : depth > 8
      ? []
      : [...value.entries().map(([, it]) => it), ...value.items()].flatMap(it => textsIn(it, depth + 1));

export const examples = (): readonly Example[] => [
  {
    title: 'The key in place of the request',
    file: 'jane.yaml',
    bad: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: jane}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1DNENBUUF3QlFZREsyVndCQ0lFSUN5cHlsY25PUm4xY1lhREp3dm5FTW1XejVlL2lZVjF5cW90VzdZSkluVFIKLS0tLS1FTkQgUFJJVkFURSBLRVktLS0tLQo=
        ^^^^^^^ Whoever reads this can use the certificate: request holds a private key.
    `,
  },
  {
    title: 'The request alone',
    file: 'jane.yaml',
    good: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: jane}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHak1GY0NBUUF3SkRFVE1CRUdBMVVFQ2d3S1pHVjJaV3h2Y0dWeWN6RU5NQXNHQTFVRUF3d0VhbUZ1WlRBcQpNQVVHQXl0bGNBTWhBREMrT05iMHgrOUZRdk1nQVJ0dUJGcENSS3kyKzUwUm5FOEZyeHl6TW1CNG9BQXdCUVlECksyVndBMEVBcVI5Y3Bpd3l3VVM0OENaU1p6TmJuYjUrRVM2dFcyUWlnMWdpaHJVRWIzakdtRE9HVHgrVVZ5WTEKbGJnWHoxVXlVVTFxQWEwSTh2a04wdkFhSUpzZ0RBPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==
    `,
  },
];

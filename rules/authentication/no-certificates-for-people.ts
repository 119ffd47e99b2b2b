import { defineRule, type Example, kubeconfig, type Problem, type Resource, resource, subjectIn, text, usersOf } from '#core';

const requests = resource('certificates.k8s.io', 'CertificateSigningRequest');

export default defineRule({
  id: 'authentication/no-certificates-for-people',
  summary: 'People should not sign in with client certificates.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['3.1.1'], kubescape: ['C-0286'] },
  links: ['https://kubernetes.io/docs/concepts/security/hardening-guide/authentication-mechanisms/#x509-client-certificate-authentication'],
  docs: {
    why: `
      A client certificate asks for no second factor and cannot be taken back before it expires: when somebody leaves, or loses a laptop, only a new CA for the whole cluster shuts them out.`,
    fix: 'Let people sign in through an identity provider, and keep certificates for the parts of Kubernetes.',
    ignore: 'The certificate is for a program, or for emergencies, and expires soon.',
  },

  on: { kinds: [...requests.kinds, ...kubeconfig.kinds], match: it => requests.match(it) ?? kubeconfig.match(it) },

  check: it => (it.kind === 'Config' ? held(it) : asked(it)),
});

/** Names of parts of Kubernetes start with `system:`; whom the certificate is for, only a certificate in the file tells. */
function* held(config: Resource): Iterable<Problem> {
  for (const { name, value } of usersOf(config)) {
    const certificate = value.at('client-certificate-data');
    const person = subjectIn(certificate.asString())?.commonName;
    if (!person || person.startsWith('system:')) continue;
    yield {
      at: { place: certificate.keyPlace, name: certificate.path.join('.') },
      message: `The user ${JSON.stringify(name)} signs in with a client certificate, which cannot be taken back: it is for ${JSON.stringify(person)}.`,
    };
  }
}

function* asked(csr: Resource): Iterable<Problem> {
  const signer = csr.at('spec', 'signerName');
  const person = subjectIn(csr.at('spec', 'request').asString())?.commonName;
  if (signer.asString() !== 'kubernetes.io/kube-apiserver-client' || !person || person.startsWith('system:')) return;
  yield {
    at: signer,
    message: `The user ${JSON.stringify(person)} is to sign in with a client certificate, which cannot be taken back.`,
  };
}

export const examples = (): readonly Example[] => [
  {
    title: 'A request for a person',
    file: 'jane.yaml',
    bad: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: jane}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The user "jane" is to sign in with a client certificate, which cannot be taken back.
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHak1GY0NBUUF3SkRFVE1CRUdBMVVFQ2d3S1pHVjJaV3h2Y0dWeWN6RU5NQXNHQTFVRUF3d0VhbUZ1WlRBcQpNQVVHQXl0bGNBTWhBREMrT05iMHgrOUZRdk1nQVJ0dUJGcENSS3kyKzUwUm5FOEZyeHl6TW1CNG9BQXdCUVlECksyVndBMEVBcVI5Y3Bpd3l3VVM0OENaU1p6TmJuYjUrRVM2dFcyUWlnMWdpaHJVRWIzakdtRE9HVHgrVVZ5WTEKbGJnWHoxVXlVVTFxQWEwSTh2a04wdkFhSUpzZ0RBPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==
    `,
  },
  {
    title: 'A part of Kubernetes',
    file: 'scheduler.yaml',
    good: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: scheduler}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHZk1GTUNBUUF3SURFZU1Cd0dBMVVFQXd3VmMzbHpkR1Z0T210MVltVXRjMk5vWldSMWJHVnlNQ293QlFZRApLMlZ3QXlFQU1MNDQxdlRINzBWQzh5QUJHMjRFV2tKRXJMYjduUkdjVHdXdkhMTXlZSGlnQURBRkJnTXJaWEFEClFRQjBRMFJIS3c2TXIxTGx0bmd2c0l5K0lpVGhGaldlekdseU5CM0U3TzczUUJuWUltMkx1WTZLelU4cU9tUVcKQkZ1cFIxeS9CYk5UdUhLbzVERnVrRlVQCi0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
    `,
  },
  {
    title: 'An identity provider',
    file: 'kubeconfig.yaml',
    good: text`
      apiVersion: v1
      kind: Config
      users:
        - {name: jane, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: kubelogin, interactiveMode: IfAvailable}}}
    `,
  },
];

import { defineRule, type Example, resource, subjectIn, text } from '#core';

export default defineRule({
  id: 'authentication/no-privileged-certificate-request',
  summary: 'Nobody must ask for a client certificate as an administrator or as a part of Kubernetes.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers'],
  docs: {
    why: `
      Whoever approves the request makes a user whom nothing limits, or who is taken for the scheduler, a controller or a node. The certificate cannot be taken back before it expires.`,
    fix: 'Ask for a user and groups of your own, and bind roles to them. Certificates of the control plane come from its installer.',
    ignore: 'The request belongs to the installation of a control plane, and is approved by the one who makes it.',
  },

  on: resource('certificates.k8s.io', 'CertificateSigningRequest'),

  *check(csr) {
    // Other signers refuse what is not for them: those of kubelets take nothing but names of nodes.
    if (!['kubernetes.io/kube-apiserver-client', 'kubernetes.io/legacy-unknown'].includes(csr.at('spec', 'signerName').asString() ?? ''))
      return;
    const request = csr.at('spec', 'request');
    const { commonName = '', organizations = [] } = subjectIn(request.asString()) ?? {};
    const group = organizations.find(it => it.startsWith('system:') && it !== 'system:authenticated');
    if (group === undefined && !commonName.startsWith('system:')) return;
    yield {
      at: { place: request.keyPlace, name: 'spec.request' },
      message:
        group === 'system:masters'
          ? 'Whoever gets this certificate is allowed everything, whatever roles say: it is asked for the group system:masters.'
          : group === undefined && /^system:serviceaccount:/.test(commonName)
            ? `Whoever gets this certificate is taken for a workload: it is asked for the user ${commonName}.`
            : `Whoever gets this certificate is taken for a part of Kubernetes: it is asked for the ${group === undefined ? `user ${commonName}` : `group ${group}`}.`,
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'An administrator',
    file: 'jane.yaml',
    bad: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: jane}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHbk1Gc0NBUUF3S0RFWE1CVUdBMVVFQ2d3T2MzbHpkR1Z0T20xaGMzUmxjbk14RFRBTEJnTlZCQU1NQkdwaApibVV3S2pBRkJnTXJaWEFESVFBd3Zqalc5TWZ2UlVMeklBRWJiZ1JhUWtTc3R2dWRFWnhQQmE4Y3N6SmdlS0FBCk1BVUdBeXRsY0FOQkFDWWZMV0xwQkxlZmNlWlovS05VN2xKSGV5Zk1UY0tUek8rUHNQTk1NTE4xQ0M1M0JQVTUKT09HcmxuY0ZIRDdSdVdhQkUwdVRWeHcwL1d2UUV6NUJSZ2M9Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
        ^^^^^^^ Whoever gets this certificate is allowed everything, whatever roles say: it is asked for the group system:masters.
    `,
  },
  {
    title: 'The scheduler',
    file: 'scheduler.yaml',
    bad: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: scheduler}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHZk1GTUNBUUF3SURFZU1Cd0dBMVVFQXd3VmMzbHpkR1Z0T210MVltVXRjMk5vWldSMWJHVnlNQ293QlFZRApLMlZ3QXlFQU1MNDQxdlRINzBWQzh5QUJHMjRFV2tKRXJMYjduUkdjVHdXdkhMTXlZSGlnQURBRkJnTXJaWEFEClFRQjBRMFJIS3c2TXIxTGx0bmd2c0l5K0lpVGhGaldlekdseU5CM0U3TzczUUJuWUltMkx1WTZLelU4cU9tUVcKQkZ1cFIxeS9CYk5UdUhLbzVERnVrRlVQCi0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
        ^^^^^^^ Whoever gets this certificate is taken for a part of Kubernetes: it is asked for the user system:kube-scheduler.
    `,
  },
  {
    title: 'A service account',
    file: 'orders.yaml',
    bad: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: orders}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHck1GOENBUUF3TERFcU1DZ0dBMVVFQXd3aGMzbHpkR1Z0T25ObGNuWnBZMlZoWTJOdmRXNTBPbk5vYjNBNgpiM0prWlhKek1Db3dCUVlESzJWd0F5RUFsc2FXaXI5SHAwcHJXVmFJRkpONHRORkdBblNIUGJBUW5vYXpldFZzCmhQNmdBREFGQmdNclpYQURRUUNWZGZIbU9xbG9UekJQSmdVb0g5d2xUUUZsNVdlM3V0SWZEVThGUVpmNWhybkMKbWZWTGJmNmdGSHdMbnJxOFpLU3Z3akZUQWMxS0swaSs4NWNoNDdvQwotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K
        ^^^^^^^ Whoever gets this certificate is taken for a workload: it is asked for the user system:serviceaccount:shop:orders.
    `,
  },
  {
    title: 'Somebody with a group of her own',
    file: 'jane.yaml',
    good: text`
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: jane}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        expirationSeconds: 86400
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHak1GY0NBUUF3SkRFVE1CRUdBMVVFQ2d3S1pHVjJaV3h2Y0dWeWN6RU5NQXNHQTFVRUF3d0VhbUZ1WlRBcQpNQVVHQXl0bGNBTWhBREMrT05iMHgrOUZRdk1nQVJ0dUJGcENSS3kyKzUwUm5FOEZyeHl6TW1CNG9BQXdCUVlECksyVndBMEVBcVI5Y3Bpd3l3VVM0OENaU1p6TmJuYjUrRVM2dFcyUWlnMWdpaHJVRWIzakdtRE9HVHgrVVZ5WTEKbGJnWHoxVXlVVTFxQWEwSTh2a04wdkFhSUpzZ0RBPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==
    `,
  },
];

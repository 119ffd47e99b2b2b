import { component, defineRule, disabledPlugins, type Example, text } from '#core';

export default defineRule({
  id: 'admission/require-certificate-plugins',
  summary: 'The plugins that restrict who gets which certificate must stay on.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#certificateapproval',
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization',
  ],
  docs: {
    why: `
      \`CertificateApproval\` and \`CertificateSigning\` ask for each signer by name whether the user may approve or sign.
      \`CertificateSubjectRestriction\` refuses requests for \`system:masters\`, whose members are asked nothing at all.
      With one of them off, a right over one signer becomes a way to any identity.`,
    fix: 'Take them out of `--disable-admission-plugins`. Objects that were let in meanwhile stay as they are.',
    ignore: 'No signer of the cluster issues client certificates that the API server accepts.',
  },

  on: component('kube-apiserver'),

  check: apiserver =>
    disabledPlugins(apiserver, {
      CertificateApproval: 'Whoever may approve certificates may do so for every signer',
      CertificateSigning: 'Whoever may change certificate requests may sign for every signer',
      CertificateSubjectRestriction: 'Client certificates for the group system:masters can be requested',
    }),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Switched off',
    file: 'args/kube-apiserver',
    bad: text`
      --disable-admission-plugins=CertificateApproval,CertificateSigning,CertificateSubjectRestriction
                                  ^^^^^^^^^^^^^^^^^^^ Whoever may approve certificates may do so for every signer: --disable-admission-plugins has CertificateApproval.
                                                      ^^^^^^^^^^^^^^^^^^ Whoever may change certificate requests may sign for every signer: --disable-admission-plugins has CertificateSigning.
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Client certificates for the group system:masters can be requested: --disable-admission-plugins has CertificateSubjectRestriction.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'Nothing switched off',
    file: 'args/kube-apiserver',
    good: text`
      --disable-admission-plugins=DefaultStorageClass
      --secure-port=6443
    `,
  },
];

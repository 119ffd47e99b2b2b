import {
  atLeast,
  choice,
  component,
  defineRule,
  elementsOf,
  ENABLED,
  enabledPlugins,
  type Example,
  ONLY,
  removeFlag,
  setFlag,
  text,
} from '#core';

/** On by default in every supported release, as far as security hangs on them; those for certificates since 1.18. Source: `pkg/kubeapiserver/options/plugins.go`, 1.25. */
const EXPECTED: readonly string[] = [
  'NamespaceLifecycle',
  'ServiceAccount',
  'LimitRanger',
  'ResourceQuota',
  'CertificateApproval',
  'CertificateSigning',
  'CertificateSubjectRestriction',
  'MutatingAdmissionWebhook',
  'ValidatingAdmissionWebhook',
];

export default defineRule({
  id: 'admission/no-admission-control',
  summary: 'The flag --admission-control must not switch off what is on by default.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#how-do-i-turn-on-an-admission-controller'],
  docs: {
    why: `
      \`--admission-control\` has been deprecated since Kubernetes 1.10. It names all plugins there shall be, so each plugin that
      came after the list was written is off: \`PodSecurity\`, admission policies, the checks of certificate requests.`,
    fix: 'Name in `--enable-admission-plugins` what is off by default, and leave the rest to the defaults.',
    ignore: 'The list was made on purpose for exactly this version.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, { kubernetesVersion }) {
    const setting = apiserver.setting(ONLY);
    if (setting.origin !== 'set' || apiserver.completeness !== 'whole') return;
    const named = elementsOf(setting).map(it => it.text);
    const version = apiserver.version ?? kubernetesVersion;
    // Before 1.10 nothing was on by default, and a list with Initializers is of 1.7 to 1.13.
    if (version === undefined ? named.includes('Initializers') : !atLeast(version, '1.10')) return;
    const isOld = version !== undefined && !atLeast(version, '1.18');
    const off = EXPECTED.filter(it => !named.includes(it) && !(isOld && it.startsWith('Certificate')));
    if (!off.length) return;
    // The two flags exclude each other; what somebody names in the newer one is wanted still.
    const wanted = enabledPlugins(apiserver).map(it => it.text);
    const extra = [...new Set(wanted)].filter(it => !EXPECTED.includes(it) && it !== 'AlwaysAdmit');
    yield {
      at: { ...setting.at, place: setting.at.valuePlace },
      message: `Plugins that are on by default are off: --${ONLY} names all there are, without ${off.join(', ')}.`,
      fixes: [
        choice(
          `Leave the defaults on${extra.length ? `, and name ${extra.join(', ')} in --${ENABLED}` : ''}`,
          removeFlag(apiserver, ONLY),
          ...(extra.length ? [setFlag(apiserver, ENABLED, extra.join(','))] : []),
        ),
      ],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A list from long ago',
    file: 'args/kube-apiserver',
    bad: text`
      --admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota,NodeRestriction
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Plugins that are on by default are off: --admission-control names all there are, without CertificateApproval, CertificateSigning, CertificateSubjectRestriction, MutatingAdmissionWebhook, ValidatingAdmissionWebhook.
      --secure-port=6443
    `,
    fixed: text`
      --enable-admission-plugins=NodeRestriction
      --secure-port=6443
    `,
  },
  {
    title: 'Beside the flag that took its place',
    file: 'args/kube-apiserver',
    bad: text`
      --admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota,PodNodeSelector
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Plugins that are on by default are off: --admission-control names all there are, without CertificateApproval, CertificateSigning, CertificateSubjectRestriction, MutatingAdmissionWebhook, ValidatingAdmissionWebhook.
      --enable-admission-plugins=NodeRestriction
    `,
    fixed: text`
      --enable-admission-plugins=NodeRestriction,PodNodeSelector
    `,
  },
  {
    title: 'All there was in an old version',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.16',
    good: text`
      --admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,MutatingAdmissionWebhook,ValidatingAdmissionWebhook,ResourceQuota
    `,
  },
  {
    title: 'Before Kubernetes 1.10 nothing was on by default',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.9',
    good: text`
      --admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota
    `,
  },
  {
    title: 'A list of that time, or of a little later',
    file: 'args/kube-apiserver',
    good: text`
      --admission-control=Initializers,NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota
    `,
  },
  {
    title: 'The flag that adds to the defaults',
    file: 'args/kube-apiserver',
    good: text`
      --enable-admission-plugins=NodeRestriction
    `,
  },
  {
    title: 'All there was in the version that the unit fetches',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStartPre=/usr/bin/wget -N -P /opt/bin https://storage.googleapis.com/kubernetes-release/release/v1.9.6/bin/linux/amd64/kube-apiserver
      ExecStart=/opt/bin/kube-apiserver --admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,MutatingAdmissionWebhook,ValidatingAdmissionWebhook,ResourceQuota
    `,
  },
];

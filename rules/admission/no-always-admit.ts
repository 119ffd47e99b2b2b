import { component, defineRule, elementsOf, ENABLED, type Example, ONLY, suggest, text, withoutElement } from '#core';

export default defineRule({
  id: 'admission/no-always-admit',
  summary: 'The plugin AlwaysAdmit must not stand among the admission plugins.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.10'], checkov: ['CKV_K8S_79'], trivy: ['KCV-0011'], kubescape: ['C-0122'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwaysadmit'],
  docs: {
    why: `
      \`AlwaysAdmit\` lets every request pass and leaves the decision to the other plugins: it does nothing, and is deprecated.
      Who names it wanted admission to be open, and is mistaken either way.`,
    fix: 'Take it out, and see whether the plugins that do decide are all there.',
    ignore: 'Never needed; the finding is harmless while the other plugins are on.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    for (const flag of [ENABLED, ONLY]) {
      for (const element of elementsOf(apiserver.setting(flag)).filter(it => it.text === 'AlwaysAdmit')) {
        yield {
          at: element,
          message: `AlwaysAdmit is deprecated and decides nothing: --${flag} has it.`,
          fixes: [suggest(`Take AlwaysAdmit out of --${flag}`, withoutElement(apiserver, flag, 'AlwaysAdmit'))],
        };
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Among others',
    file: 'args/kube-apiserver',
    bad: text`
      --enable-admission-plugins=AlwaysAdmit,NodeRestriction
                                 ^^^^^^^^^^^ AlwaysAdmit is deprecated and decides nothing: --enable-admission-plugins has it.
      --secure-port=6443
    `,
    fixed: text`
      --enable-admission-plugins=NodeRestriction
      --secure-port=6443
    `,
  },
  {
    title: 'The old flag',
    file: 'args/kube-apiserver',
    bad: text`
      --admission-control=AlwaysAdmit
                          ^^^^^^^^^^^ AlwaysAdmit is deprecated and decides nothing: --admission-control has it.
      --secure-port=6443
    `,
    fixed: text`
      --secure-port=6443
    `,
  },
  {
    title: 'Not there',
    file: 'args/kube-apiserver',
    good: text`
      --enable-admission-plugins=NodeRestriction
    `,
  },
];

import { admissionPlugins, atLeast, atMost, choice, closest, type Component, component, defineRule, didYouMean, DISABLED } from '#core';
import { elementsOf, ENABLED, type Example, hasPlugin, isNewer, joinList, ONLY, type Problem, setFlag, text, withoutElement } from '#core';

/** Plugins that later releases may bring are not known, nor those that older ones had and that went away: `GenericAdmissionWebhook` of 1.7. */
const [OLDEST, NEWEST] = ['1.13', '1.34'];

export default defineRule({
  id: 'admission/no-unknown-plugin',
  summary: 'Admission plugins must be named as the API server knows them.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/'],
  docs: {
    why: `
      The API server does not start with a plugin that it does not know. Capital letters count: \`NodeRestrictions\` and
      \`nodeRestriction\` are both unknown.`,
    fix: 'Write the name as the reference does, or take it out.',
    ignore: 'The API server is built with plugins of its own.',
  },

  on: component('kube-apiserver'),

  check: (apiserver, context) => atMost(unknownPlugins(apiserver, apiserver.version ?? context.kubernetesVersion)),
});

function* unknownPlugins(apiserver: Component, version: string | undefined): Iterable<Problem> {
  if (isNewer(version, NEWEST) || (version !== undefined && !atLeast(version, OLDEST))) return;
  const known = admissionPlugins();
  const names = [...known.values()].filter(it => hasPlugin(it, version)).map(it => it.name);
  for (const flag of [ENABLED, DISABLED, ONLY]) {
    const elements = elementsOf(apiserver.setting(flag));
    for (const element of elements) {
      const { text: name } = element;
      // Distributions name theirs by domain; what is neither known nor a slip may be newer.
      if (known.has(name) || !/^\w+$/.test(name)) continue;
      const meant = closest(name, names, 2);
      if (meant === undefined && version === undefined) continue;
      const others = elements.map(it => it.text);
      const corrected = others.includes(meant ?? '') ? undefined : joinList(others.map(it => (it === name ? meant! : it)));
      yield {
        at: element,
        message: `The API server does not start: it has no admission plugin ${name}.${didYouMean(meant)}`,
        fixes: [
          meant === undefined || corrected === undefined
            ? choice(`Take ${name} out of --${flag}`, withoutElement(apiserver, flag, name))
            : choice(`Change it to ${meant}`, setFlag(apiserver, flag, corrected)),
        ],
      };
    }
  }
}

export const examples = (): readonly Example[] => [
  {
    title: 'One letter too many',
    file: 'args/kube-apiserver',
    bad: text`
      --enable-admission-plugins=AlwaysPullImages,NodeRestrictions
                                                  ^^^^^^^^^^^^^^^^ The API server does not start: it has no admission plugin NodeRestrictions. Did you mean NodeRestriction?
      --secure-port=6443
    `,
    fixed: text`
      --enable-admission-plugins=AlwaysPullImages,NodeRestriction
      --secure-port=6443
    `,
  },
  {
    title: 'Nothing that Kubernetes has',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.30',
    bad: text`
      --enable-admission-plugins=Firewall,NodeRestriction
                                 ^^^^^^^^ The API server does not start: it has no admission plugin Firewall.
    `,
    fixed: text`
      --enable-admission-plugins=NodeRestriction
    `,
  },
  {
    title: 'Known in some release, or to a distribution',
    file: 'args/kube-apiserver',
    good: text`
      --enable-admission-plugins=NodeRestriction,PodSecurityPolicy,network.openshift.io/ExternalIPRanger
    `,
  },
  {
    title: 'Plugins of an old release',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.8',
    good: text`
      --admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota,GenericAdmissionWebhook,InitialResources
    `,
  },
];

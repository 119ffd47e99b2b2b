import {
  choice,
  type Component,
  component,
  type Context,
  createFile,
  defineRule,
  ENABLED,
  enabledPlugins,
  EVENT_RATE_LIMIT_CONFIGURATION,
  type Example,
  exposePath,
  ONLY,
  type Proposal,
  setFlag,
  text,
  withoutElement,
} from '#core';

const FLAG = 'admission-control-config-file';
const FOLDER = '/etc/kubernetes/admission';
const NEEDY: readonly string[] = ['EventRateLimit', 'ImagePolicyWebhook'];

export default defineRule({
  id: 'admission/require-plugin-configuration',
  summary: 'Admission plugins that cannot do without a configuration must have one.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook',
  ],
  docs: {
    why: `
      \`EventRateLimit\` and \`ImagePolicyWebhook\` refuse to work without a configuration, and the API server then does not start.
      What they were meant to prevent is found out only when somebody takes them out again in a hurry.`,
    fix: 'Write an AdmissionConfiguration with an entry for the plugin, and point `--admission-control-config-file` at it.',
    ignore: 'Whoever starts the program passes the file in a way that is not written here.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    if (!apiserver.lacks(FLAG)) return;
    for (const element of enabledPlugins(apiserver)) {
      if (!NEEDY.includes(element.text)) continue;
      yield {
        at: element,
        message: `The API server does not start: ${element.text} needs a configuration, and --${FLAG} is not set.`,
        fixes: [...(element.text === 'EventRateLimit' ? withLimits(apiserver, context) : []), without(apiserver, element.text)],
      };
    }
  },
});

function withLimits(apiserver: Component, context: Context): Proposal[] {
  const path = context.newFile(apiserver.place.file, 'admission', 'config.yaml');
  if (!path) return [];
  const set = [setFlag(apiserver, FLAG, `${FOLDER}/config.yaml`), exposePath(apiserver, FOLDER, 'admission-config')];
  return [choice(`Limit events, in ${path}`, ...set, createFile(path, EVENT_RATE_LIMIT_CONFIGURATION))];
}

const without = (apiserver: Component, plugin: string): Proposal =>
  choice(
    `Take ${plugin} out`,
    ...[ENABLED, ONLY].filter(it => apiserver.setting(it).origin === 'set').map(it => withoutElement(apiserver, it, plugin)),
  );

export const examples = (): readonly Example[] => [
  {
    title: 'Events without limits',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --enable-admission-plugins=NodeRestriction,EventRateLimit
                                                                                         ^^^^^^^^^^^^^^ The API server does not start: EventRateLimit needs a configuration, and --admission-control-config-file is not set.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --admission-control-config-file=/etc/kubernetes/admission/config.yaml --enable-admission-plugins=NodeRestriction,EventRateLimit
    `,
    created: { 'admission/config.yaml': EVENT_RATE_LIMIT_CONFIGURATION },
  },
  {
    title: 'A webhook that nobody named',
    file: 'args/kube-apiserver',
    bad: text`
      --enable-admission-plugins=ImagePolicyWebhook,NodeRestriction
                                 ^^^^^^^^^^^^^^^^^^ The API server does not start: ImagePolicyWebhook needs a configuration, and --admission-control-config-file is not set.
      --secure-port=6443
    `,
    fixed: text`
      --enable-admission-plugins=NodeRestriction
      --secure-port=6443
    `,
  },
  {
    title: 'With a configuration',
    file: 'args/kube-apiserver',
    good: text`
      --admission-control-config-file=/etc/kubernetes/admission/config.yaml
      --enable-admission-plugins=ImagePolicyWebhook
    `,
  },
];

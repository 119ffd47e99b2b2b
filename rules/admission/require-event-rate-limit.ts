import {
  atLeast,
  choice,
  type Component,
  component,
  type Context,
  createFile,
  defineRule,
  EVENT_RATE_LIMIT_CONFIGURATION,
  type Example,
  exposePath,
  missingPlugin,
  type Proposal,
  setFlag,
  text,
  withPlugin,
} from '#core';

const FLAG = 'admission-control-config-file';
const FOLDER = '/etc/kubernetes/admission';

export default defineRule({
  id: 'admission/require-event-rate-limit',
  summary: 'The plugin EventRateLimit should keep clients from flooding etcd with events.',
  severity: 'info',
  profiles: ['cis'],
  controls: { 'cis-1.12': ['1.2.9'], trivy: ['KCV-0010'], kubescape: ['C-0121'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit'],
  docs: {
    why: `
      Events are written by every Pod that fails, and whoever may create them can fill etcd and slow the API server down. Limits
      for each namespace keep one tenant from doing so to all.`,
    fix: `
      Name it in \`--enable-admission-plugins\`, and give it limits in the file of \`--admission-control-config-file\`: without
      them the API server does not start.`,
    ignore: 'API Priority and Fairness, or a cluster of one team, makes such a flood unlikely enough.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    yield* missingPlugin(
      apiserver,
      'EventRateLimit',
      flag => `Clients may write as many events as they like: EventRateLimit is not in --${flag}.`,
      withLimits(apiserver, context),
    );
  },
});

/** Where there is a configuration already, it is not seen from here. */
function withLimits(apiserver: Component, context: Context): Proposal[] {
  const path = context.newFile(apiserver.place.file, 'admission', 'config.yaml');
  const version = apiserver.version ?? context.kubernetesVersion;
  // `apiserver.config.k8s.io/v1` came with 1.17.
  if (!path || !apiserver.lacks(FLAG) || (version !== undefined && !atLeast(version, '1.17'))) return [];
  return [
    choice(
      `Limit events, in ${path}`,
      withPlugin(apiserver, 'EventRateLimit'),
      setFlag(apiserver, FLAG, `${FOLDER}/config.yaml`),
      exposePath(apiserver, FOLDER, 'admission-config'),
      createFile(path, EVENT_RATE_LIMIT_CONFIGURATION),
    ),
  ];
}

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default',
    file: 'kubeadm/cluster.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Clients may write as many events as they like: EventRateLimit is not in --enable-admission-plugins.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - name: admission-control-config-file
            value: /etc/kubernetes/admission/config.yaml
          - name: enable-admission-plugins
            value: EventRateLimit,NodeRestriction
        extraVolumes:
          - name: admission-config
            hostPath: /etc/kubernetes/admission
            mountPath: /etc/kubernetes/admission
            readOnly: true
            pathType: DirectoryOrCreate
    `,
    created: { 'kubeadm/admission/config.yaml': EVENT_RATE_LIMIT_CONFIGURATION },
  },
  {
    title: 'On, with limits',
    file: 'args/kube-apiserver',
    good: text`
      --admission-control-config-file=/etc/kubernetes/admission/config.yaml
      --enable-admission-plugins=EventRateLimit,NodeRestriction
    `,
  },
];

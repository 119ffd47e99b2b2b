import { admissionConfiguration, admissionPlugins, choice, type Data, defineRule, type Example, insertItem, text } from '#core';

/** As many events as the plugin's documentation allows a namespace. */
const LIMITS: Data = {
  name: 'EventRateLimit',
  configuration: {
    apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1',
    kind: 'Configuration',
    limits: [{ type: 'Namespace', qps: 50, burst: 100, cacheSize: 2000 }],
  },
};

export default defineRule({
  id: 'admission/require-event-rate-limits',
  summary: 'An AdmissionConfiguration should limit how many events clients may write.',
  severity: 'info',
  profiles: [],
  controls: { checkov: ['CKV_K8S_78'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit'],
  docs: {
    why: `
      Events are written by every Pod that fails, and whoever may create them can fill etcd and slow the API server down. Limits
      for each namespace keep one tenant from doing so to all.`,
    fix: 'Add an entry for `EventRateLimit`, and name the plugin in `--enable-admission-plugins`.',
    ignore: 'API Priority and Fairness, or a cluster of one team, makes such a flood unlikely enough.',
  },

  on: admissionConfiguration,

  *check(configuration) {
    const plugins = configuration.at('plugins');
    const names = plugins.items().map(it => it.at('name').asString());
    if (configuration.isPart || !plugins.isClosed || names.includes('EventRateLimit')) return;
    // Other API servers read this kind too, and are known by plugins of their own.
    if (names.some(it => it === undefined || !admissionPlugins().has(it))) return;
    yield {
      at: configuration,
      message: 'Clients may write as many events as they like: no plugin is EventRateLimit.',
      fixes: [choice('Limit events (--enable-admission-plugins must name the plugin)', insertItem(plugins, LIMITS))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'No limits',
    file: 'admission.yaml',
    bad: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
            ^^^^^^^^^^^^^^^^^^^^^^ Clients may write as many events as they like: no plugin is EventRateLimit.
      plugins:
        - name: PodSecurity
          path: pod-security.yaml
    `,
    fixed: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - name: PodSecurity
          path: pod-security.yaml
        - name: EventRateLimit
          configuration:
            apiVersion: eventratelimit.admission.k8s.io/v1alpha1
            kind: Configuration
            limits:
              - type: Namespace
                qps: 50
                burst: 100
                cacheSize: 2000
    `,
  },
  {
    title: 'Limits',
    file: 'admission.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - {name: EventRateLimit, path: event-limits.yaml}
    `,
  },
  {
    title: 'Plugins of another API server',
    file: 'admission.yaml',
    good: text`
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
        - name: ShootDNSRewriting
          configuration:
            apiVersion: shootdnsrewriting.admission.gardener.cloud/v1alpha1
            kind: Configuration
            commonSuffixes: [.gardener.cloud]
    `,
  },
];

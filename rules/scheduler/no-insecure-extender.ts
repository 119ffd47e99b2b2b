import { defineRule, type Example, isLoopback, parseUrl, resource, text, type Value } from '#core';

export default defineRule({
  id: 'scheduler/no-insecure-extender',
  summary: 'The scheduler must know by TLS which extender it asks.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/config-api/kube-scheduler-config.v1/'],
  docs: {
    why: `
      An extender decides which nodes a Pod may go to. Whoever can answer in its place puts Pods, and the secrets they carry, onto a node of their choice.`,
    fix: `
      Use an \`https\` address in \`urlPrefix\`, and name the CA of the extender in \`tlsConfig\`. With \`enableHTTPS\` and no CA, the scheduler checks no certificate.`,
    ignore: 'The extender runs beside the scheduler on the same node, or in the same Pod.',
  },

  on: resource('kubescheduler.config.k8s.io', 'KubeSchedulerConfiguration'),

  *check(config) {
    for (const extender of config.at('extenders').items()) {
      const prefix = extender.at('urlPrefix');
      const url = parseUrl(prefix.asString() ?? '');
      const insecure = extender.at('tlsConfig', 'insecure');
      if (url?.scheme === 'http' && !isLoopback(url.host) && url.host !== 'localhost')
        yield {
          at: prefix,
          message: `Whoever stands between the scheduler and ${url.host} decides where Pods go: urlPrefix is not https.`,
        };
      else if (url?.scheme === 'https' && insecure.asBoolean() === true)
        yield { at: insecure, message: `The scheduler takes anyone for the extender at ${url.host}: tlsConfig.insecure is true.` };
      else if (url?.scheme === 'https' && extender.at('enableHTTPS').asBoolean() === true && lacksAuthority(extender))
        yield {
          at: extender.at('enableHTTPS'),
          message: `The scheduler takes anyone for the extender at ${url.host}: with enableHTTPS it checks no certificate unless tlsConfig names a CA.`,
        };
    }
  },
});

/** Source: `pkg/scheduler/extender.go`, makeTransport, which sets `insecure` itself then. */
const lacksAuthority = (extender: Value): boolean =>
  extender.lacks('tlsConfig') || (extender.at('tlsConfig').type === 'mapping' && CA.every(it => extender.at('tlsConfig').lacks(it)));

const CA = ['caFile', 'caData'];

export const examples = (): readonly Example[] => [
  {
    title: 'Without TLS',
    file: 'etc/kubernetes/scheduler.yaml',
    bad: text`
      apiVersion: kubescheduler.config.k8s.io/v1
      kind: KubeSchedulerConfiguration
      extenders:
        - urlPrefix: http://extender.example.com/scheduler
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whoever stands between the scheduler and extender.example.com decides where Pods go: urlPrefix is not https.
          filterVerb: filter
    `,
  },
  {
    title: 'Whatever certificate',
    file: 'etc/kubernetes/scheduler.yaml',
    bad: text`
      apiVersion: kubescheduler.config.k8s.io/v1
      kind: KubeSchedulerConfiguration
      extenders:
        - urlPrefix: https://extender.example.com/scheduler
          tlsConfig:
            insecure: true
                      ^^^^ The scheduler takes anyone for the extender at extender.example.com: tlsConfig.insecure is true.
    `,
  },
  {
    title: 'No CA',
    file: 'etc/kubernetes/scheduler.yaml',
    bad: text`
      apiVersion: kubescheduler.config.k8s.io/v1
      kind: KubeSchedulerConfiguration
      extenders:
        - urlPrefix: https://extender.example.com/scheduler
          enableHTTPS: true
                       ^^^^ The scheduler takes anyone for the extender at extender.example.com: with enableHTTPS it checks no certificate unless tlsConfig names a CA.
    `,
  },
  {
    title: 'Verified, or on the node',
    file: 'etc/kubernetes/scheduler.yaml',
    good: text`
      apiVersion: kubescheduler.config.k8s.io/v1
      kind: KubeSchedulerConfiguration
      extenders:
        - urlPrefix: https://extender.example.com/scheduler
          enableHTTPS: true
          tlsConfig:
            caFile: /etc/kubernetes/extender-ca.crt
        - urlPrefix: http://127.0.0.1:8888/
    `,
  },
];

import { defineRule, type Example, resource, text } from '#core';

export default defineRule({
  id: 'admission/no-unreviewed-webhook',
  summary: 'Admission webhooks should be few, and each be known: its backend sees, and may change, what is written.',
  severity: 'info',
  profiles: [],
  controls: { kubescape: ['C-0036', 'C-0039'] },
  links: ['https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/'],
  docs: {
    why: `
      Whoever runs the backend of an admission webhook is sent every object that its rules match, Secrets included where they are among them. One that mutates can put a container, an
      image or a service account of its choice into what others create, and stays when all else was cleaned up.`,
    fix: 'Review who runs the backend, what the rules match, and whether somebody still needs it.',
    ignore: 'The webhook was reviewed: this is a list to go through, not a fault.',
  },

  on: resource('admissionregistration.k8s.io', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'),

  *check(configuration) {
    for (const webhook of configuration.at('webhooks').items()) {
      if (webhook.type !== 'mapping') continue;
      const name = webhook.at('name');
      const does = configuration.kind === 'MutatingWebhookConfiguration' ? 'sees and may change' : 'sees';
      yield {
        at: name.exists ? name : { place: webhook.place, name: webhook.path.join('.') },
        message: `Whoever runs the backend of this webhook ${does} all that its rules match.`,
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'One of each',
    file: 'webhooks.yaml',
    bad: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: {name: injector}
      webhooks:
        - name: inject.example.com
                ^^^^^^^^^^^^^^^^^^ Whoever runs the backend of this webhook sees and may change all that its rules match.
          clientConfig: {service: {name: injector, namespace: mesh}}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: policies}
      webhooks:
        - name: validate.example.com
                ^^^^^^^^^^^^^^^^^^^^ Whoever runs the backend of this webhook sees all that its rules match.
          clientConfig: {service: {name: policies, namespace: policy}}
    `,
  },
  {
    title: 'No webhook',
    file: 'webhooks.yaml',
    good: text`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: policies}
      webhooks: []
    `,
  },
];

import { component, defineRule, elementsOf, type Example, text } from '#core';

/** What is missing without a controller, by its names: that since 1.28, and the older one, which still works. */
const MISSED: Readonly<Record<string, string>> = {
  'certificatesigningrequest-cleaner-controller csrcleaner': 'Requests for certificates are never cleared away',
  'clusterrole-aggregation-controller clusterrole-aggregation':
    'Roles that are put together from others stay as they are when those change',
  'legacy-serviceaccount-token-cleaner-controller legacy-service-account-token-cleaner': 'Old tokens in Secrets that nobody uses stay good',
  'resourcequota-controller resourcequota': 'Quotas are not kept, as nobody counts what is used',
  'root-ca-certificate-publisher-controller root-ca-cert-publisher': 'New namespaces get no CA to verify the API server with',
};

export default defineRule({
  id: 'controller-manager/no-disabled-controllers',
  summary: 'The controller manager should run the controllers that keep the cluster safe.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  docs: {
    why: `
      A controller that is switched off does its work no more, and nothing says so: old requests and tokens stay, quotas are passed by, and Pods
      cannot tell the API server from an attacker.`,
    fix: 'Take the entry with the minus away.',
    ignore: 'Another program does the work of that controller.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    const elements = elementsOf(program.setting('controllers'));
    for (const [index, element] of elements.entries()) {
      const name = element.text.slice(1);
      const names = Object.keys(MISSED).find(it => it.split(' ').includes(name));
      // Of entries about one controller, the first counts.
      if (!element.text.startsWith('-') || names === undefined) continue;
      if (elements.slice(0, index).some(it => names.split(' ').includes(it.text))) continue;
      yield { at: element, message: `${MISSED[names]}: --controllers has ${element.text}.` };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Quotas',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      controllerManager:
        extraArgs:
          controllers: "*,bootstrapsigner,-resourcequota-controller,tokencleaner"
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ Quotas are not kept, as nobody counts what is used: --controllers has -resourcequota-controller.
    `,
  },
  {
    title: 'By the older names',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      controllerManager:
        extraArgs:
          - name: controllers
            value: "*,-csrcleaner,-root-ca-cert-publisher"
                      ^^^^^^^^^^^ Requests for certificates are never cleared away: --controllers has -csrcleaner.
                                  ^^^^^^^^^^^^^^^^^^^^^^^ New namespaces get no CA to verify the API server with: --controllers has -root-ca-cert-publisher.
    `,
  },
  {
    title: 'Others, whose work a cloud provider does',
    file: 'args/kube-controller-manager',
    good: text`
      --controllers=*,-route,-service
    `,
  },
  {
    title: 'Named before under its older name, which counts',
    file: 'args/kube-controller-manager',
    good: text`
      --controllers=resourcequota,-resourcequota-controller,*
    `,
  },
];

import { defineRule, type Example, admissionConfiguration, text, unreferenced } from '#core';

const FLAG = 'admission-control-config-file';

const ASKED = { component: 'kube-apiserver', flag: FLAG } as const;

export default defineRule({
  id: 'admission/no-unreferenced-config',
  summary: 'An admission configuration should be one that an API server is told to read.',
  severity: 'info',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/'],
  docs: {
    why: `
      An API server that does not read it has its plugins do what they do by default, which for Pod Security is nothing: whoever finds the file believes otherwise. Often the path in the flag was mistyped, or another copy of the file is the one in use.`,
    fix: `Point \`--${FLAG}\` of the API server at the path where this file is installed, or remove it.`,
    ignore: 'The file is installed under another name, or for an API server that is configured elsewhere.',
  },

  on: admissionConfiguration,
  needs: ASKED,

  check: (configuration, context) => unreferenced(configuration, ASKED, context),
});

export const examples = (): readonly Example[] => [
  {
    title: 'An API server that is not told',
    file: 'cluster.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      ---
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
            ^^^^^^^^^^^^^^^^^^^^^^ No kube-apiserver here reads this file: --admission-control-config-file is not set.
      plugins: []
    `,
  },
  {
    title: 'One that reads it, installed under the same name',
    file: 'cloud-init.yaml',
    good: text`
      #cloud-config
      write_files:
        - path: /etc/kubernetes/admission.yaml
          content: |
            apiVersion: apiserver.config.k8s.io/v1
            kind: AdmissionConfiguration
            plugins: []
        - path: /etc/systemd/system/kube-apiserver.service
          content: |
            [Service]
            ExecStart=/usr/bin/kube-apiserver --admission-control-config-file=/etc/kubernetes/admission.yaml
    `,
  },
];

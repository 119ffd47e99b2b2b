import { component, defineRule, type Example, missingPlugin, text } from '#core';

export default defineRule({
  id: 'admission/require-node-restriction',
  summary: 'The plugin NodeRestriction must keep kubelets to their own node and its Pods.',
  severity: 'error',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.14'], checkov: ['CKV_K8S_85'], trivy: ['KCV-0016'], kubescape: ['C-0127'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction'],
  docs: {
    why: `
      \`NodeRestriction\` is off unless \`--enable-admission-plugins\` names it. Without it, whoever steals the credentials of one
      kubelet may label and taint other nodes, draw Pods with their Secrets to the stolen one, and change the Pods of all.`,
    fix: 'Name it in `--enable-admission-plugins`. It restricts members of the group `system:nodes`: kubelets need such credentials.',
    ignore: 'No kubelet is a client of this API server.',
  },

  on: component('kube-apiserver'),

  check: apiserver =>
    missingPlugin(
      apiserver,
      'NodeRestriction',
      flag => `A kubelet may change other nodes and their Pods: NodeRestriction is not in --${flag}.`,
    ),
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --authorization-mode=Node,RBAC --secure-port=6443
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A kubelet may change other nodes and their Pods: NodeRestriction is not in --enable-admission-plugins.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --secure-port=6443
    `,
  },
  {
    title: 'What kubeadm passes is replaced',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - name: enable-admission-plugins
            value: AlwaysPullImages # images may be private
                   ^^^^^^^^^^^^^^^^ A kubelet may change other nodes and their Pods: NodeRestriction is not in --enable-admission-plugins.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - name: enable-admission-plugins
            value: AlwaysPullImages,NodeRestriction # images may be private
    `,
  },
  {
    title: 'Named, here in the old way',
    file: 'args/kube-apiserver',
    good: text`
      --admission-control=NamespaceLifecycle,NodeRestriction
      --secure-port=6443
    `,
  },
  {
    title: 'Passed by kubeadm',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];

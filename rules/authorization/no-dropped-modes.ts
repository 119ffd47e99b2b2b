import {
  atSetting,
  component,
  defineRule,
  didYouMean,
  droppedModes,
  type Example,
  meantMode,
  passedModes,
  setFlag,
  suggest,
  text,
} from '#core';

const FLAG = 'authorization-mode';

export default defineRule({
  id: 'authorization/no-dropped-modes',
  summary: 'Authorization modes for kubeadm must be ones that it passes on.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authorization/#choice-of-authz-config',
    'https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/phases/controlplane/manifests.go',
  ],
  docs: {
    why: `
      kubeadm passes on the modes that it knows, letter by letter, and leaves out the others with no more than a warning; a blank behind a comma is
      enough. The API server starts, and asks fewer authorizers than were written: without \`RBAC\` no role counts, without
      \`Webhook\` nobody asks the webhook. Where kubeadm knows none of them, it passes \`Node,RBAC\`.`,
    fix: 'Write the modes with commas and nothing else between them: `Node,RBAC`. Capital letters count.',
    ignore: 'Something else changes the value before kubeadm reads it.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const dropped = droppedModes(apiserver);
    const setting = apiserver.setting(FLAG);
    if (!dropped.length || setting.origin !== 'set') return;
    const [first] = dropped as [string];
    const passed = passedModes(apiserver).join(',');
    // That everything is allowed, or nothing, is better left out.
    const isClear = dropped.every(it => meantMode(it)?.toLowerCase() === it.trim().toLowerCase() && !isBlunt(it));
    const modes = [...new Set(setting.value.split(',').flatMap(it => meantMode(it) ?? []))].join(',');
    yield {
      at: atSetting(apiserver, setting),
      message: `kubeadm leaves out ${JSON.stringify(first)}, which is no authorization mode, and passes --${FLAG}=${passed}.${isBlunt(first) ? '' : didYouMean(meantMode(first))}`,
      fixes: isClear ? [suggest(`Set --${FLAG} to ${modes}`, setFlag(apiserver, FLAG, modes))] : [],
    };
  },
});

const isBlunt = (entry: string): boolean => /always/i.test(entry);

export const examples = (): readonly Example[] => [
  {
    title: 'A blank behind the comma',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - name: authorization-mode
            value: Node, RBAC
                   ^^^^^^^^^^ kubeadm leaves out " RBAC", which is no authorization mode, and passes --authorization-mode=Node. Did you mean RBAC?
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          - name: authorization-mode
            value: Node,RBAC
    `,
  },
  {
    title: 'Small letters, so that the default is left',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: rbac,webhook
                              ^^^^^^^^^^^^ kubeadm leaves out "rbac", which is no authorization mode, and passes --authorization-mode=Node,RBAC. Did you mean RBAC?
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: RBAC,Webhook
    `,
  },
  {
    title: 'A word that is none',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: Node,RBAC,OPA
                              ^^^^^^^^^^^^^ kubeadm leaves out "OPA", which is no authorization mode, and passes --authorization-mode=Node,RBAC.
    `,
  },
  {
    title: 'One that nobody should want back',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: Node,RBAC, AlwaysAllow
                              ^^^^^^^^^^^^^^^^^^^^^^ kubeadm leaves out " AlwaysAllow", which is no authorization mode, and passes --authorization-mode=Node,RBAC.
    `,
  },
  {
    title: 'Known ones, an empty entry, and a template',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: "Node,Webhook,RBAC,"
      ---
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          authorization-mode: "Node,RBAC,<more>"
    `,
  },
];

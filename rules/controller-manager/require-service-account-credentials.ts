import { component, defineRule, type Example, setFlag, suggest, text } from '#core';

const FLAG = 'use-service-account-credentials';

export default defineRule({
  id: 'controller-manager/require-service-account-credentials',
  summary: 'Each controller must have an account of its own.',
  severity: 'warning',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.3.3'], checkov: ['CKV_K8S_108'], trivy: ['KCV-0035'], kubescape: ['C-0146'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles'],
  docs: {
    why: `
      By default all controllers act as the one user of the controller manager, which then needs the rights of all of them. With
      accounts of their own, a fault in one controller reaches only what that controller may do, and the audit log tells them apart.`,
    fix: 'Set `--use-service-account-credentials=true`; the roles `system:controller:*` are there already. It needs `--service-account-private-key-file` or bound tokens.',
    ignore: 'A throw-away test cluster.',
  },

  on: component('kube-controller-manager'),

  *check(program) {
    const setting = program.setting(FLAG);
    if (setting.origin === 'unknown' || setting.value === 'true') return;
    const isSet = setting.origin === 'set';
    yield {
      at: isSet ? { ...setting.at, place: setting.at.valuePlace } : program,
      message: `All controllers act as one user with the rights of all: --${FLAG} is false${isSet ? '' : ' by default'}.`,
      fixes: [suggest(`Set --${FLAG} to true`, setFlag(program, FLAG, 'true'))],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Off by default',
    file: 'kube-controller-manager.service',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-controller-manager --leader-elect=true
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ All controllers act as one user with the rights of all: --use-service-account-credentials is false by default.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-controller-manager --leader-elect=true --use-service-account-credentials=true
    `,
  },
  {
    title: 'Switched off',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      controllerManager:
        extraArgs:
          use-service-account-credentials: "false"
                                           ^^^^^^^ All controllers act as one user with the rights of all: --use-service-account-credentials is false.
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      controllerManager:
        extraArgs:
          use-service-account-credentials: "true"
    `,
  },
  {
    title: 'On, here passed by kubeadm',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
    `,
  },
];

import { choice, component, defineRule, type Example, removeFlag, text } from '#core';

const FILE = 'authorization-config';

export default defineRule({
  id: 'authorization/no-conflicting-flags',
  summary: 'Flags for authorizers must not stand beside a file that configures authorization.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization'],
  docs: {
    why: `
      The API server refuses to choose between flags for authorizers and the file. Somebody then takes one of them out to get the
      cluster up, and it need not be the one that was meant to go.`,
    fix: 'Say in the file of `--authorization-config` what the flags said, and take the flags away.',
    ignore: 'Whoever starts the program drops one of the two.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const file = apiserver.written.findLast(it => it.name === FILE);
    // Where a template decides, either may be all there is.
    if (!file || file.value === '' || apiserver.completeness !== 'whole') return;
    const superseded = apiserver.written.filter(it => it.name === 'authorization-mode' || it.name.startsWith('authorization-webhook-'));
    for (const flag of new Set(superseded.map(it => it.name))) {
      const written = superseded.find(it => it.name === flag)!;
      yield {
        at: written,
        message: `The API server does not start: --${flag} and --${FILE} exclude each other.`,
        related: [{ place: file.place, message: `Here is --${FILE}.` }],
        fixes: [choice(`Remove --${flag} (the file must say it)`, removeFlag(apiserver, flag))],
      };
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Flags beside the file',
    file: 'args/kube-apiserver',
    bad: text`
      --authorization-config=/etc/kubernetes/authorization/config.yaml
      --authorization-mode=Node,RBAC
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The API server does not start: --authorization-mode and --authorization-config exclude each other.
      --secure-port=6443
    `,
    fixed: text`
      --authorization-config=/etc/kubernetes/authorization/config.yaml
      --secure-port=6443
    `,
  },
  {
    title: 'Flags alone',
    file: 'args/kube-apiserver',
    good: text`
      --authorization-mode=Node,RBAC
      --secure-port=6443
    `,
  },
  {
    title: 'One or the other, as a template decides',
    file: 'kubeadm.yaml',
    good: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
      {% if with_file %}
          - name: authorization-config
            value: /etc/kubernetes/authorization/config.yaml
      {% else %}
          - name: authorization-mode
            value: Node,RBAC
      {% endif %}
    `,
  },
];

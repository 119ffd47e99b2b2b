import {
  atLeast,
  choice,
  component,
  type Component,
  type Context,
  createFile,
  defineRule,
  type Example,
  exposePath,
  type Proposal,
  removeFlag,
  setFlag,
  text,
} from '#core';

const FLAG = 'anonymous-auth';
const FOLDER = '/etc/kubernetes/authentication';
const FILE = `${FOLDER}/config.yaml`;

export default defineRule({
  id: 'apiserver/no-anonymous-auth',
  summary: 'The API server must not accept requests without credentials, health checks excepted.',
  severity: 'info',
  profiles: ['recommended', 'cis'],
  controls: { 'cis-1.12': ['1.2.1'], checkov: ['CKV_K8S_68'], trivy: ['KCV-0001'], kubescape: ['C-0113'] },
  links: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests'],
  docs: {
    why: `
      A request without credentials becomes the user \`system:anonymous\`, and is allowed whatever some binding gives that
      user or the group \`system:unauthenticated\`. One careless binding, and it is open to everyone who reaches the port.`,
    fix: `
      From Kubernetes 1.32 on, let an AuthenticationConfiguration accept anonymous requests for \`/livez\`, \`/readyz\` and
      \`/healthz\` only. \`--${FLAG}=false\` closes those too: the probes that kubeadm writes then fail and the
      API server is restarted again and again, and \`kubeadm join\` cannot read the cluster's public information.`,
    ignore: 'No binding names `system:anonymous` or `system:unauthenticated`, and the port is reachable for few.',
  },

  on: component('kube-apiserver'),

  *check(apiserver, context) {
    // What its file says of anonymous requests outranks the flag, and is judged there.
    if (!apiserver.lacks('authentication-config')) return;
    const setting = apiserver.setting(FLAG);
    if (setting.origin === 'unknown' || setting.value !== 'true') return;
    const isSet = setting.origin === 'set';
    yield {
      at: isSet ? { ...setting.at, place: setting.at.valuePlace } : apiserver,
      message: `Requests without credentials are accepted: --${FLAG} is true${isSet ? '' : ' by default'}.`,
      fixes: [
        ...allowHealthChecksOnly(apiserver, context),
        choice(`Set --${FLAG} to false (probes without credentials then fail)`, setFlag(apiserver, FLAG, 'false')),
      ],
    };
  },
});

/** On by default since 1.32 (KEP-4633); before, the API server refuses such a file. The file excludes this flag, and those for OIDC. */
function allowHealthChecksOnly(apiserver: Component, context: Context): Proposal[] {
  const version = apiserver.version ?? context.kubernetesVersion;
  const path = context.newFile(apiserver.place.file, 'authentication', 'config.yaml');
  if (!path || !atLeast(version, '1.32') || apiserver.written.some(it => it.name.startsWith('oidc-'))) return [];
  return [
    choice(
      `Accept health checks only: set --authentication-config and create ${path}`,
      removeFlag(apiserver, FLAG),
      setFlag(apiserver, 'authentication-config', FILE),
      exposePath(apiserver, FOLDER, 'authentication-config'),
      createFile(path, configuration(atLeast(version, '1.34') ? 'v1' : 'v1beta1')),
    ),
  ];
}

const configuration = (version: string): string => `apiVersion: apiserver.config.k8s.io/${version}
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
    - path: /healthz
`;

export const examples = (): readonly Example[] => [
  {
    title: 'True by default; from 1.32 on there is a way that keeps the probes alive',
    file: 'kubeadm/cluster.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
            ^^^^^^^^^^^^^^^^^^^^ Requests without credentials are accepted: --anonymous-auth is true by default.
      kubernetesVersion: v1.34.1
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.34.1
      apiServer:
        extraArgs:
          - name: authentication-config
            value: /etc/kubernetes/authentication/config.yaml
        extraVolumes:
          - name: authentication-config
            hostPath: /etc/kubernetes/authentication
            mountPath: /etc/kubernetes/authentication
            readOnly: true
            pathType: DirectoryOrCreate
    `,
    created: { 'kubeadm/authentication/config.yaml': configuration('v1') },
  },
  {
    title: 'Said so, in an older version',
    file: 'kube-apiserver.service',
    kubernetesVersion: '1.29',
    bad: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --anonymous-auth=true --authorization-mode=Node,RBAC
                                                               ^^^^ Requests without credentials are accepted: --anonymous-auth is true.
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --anonymous-auth=false --authorization-mode=Node,RBAC
    `,
  },
  {
    title: 'With flags for OIDC, which exclude the file',
    file: 'args/kube-apiserver',
    kubernetesVersion: '1.33',
    bad: text`
      --anonymous-auth=true
                       ^^^^ Requests without credentials are accepted: --anonymous-auth is true.
      --oidc-client-id=cluster
      --oidc-issuer-url=https://login.example.com
    `,
    fixed: text`
      --anonymous-auth=false
      --oidc-client-id=cluster
      --oidc-issuer-url=https://login.example.com
    `,
  },
  {
    title: 'Refused',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/local/bin/kube-apiserver --anonymous-auth=false
    `,
  },
];

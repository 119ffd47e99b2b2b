/** Which flags name files that a program reads when it starts, and what must stand in those that are configurations. */

import type { ComponentName } from '../model/component.ts';

/** Sources: the loaders of each file, in `k8s.io/apiserver`, `k8s.io/component-base`, `k8s.io/client-go` and the commands themselves. */
export interface FlagFile {
  /** Kinds that the program takes, and the API groups that they may have; any group where none is given. Without kinds, the file is no Kubernetes configuration. */
  readonly kinds: readonly string[];
  readonly groups?: readonly string[];
  /** The program also takes a file without a `kind`. */
  readonly isKindless?: boolean;
}

const API_SERVER = ['apiserver.config.k8s.io'];

/** `clientcmd` supplies version and kind where the file has none. */
const KUBECONFIG: FlagFile = { kinds: ['Config'], groups: [''], isKindless: true };

/** `EncryptionConfig` of `v1` came from a slip of the documentation. */
const ENCRYPTION: FlagFile = { kinds: ['EncryptionConfiguration', 'EncryptionConfig'], groups: [...API_SERVER, ''] };

const DELEGATED: Readonly<Record<string, FlagFile>> = {
  'authentication-kubeconfig': KUBECONFIG,
  'authorization-kubeconfig': KUBECONFIG,
  kubeconfig: KUBECONFIG,
};

export const FLAG_FILES: Readonly<Record<ComponentName, Readonly<Record<string, FlagFile>>>> = {
  'kube-apiserver': {
    // Old files of single plugins are still taken.
    'admission-control-config-file': { kinds: ['AdmissionConfiguration'], groups: [...API_SERVER, 'apiserver.k8s.io'], isKindless: true },
    'audit-policy-file': { kinds: ['Policy'], groups: ['audit.k8s.io'] },
    'audit-webhook-config-file': KUBECONFIG,
    'authentication-config': { kinds: ['AuthenticationConfiguration'], groups: API_SERVER },
    'authentication-token-webhook-config-file': KUBECONFIG,
    'authorization-config': { kinds: ['AuthorizationConfiguration'], groups: API_SERVER },
    'authorization-webhook-config-file': KUBECONFIG,
    // The kind alone is compared.
    'egress-selector-config-file': { kinds: ['EgressSelectorConfiguration'] },
    'encryption-provider-config': ENCRYPTION,
    // Its name before 1.13.
    'experimental-encryption-provider-config': ENCRYPTION,
    'tracing-config-file': { kinds: ['TracingConfiguration'], groups: API_SERVER },
  },
  'kube-controller-manager': DELEGATED,
  'kube-scheduler': { ...DELEGATED, config: { kinds: ['KubeSchedulerConfiguration'] } },
  kubelet: { 'bootstrap-kubeconfig': KUBECONFIG, config: { kinds: ['KubeletConfiguration'] }, kubeconfig: KUBECONFIG },
  'kube-proxy': { config: { kinds: ['KubeProxyConfiguration'] }, kubeconfig: KUBECONFIG },
  etcd: { 'config-file': { kinds: [] } },
};

/** Every kind that some flag names a file for. */
export const CONFIGURATION_KINDS: ReadonlySet<string> = new Set(
  Object.values(FLAG_FILES)
    .flatMap(it => Object.values(it))
    .flatMap(it => it.kinds),
);

/** Certificates and keys that a program reads when it starts, and does not start without. */
export const CERTIFICATE_FLAGS: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  'kube-apiserver': [
    'client-ca-file',
    'etcd-cafile',
    'etcd-certfile',
    'etcd-keyfile',
    'kubelet-certificate-authority',
    'kubelet-client-certificate',
    'kubelet-client-key',
    'oidc-ca-file',
    'proxy-client-cert-file',
    'proxy-client-key-file',
    'requestheader-client-ca-file',
    'service-account-key-file',
    'service-account-signing-key-file',
    'tls-cert-file',
    'tls-private-key-file',
    'token-auth-file',
  ],
  'kube-controller-manager': [
    'client-ca-file',
    'requestheader-client-ca-file',
    'root-ca-file',
    'service-account-private-key-file',
    'tls-cert-file',
    'tls-private-key-file',
  ],
  'kube-scheduler': ['client-ca-file', 'requestheader-client-ca-file', 'tls-cert-file', 'tls-private-key-file'],
  etcd: ['cert-file', 'key-file', 'peer-cert-file', 'peer-key-file', 'peer-trusted-ca-file', 'trusted-ca-file'],
};

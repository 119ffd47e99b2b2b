/** What kOps passes to the programs it starts, where the Cluster says nothing else. */

import type { ComponentName } from '../model/component.ts';
import { atLeast } from './defaults.ts';

/** What of a Cluster decides on the flags. */
export interface KopsChoices {
  /** `X.Y`. */
  readonly version: string | undefined;
  /** `spec.authorization`: `none` where it is certainly not there. */
  readonly authorization: 'none' | 'rbac' | 'alwaysAllow' | 'unknown';
  /** Whether `spec.authentication` names somebody. */
  readonly hasAuthentication: boolean;
}

/**
 * Flags and values; undefined where kOps passes, or may pass, what cannot be told from a Cluster.
 * Sources: `nodeup/pkg/model/kube_apiserver.go`, `…/kube_controller_manager.go`, `pkg/model/components/{apiserver,kubecontrollermanager}.go`,
 * `pkg/apis/kops/v1alpha2/defaults.go` and the manifests of `nodeup/pkg/model/tests/golden`, kOps 1.19 to 1.34.
 */
export function suppliedByKops(component: ComponentName, choices: KopsChoices): Readonly<Record<string, string | undefined>> {
  switch (component) {
    case 'kube-apiserver':
      return apiserver(choices);
    case 'kube-controller-manager':
      return controllerManager(choices);
    default:
      return {};
  }
}

/** Passed, or passed in some releases, with a value that cannot be told from here. */
const some = (flags: string): Record<string, undefined> => Object.fromEntries(flags.split(' ').map(it => [it, undefined]));

function apiserver({ version, authorization, hasAuthentication }: KopsChoices): Record<string, string | undefined> {
  return {
    'allow-privileged': 'true',
    'anonymous-auth': 'false',
    'client-ca-file': '/srv/kubernetes/ca.crt',
    'proxy-client-cert-file': undefined,
    'proxy-client-key-file': undefined,
    'requestheader-allowed-names': 'aggregator',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-username-headers': 'X-Remote-User',
    'secure-port': '443',
    'storage-backend': 'etcd3',
    ...some(
      'advertise-address api-audiences apiserver-count bind-address cloud-provider enable-admission-plugins enable-aggregator-routing ' +
        'enable-bootstrap-token-auth etcd-cafile etcd-certfile etcd-keyfile etcd-servers etcd-servers-overrides feature-gates ' +
        'kubelet-certificate-authority kubelet-client-certificate kubelet-client-key kubelet-preferred-address-types logging-format ' +
        'requestheader-client-ca-file runtime-config service-account-issuer service-account-jwks-uri service-account-key-file ' +
        'service-account-signing-key-file service-cluster-ip-range tls-cert-file tls-private-key-file v',
    ),
    // Passwords and tokens in files went with the releases around 1.19.
    ...(atLeast(version, '1.22') ? {} : some('basic-auth-file token-auth-file etcd-quorum-read admission-control')),
    ...(atLeast(version, '1.24') ? {} : some('insecure-bind-address insecure-port address')),
    ...(hasAuthentication ? some('authentication-token-webhook-config-file authentication-config oidc-issuer-url oidc-client-id') : {}),
    ...(authorization === 'unknown' ? some('authorization-mode') : {}),
  };
}

function controllerManager({ version }: KopsChoices): Record<string, string | undefined> {
  return {
    'leader-elect': 'true',
    'root-ca-file': '/srv/kubernetes/ca.crt',
    ...(atLeast(version, '1.22') ? { 'use-service-account-credentials': 'true' } : some('use-service-account-credentials')),
    ...some(
      'allocate-node-cidrs attach-detach-reconcile-sync-period authentication-kubeconfig authorization-kubeconfig cidr-allocator-type ' +
        'cloud-provider cluster-cidr cluster-name configure-cloud-routes controllers enable-leader-migration feature-gates logging-format ' +
        'master service-account-private-key-file tls-cert-file tls-private-key-file v',
    ),
  };
}

/** Flags that kOps certainly does not pass, and that no key of a Cluster stands for. */
const NEVER: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  'kube-apiserver': ['authorization-config', 'oidc-signing-algs'],
  // It is told everything by flags (`nodeup/pkg/model/kube_proxy.go`).
  'kube-proxy': ['config'],
};

export const isNeverPassedByKops = (component: ComponentName, flag: string): boolean => NEVER[component]?.includes(flag) ?? false;

/** Whether kOps, in some release, passes a value of its own to the API server whatever a Cluster says. */
export const isOverruledByKops = (flag: string, value: string | undefined): boolean =>
  OVERRULED.has(flag) || (flag === 'anonymous-auth' && value === 'true');

const OVERRULED: ReadonlySet<string> = new Set(
  (
    'address bind-address client-ca-file etcd-cafile etcd-certfile etcd-keyfile etcd-servers etcd-servers-overrides insecure-bind-address ' +
    'insecure-port kubelet-client-certificate kubelet-client-key proxy-client-cert-file proxy-client-key-file requestheader-allowed-names ' +
    'requestheader-client-ca-file secure-port service-account-key-file service-account-signing-key-file tls-cert-file tls-private-key-file'
  ).split(' '),
);

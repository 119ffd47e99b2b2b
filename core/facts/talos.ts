/** What Talos Linux passes to the programs it starts, where the machine configuration says nothing else. */

import type { ComponentName } from '../model/component.ts';

/**
 * Flags and values; undefined where the value depends on what the configuration does not state, or on the release of Talos.
 * Sources: `internal/app/machined/pkg/controllers/k8s/control_plane_static_pod.go`, `…/kubelet_spec.go` and
 * `internal/app/machined/pkg/system/services/etcd.go`, Talos 1.0 to 1.11.
 */
export const suppliedByTalos = (component: ComponentName): Readonly<Record<string, string | undefined>> => SUPPLIED[component] ?? {};

const known = (flags: string): Record<string, string> =>
  Object.fromEntries(
    flags
      .trim()
      .split('\n')
      .map(it => it.trim().split(' ') as [string, string]),
  );

/** Passed, with a value that cannot be told from here. */
const some = (flags: string): Record<string, undefined> => Object.fromEntries(flags.split(' ').map(it => [it, undefined]));

const SUPPLIED: Readonly<Partial<Record<ComponentName, Readonly<Record<string, string | undefined>>>>> = {
  'kube-apiserver': {
    ...known(`
      allow-privileged true
      anonymous-auth false
      audit-log-maxage 30
      audit-log-path /var/log/audit/kube/kube-apiserver.log
      client-ca-file /system/secrets/kubernetes/kube-apiserver/ca.crt
      enable-bootstrap-token-auth true
      etcd-cafile /system/secrets/kubernetes/kube-apiserver/etcd-client-ca.crt
      etcd-certfile /system/secrets/kubernetes/kube-apiserver/etcd-client.crt
      etcd-keyfile /system/secrets/kubernetes/kube-apiserver/etcd-client.key
      kubelet-client-certificate /system/secrets/kubernetes/kube-apiserver/apiserver-kubelet-client.crt
      kubelet-client-key /system/secrets/kubernetes/kube-apiserver/apiserver-kubelet-client.key
      kubelet-preferred-address-types InternalIP,ExternalIP,Hostname
      profiling false
      proxy-client-cert-file /system/secrets/kubernetes/kube-apiserver/front-proxy-client.crt
      proxy-client-key-file /system/secrets/kubernetes/kube-apiserver/front-proxy-client.key
      requestheader-allowed-names front-proxy-client
      requestheader-client-ca-file /system/secrets/kubernetes/kube-apiserver/aggregator-ca.crt
      requestheader-extra-headers-prefix X-Remote-Extra-
      requestheader-group-headers X-Remote-Group
      requestheader-username-headers X-Remote-User
      service-account-key-file /system/secrets/kubernetes/kube-apiserver/service-account.pub
      service-account-signing-key-file /system/secrets/kubernetes/kube-apiserver/service-account.key
      tls-cert-file /system/secrets/kubernetes/kube-apiserver/apiserver.crt
      tls-private-key-file /system/secrets/kubernetes/kube-apiserver/apiserver.key`),
    // Which admission plugins, authorizers and encryption there are follows from other keys, and changed from release to release.
    ...some(
      'admission-control-config-file advertise-address api-audiences audit-log-maxbackup audit-log-maxsize audit-policy-file ' +
        'authorization-config authorization-mode bind-address enable-admission-plugins encryption-provider-config etcd-servers secure-port ' +
        'service-account-issuer service-cluster-ip-range tls-cipher-suites tls-min-version cloud-provider',
    ),
  },
  'kube-controller-manager': {
    ...known(`
      allocate-node-cidrs true
      authentication-kubeconfig /system/secrets/kubernetes/kube-controller-manager/kubeconfig
      authorization-kubeconfig /system/secrets/kubernetes/kube-controller-manager/kubeconfig
      bind-address 127.0.0.1
      cluster-signing-cert-file /system/secrets/kubernetes/kube-controller-manager/ca.crt
      cluster-signing-key-file /system/secrets/kubernetes/kube-controller-manager/ca.key
      configure-cloud-routes false
      controllers *,tokencleaner
      kubeconfig /system/secrets/kubernetes/kube-controller-manager/kubeconfig
      leader-elect true
      profiling false
      root-ca-file /system/secrets/kubernetes/kube-controller-manager/ca.crt
      service-account-private-key-file /system/secrets/kubernetes/kube-controller-manager/service-account.key
      use-service-account-credentials true`),
    ...some('cloud-provider cluster-cidr service-cluster-ip-range tls-min-version tls-cipher-suites'),
  },
  'kube-scheduler': {
    ...known(`
      authentication-kubeconfig /system/secrets/kubernetes/kube-scheduler/kubeconfig
      authentication-tolerate-lookup-failure false
      authorization-kubeconfig /system/secrets/kubernetes/kube-scheduler/kubeconfig
      bind-address 127.0.0.1
      leader-elect true
      profiling false`),
    ...some('config kubeconfig tls-min-version tls-cipher-suites'),
  },
  etcd: {
    ...known(`
      auto-tls false
      cert-file /system/secrets/etcd/server.crt
      client-cert-auth true
      data-dir /var/lib/etcd
      key-file /system/secrets/etcd/server.key
      peer-auto-tls false
      peer-cert-file /system/secrets/etcd/peer.crt
      peer-client-cert-auth true
      peer-key-file /system/secrets/etcd/peer.key
      peer-trusted-ca-file /system/secrets/etcd/ca.crt
      trusted-ca-file /system/secrets/etcd/ca.crt`),
    ...some(
      'advertise-client-urls initial-advertise-peer-urls initial-cluster initial-cluster-state listen-client-urls listen-metrics-urls ' +
        'listen-peer-urls name tls-min-version cipher-suites',
    ),
  },
  kubelet: {
    ...known(`
      anonymous-auth false
      authentication-token-webhook true
      authorization-mode Webhook
      client-ca-file /etc/kubernetes/pki/ca.crt
      protect-kernel-defaults true
      rotate-certificates true`),
    ...some(
      'bootstrap-kubeconfig cert-dir cloud-provider config container-runtime-endpoint hostname-override kubeconfig node-ip node-labels ' +
        'rotate-server-certificates seccomp-default streaming-connection-idle-timeout tls-cipher-suites tls-min-version',
    ),
  },
  'kube-proxy': some('bind-address cluster-cidr conntrack-max-per-core hostname-override kubeconfig proxy-mode'),
};

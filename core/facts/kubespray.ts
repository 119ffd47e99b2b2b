/** Variables of kubespray that become settings of programs. */

import type { ComponentName } from '../model/component.ts';
import { type Field, fieldTable } from '../adapters/fields.ts';

/**
 * From `roles/kubernetes/control-plane/templates/kubeadm-config.v1beta{3,4}.yaml.j2`, `roles/kubernetes/node/templates/kubelet-config.v1beta1.yaml.j2`
 * and `roles/kubespray_defaults`, kubespray 2.7 to 2.28.
 */
export const KUBESPRAY_FIELDS: Readonly<Partial<Record<ComponentName, readonly Field[]>>> = {
  'kube-apiserver': fieldTable(`
    anonymous-auth kube_api_anonymous_auth boolean
    authorization-mode authorization_modes list
    profiling kube_profiling boolean
    audit-log-maxage audit_log_maxage number
    audit-log-maxbackup audit_log_maxbackups number
    audit-log-maxsize audit_log_maxsize number
    enable-admission-plugins kube_apiserver_enable_admission_plugins list
    disable-admission-plugins kube_apiserver_disable_admission_plugins list
    tls-min-version tls_min_version
    tls-cipher-suites tls_cipher_suites list
    request-timeout kube_apiserver_request_timeout
    service-account-lookup kube_apiserver_service_account_lookup boolean
    insecure-port kube_apiserver_insecure_port number
    insecure-bind-address kube_apiserver_insecure_bind_address
    feature-gates kube_apiserver_feature_gates list`),
  'kube-controller-manager': fieldTable(`
    profiling kube_profiling boolean
    bind-address kube_controller_manager_bind_address
    terminated-pod-gc-threshold kube_controller_terminated_pod_gc_threshold number
    feature-gates kube_controller_feature_gates list
    tls-min-version tls_min_version
    tls-cipher-suites tls_cipher_suites list`),
  'kube-scheduler': fieldTable(`
    profiling kube_profiling boolean
    bind-address kube_scheduler_bind_address
    feature-gates kube_scheduler_feature_gates list
    tls-min-version tls_min_version
    tls-cipher-suites tls_cipher_suites list`),
  kubelet: fieldTable(`
    read-only-port kube_read_only_port number
    authentication-token-webhook kubelet_authentication_token_webhook boolean
    protect-kernel-defaults kubelet_protect_kernel_defaults boolean
    event-qps kubelet_event_record_qps number
    streaming-connection-idle-timeout kubelet_streaming_connection_idle_timeout
    rotate-certificates kubelet_rotate_certificates boolean
    rotate-server-certificates kubelet_rotate_server_certificates boolean
    seccomp-default kubelet_seccomp_default boolean
    make-iptables-util-chains kubelet_make_iptables_util_chains boolean
    feature-gates kubelet_feature_gates list
    tls-min-version tls_min_version
    tls-cipher-suites tls_cipher_suites list`),
  'kube-proxy': fieldTable(`
    metrics-bind-address kube_proxy_metrics_bind_address
    healthz-bind-address kube_proxy_healthz_bind_address`),
};

/** Mappings of further flags. */
export const KUBESPRAY_ARGUMENTS: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver': 'kube_kubeadm_apiserver_extra_args',
  'kube-controller-manager': 'kube_kubeadm_controller_extra_args',
  'kube-scheduler': 'kube_kubeadm_scheduler_extra_args',
};

/** Variables by which kubespray's files are known: what other playbooks call `tls_min_version` is theirs. */
export const isOfKubespray = (variable: string): boolean =>
  /^(?:kube_(?:api_anonymous_auth|profiling|apiserver_\w+|kubeadm_\w+|controller_\w+|scheduler_\w+|read_only_port|proxy_\w+|encrypt_secret_data|encryption_\w+|oidc_\w+|network_plugin|version|pod_security_\w+|token_auth|basic_auth)|kubelet_\w+|kubernetes_audit\w*|authorization_modes|podsecuritypolicy_enabled)$/.test(
    variable,
  );

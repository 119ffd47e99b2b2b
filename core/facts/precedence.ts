/** Which flags still count where a program also reads a configuration file. */

import type { ComponentName } from '../model/component.ts';

/**
 * Whether a flag has a say beside a configuration file that could say the same. Sources: the kubelet reads its flags once more after the file
 * (`cmd/kubelet/app/server.go`); kube-proxy and the scheduler put the file in the place of what the flags said, but for a few
 * (`cmd/kube-proxy/app/options.go`, `cmd/kube-scheduler/app/options/options.go`); etcd looks at nothing but the file (`etcdmain/config.go`).
 */
export function countsBesideFile(component: ComponentName, flag: string): boolean {
  switch (component) {
    case 'etcd':
      return flag === 'config-file';
    case 'kube-proxy':
      return BESIDE_PROXY_FILE.has(flag);
    case 'kube-scheduler':
      return !IN_SCHEDULER_FILE.has(flag);
    default:
      return true;
  }
}

/** Names of nodes and logging are taken from the flags after the file was read, and klog has flags for all that is in the program; the others are none of the file's keys. */
const BESIDE_PROXY_FILE: ReadonlySet<string> = new Set([
  'add-dir-header',
  'alsologtostderr',
  'cleanup',
  'cleanup-iptables',
  'cleanup-ipvs',
  'config',
  'help',
  'hostname-override',
  'init-only',
  'log-backtrace-at',
  'log-dir',
  'log-file',
  'log-file-max-size',
  'log-flush-frequency',
  'log-json-info-buffer-size',
  'log-json-split-stream',
  'log-text-info-buffer-size',
  'log-text-split-stream',
  'logging-format',
  'logtostderr',
  'master',
  'one-output',
  'skip-headers',
  'skip-log-headers',
  'stderrthreshold',
  'v',
  'version',
  'vmodule',
  'windows-service',
  'write-config-to',
]);

/** What the scheduler calls its deprecated options. Those of leader election count since 1.23. */
const IN_SCHEDULER_FILE: ReadonlySet<string> = new Set([
  'algorithm-provider',
  'contention-profiling',
  'hard-pod-affinity-symmetric-weight',
  'kube-api-burst',
  'kube-api-content-type',
  'kube-api-qps',
  'kubeconfig',
  'lock-object-name',
  'lock-object-namespace',
  'policy-config-file',
  'policy-configmap',
  'policy-configmap-namespace',
  'profiling',
  'scheduler-name',
  'use-legacy-policy-config',
]);

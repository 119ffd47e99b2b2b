/** KubeletConfiguration, KubeProxyConfiguration and KubeSchedulerConfiguration: the settings of a program in a file of its own. */

import { type Field, fields, initialsOf } from './fields.ts';
import type { Form, FormSource } from './form.ts';
import { isKubeadmStream, isNewStream, kubeletFlagsIn, versionIn } from './kubeadmstream.ts';
import { KUBELET_FIELDS, PROXY_FIELDS, SCHEDULER_FIELDS } from './componentconfigfields.ts';
import type { ComponentName, Distribution } from '../model/component.ts';
import type { Program } from '../source.ts';
import { shapedProgram } from './shape.ts';
import type { Value } from '../model/value.ts';

interface Kind {
  readonly component: ComponentName;
  readonly group: string;
  readonly table: readonly Field[];
  /** What kubeadm fills in where the file is one of its own; undefined for what cannot be known. */
  readonly kubeadm: Readonly<Record<string, string | undefined>>;
}

/** kubeadm's are from `cmd/kubeadm/app/componentconfigs`, 1.22 to 1.34. */
const KINDS: Readonly<Record<string, Kind>> = {
  KubeletConfiguration: {
    component: 'kubelet',
    group: 'kubelet.config.k8s.io',
    table: KUBELET_FIELDS,
    kubeadm: {
      'anonymous-auth': 'false',
      'authentication-token-webhook': 'true',
      'authorization-mode': 'Webhook',
      'cgroup-driver': 'systemd',
      'client-ca-file': '/etc/kubernetes/pki/ca.crt',
      'cluster-dns': undefined,
      'cluster-domain': undefined,
      'pod-manifest-path': '/etc/kubernetes/manifests',
      'resolv-conf': undefined,
      // Whatever stands in the file: kubeadm cannot tell false from nothing.
      'rotate-certificates': 'true',
    },
  },
  KubeProxyConfiguration: {
    component: 'kube-proxy',
    group: 'kubeproxy.config.k8s.io',
    table: PROXY_FIELDS,
    kubeadm: { 'bind-address': undefined, 'cluster-cidr': undefined, kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf' },
  },
  KubeSchedulerConfiguration: { component: 'kube-scheduler', group: 'kubescheduler.config.k8s.io', table: SCHEDULER_FIELDS, kubeadm: {} },
};

export const componentConfiguration: Form = {
  kinds: Object.keys(KINDS),
  matches: root => kindOf(root) !== undefined,
  read: (root, source) => [readConfiguration(root, source)],
};

function kindOf(root: Value): Kind | undefined {
  const name = root.at('kind').asString() ?? '';
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return root.at('apiVersion').asString()?.split('/')[0] === kind?.group ? kind : undefined;
}

function readConfiguration(root: Value, { path, text, isPart }: FormSource): Program {
  const { component, table, kubeadm } = kindOf(root)!;
  const isKubeadm = isKubeadmStream(text);
  const shape = fields(component, root, table);
  const isFixed = (flag: string): boolean => isKubeadm && component === 'kubelet' && flag === 'rotate-certificates';
  return {
    ...shapedProgram({
      name: component,
      form: root.at('kind').asString() ?? '',
      place: root.at('kind').place,
      version: isKubeadm ? versionIn(text) : undefined,
      distribution: isKubeadm ? ('kubeadm' satisfies Distribution) : undefined,
      supplied: isKubeadm ? { ...kubeadm, ...(component === 'kubelet' ? overridden(text) : {}) } : undefined,
      defaults: {
        ...initialsOf(table),
        // Since 1.30 Pods do not use swap unless the kubelet is told so.
        ...(component === 'kubelet' && isNewStream(text) ? { 'memorySwap.swapBehavior': 'NoSwap' } : {}),
      },
      shapes: [{ ...shape, written: shape.written.filter(it => !isFixed(it.name)) }],
      isPart: isPart || DROP_IN.test(path),
    }),
    decides: DECIDES[component]!,
  };
}

/** Flags that another document of the stream gives the kubelet: they outrank its configuration. */
const overridden = (text: string): Record<string, undefined> => Object.fromEntries(kubeletFlagsIn(text).map(it => [it, undefined]));

const DECIDES: Readonly<Partial<Record<ComponentName, ReadonlySet<string>>>> = Object.fromEntries(
  Object.values(KINDS).map(({ component, table }) => [component, new Set(table.map(it => it.flag))]),
);

/** A file that the kubelet lays over its configuration (`--config-dir`). */
const DROP_IN = /\.d\/[^/]+\.conf$/;

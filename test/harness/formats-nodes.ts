/** One component's settings as whoever sets up nodes writes them: Talos, MicroK8s, kubespray; and as texts that other texts carry. */

import type { ComponentName } from '../../core/model/component.ts';
import { suppliedByTalos } from '../../core/facts/talos.ts';
import type { Format, Settings } from './formats.ts';
import type { Files } from './workspace.ts';

/** `carried` are formats whose first file is put into other texts. */
export const nodeFormats = (carried: readonly Format[]): readonly Format[] => [
  {
    name: 'Talos machine configuration',
    supplied: suppliedByTalos,
    // What Talos runs sees what `extraVolumes` mounts, and Talos writes the files of its own.
    cannotFix: ['apiserver/require-audit-log-path', 'apiserver/require-kubelet-ca'],
    write: talosMachine,
  },
  { name: 'Talos patch', isPart: true, write: (name, all) => ({ 'talos/patches/flags.yaml': talosSection(name, all) }) },
  { name: 'Talos JSON patch', isPart: true, write: talosJsonPatch },
  { name: 'MicroK8s launch configuration', isPart: true, write: launchConfiguration },
  { name: 'kubespray variables', isPart: true, write: kubespray },
  ...carried.flatMap(it => [
    { ...it, name: `${it.name}, written by cloud-init`, write: inText(it, cloudConfig) },
    { ...it, name: `${it.name}, in Butane`, write: inText(it, butane) },
    { ...it, name: `${it.name}, in a ConfigMap`, write: inText(it, configMap) },
    { ...it, name: `${it.name}, in a JSON ConfigMap`, write: inText(it, jsonConfigMap) },
  ]),
];

const quoted = (text: string): string => JSON.stringify(text);

const TALOS: Readonly<Record<ComponentName, readonly [string, string]>> = {
  'kube-apiserver': ['cluster', 'apiServer'],
  'kube-controller-manager': ['cluster', 'controllerManager'],
  'kube-scheduler': ['cluster', 'scheduler'],
  etcd: ['cluster', 'etcd'],
  'kube-proxy': ['cluster', 'proxy'],
  kubelet: ['machine', 'kubelet'],
};

const areUnique = (all: Settings): boolean => new Set(all.map(it => it[0])).size === all.length;

const mapping = (all: Settings, indent: string): string => all.map(([flag, value]) => `${indent}${flag}: ${quoted(value)}\n`).join('');

/** A flag that is given more than once is a list. */
function talosArguments(all: Settings, indent: string): string {
  const flags = [...new Set(all.map(it => it[0]))];
  return flags
    .map(flag => {
      const values = all.filter(it => it[0] === flag).map(it => quoted(it[1]));
      return values.length === 1
        ? `${indent}${flag}: ${values[0]!}\n`
        : `${indent}${flag}:\n${values.map(it => `${indent}  - ${it}\n`).join('')}`;
    })
    .join('');
}

function talosSection(name: ComponentName, all: Settings): string {
  const [root, section] = TALOS[name];
  return `${root}:\n  ${section}:\n    extraArgs:\n${talosArguments(all, '      ')}`;
}

/** What Talos gives the kubelet and kube-proxy besides is not all known. */
function talosMachine(name: ComponentName, all: Settings): Files | undefined {
  if (name === 'kubelet' || name === 'kube-proxy') return undefined;
  const [, section] = TALOS[name];
  const own = all.length ? `  ${section}: # ours\n    extraArgs:\n${talosArguments(all, '      ')}` : '';
  return {
    'talos/controlplane.yaml': `version: v1alpha1
machine:
  type: controlplane
  token: abcdef.0123456789abcdef
  features:
    rbac: true
cluster:
  controlPlane:
    endpoint: https://10.0.0.1:6443
${own}  discovery:
    enabled: true
`,
  };
}

function talosJsonPatch(name: ComponentName, all: Settings): Files | undefined {
  if (!areUnique(all) || !all.length) return undefined;
  return {
    'talos/patches/flags.yaml': `- op: add\n  path: /${TALOS[name].join('/')}/extraArgs\n  value:\n${mapping(all, '    ')}`,
  };
}

const LAUNCH: Readonly<Record<ComponentName, string>> = {
  'kube-apiserver': 'extraKubeAPIServerArgs',
  'kube-controller-manager': 'extraKubeControllerManagerArgs',
  'kube-scheduler': 'extraKubeSchedulerArgs',
  etcd: 'extraEtcdArgs',
  'kube-proxy': 'extraKubeProxyArgs',
  kubelet: 'extraKubeletArgs',
};

function launchConfiguration(name: ComponentName, all: Settings): Files | undefined {
  if (!areUnique(all)) return undefined;
  const flags = all.map(([flag, value]) => [`--${flag}`, value] as const);
  return { '.microk8s.yaml': `---\nversion: 0.1.0\n${LAUNCH[name]}:\n${mapping(flags, '  ')}` };
}

const KUBESPRAY: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver': 'kube_kubeadm_apiserver_extra_args',
  'kube-controller-manager': 'kube_kubeadm_controller_extra_args',
  'kube-scheduler': 'kube_kubeadm_scheduler_extra_args',
};

function kubespray(name: ComponentName, all: Settings): Files | undefined {
  const variable = KUBESPRAY[name];
  if (!variable || !areUnique(all)) return undefined;
  return {
    'inventory/group_vars/k8s_cluster/flags.yml': `kube_owner: root\nkube_proxy_mode: ipvs\nkube_network_plugin: cilium\n${variable}:\n${mapping(all, '  ')}`,
  };
}

/** The first file of a format, carried by another text. A format of more than one file is left out. */
const inText =
  ({ write }: Format, carry: (path: string, text: string) => Files): Format['write'] =>
  (name, all) => {
    const [first, ...others] = Object.entries(write(name, all) ?? {});
    return first && !others.length ? carry(...first) : undefined;
  };

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

const cloudConfig = (path: string, text: string): Files => ({
  'user-data.yaml': `#cloud-config\nwrite_files:\n  - path: /etc/${path}\n    permissions: '0600'\n    content: |\n${indented(text, '      ')}runcmd:\n  - systemctl daemon-reload\n`,
});

const butane = (path: string, text: string): Files => ({
  'node.bu': `variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: /etc/${path}\n      contents:\n        inline: |\n${indented(text, '          ')}      mode: 0600\n`,
});

const configMap = (path: string, text: string): Files => ({
  'configmap.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: files\ndata:\n  ${baseOf(path)}: |-\n${indented(text.trimEnd(), '    ')}\n`,
});

const jsonConfigMap = (path: string, text: string): Files => ({
  'configmap.json': `${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'files' }, data: { [baseOf(path)]: text } }, undefined, 2)}\n`,
});

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

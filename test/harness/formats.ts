/** One component's settings written in every format that can carry them. */

import { isBoolean } from '../../core/facts/flags.ts';
import type { ComponentName } from '../../core/model/component.ts';
import { suppliedByKubeadm } from '../../core/facts/kubeadm.ts';
import type { Files } from './workspace.ts';
import { k3sFormats } from './formats-k3s.ts';
import { kubeadmFormats } from './formats-kubeadm.ts';
import { configFormats } from './formats-config.ts';
import { CLOUD_FORMATS } from './formats-cloud.ts';
import { nodeFormats } from './formats-nodes.ts';

/** Flags without dashes, and values, in order. */
export type Settings = readonly (readonly [name: string, value: string])[];

export interface Format {
  readonly name: string;
  /** What whoever starts the program passes where these settings do not say otherwise; undefined for a value that cannot be known. */
  readonly supplied?: (component: ComponentName, settings: Settings) => Readonly<Record<string, string | undefined>>;
  /** It holds only part of the settings, by design: only what is written is compared. */
  readonly isPart?: boolean;
  /** Its settings live otherwise than the flags of Kubernetes do: as keys, or in a distribution that has flags before Kubernetes has. */
  readonly hasKeys?: boolean;
  /** Rules whose fixes it cannot say: it has a way of its own. */
  readonly cannotFix?: readonly string[];
  /** The files; undefined where this format cannot say these settings. The first one starts the program. */
  readonly write: (component: ComponentName, settings: Settings) => Files | undefined;
}

/** `--a=b` as items of `command`: what every format is compared with that says all. */
export const STATIC_POD: Format = { name: 'static Pod, command', write: (name, all) => pod(name, block('command', [name, ...flags(all)])) };

/** A variable with flags that nobody is seen to read: what every format is compared with that says only part. */
export const VARIABLE: Format = {
  name: 'environment file alone',
  isPart: true,
  write: (name, all) => ({ [`etc/kubernetes/${name}.env`]: `${variableOf(name)}="${flags(all).join(' ')}"\n` }),
};

export const FORMATS: readonly Format[] = [
  STATIC_POD,
  { name: 'static Pod, args', write: (name, all) => pod(name, `${block('command', [name])}${block('args', flags(all))}`) },
  {
    name: 'static Pod, args behind the entry point of the image',
    write: (name, all) => (all.length ? pod(name, block('args', [name, ...flags(all)])) : undefined),
  },
  { name: 'static Pod, --a b', write: (name, all) => pod(name, block('command', [name, ...spaced(name, all)])) },
  { name: 'static Pod, flow list', write: (name, all) => pod(name, `    command: [${[name, ...flags(all)].map(quoted).join(', ')}]\n`) },
  {
    name: 'static Pod, sh -c',
    write: (name, all) => pod(name, `    command: ["/bin/sh", "-c", ${quoted(['exec', name, ...flags(all)].join(' '))}]\n`),
  },
  kubeadm('v1beta2'),
  kubeadm('v1beta3'),
  kubeadm('v1beta4'),
  { name: 'systemd unit, one line', write: (name, all) => unit(name, [name, ...flags(all)].join(' ')) },
  { name: 'systemd unit, continued', write: (name, all) => unit(name, [name, ...flags(all)].join(' \\\n  ')) },
  { name: 'systemd unit with EnvironmentFile', write: withEnvironmentFile },
  VARIABLE,
  { name: 'args file', write: argsFile },
  { name: 'etcd environment', write: etcdEnvironment },
  { name: 'etcd YAML', write: etcdYaml },
  ...k3sFormats(),
  ...kubeadmFormats,
  ...nodeFormats([
    STATIC_POD,
    kubeadm('v1beta4'),
    { name: 'systemd unit, continued', write: (name, all) => unit(name, [name, ...flags(all)].join(' \\\n  ')) },
  ]),
  ...CLOUD_FORMATS,
  ...configFormats,
];

const flags = (all: Settings): string[] => all.map(([name, value]) => `--${name}=${value}`);

/** A boolean never takes the next word. */
const spaced = (component: ComponentName, all: Settings): string[] =>
  all.flatMap(([name, value]) =>
    isBoolean(component, name) || /^(?:true|false)$/.test(value) ? [`--${name}=${value}`] : [`--${name}`, value],
  );

const quoted = (text: string): string => JSON.stringify(text);

const block = (key: string, items: readonly string[]): string =>
  items.length ? `    ${key}:\n${items.map(it => `    - ${/^-?$|[*:#{}[\],&!|>'"%@`]/.test(it) ? quoted(it) : it}\n`).join('')}` : '';

function pod(name: string, command: string): Files {
  return {
    [`manifests/${name}.yaml`]: `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: kube-system
spec:
  containers:
  - name: ${name}
${command}    image: registry.k8s.io/${name}
    volumeMounts:
    - name: certs
      mountPath: /etc/kubernetes/pki
      readOnly: true
  volumes:
  - name: certs
    hostPath:
      path: /etc/kubernetes/pki
`,
  };
}

function kubeadm(version: 'v1beta2' | 'v1beta3' | 'v1beta4'): Format {
  return {
    name: `kubeadm ${version}`,
    supplied: suppliedToKubeadm,
    write: (name, all) => {
      const path = KUBEADM_KEYS[name];
      if (!path || (version !== 'v1beta4' && new Set(all.map(it => it[0])).size < all.length)) return undefined;
      const indent = ' '.repeat(2 * path.length);
      const entry = ([flag, value]: Settings[number]): string =>
        version === 'v1beta4'
          ? `${indent}  - name: ${flag}\n${indent}    value: ${quoted(value)}\n`
          : `${indent}  ${flag}: ${quoted(value)}\n`;
      const keys = path.map((key, depth) => `${'  '.repeat(depth)}${key}:\n`).join('');
      const settings = all.length ? `${keys}${indent}extraArgs:\n${all.map(entry).join('')}` : '';
      return { 'kubeadm.yaml': `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\nclusterName: production\n${settings}` };
    },
  };
}

function suppliedToKubeadm(name: ComponentName): Readonly<Record<string, string | undefined>> {
  return suppliedByKubeadm(name, {
    version: undefined,
    certificatesDir: undefined,
    etcd: 'local',
    etcdDataDir: undefined,
    serviceSubnet: undefined,
    podSubnet: undefined,
    dnsDomain: undefined,
    clusterName: 'production',
  });
}

const KUBEADM_KEYS: Readonly<Partial<Record<ComponentName, readonly string[]>>> = {
  'kube-apiserver': ['apiServer'],
  'kube-controller-manager': ['controllerManager'],
  'kube-scheduler': ['scheduler'],
  etcd: ['etcd', 'local'],
};

const unit = (name: string, command: string, before = ''): Files => ({
  [`${name}.service`]: `[Unit]\nDescription=${name}\n\n[Service]\n${before}ExecStart=/usr/local/bin/${command}\nRestart=on-failure\n`,
});

const variableOf = (name: ComponentName): string => `${name.toUpperCase().replaceAll('-', '_')}_ARGS`;

function withEnvironmentFile(name: ComponentName, all: Settings): Files {
  const variable = variableOf(name);
  return {
    ...unit(name, `${name} $${variable}`, `EnvironmentFile=/etc/kubernetes/${name}.env\n`),
    [`etc/kubernetes/${name}.env`]: `# read by ${name}.service\n${variable}="${flags(all).join(' ')}"\n`,
  };
}

/** One flag a line: what MicroK8s keeps for each program. */
function argsFile(name: ComponentName, all: Settings): Files {
  return {
    [`var/snap/microk8s/current/args/${name}`]: flags(all)
      .map(it => `${it}\n`)
      .join(''),
  };
}

function etcdEnvironment(name: ComponentName, all: Settings): Files | undefined {
  if (name !== 'etcd') return undefined;
  const lines = all.map(([flag, value]) => `ETCD_${flag.toUpperCase().replaceAll('-', '_')}=${quoted(value)}\n`);
  return {
    ...unit('etcd', 'etcd', 'EnvironmentFile=/etc/etcd/etcd.conf\n'),
    'etc/etcd/etcd.conf': `# read by etcd.service\n${lines.join('')}`,
  };
}

/** Flags whose keys in etcd's own file lie in a mapping and are named otherwise there. */
const ETCD_TLS: readonly (readonly [section: string, keys: Readonly<Record<string, string>>])[] = [
  ['client-transport-security', sectionKeys('')],
  ['peer-transport-security', sectionKeys('peer-')],
];

function sectionKeys(prefix: string): Record<string, string> {
  const keys = ['ca-file', 'cert-file', 'key-file', 'client-cert-auth', 'trusted-ca-file'].map(it => [`${prefix}${it}`, it]);
  const names = ['cn', 'hostname'].map(it => [`${prefix || 'client-'}cert-allowed-${it}`, `allowed-${it}`]);
  const san = prefix ? ['', 'experimental-'].map(it => [`${it}${prefix}skip-client-san-verification`, 'skip-client-san-verification']) : [];
  return { ...Object.fromEntries([...keys, ...names, ...san]), [`${prefix}auto-tls`]: 'auto-tls' };
}

function etcdYaml(name: ComponentName, all: Settings): Files | undefined {
  if (name !== 'etcd') return undefined;
  const scalar = (value: string): string => (/^(true|false|\d+)$/.test(value) ? value : quoted(value));
  const nested = ETCD_TLS.flatMap(([section, keys]) => {
    const own = all.filter(([flag]) => flag in keys).map(([flag, value]) => `  ${keys[flag]!}: ${scalar(value)}\n`);
    return own.length ? [`${section}:\n${own.join('')}`] : [];
  });
  const flat = all.filter(([flag]) => !ETCD_TLS.some(([, keys]) => flag in keys)).map(([flag, value]) => `${flag}: ${scalar(value)}\n`);
  // By two such keys the file is known.
  const own = ['name: member-1\n', 'data-dir: /var/lib/etcd\n', 'snapshot-count: 10000\n'];
  const rest = flat.filter(it => !own.some(line => line.split(':')[0] === it.split(':')[0]));
  return { 'etc/etcd/etcd.conf.yml': `# etcd\n${own.join('')}${rest.join('')}${nested.join('')}` };
}

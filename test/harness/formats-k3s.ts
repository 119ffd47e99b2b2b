/** Settings of a component in the formats of k3s, RKE2 and RKE, k0s, and what those pass besides. */

import type { ComponentName } from '../../core/model/component.ts';
import type { Format, Settings } from './formats.ts';
import { K3S_DATA, suppliedByK3s } from '../../core/facts/k3s.ts';
import { RKE2_DATA, suppliedByRke2 } from '../../core/facts/rke2.ts';

export function k3sFormats(): readonly Format[] {
  return [
    {
      name: 'k3s configuration',
      supplied: suppliedToK3s,
      write: (name, all) => configuration('etc/rancher/k3s/config.yaml', 'cluster-init: true\n', name, all),
    },
    {
      name: 'RKE2 configuration',
      supplied: suppliedToRke2,
      write: (name, all) => configuration('etc/rancher/rke2/config.yaml', 'cni: cilium\n', name, all),
    },
    { name: 'k3s unit', supplied: suppliedToK3s, write: (name, all) => unit('k3s', 'cluster-init', name, all) },
    { name: 'RKE2 unit', supplied: suppliedToRke2, write: (name, all) => unit('rke2', 'cni=cilium', name, all) },
    {
      name: 'k3s configuration, drop-in',
      isPart: true,
      write: (name, all) => configuration('etc/rancher/k3s/config.yaml.d/10-arguments.yaml', 'tls-san+: [k3s.example.com]\n', name, all),
    },
  ];
}

const suppliedToK3s = (name: ComponentName): Readonly<Record<string, string | undefined>> =>
  suppliedByK3s(name, { version: undefined, dataDir: K3S_DATA, etcd: 'own' });

const suppliedToRke2 = (name: ComponentName): Readonly<Record<string, string | undefined>> =>
  suppliedByRke2(name, { version: undefined, dataDir: RKE2_DATA, etcd: 'own', isHardened: false, hasAuditPolicy: false });

/** What etcd's own file has in sections, its arguments cannot say. */
const NESTED = /(?:^|-)(?:ca-file|cert-file|key-file|client-cert-auth|client-cert-file|client-key-file|auto-tls|crl-file)$/;

function configuration(path: string, own: string, name: ComponentName, all: Settings): Record<string, string> | undefined {
  if (name === 'etcd' && all.some(([flag]) => NESTED.test(flag))) return undefined;
  const items = all.map(([flag, value]) => `  - ${JSON.stringify(`${flag}=${value}`)}\n`);
  return { [path]: `# servers\n${own}${items.length ? `${name}-arg:\n${items.join('')}` : ''}` };
}

/** As its installer writes it: a word a line, each in quotes. Some argument has to be there. */
function unit(program: 'k3s' | 'rke2', own: string, name: ComponentName, all: Settings): Record<string, string> | undefined {
  if (all.some(([flag, value]) => (name === 'etcd' && NESTED.test(flag)) || value.includes("'"))) return undefined;
  const words = [`--${own}`, '--kube-proxy-arg=v=2', ...all.map(([flag, value]) => `--${name}-arg=${flag}=${value}`)];
  return {
    [`${program}.service`]: `[Unit]\nDescription=Lightweight Kubernetes\n\n[Service]\nExecStart=/usr/local/bin/${program} \\\n    server \\\n${words
      .map(it => `\t'${it}' \\\n`)
      .join('')}\nRestart=always\n`,
  };
}

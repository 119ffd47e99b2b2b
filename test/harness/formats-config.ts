/** One component's settings in its own configuration: KubeletConfiguration, KubeProxyConfiguration, KubeSchedulerConfiguration, alone and beside the unit that names it. */

import { KUBELET_FIELDS, PROXY_FIELDS, SCHEDULER_FIELDS } from '../../core/adapters/componentconfigfields.ts';
import type { Field } from '../../core/adapters/fields.ts';
import { knownFlags } from '../../core/facts/flags.ts';
import type { ComponentName } from '../../core/model/component.ts';
import type { Data } from '../../core/model/value.ts';
import type { Format, Settings } from './formats.ts';
import type { Files } from './workspace.ts';

interface Configuration {
  readonly head: string;
  readonly table: readonly Field[];
  /** Where the file has another default than the flag. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly path: string;
}

const CONFIGURATIONS: Readonly<Partial<Record<ComponentName, Configuration>>> = {
  kubelet: {
    head: 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n',
    table: KUBELET_FIELDS,
    defaults: { 'anonymous-auth': 'false', 'authentication-token-webhook': 'true', 'authorization-mode': 'Webhook', 'read-only-port': '0' },
    path: 'var/lib/kubelet/config.yaml',
  },
  'kube-proxy': {
    head: 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n',
    table: PROXY_FIELDS,
    defaults: {},
    path: 'var/lib/kube-proxy/config.conf',
  },
  'kube-scheduler': {
    head: 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n',
    table: SCHEDULER_FIELDS,
    defaults: {},
    path: 'etc/kubernetes/scheduler.yaml',
  },
};

export const configFormats: readonly Format[] = [
  { name: 'component configuration', hasKeys: true, supplied: suppliedAlone, write: alone },
  { name: 'component configuration, JSON', hasKeys: true, supplied: suppliedAlone, write: (name, all) => alone(name, all, true) },
  { name: 'component configuration, named by a unit', hasKeys: true, supplied: name => CONFIGURATIONS[name]?.defaults ?? {}, write: named },
];

/** Of the flags that have no key, nothing is known. */
function suppliedAlone(name: ComponentName): Readonly<Record<string, string | undefined>> {
  const { table, defaults } = CONFIGURATIONS[name]!;
  const others = [...knownFlags(name).keys()].filter(flag => !/^config(?:-dir)?$/.test(flag) && !table.some(it => it.flag === flag));
  return { ...Object.fromEntries(others.map(it => [it, undefined])), ...defaults };
}

function alone(name: ComponentName, all: Settings, isJson = false): Files | undefined {
  const configuration = CONFIGURATIONS[name];
  // A kubelet that is told nothing is one that is told later.
  if (!configuration || !all.length) return undefined;
  const data = dataOf(configuration, all);
  return data === undefined
    ? undefined
    : { [isJson ? configuration.path.replace(/\.\w+$/, '.json') : configuration.path]: textOf(configuration, data, isJson) };
}

/** What the file can say stands in the file, the rest in the unit. */
function named(name: ComponentName, all: Settings): Files | undefined {
  const configuration = CONFIGURATIONS[name];
  if (!configuration || all.some(it => it[0] === 'config')) return undefined;
  const isKey = ([flag]: Settings[number]): boolean => configuration.table.some(it => it.flag === flag);
  const data = dataOf(configuration, all.filter(isKey));
  // The scheduler without a file has a port that it has not with one.
  if (name === 'kube-scheduler' && !all.some(isKey)) return undefined;
  const others = all.filter(it => !isKey(it)).map(([flag, value]) => ` --${flag}=${value}`);
  return data === undefined
    ? undefined
    : {
        [`etc/systemd/system/${name}.service`]: `[Service]\nExecStart=/usr/bin/${name} --config=/${configuration.path}${others.join('')}\n`,
        [configuration.path]: textOf(configuration, data, false),
      };
}

/** Undefined for what the keys cannot say. */
function dataOf({ table }: Configuration, all: Settings): Data | undefined {
  const root: Record<string, Data> = {};
  if (new Set(all.map(it => it[0])).size < all.length) return undefined;
  for (const [flag, value] of all) {
    const field = table.find(it => it.flag === flag);
    const data = field && field.path.length > 0 && /[A-Z.]/.test(flag) === false ? valueOf(field, value) : undefined;
    if (!field || data === undefined) return undefined;
    let at = root;
    for (const step of field.path.slice(0, -1)) at = (at[String(step)] ??= {}) as Record<string, Data>;
    at[String(field.path.at(-1))] = data;
  }
  return root;
}

function valueOf({ type, isUnsetByZero }: Field, value: string): Data | undefined {
  if (isUnsetByZero && /^(?:0[a-z]*)*$/.test(value)) return undefined;
  switch (type) {
    case 'boolean':
      return value === 'true' || value === 'false' ? value === 'true' : undefined;
    case 'number':
      return /^-?\d+$/.test(value) ? Number(value) : undefined;
    case 'list':
      return value.split(',');
    case 'map':
      return Object.fromEntries(value.split(',').map(it => [it.split('=')[0]!, it.split('=')[1] === 'true']));
    default:
      return value;
  }
}

function textOf({ head }: Configuration, data: Data, isJson: boolean): string {
  const [, apiVersion = '', kind = ''] = /apiVersion: (.*)\nkind: (.*)\n/.exec(head)!;
  if (isJson) return `${JSON.stringify({ apiVersion, kind, ...(data as object) }, undefined, 2)}\n`;
  return `# ours\n${head}${yaml(data, '')}`;
}

function yaml(data: Data, indent: string): string {
  return Object.entries(data as Record<string, Data>)
    .map(([key, value]) => {
      if (Array.isArray(value)) return `${indent}${key}:\n${value.map(it => `${indent}  - ${JSON.stringify(it)} # kept\n`).join('')}`;
      return typeof value === 'object' && value !== null
        ? `${indent}${key}: # kept\n${yaml(value, `${indent}  `)}`
        : `${indent}${key}: ${JSON.stringify(value)}\n`;
    })
    .join('');
}

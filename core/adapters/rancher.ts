/** Clusters of k3s and RKE2 as Rancher and k3d describe them. */

import { flat, placeAt, type Shape, shapedProgram } from './shape.ts';
import { canonicalFlag } from '../facts/flags.ts';
import { COMPONENTS, type ComponentName, type Written } from '../model/component.ts';
import type { Form } from './form.ts';
import { k3sPrograms } from './k3sprograms.ts';
import { minorVersion } from '../facts/defaults.ts';
import type { Value } from '../model/value.ts';

/** The keys of k3s's and RKE2's own configuration, for all machines or some. Rancher adds others, so that what is not written is not known. */
export const rancherCluster: Form = {
  kinds: ['Cluster'],
  matches: root =>
    /^provisioning\.cattle\.io\/v1$/.test(root.at('apiVersion').asString() ?? '') && root.at('kind').asString() === 'Cluster',
  read(root) {
    const version = root.at('spec', 'kubernetesVersion').asString();
    const rke = root.at('spec', 'rkeConfig');
    const configurations = [
      rke.at('machineGlobalConfig'),
      ...rke
        .at('machineSelectorConfig')
        .items()
        .map(it => it.at('config')),
    ];
    const distribution = /\+rke2r/.test(version ?? '') ? 'RKE2' : /\+k3s/.test(version ?? '') ? 'k3s' : undefined;
    return configurations
      .filter(it => it.type === 'mapping')
      .flatMap(it =>
        k3sPrograms({ root: it, form: 'Rancher cluster', distribution, role: 'server', version: minorVersion(version), isPart: true }),
      );
  },
};

/** Variables of rke2-ansible: what a cluster, a group of nodes or a node adds to the configuration of RKE2 (its `docs/advanced_sample_inventory`). */
export const ansibleRke2: Form = {
  kinds: [],
  mayBe: keys => ANSIBLE.some(it => keys.has(it)),
  matches: root => ANSIBLE.some(it => root.at(it).type === 'mapping'),
  read: root =>
    ANSIBLE.map(it => root.at(it))
      .filter(it => it.type === 'mapping')
      .flatMap(it =>
        k3sPrograms({ root: it, form: 'RKE2 variables of Ansible', distribution: 'RKE2', version: versionOf(root), isPart: true }),
      ),
};

const ANSIBLE = ['cluster_rke2_config', 'group_rke2_config', 'host_rke2_config'];

const versionOf = (root: Value): string | undefined => minorVersion(root.at('rke2_install_version').asString());

/** Arguments of k3s, for the nodes that a filter names. */
export const k3dCluster: Form = {
  kinds: ['Simple'],
  matches: root => /^k3d\.io\/v1/.test(root.at('apiVersion').asString() ?? '') && root.at('kind').asString() === 'Simple',
  read(root) {
    const list = root.at('options', 'k3s', 'extraArgs');
    const version = minorVersion(/:([^:@]+)(?:@.*)?$/.exec(root.at('image').asString() ?? '')?.[1]);
    return COMPONENTS.flatMap(name => {
      const shape = argumentsIn(name, list);
      if (!shape.written.length) return [];
      const place = placeAt(root, ['options', 'k3s', 'extraArgs']);
      return [shapedProgram({ name, form: 'k3d configuration', place, version, distribution: 'k3s', shapes: [shape], isPart: true })];
    });
  },
};

/** `arg: --kube-apiserver-arg=anonymous-auth=true`. Another one goes to the nodes of its neighbour. */
function argumentsIn(name: ComponentName, list: Value): Shape {
  const all = list.items().flatMap((entry, index) => {
    const item = entry.at('arg');
    const text = item.asString();
    const match = /^--([a-z-]+)-arg=(?:--)?([^=]+)=(.*)$/.exec(text ?? '');
    if (!text || match?.[1] !== name) return [];
    const [, , flag = '', value = ''] = match;
    const written: Written = {
      name: canonicalFlag(name, flag.replace(/[+-]$/, '')),
      value: /[+-]$/.test(flag) || /\$[{(]|\{\{/.test(value) ? undefined : value,
      place: item.place,
      valuePlace: item.place,
    };
    return [{ entry, index, item, written, head: text.slice(0, text.length - value.length) }];
  });
  return {
    written: all.map(it => it.written),
    isClosed: true,
    set(flag, value) {
      const own = all.filter(it => it.written.name === flag);
      const last = own.at(-1);
      if (last) {
        const others = own.slice(0, -1).map(it => it.entry.edit({ op: 'remove' }));
        return flat([...others, last.item.edit({ op: 'replace', by: [`${last.head}${value}`] })]);
      }
      const neighbour = all.at(-1);
      const filters = neighbour?.entry.at('nodeFilters').toData();
      const data = { arg: `--${name}-arg=${flag}=${value}`, ...(filters === undefined ? {} : { nodeFilters: filters }) };
      return neighbour && list.edit({ op: 'insert', data, index: neighbour.index + 1 });
    },
    remove: flag => flat(all.filter(it => it.written.name === flag).map(it => it.entry.edit({ op: 'remove' }))),
  };
}

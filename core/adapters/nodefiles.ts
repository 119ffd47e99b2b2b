/** What writes files and units when a node first starts: cloud-init (`#cloud-config`), its old CoreOS dialect, and Butane. */

import type { Carried } from './carriedfiles.ts';
import type { Form } from './form.ts';
import type { Value } from '../model/value.ts';

/** https://docs.cloud-init.io/en/latest/reference/modules.html (`write_files`), and coreos-cloudinit (`coreos.units`). */
export const cloudConfig: Form = {
  kinds: [],
  mayBe: keys => keys.has('write_files') || keys.has('coreos'),
  matches: root => [root.at('write_files'), root.at('coreos', 'units')].some(it => it.type === 'list'),
  carries: root => [...root.at('write_files').items().flatMap(writtenFile), ...root.at('coreos', 'units').items().flatMap(unit)],
};

/** https://coreos.github.io/butane/specs/. */
export const butane: Form = {
  kinds: [],
  mayBe: keys => keys.has('variant') && (keys.has('systemd') || keys.has('storage')),
  matches: root => root.at('variant').exists && root.at('version').exists && (root.at('systemd').exists || root.at('storage').exists),
  carries: root => [
    ...root
      .at('storage', 'files')
      .items()
      .map(it => ({ value: it.at('contents', 'inline'), path: it.at('path').asString() })),
    ...root.at('systemd', 'units').items().flatMap(unit),
  ],
};

/** A file or unit by itself, as the templates of OpenShift's machine-config-operator keep them. */
export const nodeFile: Form = {
  kinds: [],
  mayBe: keys => keys.has('contents') && (keys.has('path') || keys.has('name')),
  matches: root => isText(root.at('contents', 'inline')) || (isText(root.at('contents')) && root.at('name').exists),
  carries: root => [{ value: root.at('contents', 'inline'), path: root.at('path').asString() }, ...unit(root)],
};

/** Templates may stand in it. */
const isText = ({ type }: Value): boolean => type === 'string' || type === 'unknown';

/** Text that is encoded is left alone. */
const writtenFile = (file: Value): Carried[] =>
  file.at('encoding').exists ? [] : [{ value: file.at('content'), path: file.at('path').asString() }];

/** A unit and its drop-ins, as each of the two formats spells them. */
function unit(it: Value): Carried[] {
  const name = it.at('name').asString();
  const folder = '/etc/systemd/system';
  const own = { path: name && `${folder}/${name}` };
  const dropIns = [it.at('dropins'), it.at('drop-ins')].flatMap(all => all.items());
  return [
    { ...own, value: it.at('contents') },
    { ...own, value: it.at('content') },
    ...dropIns.flatMap(dropIn => {
      const file = dropIn.at('name').asString();
      const path = name && file && `${folder}/${name}.d/${file}`;
      return [
        { path, value: dropIn.at('contents') },
        { path, value: dropIn.at('content') },
      ];
    }),
  ];
}

/** The configuration files of k3s and RKE2: `config.yaml`, and the files of `config.yaml.d`. */

import { areK3sKeys, distributionOfKeys } from '../facts/k3skeys.ts';
import type { Form } from './form.ts';
import { k3sPrograms } from './k3sprograms.ts';
import type { Value } from '../model/value.ts';

/** Known by its path, or by keys that nothing else has. */
export const k3sConfiguration: Form = {
  kinds: [],
  mayBe: (keys, path) => isK3sPath(path) || areK3sKeys(keys),
  matches: (root, path) =>
    root.type === 'mapping' &&
    !root.at('apiVersion').exists &&
    !root.at('kind').exists &&
    // What SOPS encrypted can neither be read nor edited.
    !root.at('sops').exists &&
    (isK3sPath(path) || areK3sKeys(root.entries().map(([key]) => key))),
  read(root, { path, isPart }) {
    const distribution = distributionOf(root, path);
    return k3sPrograms({
      root,
      form: distribution ? `${distribution} configuration` : 'k3s or RKE2 configuration',
      distribution,
      version: undefined,
      isPart: isPart || isDropIn(root, path),
    });
  },
};

const PATH = /(?:^|\/)rancher\/(k3s|rke2)\/config\.ya?ml(?:\.d\/[^/]+\.ya?ml)?$/;

const isK3sPath = (path: string): boolean => PATH.test(path);

function distributionOf(root: Value, path: string): 'k3s' | 'RKE2' | undefined {
  const folder = PATH.exec(path)?.[1];
  if (folder) return folder === 'k3s' ? 'k3s' : 'RKE2';
  const own = root
    .at('disable')
    .items()
    .flatMap(it => it.asString() ?? []);
  if (/^cis/.test(root.at('profile').asString() ?? '') || own.some(it => it.startsWith('rke2-'))) return 'RKE2';
  if (own.some(it => it === 'traefik' || it === 'servicelb' || it === 'local-storage')) return 'k3s';
  return (
    distributionOfKeys(root.entries().map(([key]) => key)) ??
    (/(?:^|[/_.-])(k3s|rke2)(?=[/_.-])/.exec(path)?.[1]?.replace('rke2', 'RKE2') as 'k3s' | 'RKE2' | undefined)
  );
}

/** One of several files: in a folder for such, or named to be put into one, or somewhere with arguments and nothing else. */
const isDropIn = (root: Value, path: string): boolean =>
  /config\.ya?ml\.d|\.d\/[^/]*$|(?:^|[/-])\d\d-[^/]*$/.test(path) ||
  (!isK3sPath(path) && root.entries().every(([key]) => /-arg\+?$/.test(key)));

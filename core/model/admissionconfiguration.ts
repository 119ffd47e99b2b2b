/** What the file of `--admission-control-config-file` says of single plugins, within it or in files of their own. */

import type { Resource } from './resource.ts';
import type { Target } from '../rule.ts';
import type { Value } from './value.ts';

/** All groups and versions that the API server has read. Source: `k8s.io/apiserver/pkg/apis/apiserver`. */
export const admissionConfiguration: Target<Resource> = {
  kinds: ['AdmissionConfiguration'],
  match: it =>
    it.type === 'resource' && it.kind === 'AdmissionConfiguration' && /^apiserver\.(?:config\.)?k8s\.io$/.test(it.group) ? it : undefined,
};

/** Configurations of one plugin, in whatever document they stand. */
const pluginConfiguration = (plugin: string, kind: string, isOwn: (it: Resource) => boolean): Target<readonly Value[]> => ({
  kinds: ['AdmissionConfiguration', kind],
  match: it => {
    if (it.type !== 'resource') return undefined;
    if (isOwn(it)) return [it.root];
    const inner = admissionConfiguration
      .match(it)
      ?.at('plugins')
      .items()
      .filter(entry => entry.at('name').asString() === plugin)
      .map(entry => entry.at('configuration'))
      .filter(own => own.type === 'mapping' && (own.at('kind').asString() ?? plugin) === kind);
    return inner?.length ? inner : undefined;
  },
});

export const podSecurityConfigurations = pluginConfiguration(
  'PodSecurity',
  'PodSecurityConfiguration',
  it => it.group === 'pod-security.admission.config.k8s.io' && it.kind === 'PodSecurityConfiguration',
);

/** Its file says neither version nor kind: it is known by its one key. */
export const imagePolicyConfigurations = pluginConfiguration(
  'ImagePolicyWebhook',
  'ImagePolicyWebhook',
  it => it.kind === 'ImagePolicyWebhook',
);

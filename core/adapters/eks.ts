/** Amazon EKS: node groups of eksctl, and the NodeConfig that a node's own program reads. */

import type { Field } from './fields.ts';
import { fields } from './fields.ts';
import type { Form } from './form.ts';
import { KUBELET_FIELDS } from './componentconfigfields.ts';
import { listedArguments } from './arguments.ts';
import { minorVersion } from '../facts/defaults.ts';
import { onlyWhatIsThere } from './switches.ts';
import { shapedProgram } from './shape.ts';

/** eksctl refuses these keys in `kubeletExtraConfig` (`pkg/apis/eksctl.io/v1alpha5/validation.go`). */
const REFUSED: ReadonlySet<string> = new Set(['address', 'clusterDomain', 'authentication', 'authorization', 'serverTLSBootstrap']);

const EXTRA_FIELDS: readonly Field[] = KUBELET_FIELDS.filter(it => !REFUSED.has(String(it.path[0])));

/** The control plane is Amazon's; of the kubelets, only what is said on top of Amazon's own settings is known. */
export const eksctlCluster: Form = {
  kinds: ['ClusterConfig'],
  matches: root =>
    root.at('kind').asString() === 'ClusterConfig' && /^eksctl\.io\/v1alpha[45]$/.test(root.at('apiVersion').asString() ?? ''),
  read: root =>
    ['nodeGroups', 'managedNodeGroups']
      .flatMap(it => root.at(it).items())
      .map(it => it.at('kubeletExtraConfig'))
      .filter(it => it.type === 'mapping')
      .map(it =>
        shapedProgram({
          name: 'kubelet',
          form: 'eksctl ClusterConfig',
          place: it.keyPlace,
          distribution: 'EKS',
          version: minorVersion(root.at('metadata', 'version').asString()),
          shapes: [fields('kubelet', it, EXTRA_FIELDS)],
          isPart: true,
          expose: () => undefined,
        }),
      ),
  // On Amazon Linux 2023, a NodeConfig; before, a shell script.
  carries: root =>
    ['nodeGroups', 'managedNodeGroups']
      .flatMap(it => root.at(it).items())
      .map(it => it.at('overrideBootstrapCommand'))
      .filter(it => /^apiVersion:[ \t]*["']?node\.eks\.aws\//m.test(it.asString() ?? ''))
      .map(value => ({ value, path: 'nodeconfig.yaml' })),
};

/** https://awslabs.github.io/amazon-eks-ami/nodeadm/: flags outrank `config`, which is merged into Amazon's own. */
export const eksNode: Form = {
  kinds: ['NodeConfig'],
  matches: root => root.at('kind').asString() === 'NodeConfig' && /^node\.eks\.aws\/v1alpha1$/.test(root.at('apiVersion').asString() ?? ''),
  read(root) {
    const kubelet = root.at('spec', 'kubelet');
    if (kubelet.type !== 'mapping') return [];
    return [
      shapedProgram({
        name: 'kubelet',
        form: 'EKS NodeConfig',
        place: kubelet.keyPlace,
        distribution: 'EKS',
        version: undefined,
        shapes: [
          fields('kubelet', kubelet.at('config'), KUBELET_FIELDS),
          onlyWhatIsThere(listedArguments('kubelet', kubelet, 'flags', { dashes: '--' })),
        ],
        isPart: true,
        expose: () => undefined,
      }),
    ];
  },
};

/** Clusters that an operator makes with kubeadm, out of a few settings of its own: EKS Anywhere, KubeOne, Kamaji. */

import { listedArguments, namedArguments } from './arguments.ts';
import type { ComponentName } from '../model/component.ts';
import type { Form } from './form.ts';
import { minorVersion } from '../facts/defaults.ts';
import type { Path, Value } from '../model/value.ts';
import { placeAt, shapedProgram } from './shape.ts';

interface Operator {
  readonly kind: string;
  readonly apiVersion: RegExp;
  readonly form: string;
  /** Where the version of Kubernetes stands. */
  readonly version: Path;
  /** Where arguments lie: mappings, or lists of `--flag=value`. */
  readonly arguments: readonly (readonly [ComponentName, Path])[];
  readonly lists?: true;
}

/** What each passes besides is its own business: only what is written is read. */
const OPERATORS: readonly Operator[] = [
  {
    // github.com/aws/eks-anywhere, pkg/api/v1alpha1/cluster_types.go
    kind: 'Cluster',
    apiVersion: /^anywhere\.eks\.amazonaws\.com\/v1alpha\d$/,
    form: 'EKS Anywhere Cluster',
    version: ['spec', 'kubernetesVersion'],
    arguments: [['kube-apiserver', ['spec', 'controlPlaneConfiguration', 'apiServerExtraArgs']]],
  },
  {
    // github.com/kubermatic/kubeone, pkg/apis/kubeone/v1beta2/types.go
    kind: 'KubeOneCluster',
    apiVersion: /^kubeone\.k8c\.io\/v1beta\d$/,
    form: 'KubeOneCluster',
    version: ['versions', 'kubernetes'],
    arguments: [
      ['kube-apiserver', ['controlPlaneComponents', 'apiServer', 'flags']],
      ['kube-controller-manager', ['controlPlaneComponents', 'controllerManager', 'flags']],
      ['kube-scheduler', ['controlPlaneComponents', 'scheduler', 'flags']],
    ],
  },
  {
    // github.com/clastix/kamaji, api/v1alpha1/tenantcontrolplane_types.go
    kind: 'TenantControlPlane',
    apiVersion: /^kamaji\.clastix\.io\/v1alpha\d$/,
    form: 'Kamaji TenantControlPlane',
    version: ['spec', 'kubernetes', 'version'],
    arguments: [
      ['kube-apiserver', ['spec', 'controlPlane', 'deployment', 'extraArgs', 'apiServer']],
      ['kube-controller-manager', ['spec', 'controlPlane', 'deployment', 'extraArgs', 'controllerManager']],
      ['kube-scheduler', ['spec', 'controlPlane', 'deployment', 'extraArgs', 'scheduler']],
    ],
    lists: true,
  },
  {
    // github.com/clastix/cluster-api-control-plane-provider-kamaji, api/v1alpha1/kamajicontrolplane_types.go
    kind: 'KamajiControlPlane',
    apiVersion: /^controlplane\.cluster\.x-k8s\.io\/v1alpha\d$/,
    form: 'KamajiControlPlane',
    version: ['spec', 'version'],
    arguments: [
      ['kube-apiserver', ['spec', 'apiServer', 'extraArgs']],
      ['kube-controller-manager', ['spec', 'controllerManager', 'extraArgs']],
      ['kube-scheduler', ['spec', 'scheduler', 'extraArgs']],
    ],
    lists: true,
  },
];

const operatorOf = (root: Value): Operator | undefined =>
  OPERATORS.find(it => it.kind === root.at('kind').asString() && it.apiVersion.test(root.at('apiVersion').asString() ?? ''));

export const operatedCluster: Form = {
  kinds: [...new Set(OPERATORS.map(it => it.kind))],
  matches: root => operatorOf(root) !== undefined,
  read(root) {
    const { form, version, arguments: all, lists } = operatorOf(root)!;
    return all.flatMap(([name, path]) => {
      if (root.at(...path).type === 'absent') return [];
      const [parent, key] = [root.at(...path.slice(0, -1)), String(path.at(-1))];
      return [
        shapedProgram({
          name,
          form,
          distribution: 'kubeadm',
          place: placeAt(root, path),
          version: minorVersion(root.at(...version).asString()),
          shapes: [lists ? listedArguments(name, parent, key, { dashes: '--' }) : namedArguments(name, parent, key)],
          isPart: true,
          // What such a program sees of the node is for the operator to say.
          expose: () => undefined,
        }),
      ];
    });
  },
};

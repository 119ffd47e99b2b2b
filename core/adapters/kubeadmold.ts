/** kubeadm's configuration before `v1beta1` (1.13), whose arguments lie at its top: MasterConfiguration, and ClusterConfiguration of `v1alpha3`. */

import { placeAt, shapedProgram } from './shape.ts';
import type { ComponentName } from '../model/component.ts';
import { externalEtcd } from './externaletcd.ts';
import type { Form } from './form.ts';
import { kubeletPrograms } from './kubeadmnode.ts';
import { minorVersion } from '../facts/defaults.ts';
import { namedArguments } from './arguments.ts';
import type { Path, Value } from '../model/value.ts';
import type { Program } from '../source.ts';

export const kubeadmOld: Form = {
  kinds: ['MasterConfiguration', 'ClusterConfiguration'],
  matches: root =>
    /^(?:Master|Cluster)Configuration$/.test(root.at('kind').asString() ?? '') &&
    /^kubeadm\.k8s\.io\/v1alpha[123]$/.test(root.at('apiVersion').asString() ?? ''),
  read: readOld,
};

/** Where each program's arguments lie: etcd's at the first of its places in `v1alpha1`, at the second since. */
const ARGUMENTS: readonly (readonly [ComponentName, Path])[] = [
  ['kube-apiserver', ['apiServerExtraArgs']],
  ['kube-controller-manager', ['controllerManagerExtraArgs']],
  ['kube-scheduler', ['schedulerExtraArgs']],
  ['etcd', ['etcd', 'extraArgs']],
  ['etcd', ['etcd', 'local', 'extraArgs']],
];

/** What is written is known; what kubeadm passed in those days besides is not told here, so that nothing is ever absent. */
function readOld(root: Value): readonly Program[] {
  const version = minorVersion(root.at('kubernetesVersion').asString());
  const form = `kubeadm ${root.at('kind').asString() ?? ''}`;
  const isFirst = root.at('apiVersion').asString()?.endsWith('v1alpha1') ?? false;
  const servers = isFirst ? root.at('etcd') : root.at('etcd', 'external');
  const programs = ARGUMENTS.flatMap(([name, path]) => {
    const parent = root.at(...path.slice(0, -1));
    const own = namedArguments(name, parent, String(path.at(-1)));
    const external =
      name === 'kube-apiserver' && servers.at('endpoints').exists
        ? externalEtcd(servers, flag => own.written.some(it => it.name === flag))
        : undefined;
    if (root.at(...path).type === 'absent' && !external) return [];
    return [
      shapedProgram({
        name,
        form,
        distribution: 'kubeadm',
        place: placeAt(root, path),
        version: name === 'etcd' ? undefined : version,
        shapes: external ? [external.shape, own] : [own],
        isPart: true,
        // Volumes were described otherwise then.
        expose: () => undefined,
      }),
    ];
  });
  return [...programs, ...kubeletPrograms({ object: root, at: [], form, takesLists: false, version })];
}

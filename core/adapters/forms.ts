/** Every form of YAML that says something of programs, or carries texts. The first that matches a document reads it. */

import { componentConfiguration } from './componentconfig.ts';
import { configMap } from './configmap.ts';
import { eksctlCluster, eksNode } from './eks.ts';
import { etcdFile } from './etcd.ts';
import type { Form } from './form.ts';
import { capiKubeadm } from './capi.ts';
import { capiPatch, clusterClass } from './capiclass.ts';
import { gardenerShoot } from './gardener.ts';
import { imagePolicyFile } from './imagepolicy.ts';
import { kindCluster } from './kind.ts';
import { kopsCluster, kopsInstanceGroup } from './kops.ts';
import { kubeadmCluster } from './kubeadm.ts';
import { kubeadmNode } from './kubeadmnode.ts';
import { kubeadmOld } from './kubeadmold.ts';
import { kubeadmPatch, unversionedPatch } from './kubeadmpatch.ts';
import { openshift } from './openshift.ts';
import { operatedCluster } from './clusteroperators.ts';
import { pod } from './pod.ts';
import { butane, cloudConfig, nodeFile } from './nodefiles.ts';
import { k0sCluster } from './k0s.ts';
import { k3sConfiguration } from './k3s.ts';
import { kubesprayVariables } from './kubespray.ts';
import { kustomization } from './kustomization.ts';
import { launchConfiguration } from './microk8s.ts';
import { ansibleRke2, k3dCluster, rancherCluster } from './rancher.ts';
import { k3sCapiObject, rke2CapiObject } from './rke2capi.ts';
import { rkeCluster } from './rke.ts';
import { talhelper, talosMachine, talosPatch } from './talos.ts';

export const FORMS: readonly Form[] = [
  pod,
  kubeadmCluster,
  kubeadmNode,
  kubeadmOld,
  kubeadmPatch,
  unversionedPatch,
  capiKubeadm,
  clusterClass,
  capiPatch,
  kindCluster,
  operatedCluster,
  componentConfiguration,
  configMap,
  kustomization,
  etcdFile,
  imagePolicyFile,
  cloudConfig,
  butane,
  nodeFile,
  talosMachine,
  talosPatch,
  talhelper,
  launchConfiguration,
  k3sConfiguration,
  rke2CapiObject,
  k3sCapiObject,
  rancherCluster,
  k3dCluster,
  ansibleRke2,
  rkeCluster,
  k0sCluster,
  kubesprayVariables,
  kopsCluster,
  kopsInstanceGroup,
  gardenerShoot,
  eksctlCluster,
  eksNode,
  openshift,
];

/** Those that a document of this kind may be of; a kind that is not known may be any. */
export const formsOf = (kind: string | undefined): readonly Form[] => (kind === undefined ? FORMS : (BY_KIND.get(kind) ?? KINDLESS));

const KINDLESS = FORMS.filter(it => !it.kinds.length);

const BY_KIND = new Map(
  FORMS.flatMap(it => it.kinds).map(kind => [kind, FORMS.filter(it => !it.kinds.length || it.kinds.includes(kind))] as const),
);

/** The kinds whose documents may start programs. */
export const PROGRAM_KINDS: readonly string[] = FORMS.flatMap(it => it.kinds);

/** The kinds whose documents may carry others, of any kind. */
export const CARRIER_KINDS: ReadonlySet<string> = new Set(FORMS.flatMap(it => (it.carries ? it.kinds : [])));

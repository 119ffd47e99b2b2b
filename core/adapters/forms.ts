/** Every form of YAML that says something of programs, or carries texts. The first that matches a document reads it. */

import { configMap } from './configmap.ts';
import { etcdFile } from './etcd.ts';
import type { Form } from './form.ts';
import { kubeadmCluster } from './kubeadm.ts';
import { pod } from './pod.ts';
import { butane, cloudConfig } from './nodefiles.ts';
import { kubesprayVariables } from './kubespray.ts';
import { launchConfiguration } from './microk8s.ts';
import { talhelper, talosMachine, talosPatch } from './talos.ts';

export const FORMS: readonly Form[] = [
  pod,
  kubeadmCluster,
  configMap,
  etcdFile,
  cloudConfig,
  butane,
  talosMachine,
  talosPatch,
  talhelper,
  launchConfiguration,
  kubesprayVariables,
];

/** The kinds whose documents may start programs. */
export const PROGRAM_KINDS: readonly string[] = FORMS.flatMap(it => it.kinds);

/** The kinds whose documents may carry others, of any kind. */
export const CARRIER_KINDS: ReadonlySet<string> = new Set(FORMS.flatMap(it => (it.carries ? it.kinds : [])));

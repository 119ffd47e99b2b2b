/** A repository of many clusters and applications: 5,000 files, no CRDs, at least 20 MB. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as control from './controlplane.ts';
import * as objects from './objects.ts';
import { type Random, randomFrom } from './random.ts';

/** Paths and texts; the same in every run. */
export function treeFiles(): ReadonlyMap<string, string> {
  const random = randomFrom(5000);
  const files = new Map<string, string>();
  for (let index = 0; index < CLUSTERS; index++) addCluster(files, random, `clusters/cluster-${index}`);
  while (files.size < FILES - LARGEST_APP) addApp(files, random);
  for (let index = 0; files.size < FILES; index++) files.set(`shared/configmap-${index}.yaml`, objects.configMap(random, appOf(random)));
  return files;
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const FILES = 5000;
const CLUSTERS = 25;

/** More files than any application has. */
const LARGEST_APP = 16;

const appOf = (random: Random): objects.App => ({
  name: random.name(),
  namespace: random.pick(['shop', 'platform', 'payments', 'data', 'identity', 'support']),
});

/** Eight files; one cluster in three runs its programs as units. */
function addCluster(files: Map<string, string>, random: Random, folder: string): void {
  const add = (path: string, text: string): void => void files.set(`${folder}/${path}`, text);
  add('kubeadm.yaml', control.kubeadm(random));
  add('audit/policy.yaml', control.auditPolicy(random));
  add('encryption/config.yaml', control.encryption(random));
  if (random.chance(1 / 3)) {
    add('systemd/kube-apiserver.service', control.apiserverUnit(random));
    add('etc/kubernetes/apiserver', control.apiserverEnvironment(random));
    add('etc/etcd.env', control.etcdEnvironment(random));
  } else {
    add('manifests/kube-apiserver.yaml', control.apiserverPod(random));
    add('manifests/etcd.yaml', control.etcdPod(random));
  }
  add('rbac.yaml', Array.from({ length: 12 }, () => objects.role(random, appOf(random))).join('---\n'));
}

/** A folder with one object a file, or all in one, as people do. */
function addApp(files: Map<string, string>, random: Random): void {
  const app = appOf(random);
  const folder = `apps/${app.namespace}/${app.name}-${files.size}/base`;
  const workers = Array.from({ length: random.below(4) }, (_, index): objects.App => ({ ...app, name: `${app.name}-worker-${index}` }));
  const parts: readonly (readonly [name: string, text: string])[] = [
    ['deployment', objects.deployment(random, app)],
    ...workers.map(it => [`deployment-${it.name}`, objects.deployment(random, it)] as const),
    ['service', objects.service(random, app)],
    ['configmap', objects.configMap(random, app)],
    ['serviceaccount', objects.serviceAccount(random, app)],
    ['role', `${objects.role(random, app)}---\n${objects.roleBinding(random, app)}`],
    ...(random.chance(0.5) ? [['networkpolicy', objects.networkPolicy(random, app)] as const] : []),
    ...(random.chance(0.5) ? [['ingress', objects.ingress(random, app)] as const] : []),
  ];
  if (random.chance(0.5)) files.set(`${folder}/all.yaml`, parts.map(([, text]) => text).join('---\n'));
  else for (const [name, text] of parts) files.set(`${folder}/${name}.yaml`, text);
  const names = files.has(`${folder}/all.yaml`) ? ['all.yaml'] : parts.map(([name]) => `${name}.yaml`);
  files.set(`${folder}/kustomization.yaml`, objects.kustomization(random, app, names));
}

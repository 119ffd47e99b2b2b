/** One large file: 300 documents, 1 MB, hundreds of findings, most of which have a fix. */

import * as control from './controlplane.ts';
import * as objects from './objects.ts';
import { type Random, randomFrom } from './random.ts';

/** The same in every run. */
export function largeFile(): string {
  const random = randomFrom(300);
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => MAKERS[index % MAKERS.length]!(random));
  const missing = BYTES - documents.join('---\n').length;
  // Data that nobody judges fills the file up, as it does in life.
  const filled = documents.map(it => (it.includes('kind: ConfigMap') ? it + fill(random, missing / (DOCUMENTS / MAKERS.length)) : it));
  return filled.join('---\n');
}

const DOCUMENTS = 300;
const BYTES = 1_000_000;

const appOf = (random: Random): objects.App => ({ name: random.name(), namespace: random.pick(['shop', 'platform', 'payments']) });

const MAKERS: readonly ((random: Random) => string)[] = [
  random => objects.deployment(random, appOf(random)),
  control.apiserverPod,
  random => objects.role(random, appOf(random)),
  control.kubeadm,
  random => objects.configMap(random, appOf(random)),
  random => (random.chance(0.25) ? control.auditPolicy(random) : objects.roleBinding(random, appOf(random))),
  control.apiserverPod,
  random => objects.service(random, appOf(random)),
  control.kubeadm,
  control.encryption,
];

function fill(random: Random, length: number): string {
  let text = '  data.properties: |\n';
  for (let index = 0; text.length < length; index++) text += `    key.${index} = ${random.hex(60)}\n`;
  return text;
}

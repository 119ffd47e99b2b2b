/** Files that a program in a container is told to read, and that nothing makes it see. */

import { CERTIFICATE_FLAGS, FLAG_FILES } from '../facts/flagfiles.ts';
import type { Component } from '../model/component.ts';
import { choice, exposePath, type Proposal } from '../fix.ts';
import { elementsOf } from './list-value.ts';
import type { Problem } from '../rule.ts';

/** The files of its flags above which no volume is mounted; only where images hold nothing of their own. */
export function* unmountedFiles(program: Component): Iterable<Problem> {
  for (const flag of [...Object.keys(FLAG_FILES[program.name]), ...(CERTIFICATE_FLAGS[program.name] ?? [])]) {
    const setting = program.setting(flag);
    if (setting.origin !== 'set') continue;
    for (const { text: path, name, place } of elementsOf(setting)) {
      if (!ON_NODE.test(path) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(path)) continue;
      const storage = program.storage(path);
      if (storage?.is !== 'container' || storage.mayHold) continue;
      const folder = path.slice(0, path.lastIndexOf('/'));
      yield {
        at: { place, name },
        message: `${program.name} cannot read ${path}: no volume is mounted above it.`,
        cause: `${program.name} ${folder}`,
        fixes: mountOf(program, folder),
      };
    }
  }
}

/** Where files of the node are kept that images do not bring. Tokens of service accounts, in /var/run, are mounted without a word. */
const ON_NODE =
  /^\/(?:etc\/(?:kubernetes|kubernetes-[\w-]+|srv|etcd|openshift|origin)|srv|var\/lib\/(?:kubernetes|kubelet|etcd|rancher)|home|root)\/./;

/** A folder that also holds what the program should not see is not mounted as a whole. */
const mountOf = (program: Component, folder: string): readonly Proposal[] =>
  folder.split('/').length < 4 ? [] : [choice(`Mount ${folder} of the node`, exposePath(program, folder, nameOf(folder)))];

const nameOf = (folder: string): string =>
  folder === '/etc/kubernetes/pki'
    ? 'k8s-certs'
    : folder
        .slice(folder.lastIndexOf('/') + 1)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'files';

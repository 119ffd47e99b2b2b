/** Certificates, keys and CAs that a program must be given, each by a flag of its own. */

import { choice, exposePath, type Proposal, setFlag } from '../fix.ts';
import type { Component, Setting } from '../model/component.ts';
import { urlsOf } from './list-value.ts';

const FOLDER = '/etc/kubernetes/pki';

/** Those of the flags that certainly have no value: not given at all, or given as empty text. */
export const missingFlags = (program: Component, ...flags: string[]): readonly string[] =>
  flags.filter(it => program.lacks(it) || (program.setting(it).origin === 'set' && valueOf(program.setting(it)) === ''));

/**
 * Whether API server and etcd show each other certificates, or should: not over http, where none are shown, nor over a socket, nor
 * where no scheme asks for TLS. An address that is hidden may be a socket too, as with MicroK8s.
 */
export function needsEtcdCertificates(apiserver: Component): boolean {
  const { origin } = apiserver.setting('etcd-servers');
  return origin === 'set' ? urlsOf(apiserver, 'etcd-servers').some(it => it.url.scheme === 'https') : origin !== 'unknown';
}

/** A kubelet without any flag joins no cluster: the unit that packages install, whose flags come with a drop-in of kubeadm. A distribution's own has some that nobody writes. */
export const startsWithoutFlags = (program: Component): boolean =>
  program.name === 'kubelet' && !program.written.length && program.distribution === undefined;

/** Whether a kubelet answers requests at all, as far as is known. */
export const serves = (kubelet: Component): boolean =>
  !startsWithoutFlags(kubelet) && valueOf(kubelet.setting('enable-server')) !== 'false';

/** Names the files that kubeadm would, and makes their folder visible. `files` has the file of each flag, relative to that folder. */
export function nameFiles(program: Component, files: Readonly<Record<string, string>>): Proposal {
  const folder = folderOf(program);
  const entries = Object.entries(files).map(([flag, file]) => [flag, `${folder}/${file}`] as const);
  const titles = entries.map(([flag, path]) => `--${flag} to ${path}`);
  return choice(
    `Set ${titles.join(' and ')}`,
    ...entries.map(([flag, path]) => setFlag(program, flag, path)),
    exposePath(program, folder, 'k8s-certs'),
  );
}

/** `certificatesDir` of kubeadm shows in what it passes of itself. */
function folderOf(program: Component): string {
  const settings = program.distribution === 'kubeadm' ? [program.setting('client-ca-file'), program.setting('tls-cert-file')] : [];
  const [file = ''] = settings.flatMap(it => (it.origin === 'supplied' ? [it.value] : []));
  return file.slice(0, file.lastIndexOf('/')) || FOLDER;
}

/** Whether a program of the control plane opens no port; what it is told of TLS is not even read (`k8s.io/apiserver/pkg/server/options/serving.go`). */
export const opensNoPort = (program: Component): boolean => valueOf(program.setting('secure-port')) === '0';

/** What the program gets, whoever says so; undefined where that is not known, or nothing. */
export const valueOf = (setting: Setting): string | undefined => (setting.origin === 'unknown' ? undefined : setting.value);

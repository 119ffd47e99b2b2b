/** Which documents Rampart looks at: by language, and by name where no language covers them. */

import { languages, Range, type TextDocument } from 'vscode';

const TEMPLATES = 'j2,jinja,jinja2,tpl,tmpl,gotmpl,gtpl,template,erb';

const PATTERNS = [
  '**/*.{yaml,yml,json,manifest}',
  // systemd units and drop-ins, environment files, etcd's configuration.
  '**/*.{service,conf,env,args,default,sysconfig}',
  `**/*.{yaml,yml,json,manifest,service,conf,env}.{${TEMPLATES}}`,
  // Files without an ending: `/etc/default/kubelet`, `args/kube-apiserver`.
  '**/{default,sysconfig,conf.d,args}/*',
  '**/{kube,etcd}*',
  // `/etc/kubernetes/apiserver` and the others that units of old packages name.
  '**/kubernetes/{apiserver,config,controller-manager,kubelet,proxy,scheduler}',
];

/** Documents without a file have no name that could tell. */
export const SELECTOR: ({ scheme: string; language: string } | { scheme: string; pattern: string })[] = [
  ...['yaml', 'json', 'jsonc'].flatMap(language => ['file', 'untitled'].map(scheme => ({ scheme, language }))),
  ...PATTERNS.map(pattern => ({ scheme: 'file', pattern })),
];

/** Whether it is worth starting the server for this document. Cheap: asked in every window, of every document. */
export function isWorthwhile(document: TextDocument): boolean {
  if (languages.match(SELECTOR, document) === 0) return false;
  return document.languageId === 'yaml' || /apiVersion|kube|etcd/i.test(document.fileName + startOf(document));
}

/** Enough of a text to tell what it is. */
const startOf = (document: TextDocument): string => document.getText(new Range(0, 0, 200, 0)).slice(0, 16 * 1024);

/** Labels of namespaces that tell which pods are let in. Source: k8s.io/pod-security-admission/api. */

import type { Level } from './podcontrols.ts';
import type { Value } from '../model/value.ts';

export const LABEL_PREFIX = 'pod-security.kubernetes.io/';

export const LABELS = {
  enforce: `${LABEL_PREFIX}enforce`,
  enforceVersion: `${LABEL_PREFIX}enforce-version`,
  audit: `${LABEL_PREFIX}audit`,
  auditVersion: `${LABEL_PREFIX}audit-version`,
  warn: `${LABEL_PREFIX}warn`,
  warnVersion: `${LABEL_PREFIX}warn-version`,
} as const;

export const LEVELS: readonly Level[] = ['privileged', 'baseline', 'restricted'];

export const isLevel = (text: string | undefined): text is Level => LEVELS.some(it => it === text);

/** Whether a text is a version of the standards as labels have it: `latest`, or `v1.` and a number. */
export const isLabelVersion = (text: string): boolean => /^(?:latest|v1\.(?:0|[1-9]\d*))$/.test(text);

/** The version that a label names, as `X.Y`; undefined for the newest, which is also what holds without a label. */
export function versionOfLabel(label: Value): { readonly value: string | undefined; readonly isKnown: boolean } {
  if (label.type === 'absent') return { value: undefined, isKnown: true };
  const text = label.type === 'string' ? label.asString()! : '';
  return { value: text === 'latest' ? undefined : text.slice(1), isKnown: isLabelVersion(text) };
}

/** Namespaces of the control plane, whose pods need what others must not have. */
export const isSystemNamespace = (name: string): boolean => /^(?:kube-system|kube-public|kube-node-lease)$/.test(name);

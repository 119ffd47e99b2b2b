/** What may be written in the configuration kinds that only take certain words, and in the sections of etcd's file. */

import { AUDIT_LEVELS, AUDIT_STAGES } from './model/auditpolicy.ts';
import type { Completion } from './complete.ts';
import { cursorAt } from './cursor.ts';
import { flagOfPath, looksLikeEtcd, pathOfFlag, SECTIONS } from './facts/etcd.ts';
import { knownFlags } from './facts/flags.ts';
import { meaningOf } from './facts/meanings.ts';
import { PROVIDERS } from './model/encryption.ts';
import { shift } from './text.ts';
import { valuesOf } from './facts/values.ts';

/** `document` is the text of one, and begins at `start` of its file. */
export function completeKind(document: string, start: number, offset: number): readonly Completion[] {
  const cursor = cursorAt(document, offset - start);
  if (!cursor) return [];
  const range = shift(cursor.word, start);
  const { key, siblings } = cursor;
  const path = cursor.path.join('.');
  const values = (all: readonly string[]): Completion[] => all.map(it => ({ label: it, kind: 'value', range, newText: it }));
  const colon = cursor.hasColon ? '' : ':';
  const kind = /^kind:[ \t]*["']?(\w+)/m.exec(document)?.[1];
  if (kind === 'Policy' && /^apiVersion:[ \t]*["']?audit\.k8s\.io\//m.test(document)) {
    if (path === 'rules' && key === 'level') return values(AUDIT_LEVELS);
    if (/^(?:rules\.)?omitStages$/.test(path) && key === undefined && cursor.inEntry) return values(AUDIT_STAGES);
  }
  if (/^EncryptionConfig(?:uration)?$/.test(kind ?? '') && path === 'resources.providers' && key === undefined && cursor.inEntry)
    return PROVIDERS.map(it => ({ label: it, kind: 'key', range, newText: it === 'identity' && colon ? 'identity: {}' : `${it}${colon}` }));
  const [section = ''] = cursor.path;
  if (kind !== undefined || cursor.path.length !== 1 || !SECTIONS.has(section) || !looksLikeEtcd(keysOf(document))) return [];
  if (key !== undefined) return values(valuesOf('etcd', flagOfPath([section, key]) ?? '', undefined));
  return [...knownFlags('etcd').keys()]
    .map(flag => ({ flag, path: pathOfFlag(flag) }))
    .filter(it => it.path?.length === 2 && it.path[0] === section && flagOfPath(it.path) === it.flag)
    .map(it => ({ flag: it.flag, name: String(it.path![1]) }))
    .filter(it => !siblings.includes(it.name) && it.name !== 'ca-file')
    .map(({ flag, name }) => {
      const detail = meaningOf('etcd', flag);
      return { label: name, kind: 'key', range, newText: `${name}${colon && ': '}`, ...(detail && { detail }) };
    });
}

/** The keys at the start of lines. */
export const keysOf = (document: string): string[] => [...document.matchAll(/^([\w-]+):/gm)].map(it => it[1]!);

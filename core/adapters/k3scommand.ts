/** The programs that `k3s server` and its like run, as far as the command line says: `--kube-apiserver-arg=anonymous-auth=true`. */

import { addsUp, canonicalFlag } from '../facts/flags.ts';
import { componentsOf, encryptionOf, hasEtcd, isEtcdEndpoint, type K3sNode, programOnNode } from './k3snode.ts';
import { editFlags } from '../formats/flagedits.ts';
import { fieldsOf } from './k3sprograms.ts';
import { flagsOf, hidesFlags } from '../formats/words.ts';
import type { ComponentChange, ComponentName, Written } from '../model/component.ts';
import { ETCD_METRICS } from '../facts/k3s.ts';
import type { Program } from '../source.ts';
import type { StartedNode } from '../formats/programs.ts';
import type { TextEdit } from '../text.ts';
import type { WordList } from '../formats/wordlist.ts';

/** `list` is what the command is edited in; `isOpen` says that more words may come in. */
export function nodePrograms({ name, role, program, args }: StartedNode, list: WordList, form: string, isOpen: boolean): Program[] {
  const flags = flagsOf(args, isSwitch, it => it);
  const node: K3sNode = {
    distribution: name === 'k3s' ? 'k3s' : 'RKE2',
    version: undefined,
    text: key => flags.findLast(it => it.name === key)?.value,
    lacks: key => !flags.some(it => it.name === key),
  };
  const isHidden = isOpen || hidesFlags(args) || args.some(it => it.variable !== undefined);
  // Where no argument of a program stands here, they stand in its file, if anywhere.
  const isElsewhere = flags.some(it => it.name === 'config' || it.name === 'c') || !flags.some(it => it.name.endsWith('-arg'));
  return componentsOf(node, role).flatMap(component => {
    const written = flags.flatMap(it => settingsOf(component, it, node));
    if (component === 'etcd' && !hasEtcd(node) && !written.length) return [];
    return [
      {
        ...programOnNode(component, node),
        name: component,
        form,
        place: program.place,
        completeness: isHidden || isElsewhere ? 'open' : 'whole',
        words: [],
        written,
        environment: [],
        isContinuedIn: path => CONFIGURATION.test(path),
        edit: (change, occurrences) => edit(list, component, node, change, occurrences),
      },
    ];
  });
}

function edit(
  words: WordList,
  component: ComponentName,
  node: K3sNode,
  change: ComponentChange,
  occurrences: readonly Written[],
): readonly TextEdit[] | undefined {
  // k3s runs on the node itself; RKE2 shows its static Pods the files that arguments name.
  if (change.op === 'exposePath') return [];
  const list: WordList = { ...words, accumulates: flag => addsUp(component, flag) };
  const key = occurrences.find(it => it.key !== undefined)?.key;
  if (key !== undefined && change.op === 'setFlag' && !takesText(component, node, key)) return undefined;
  if (change.op === 'removeFlag' || occurrences.length) return editFlags(list, change, occurrences);
  const add = (flag: string, value: string) => editFlags(list, { op: 'setFlag', name: flag, value }, []);
  if (node.distribution === 'k3s' && change.name === 'encryption-provider-config')
    return change.value === encryptionOf(node) ? add('secrets-encryption', 'true') : undefined;
  return add(`${component}-arg`, `${change.name}=${change.value}`);
}

const takesText = (component: ComponentName, { distribution }: K3sNode, key: string): boolean =>
  fieldsOf(component, distribution).some(it => it.path[0] === key);

const CONFIGURATION = /(?:^|\/)rancher\/(?:k3s|rke2)\/config\.ya?ml(?:\.d\/[^/]+\.ya?ml)?$/;

/** The setting of a program that a flag of k3s is. */
function settingsOf(component: ComponentName, flag: Written, node: K3sNode): Written[] {
  const { name, value, valuePlace } = flag;
  if (name !== `${component}-arg`) return ownSettingsOf(component, flag, node);
  if (value === undefined) return [];
  const equals = value.indexOf('=');
  const raw = (equals === -1 ? value : value.slice(0, equals)).replace(/^--/, '');
  const { start, end } = valuePlace.range;
  const isExact = equals !== -1 && end - start === value.length;
  return [
    {
      ...flag,
      name: canonicalFlag(component, raw.replace(/[+-]$/, '')),
      // What comes of an addition to what k3s passes itself is not known.
      value: /[+-]$/.test(raw) ? undefined : equals === -1 ? 'true' : value.slice(equals + 1),
      valuePlace: isExact ? { file: valuePlace.file, range: { start: start + equals + 1, end } } : valuePlace,
    },
  ];
}

function ownSettingsOf(component: ComponentName, flag: Written, node: K3sNode): Written[] {
  const { name, value } = flag;
  const own = (setting: string, text: string | undefined): Written[] => [{ ...flag, name: setting, value: text, key: name }];
  if (name === 'secrets-encryption' && component === 'kube-apiserver' && node.distribution === 'k3s')
    return value === 'false' ? [] : own('encryption-provider-config', value === 'true' ? encryptionOf(node) : undefined);
  if (name === 'etcd-expose-metrics' && component === 'etcd')
    return own('listen-metrics-urls', value === 'true' ? ETCD_METRICS.exposed : value === 'false' ? ETCD_METRICS.local : undefined);
  const field = fieldsOf(component, node.distribution).find(it => it.path[0] === name);
  return !field || (field.flag === 'etcd-servers' && value !== undefined && !isEtcdEndpoint(value)) ? [] : own(field.flag, value);
}

/** Flags of k3s and RKE2 that take no value. */
const isSwitch = (name: string): boolean =>
  /^(?:cluster-init|cluster-reset|secrets-encryption|protect-kernel-defaults|etcd-expose-metrics|selinux|rootless|docker|debug|with-node-id|enable-pprof|embedded-registry|supervisor-metrics|prefer-bundled-bin|flannel-(?:ipv6-masq|external-ip)|kine-tls|disable-.+|etcd-(?:s3|disable-snapshots|snapshot-compress|s3-insecure|s3-skip-ssl-verify)|tls-san-security|enable-servicelb)$/.test(
    name,
  );

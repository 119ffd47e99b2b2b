/**
 * What rights come to when they are used against a cluster, most dangerous first.
 * Source: kubernetes.io/docs/concepts/security/rbac-good-practices, "Privilege escalation risks".
 */

import { allows, type Policy } from '../model/policy.ts';
import type { Access } from '../model/policyrule.ts';
import { onceFor } from '../once.ts';

/** Something that a holder can do. */
export interface Power {
  readonly id: string;
  /** To follow "can": `read every Secret`. */
  readonly does: string;
  /** `admin`: everything; `takeover`: leads to the rights of others; `serious`: worth knowing. */
  readonly grade: 'admin' | 'takeover' | 'serious';
  /** It concerns objects of the cluster, so that a RoleBinding does not give it. */
  readonly ofCluster: boolean;
  /** All of these are needed. */
  readonly needs: readonly Need[];
}

/** Each of these will do. */
export type Need = readonly Access[];

/** The needs of powers that some rules meet. */
export type Met = ReadonlySet<Need>;

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch'];

type Written = readonly [group: string, resources: string, verbs: string];

const power = (id: string, grade: Power['grade'], does: string, ...needs: readonly Written[]): Power => ({
  id,
  does,
  grade,
  ofCluster: false,
  needs: needs.map(it => [accessOf(it)]),
});

const accessOf = ([group, resources, verbs]: Written): Access => ({ group, resources: resources.split(' '), verbs: verbs.split(' ') });

/** The same, by another way. */
const or = (it: Power, ...others: readonly Written[]): Power => ({
  ...it,
  needs: it.needs.map(need => [...need, ...others.map(accessOf)]),
});

const ofCluster = (it: Power): Power => ({ ...it, ofCluster: true });

/** Most dangerous first. */
export const POWERS: readonly Power[] = [
  power('everything', 'admin', 'do everything', ['*', '*', '*']),
  power(
    'escalate',
    'takeover',
    'write rights into roles that they do not have',
    [RBAC, 'roles clusterroles', 'escalate'],
    [RBAC, 'roles clusterroles', WRITE.join(' ')],
  ),
  power(
    'bind',
    'takeover',
    'give themselves any role',
    [RBAC, 'roles clusterroles', 'bind'],
    [RBAC, 'rolebindings clusterrolebindings', WRITE.join(' ')],
  ),
  ofCluster(power('impersonate', 'takeover', 'act as any user or in any group', ['', 'users groups', 'impersonate'])),
  ofCluster(power('nodes-proxy', 'takeover', 'run commands in every container of every node', ['', 'nodes/proxy', 'get create'])),
  ofCluster(
    power(
      'certificates',
      'takeover',
      'have certificates made for any user',
      ['certificates.k8s.io', 'certificatesigningrequests/approval', 'update patch'],
      ['certificates.k8s.io', 'signers', 'approve'],
    ),
  ),
  power('tokens', 'takeover', 'get a token of every service account', ['', 'serviceaccounts/token', 'create']),
  power('accounts', 'takeover', 'act as every service account', ['', 'serviceaccounts', 'impersonate']),
  ofCluster(
    power('webhooks', 'takeover', 'rewrite every object that is written', [
      'admissionregistration.k8s.io',
      'mutatingwebhookconfigurations',
      WRITE.join(' '),
    ]),
  ),
  power('secrets', 'takeover', 'read every Secret', ['', 'secrets', READ.join(' ')]),
  power('exec', 'takeover', 'run commands in every Pod', ['', 'pods/exec', 'create']),
  power('ephemeral-containers', 'takeover', 'add containers to every Pod', ['', 'pods/ephemeralcontainers', 'update patch']),
  power('pods', 'takeover', 'start Pods as any service account and with any Secret', ['', 'pods', 'create']),
  or(
    power('workloads', 'takeover', 'start Pods through workloads, as any service account and with any Secret', [
      'apps',
      'deployments daemonsets statefulsets replicasets',
      WRITE.join(' '),
    ]),
    ['', 'replicationcontrollers', WRITE.join(' ')],
  ),
  // What a Job runs cannot be changed later.
  or(power('jobs', 'takeover', 'start Pods through Jobs, as any service account and with any Secret', ['batch', 'jobs', 'create']), [
    'batch',
    'cronjobs',
    WRITE.join(' '),
  ]),
  ofCluster(power('volumes', 'serious', 'offer any directory of a node as a volume', ['', 'persistentvolumes', 'create'])),
  ofCluster(
    power('definitions', 'serious', 'change what kinds the API has and who serves them', [
      'apiextensions.k8s.io',
      'customresourcedefinitions',
      WRITE.join(' '),
    ]),
  ),
  ofCluster(power('nodes', 'serious', 'change nodes, and so where Pods run', ['', 'nodes nodes/status', 'update patch'])),
  power('namespaces', 'serious', 'change labels of namespaces, and so what Pods may do in them', ['', 'namespaces', 'update patch']),
  power('bindings', 'serious', 'hand on the rights that they have', [RBAC, 'rolebindings clusterrolebindings', WRITE.join(' ')]),
  power('attach', 'serious', 'attach to the processes of every Pod', ['', 'pods/attach', 'create']),
  power('portforward', 'serious', 'connect to every port of every Pod', ['', 'pods/portforward', 'create']),
];

/** What policies come to together. `isEverywhere` tells whether they apply to the whole cluster. Everything includes all others. */
export const powersOf = (policies: readonly Policy[], isEverywhere: boolean): readonly Power[] =>
  (isEverywhere ? everywhere : somewhere)(policies).powers;

/** Which needs policies meet; those of powers over the cluster only where they apply to all of it. */
export const metBy = (policies: readonly Policy[], isEverywhere: boolean): Met => (isEverywhere ? everywhere : somewhere)(policies).met;

/** What comes of needs that are met by different rules of one subject. */
export function powersMet(mets: readonly Met[]): readonly Power[] {
  const all = POWERS.filter(({ needs }) => needs.every(need => mets.some(it => it.has(need))));
  return all[0]?.grade === 'admin' ? all.slice(0, 1) : all;
}

/** Most roles are asked about again and again. */
const everywhere = onceFor((policies: readonly Policy[]) => measured(policies, true));
const somewhere = onceFor((policies: readonly Policy[]) => measured(policies, false));

function measured(policies: readonly Policy[], isEverywhere: boolean): { readonly met: Met; readonly powers: readonly Power[] } {
  const needs = POWERS.flatMap(it => (isEverywhere || !it.ofCluster ? it.needs : []));
  const met = new Set(needs.filter(need => need.some(it => allows(policies, it))));
  return { met, powers: powersMet([met]) };
}

/** Powers that start Pods. */
export const STARTING: readonly string[] = ['pods', 'workloads', 'jobs'];

/** What starting Pods comes to together with another power, where neither alone is much. */
export const BESIDES: readonly { readonly id: string; readonly does: string }[] = [
  { id: 'namespaces', does: 'take the limits of Pod Security from a namespace and start privileged Pods' },
  { id: 'volumes', does: 'start Pods with any directory of a node as a volume' },
];

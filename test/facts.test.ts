/** What is known about flags, defaults, kubeadm and etcd's spellings, held against the captured help texts where they are at hand. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { configuredBy, compareVersions, defaultOf, minorVersion } from '../core/facts/defaults.ts';
import { flagOfPath, flagOfVariable, looksLikeEtcd, pathOfFlag, variableOfFlag } from '../core/facts/etcd.ts';
import { canonicalFlag, flagType, isBoolean, normalBoolean } from '../core/facts/flags.ts';
import { suppliedByKubeadm } from '../core/facts/kubeadm.ts';
import type { ComponentName } from '../core/model/component.ts';

const FACTS = '../shared/facts';

describe('Flags', () => {
  it('have types', () => {
    assert.equal(flagType('kube-apiserver', 'authorization-mode'), 'list');
    assert.equal(flagType('kube-apiserver', 'service-account-issuer'), 'array');
    assert.equal(flagType('kube-apiserver', 'audit-log-path'), 'scalar');
    assert.equal(flagType('kubelet', 'no-such-flag'), 'scalar');
    assert.ok(isBoolean('etcd', 'client-cert-auth') && !isBoolean('kube-apiserver', 'client-cert-auth'));
  });
  it('have canonical names, but not in etcd', () => {
    assert.equal(canonicalFlag('kube-apiserver', 'allow_privileged'), 'allow-privileged');
    assert.equal(canonicalFlag('etcd', 'a_b'), 'a_b');
  });
  it('take booleans as Go does', () => {
    for (const [text, value] of [
      ['T', 'true'],
      ['1', 'true'],
      ['FALSE', 'false'],
      ['f', 'false'],
      ['yes', 'yes'],
      ['tRUE', 'tRUE'],
    ] as const) {
      assert.equal(normalBoolean(text), value);
    }
  });
});

describe('Versions and defaults', () => {
  it('read versions', () => {
    for (const [text, version] of [
      ['v1.29.3', '1.29'],
      ['1.29', '1.29'],
      ['3.5.9-0', '3.5'],
      ['v1.30.0-gke.100', '1.30'],
    ] as const)
      assert.equal(minorVersion(text), version);
    for (const text of ['latest', 'stable-1', 'stable-1.29', '', undefined, 'sha256', '1', '{{ v }}'])
      assert.equal(minorVersion(text), undefined);
    assert.ok(compareVersions('1.9', '1.10') < 0 && compareVersions('2.0', '1.34') > 0 && compareVersions('1.20', '1.20') === 0);
  });
  it('depend on the version only where they differ', () => {
    assert.deepEqual(defaultOf('kube-apiserver', 'anonymous-auth', undefined), { value: 'true' });
    assert.equal(defaultOf('kube-apiserver', 'insecure-port', undefined), undefined);
    assert.deepEqual(defaultOf('kube-apiserver', 'insecure-port', '1.19'), { value: '8080' });
    assert.deepEqual(defaultOf('kube-apiserver', 'insecure-port', '1.34'), { value: undefined });
    assert.equal(defaultOf('kube-apiserver', 'enable-logs-handler', '1.20'), undefined);
    assert.deepEqual(defaultOf('kube-apiserver', 'token-auth-file', undefined), { value: undefined });
    assert.deepEqual(defaultOf('etcd', 'auto-tls', undefined), { value: 'false' });
  });
  it('may stand in a file', () => {
    assert.deepEqual(configuredBy('kube-apiserver', 'authorization-mode'), ['authorization-config']);
    assert.deepEqual(configuredBy('kube-apiserver', 'profiling'), []);
    assert.deepEqual(configuredBy('etcd', 'cert-file'), ['config-file']);
  });
});

describe("etcd's spellings", () => {
  it('say the same', () => {
    assert.equal(flagOfVariable('ETCD_CLIENT_CERT_AUTH'), 'client-cert-auth');
    assert.equal(variableOfFlag('client-cert-auth'), 'ETCD_CLIENT_CERT_AUTH');
    assert.deepEqual(pathOfFlag('peer-trusted-ca-file'), ['peer-transport-security', 'trusted-ca-file']);
    assert.equal(flagOfPath(['peer-transport-security', 'trusted-ca-file']), 'peer-trusted-ca-file');
    assert.equal(flagOfPath(['data-dir']), 'data-dir');
  });
  it('leave out what is none', () => {
    for (const name of ['ETCDCTL_API', 'ETCD_VERSION', 'ETCD_UNSUPPORTED_ARCH', 'ETCD_ARGS', 'ETCD_EXTRA_OPTS', 'etcd_name', 'ETCD_'])
      assert.equal(flagOfVariable(name), undefined, name);
    assert.equal(flagOfPath(['trusted-ca-file']), undefined);
    assert.equal(flagOfPath(['client-transport-security', 'nonsense']), undefined);
    assert.equal(pathOfFlag('client-crl-file'), undefined);
  });
  it('are known by two keys', () => {
    assert.ok(looksLikeEtcd(['name', 'data-dir', 'listen-peer-urls']));
    assert.ok(!looksLikeEtcd(['data-dir', 'name']) && !looksLikeEtcd(['data-dir', 'data-dir']));
    assert.ok(!looksLikeEtcd(['kind', 'data-dir', 'wal-dir']));
  });
});

describe('kubeadm', () => {
  const choices = {
    version: undefined,
    certificatesDir: undefined,
    etcd: 'local',
    etcdDataDir: undefined,
    serviceSubnet: undefined,
    podSubnet: undefined,
    dnsDomain: undefined,
    clusterName: undefined,
  } as const;
  it('supplies what makes its components safe', () => {
    const apiserver = suppliedByKubeadm('kube-apiserver', choices);
    assert.equal(apiserver['authorization-mode'], 'Node,RBAC');
    assert.equal(apiserver['etcd-cafile'], '/etc/kubernetes/pki/etcd/ca.crt');
    assert.ok(!('anonymous-auth' in apiserver) && !('audit-log-path' in apiserver) && !('encryption-provider-config' in apiserver));
    assert.equal(suppliedByKubeadm('etcd', choices)['peer-client-cert-auth'], 'true');
  });
  it('follows its configuration', () => {
    const apiserver = suppliedByKubeadm('kube-apiserver', { ...choices, etcd: 'external', certificatesDir: '/c', version: '1.30' });
    assert.equal(apiserver['client-ca-file'], '/c/ca.crt');
    assert.ok(!('etcd-servers' in apiserver) && !('insecure-port' in apiserver));
  });
});

describe('The help texts', { skip: !existsSync(FACTS) }, () => {
  const rows = (file: string) =>
    readFileSync(`${FACTS}/${file}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(it => it.match(/("[^"]*"|[^,]*)(?:,|$)/g)!.map(cell => cell.replace(/,$/, '')));
  const flags = existsSync(FACTS) ? rows('component_flags_1.15-1.34.csv') : [];
  it('name every boolean, and no other', () => {
    // Artefacts of how the help was read: `register-with-taints` takes taints, `seccomp-default` is a boolean.
    const artefacts = ['register-with-taints', 'seccomp-default'];
    const wrong = flags.filter(
      ([component, flag, type]) => type && !artefacts.includes(flag!) && isBoolean(component as ComponentName, flag!) !== (type === 'bool'),
    );
    assert.deepEqual(
      wrong.map(it => it.slice(0, 3)),
      [],
    );
  });
  it('name every list', () => {
    const expected: Readonly<Record<string, readonly string[]>> = {
      strings: ['list'],
      stringArray: ['array'],
      mapStringString: ['list'],
      mapStringBool: ['list'],
      stringToString: ['list'],
    };
    const wrong = flags.filter(
      ([component, flag, type]) => expected[type!] && !expected[type!]!.includes(flagType(component as ComponentName, flag!)),
    );
    assert.deepEqual(
      wrong.map(it => it.slice(0, 3)),
      [],
    );
  });
  it('name the defaults of the newest release', () => {
    const wrong = flags.filter(([component, flag, type, value, , , last]) => {
      if (!type || last || !['bool', 'string', 'int', 'int32', 'duration'].includes(type) || component === 'kubelet') return false;
      const known = defaultOf(component as ComponentName, flag!, '1.34')?.value;
      const shown = value!.replaceAll('"', '') || (type === 'bool' ? 'false' : undefined);
      return known !== undefined && known !== shown && !(shown === undefined && known === '0');
    });
    assert.deepEqual(
      wrong.map(it => it.slice(0, 4)),
      [],
    );
  });
  it("name etcd's variables and keys", () => {
    for (const [flag, variable, path] of rows('etcd_flags.csv')) {
      if (!/^\(|\*$/.test(path!)) assert.equal(pathOfFlag(flag!)?.join('.'), path, flag);
      if (flag !== 'version') assert.equal(variableOfFlag(flag!), variable);
    }
  });
});

/** What is known about flags, defaults, kubeadm and etcd's spellings, held against the captured help texts where they are at hand. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { configuredBy, compareVersions, defaultOf, minorVersion } from '../core/facts/defaults.ts';
import { flagOfPath, flagOfVariable, looksLikeEtcd, pathOfFlag, variableOfFlag } from '../core/facts/etcd.ts';
import { canonicalFlag, flagOf, flagType, isBoolean, knownFlags, normalBoolean } from '../core/facts/flags.ts';
import type { FlagType } from '../core/facts/flagtable.ts';
import { isCurrent } from '../core/facts/lifetimes.ts';
import { suppliedByKubeadm } from '../core/facts/kubeadm.ts';
import { type ComponentName, COMPONENTS } from '../core/model/component.ts';

const FACTS = '../shared/facts';

describe('Flags', () => {
  it('have types', () => {
    assert.equal(flagType('kube-apiserver', 'authorization-mode'), 'list');
    assert.equal(flagType('kube-apiserver', 'service-account-issuer'), 'array');
    assert.equal(flagType('kube-apiserver', 'audit-log-path'), 'text');
    assert.equal(flagType('kubelet', 'no-such-flag'), 'text');
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

describe('The tables of flags', () => {
  it('are whole: each line says a type, and releases that follow each other', () => {
    const types = ['boolean', 'list', 'map', 'array', 'number', 'duration', 'text'];
    for (const component of COMPONENTS) {
      const flags = [...knownFlags(component).values()];
      assert.ok(flags.length > 40, `${component}: ${flags.length} flags`);
      for (const { name, type, since, last, shown, deprecated, defaults = [] } of flags) {
        const flag = `${component} --${name}`;
        assert.match(name, /^[a-z0-9][a-z0-9-]*$/, flag);
        assert.ok(types.includes(type), `${flag} is a ${type}`);
        const releases = [since, deprecated, shown === 'never' ? undefined : shown, last].filter(it => it !== undefined);
        for (const it of releases) assert.match(it, /^\d\.\d+$/, flag);
        assert.deepEqual(releases, releases.toSorted(compareVersions), flag);
        const changes = defaults.flatMap(([from]) => (from === undefined ? [] : [from]));
        assert.deepEqual(changes, changes.toSorted(compareVersions), flag);
        assert.ok(
          defaults.every(([from], i) => from !== undefined || i === 0),
          flag,
        );
        if (type === 'boolean')
          assert.ok(
            defaults.every(([, value]) => value === 'true' || value === 'false'),
            flag,
          );
      }
    }
  });
  it('say nothing of what is no flag', () => {
    for (const name of ['', 'constructor', 'concurrent', '--profiling', 'no such'])
      assert.equal(flagOf('kube-controller-manager', name), undefined);
  });
  it('tell which flags a release shows', () => {
    const shows = (component: ComponentName, name: string, version?: string): boolean =>
      isCurrent(component, flagOf(component, name)!, version);
    assert.ok(shows('kube-apiserver', 'authentication-config') && shows('kube-apiserver', 'authentication-config', '1.29'));
    assert.ok(!shows('kube-apiserver', 'authentication-config', '1.28') && !shows('kube-apiserver', 'insecure-port'));
    assert.ok(!shows('kube-apiserver', 'tls-curve-preferences') && shows('kube-apiserver', 'tls-curve-preferences', '1.36'));
    assert.ok(!shows('kube-apiserver', 'google-json-key') && !shows('kube-apiserver', 'cloud-provider', '1.29'));
    assert.ok(shows('etcd', 'enable-v2', '3.5') && !shows('etcd', 'enable-v2', '3.6'));
  });
});

describe('The help texts', { skip: !existsSync(FACTS) && 'the captured help texts are not here' }, () => {
  const rows = (file: string) =>
    readFileSync(`${FACTS}/${file}`, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map(it => [...it.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(cell => cell[1]!));
  // How the help was read made a flag of the beginning of `concurrent_rc_syncs`.
  const captured = existsSync(FACTS) ? rows('component_flags_1.15-1.34.csv').filter(([, flag]) => flag !== 'concurrent') : [];

  it('have every flag, in these releases', () => {
    // The first was hidden up to 1.32, the second was written with underscores up to 1.20.
    const artefacts = ['kube-apiserver enable-logs-handler', 'kube-controller-manager concurrent-rc-syncs'];
    for (const [component, name, , , , first, last] of captured) {
      const flag = flagOf(component as ComponentName, name!);
      const key = `${component} ${name}`;
      assert.ok(flag, key);
      if (!artefacts.includes(key)) assert.equal(flag.since, first === '<=1.15' ? undefined : first, `${key}: since`);
      assert.equal(flag.shown ?? flag.last, last || undefined, `${key}: last shown`);
    }
    const names = new Set(captured.map(([component, name]) => `${component} ${name}`));
    for (const component of COMPONENTS.filter(it => it !== 'etcd' && it !== 'kube-proxy')) {
      for (const { name, since, shown } of knownFlags(component).values()) {
        const isNewer = since !== undefined && compareVersions(since, '1.34') > 0;
        assert.equal(names.has(`${component} ${name}`), shown !== 'never' && !isNewer, `${component} ${name}`);
      }
    }
  });

  it('have these types', () => {
    const types: Readonly<Record<string, FlagType>> = {
      bool: 'boolean',
      strings: 'list',
      stringArray: 'array',
      namedCertKey: 'array',
      mapStringString: 'map',
      mapStringBool: 'map',
      stringToString: 'map',
      colonSeparatedMultimapStringString: 'map',
      duration: 'duration',
      int: 'number',
      int32: 'number',
      float: 'number',
      float32: 'number',
      string: 'text',
      ip: 'text',
    };
    // Artefacts of how the help was read: `register-with-taints` takes taints, `seccomp-default` is a boolean.
    const own: Readonly<Record<string, FlagType>> = { 'register-with-taints': 'list', 'seccomp-default': 'boolean' };
    let compared = 0;
    for (const [component, name, type] of captured) {
      const expected = own[name!] ?? types[type!];
      if (expected === undefined) continue;
      assert.equal(flagType(component as ComponentName, name!), expected, `${component} ${name}`);
      compared++;
    }
    assert.ok(compared > 450, `${compared} flags`);
  });

  it('have these defaults in the newest release', () => {
    for (const [component, name, type, shown, , , last] of captured) {
      // The help says nothing of the mode, as another default applies where a file has the authorizers.
      if (!type || last || name === 'authorization-mode') continue;
      const value = shown!.replace(/\) \(DEPRECATED.*|^This parameter.*|^set via the.*/, '').replaceAll(/["[\]]/g, '');
      const known = defaultOf(component as ComponentName, name!, '1.34');
      const nothing = { boolean: 'false', number: '0', duration: '0s' } as Readonly<Record<string, string>>;
      assert.deepEqual(known, { value: value || nothing[flagType(component as ComponentName, name!)] }, `${component} ${name}`);
    }
  });

  it("have etcd's flags, variables and keys", () => {
    for (const [name, variable, path, first, last] of rows('etcd_flags.csv')) {
      const flag = flagOf('etcd', name!);
      assert.ok(flag, name);
      assert.equal(flag.since, first === '3.3' ? undefined : first, `${name}: since`);
      assert.equal(flag.last, last || undefined, `${name}: last`);
      if (!/^\(|\*$/.test(path!)) assert.equal(pathOfFlag(name!)?.join('.'), path, name);
      if (name !== 'version') assert.equal(variableOfFlag(name!), variable);
    }
  });
});

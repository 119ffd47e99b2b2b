/** Types of configurations and objects: every kind in every version takes a good document, and says what is wrong with a bad one. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { completeFields } from '../core/fields-completion.ts';
import { describedFields, meaningOfField } from '../core/facts/fields.ts';
import { fieldsOf } from '../core/families/schema.ts';
import { readerOf } from '../core/facts/readers.ts';
import { rules } from '../rules/index.ts';
import { kinds, types } from '../schemas/validators.js';
import { findingsOf, openWorkspace } from './harness/workspace.ts';

const OURS = rules.filter(it => it.id.startsWith('schema/'));

/** `rule text-underlined`, without the area, of all that is found. */
function found(text: string, file = 'a.yaml'): string[] {
  return findingsOf(openWorkspace(OURS, { [file]: text }), [file]).map(({ rule, place: { range } }) => {
    return `${rule.slice('schema/'.length)} ${text.slice(range.start, range.end)}`;
  });
}

const messages = (text: string): string[] => findingsOf(openWorkspace(OURS, { 'a.yaml': text }), ['a.yaml']).map(it => it.message);

/** By the type of the root: a document as people write it, and one with faults, each with what is found. */
const DOCUMENTS: Readonly<Record<string, readonly [good: string, bad: string, ...faults: string[]]>> = {
  EncryptionConfiguration: [
    'resources: [{resources: [secrets], providers: [{kms: {apiVersion: v2, name: a, endpoint: "unix:///a", timeout: 3s}}, {identity: {}}]}]',
    'resources: [{resource: [secrets], providers: [{kms: {name: 1, cacheSize: 5, timeout: 3}}, {secretbox: {keys: {}}}]}]',
    'no-unknown-field resource',
    'no-wrong-type 1',
    'no-unknown-field cacheSize',
    'no-wrong-type 3',
    'no-wrong-type {}',
  ],
  Policy: [
    'metadata: {name: a}\nrules: [{level: None, users: [a], resources: [{group: "", resources: [pods]}], omitManagedFields: true}]\nomitStages: [Panic]',
    'rules: [{level: None, user: [a], resources: [{groups: ""}], omitManagedFields: "true", namespaces: a}]',
    'no-ignored-field user',
    'no-ignored-field groups',
    'no-wrong-type "true"',
    'no-wrong-type a',
  ],
  AuthenticationConfiguration: [
    'anonymous: {enabled: true, conditions: [{path: /livez}]}\njwt: [{issuer: {url: "https://a", audiences: [a], audienceMatchPolicy: MatchAny}, claimMappings: {username: {claim: sub, prefix: ""}}}]',
    'anonymous: {enable: true}\njwt: [{issuer: {url: "https://a", audiences: a, audienceMatchPolicy: All}, claimMapping: {}}]',
    'no-unknown-field enable',
    'no-wrong-type a',
    'no-invalid-value All',
    'no-unknown-field claimMapping',
  ],
  AuthorizationConfiguration: [
    'authorizers: [{type: Webhook, name: a, webhook: {timeout: 3s, failurePolicy: Deny, connectionInfo: {type: KubeConfigFile, kubeConfigFile: /a}}}, {type: Node, name: n}]',
    'authorizers: [{type: Rbac, name: a, webhook: {timeout: 3, failurePolicy: Fail, connectionInfo: {kubeconfigFile: /a}}}]',
    'no-invalid-value Rbac',
    'no-wrong-type 3',
    'no-invalid-value Fail',
    'no-unknown-field kubeconfigFile',
  ],
  AdmissionConfiguration: [
    'plugins: [{name: PodSecurity, configuration: {a: 1}}, {name: EventRateLimit, path: a.yaml}]',
    'plugins: [{name: PodSecurity, config: {}}, {name: 1}]',
    'no-ignored-field config',
    'no-wrong-type 1',
  ],
  EgressSelectorConfiguration: [
    'egressSelections: [{name: cluster, connection: {proxyProtocol: GRPC, transport: {uds: {udsName: /a}}}}, {Name: etcd}]',
    'egressSelections: [{name: cluster, connection: {proxyProtocol: grpc, transports: {}}}]',
    'no-invalid-value grpc',
    'no-ignored-field transports',
  ],
  TracingConfiguration: [
    'endpoint: localhost:4317\nsamplingRatePerMillion: 100',
    'samplingRatePerMillion: 0.5\nendpoints: a',
    'no-wrong-type 0.5',
    'no-unknown-field endpoints',
  ],
  PodSecurityConfiguration: [
    'defaults: {enforce: baseline, enforce-version: latest}\nexemptions: {usernames: [], namespaces: [kube-system]}',
    'defaults: {enforce: Baseline, enforceVersion: latest}\nexemptions: {namespace: [kube-system]}',
    'no-invalid-value Baseline',
    'no-unknown-field enforceVersion',
    'no-unknown-field namespace',
  ],
  EventRateLimitConfiguration: [
    'limits: [{type: Server, qps: 50, burst: 100, cacheSize: 2000}]',
    'limits: [{type: server, qps: "50"}]\nlimit: []',
    'no-invalid-value server',
    'no-wrong-type "50"',
    'no-ignored-field limit',
  ],
  KubeletConfiguration: [
    'authentication: {anonymous: {enabled: false}, x509: {clientCAFile: /a}}\nport: 10250\nevictionHard: {memory.available: 100Mi}\nlogging: {flushFrequency: 5000000000}\nreservedMemory: [{numaNode: 0, limits: {memory: 1Gi}}]',
    'authentication: {anonymous: {enabled: "false"}, x509: {clientCaFile: /a}}\nevictionHard: {memory.available: 100}\nfeatureGates: {A: "true"}\nhairpinMode: veth',
    'no-wrong-type "false"',
    'no-ignored-field clientCaFile',
    'no-wrong-type 100',
    'no-wrong-type "true"',
    'no-invalid-value veth',
  ],
  CredentialProviderConfig: [
    'providers: [{name: a, matchImages: ["*.example.com"], defaultCacheDuration: 12h, apiVersion: credentialprovider.kubelet.k8s.io/v1, env: [{name: A, value: b}]}]',
    'providers: [{name: a, matchImage: ["*.example.com"], defaultCacheDuration: 12}]',
    'no-ignored-field matchImage',
    'no-wrong-type 12',
  ],
  KubeProxyConfiguration: [
    'mode: ipvs\nclientConnection: {kubeconfig: /a, qps: 5}\nipvs: {strictARP: true}\nconntrack: {maxPerCore: 1, tcpCloseWaitTimeout: 1h0m0s}\nmetricsBindAddress: ""',
    'mode: IPVS\nclientConnection: {kubeConfig: /a, qps: "5"}\nmetricBindAddress: a',
    'no-invalid-value IPVS',
    'no-ignored-field kubeConfig',
    'no-wrong-type "5"',
    'no-ignored-field metricBindAddress',
  ],
  KubeSchedulerConfiguration: [
    'leaderElection: {leaderElect: true, leaseDuration: 15s}\nprofiles: [{schedulerName: a, plugins: {score: {enabled: [{name: A}]}}, pluginConfig: [{name: A, args: {b: 1}}]}]',
    'leaderElection: {leaderElected: true, leaseDuration: 15}\nprofile: []\nenableProfiling: "no"',
    'no-unknown-field leaderElected',
    'no-wrong-type 15',
    'no-unknown-field profile',
    'no-wrong-type "no"',
  ],
  ClusterConfiguration: [
    'metadata: {name: config}\nkubernetesVersion: v1.30.0\napiServer: {extraArgs: {profiling: "false"}, extraVolumes: [{name: a, hostPath: /a, mountPath: /a, readOnly: true}], timeoutForControlPlane: 4m0s}',
    'kubernetesVersion: 1.30\napiServer: {extraArgs: {profiling: false}, extraVolume: []}\nscheduler: {extraArgs: [{name: a, value: b}]}\napiserver: {}',
    'no-wrong-type 1.30',
    'no-wrong-type false',
    'no-ignored-field extraVolume',
    'no-wrong-type [{name: a, value: b}]',
    'no-ignored-field apiserver',
  ],
  InitConfiguration: [
    'localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 6443}\nbootstrapTokens: [{token: a.b, ttl: 24h0m0s, usages: [signing]}]\nnodeRegistration: {kubeletExtraArgs: {read-only-port: "0"}}',
    'localAPIEndpoint: {bindPort: "6443"}\nbootstrapTokens: [{token: a.b, ttl: 1d}]\nnodeRegistration: {kubeletExtraArg: {}, taints: {}}',
    'no-wrong-type "6443"',
    'no-invalid-value 1d',
    'no-ignored-field kubeletExtraArg',
    'no-wrong-type {}',
  ],
  JoinConfiguration: [
    'discovery: {bootstrapToken: {token: a.b, caCertHashes: ["sha256:a"]}, timeout: 5m0s}\ncontrolPlane: {localAPIEndpoint: {bindPort: 6443}}',
    'discovery: {bootstrapToken: {token: a.b, caCertHash: ["sha256:a"], unsafeSkipCAVerification: "false"}}',
    'no-ignored-field caCertHash',
    'no-wrong-type "false"',
  ],
  ClusterConfiguration4: [
    'apiServer: {extraArgs: [{name: profiling, value: "false"}], extraEnvs: [{name: A, value: b}]}\nproxy: {disabled: true}\ncertificateValidityPeriod: 8760h',
    'apiServer: {extraArgs: {profiling: "false"}, timeoutForControlPlane: 4m0s}\netcd: {local: {extraArgs: [{name: a, value: 1}]}}',
    'no-wrong-type {profiling: "false"}',
    'no-ignored-field timeoutForControlPlane',
    'no-wrong-type 1',
  ],
  InitConfiguration4: [
    'nodeRegistration: {kubeletExtraArgs: [{name: read-only-port, value: "0"}], imagePullSerial: true}\ntimeouts: {discovery: 5m0s}\ndryRun: false',
    'nodeRegistration: {kubeletExtraArgs: [{name: read-only-port, value: 0}], imagePullPolicy: always}\ntimeouts: {discovery: 5}',
    'no-wrong-type 0',
    'no-invalid-value always',
    'no-wrong-type 5',
  ],
  JoinConfiguration4: [
    'discovery: {file: {kubeConfigPath: /a}}\ntimeouts: {tlsBootstrap: 5m0s}',
    'discovery: {file: {kubeconfigPath: /a}, timeout: 5m0s}',
    'no-ignored-field kubeconfigPath',
    'no-ignored-field timeout',
  ],
  Role: [
    'metadata: {name: a, namespace: b, labels: {c: d}}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get], resourceNames: [a]}]',
    'metadata: {name: a, namespace: b, labels: {c: 1}}\nrules: [{apiGroup: [""], resources: [pods], verbs: get}]',
    'no-wrong-type 1',
    'no-ignored-field apiGroup',
    'no-wrong-type get',
  ],
  ClusterRole: [
    'metadata: {name: a}\nrules:\naggregationRule: {clusterRoleSelectors: [{matchLabels: {a: "true"}}]}',
    'metadata: {name: a}\nrules: []\naggregationRules: {clusterRoleSelectors: []}',
    'no-ignored-field aggregationRules',
  ],
  RoleBinding: [
    'metadata: {name: a}\nsubjects: [{kind: ServiceAccount, name: a, namespace: b}]\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}',
    'metadata: {name: a}\nsubjects: [{kind: ServiceAccount, names: a}]\nroleRef: {kind: ClusterRole, name: 1}',
    'no-ignored-field names',
    'no-wrong-type 1',
  ],
};

describe('every kind in every version', () => {
  it('is tried', () => assert.deepEqual(Object.keys(DOCUMENTS).sort(), [...new Set(Object.values(kinds).map(it => it.type))].sort()));

  for (const [name, { type }] of Object.entries(kinds)) {
    const [apiVersion, kind] = name.split(' ');
    const head = `apiVersion: ${apiVersion}\nkind: ${kind}\n`;
    const [good, bad, ...faults] = DOCUMENTS[type]!;
    it(`${name}, good`, () => assert.deepEqual(found(`${head}${good}\n`), []));
    it(`${name}, bad`, () => assert.deepEqual(found(`${head}${bad}\n`).sort(), faults.toSorted()));
  }
});

describe('types', () => {
  const WORDS = ['any', 'string', 'bool', 'int', 'number', 'text', 'quantity', 'duration', 'durationOrNumber', 'release'];

  it('hold what there is', () => {
    for (const [type, fields] of Object.entries(types)) {
      for (const [field, notation] of Object.entries(fields)) {
        const core = notation.replace(/^(?:\[\]|\{\})+/, '');
        assert.ok(WORDS.includes(core) || core in types || core.startsWith('='), `${type}.${field}: ${notation}`);
      }
    }
  });

  it('are all reached from a kind', () => {
    const reached = new Set<string>();
    const visit = (notation: string): void => {
      const type = notation.replace(/^(?:\[\]|\{\})+/, '');
      if (reached.has(type) || !(type in types)) return;
      reached.add(type);
      for (const it of Object.values(fieldsOf(type))) visit(it);
    };
    for (const { type } of Object.values(kinds)) visit(type);
    assert.deepEqual([...reached].sort(), Object.keys(types).sort());
  });

  it('have readers whose words end a sentence', () => {
    for (const { type } of Object.values(kinds)) {
      const { onUnknown, onWrong } = readerOf(type);
      for (const words of [onUnknown, onWrong]) assert.match(words, /^[a-z].*[a-z]$/);
    }
  });
});

const kubelet = (body: string): string => `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${body}\n`;

describe('odd text', () => {
  it('is not called what it may not be', () => {
    const silent = [
      'port: {{ .Values.port }}',
      'port: ${PORT}0',
      'port: __PORT__',
      'port: <port>',
      'port: $(PORT)',
      'port: READ_ONLY_PORT',
      'port: 1_0250',
      'port: 0x280a',
      'port:',
      'port: null',
      'clusterDomain: 12:30:45',
      'clusterDomain: 2020-01-01',
      'clusterDomain: !!str 5',
      '{{ include "more" . }}',
      'clusterDNS:\n{{ range .dns }}\n  - {{ . }}\n{{ end }}',
      'authorization:\n{{ toYaml .authz | indent 2 }}',
      'clusterDNS: {{ .dns | toJson }}',
      'authentication: &a {anonymous: {enabled: false}}',
      'kubeReserved: &r {cpu: 100m}\nsystemReserved: {<<: *r, memory: 1Gi}',
      'syncFrequency: 1.5h',
      'syncFrequency: "0"',
      'memoryThrottlingFactor: 0.9',
      'kubeAPIQPS: 50.0',
      'address: 0.0.0.0',
      'failSwapOn: Off',
      'port: [',
      'nonsense',
      'portt 5\nreadOnlyPort: 0',
    ];
    for (const body of silent) assert.deepEqual(found(kubelet(body)), [], body);
  });

  it('is said with its place', () => {
    assert.deepEqual(found(`\ufeff${kubelet('prot: 5\nport: "5"').replaceAll('\n', '\r\n')}`), [
      'no-ignored-field prot',
      'no-wrong-type "5"',
    ]);
    assert.deepEqual(found('{"apiVersion":"kubelet.config.k8s.io/v1beta1","kind":"KubeletConfiguration","prot":5}', 'a.json'), [
      'no-ignored-field "prot"',
    ]);
    assert.deepEqual(found(kubelet('authentication: &a {anonymus: {}}\ntracing: *a')), [
      'no-ignored-field anonymus',
      'no-ignored-field *a',
    ]);
    assert.deepEqual(found(kubelet('__proto__: {}\nconstructor: 1')), ['no-ignored-field __proto__', 'no-ignored-field constructor']);
    assert.deepEqual(found(kubelet('"a~1/b": 1')), []);
    assert.deepEqual(found(kubelet('evictionHard: {a/b~c: 1}')), ['no-wrong-type 1']);
    assert.deepEqual(found(kubelet('clusterDNS: [a, 5, {{ b }}, {}]')), ['no-wrong-type 5', 'no-wrong-type {}']);
  });

  it('ends, however deep and long', () => {
    assert.deepEqual(found(kubelet(`authentication: ${'{x509: '.repeat(300)}{}${'}'.repeat(300)}`)).length, 1);

    assert.equal(found(kubelet(Array.from({ length: 5000 }, (_, i) => `field${i}: 1`).join('\n'))).length, 100);

    assert.deepEqual(found(kubelet(`evictionHard: {${Array.from({ length: 20_000 }, (_, i) => `a${i}: b`).join(', ')}}`)), []);
  });

  it('of other groups and versions is left alone', () => {
    for (const apiVersion of ['v1', 'kubelet.config.k8s.io/v1alpha1', 'example.com/v1', '{{ .version }}'])
      assert.deepEqual(found(`apiVersion: ${apiVersion}\nkind: KubeletConfiguration\nprot: 5\n`), []);
    assert.deepEqual(found(kubelet('$patch: delete\nprot: 5')), []);
    assert.deepEqual(found('apiVersion: kubelet.config.k8s.io/v2\nkind: KubeletConfiguration\nprot: 5\n'), [
      'no-invalid-value kubelet.config.k8s.io/v2',
    ]);
  });
});

describe('what was meant', () => {
  it('is a field here, before one elsewhere, before one that is alike', () => {
    const said = messages(kubelet('clientCAFile: /a\nReadOnlyPort: 0\ntlsCertfile: /a\nwhatever: 1'));
    assert.deepEqual(
      said.map(it => it.replace(/^.*by\./, '').trim()),
      ['It belongs under authentication.x509.', 'Did you mean readOnlyPort?', 'Did you mean tlsCertFile?', ''],
    );
  });

  it('is not renamed to a key that is there', () => {
    const workspace = openWorkspace(OURS, { 'a.yaml': kubelet('readOnlyPorts: 0\nreadOnlyPort: 10255') });
    assert.deepEqual(
      workspace.report('a.yaml').findings.map(it => it.proposals.length),
      [0],
    );
  });
});

describe('meanings', () => {
  it('are of fields that there are', () => {
    for (const name of describedFields()) {
      const [type, field] = name.split('.');
      assert.ok(fieldsOf(type!)[field!] !== undefined, name);
      assert.match(meaningOfField(type!, field!)!, /^[A-Z].*\.$/);
    }
  });
});

describe('hover', () => {
  const at = (text: string): string | undefined => {
    const is = openWorkspace(OURS, { 'a.yaml': text.replace('|', '') }).describe('a.yaml', text.indexOf('|'));
    return is?.about === 'field' ? `${text.replace('|', '').slice(is.range.start, is.range.end)}, ${is.kind}: ${is.meaning}` : undefined;
  };

  it('says what a field does', () => {
    const policy = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n  "us|ers": [a]\n';
    assert.equal(at(policy), '"users", Policy: The users that the rule is about; every user where it is empty.');
    const encryption = 'kind: EncryptionConfig\napiVersion: v1\nresources: [{providers: [{|identity: {}}]}]';
    assert.equal(at(encryption), 'identity, EncryptionConfig: Does not encrypt: what is written is plain text.');
  });

  it('is silent about everything else', () => {
    const policy = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n  users: [a|]\n';
    for (const text of [
      policy,
      policy.replace('a|', '').replace('audit', 'au|dit'),
      policy.replace('a|', 'a').replace('users', 'us|er'),
      '|',
    ])
      assert.equal(at(text), undefined);
  });
});

describe('completion', () => {
  /** Labels for where `|` stands, and the text once the first is taken. */
  const complete = (text: string): readonly [labels: readonly string[], text: string | undefined] => {
    const offset = text.indexOf('|');
    const without = text.replace('|', '');
    const all = completeFields(without, 0, offset, undefined);
    const [first] = all;
    return [all.map(it => it.label), first && without.slice(0, first.range.start) + first.newText + without.slice(first.range.end)];
  };
  const tail = (text: string): string => text.slice(kubelet('').length - 1);

  it('names the fields of a mapping that are not there yet', () => {
    const [labels, text] = complete(kubelet('authentication:\n  x509:\n    |'));
    assert.deepEqual(labels, ['clientCAFile']);
    assert.equal(tail(text!), 'authentication:\n  x509:\n    clientCAFile: \n');
    assert.deepEqual(complete(kubelet('authentication:\n  webhook: {}\n  a|: {}'))[0], ['x509', 'anonymous']);
    assert.ok(complete(kubelet('rot|'))[0].includes('rotateCertificates'));
    assert.ok(!complete(kubelet('rotateCertificates: true\nrot|'))[0].includes('rotateCertificates'));
  });

  it('names words, and goes through lists and maps', () => {
    assert.deepEqual(complete(kubelet('authorization:\n  mode: |'))[0], ['AlwaysAllow', 'Webhook']);
    assert.deepEqual(complete(kubelet('featureGates:\n  A: |'))[0], ['true', 'false']);
    const policy = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: None\n    resources:\n      - |';
    assert.deepEqual(complete(policy)[0], ['group', 'resources', 'resourceNames']);
  });

  it('is silent where nothing is known', () => {
    for (const body of ['evictionHard:\n  |', 'clusterDNS:\n  |', 'tracing: |', 'a: {b: |', '# |', 'nonsense:\n  deeper:\n    |'])
      assert.deepEqual(complete(kubelet(body))[0], [], body);
    assert.deepEqual(complete('kind: KubeletConfiguration\n|')[0], []);
    assert.deepEqual(complete('|')[0], []);
  });
});

describe('real files', { skip: !existsSync('../shared/corpus') && 'there is no ../shared/corpus' }, () => {
  const files = (existsSync('../shared/corpus') ? readdirSync('../shared/corpus', { recursive: true, encoding: 'utf8' }) : []).filter(it =>
    /\.(ya?ml|json|conf)$/.test(it),
  );

  it('have faults only where Kubernetes tries them itself', () => {
    const faulty = files.filter(it => {
      const text = readFileSync(`../shared/corpus/${it}`, 'utf8');
      return text.length < 200_000 && Object.keys(kinds).some(kind => text.includes(kind.split(' ')[1]!)) && found(text, it).length;
    });
    assert.deepEqual(
      faulty.filter(it => !it.includes('invalid')),
      [],
    );
  });
});

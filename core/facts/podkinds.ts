/** Kinds that carry pod specs, and where in them they lie. */

/**
 * How a pod is said below the path.
 * `pod`       a PodSpec of Kubernetes itself.
 * `workflow`  Argo: the specification of a workflow, each of whose templates that hold a container becomes a pod.
 * `task`      Tekton: the specification of a task, whose steps are the containers of one pod.
 * `run`       Tekton: what a run says of the whole pods of tasks that are elsewhere.
 */
export type PodForm = 'pod' | 'workflow' | 'task' | 'run';

export interface PodKind {
  /** API groups, without version; undefined for any. */
  readonly groups: readonly string[] | undefined;
  readonly kind: string;
  /** Keys with dots between them; `*` stands for every entry of a list or mapping. The pod's metadata stand beside the last key. */
  readonly path: string;
  readonly form: PodForm;
  /** Tekton: what is said of the whole pod stands here and not in the task, in the first of these paths that is there. */
  readonly podTemplates?: readonly string[];
}

/** Whether what is not written in a pod of this kind is certainly absent: Argo and Tekton add to what a template says, from elsewhere. */
export const isComplete = ({ form }: PodKind): boolean => form === 'pod';

/**
 * Whether an admission plugin fills in a field, where it is not written, of every pod of this kind. OpenShift does, by the security context
 * constraints that the account of the pod may use; which these are, files do not tell. Source: `CreatePodSecurityContext` and
 * `CreateContainerSecurityContext` of openshift/apiserver-library-go, the constraints `restricted` and `restricted-v2`.
 */
export const isFilledIn = (kind: string, [first, second]: readonly string[]): boolean =>
  kind === 'DeploymentConfig' && first === 'securityContext' && second !== undefined && CONSTRAINED.has(second);

const CONSTRAINED: ReadonlySet<string> = new Set([
  'allowPrivilegeEscalation',
  'capabilities',
  'fsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
  'supplementalGroups',
]);

const pods = (groups: readonly string[], path: string, ...kinds: string[]): PodKind[] =>
  kinds.map(kind => ({ groups, kind, path, form: 'pod' }));

const workflows = (path: string, ...kinds: string[]): PodKind[] =>
  kinds.map(kind => ({ groups: ['argoproj.io'], kind, path, form: 'workflow' }));

const tasks = (kind: string, podTemplates: readonly string[] | undefined, ...paths: string[]): PodKind[] =>
  paths.map(path => ({ groups: ['tekton.dev'], kind, path, form: 'task', ...(podTemplates && { podTemplates }) }));

const runs = (kind: string, ...paths: string[]): PodKind[] => paths.map(path => ({ groups: ['tekton.dev'], kind, path, form: 'run' }));

/** Of `v1`, then of `v1beta1`. */
const PIPELINE_PODS = ['spec.taskRunTemplate.podTemplate', 'spec.podTemplate'];

/** From the API of Kubernetes 1.34 and the definitions of the custom resources. `extensions` held the workloads before 1.16. */
export const POD_SPECS: readonly PodKind[] = [
  ...pods([''], 'spec', 'Pod'),
  ...pods([''], 'template.spec', 'PodTemplate'),
  ...pods([''], 'spec.template.spec', 'ReplicationController'),
  ...pods(['apps', 'extensions'], 'spec.template.spec', 'ReplicaSet', 'Deployment', 'DaemonSet', 'StatefulSet'),
  ...pods(['batch'], 'spec.template.spec', 'Job'),
  ...pods(['batch'], 'spec.jobTemplate.spec.template.spec', 'CronJob'),

  ...pods(['', 'apps.openshift.io'], 'spec.template.spec', 'DeploymentConfig'),
  ...pods(['argoproj.io'], 'spec.template.spec', 'Rollout'),
  ...pods(['serving.knative.dev'], 'spec.template.spec', 'Service', 'Configuration'),
  ...pods(['serving.knative.dev'], 'spec', 'Revision'),
  ...pods(['apps.kruise.io'], 'spec.template.spec', 'CloneSet', 'StatefulSet', 'DaemonSet', 'BroadcastJob'),
  ...pods(['batch.volcano.sh'], 'spec.tasks.*.template.spec', 'Job'),
  ...pods(['jobset.x-k8s.io'], 'spec.replicatedJobs.*.template.spec.template.spec', 'JobSet'),
  ...pods(['leaderworkerset.x-k8s.io'], 'spec.leaderWorkerTemplate.leaderTemplate.spec', 'LeaderWorkerSet'),
  ...pods(['leaderworkerset.x-k8s.io'], 'spec.leaderWorkerTemplate.workerTemplate.spec', 'LeaderWorkerSet'),
  ...pods(['keda.sh'], 'spec.jobTargetRef.template.spec', 'ScaledJob'),
  ...pods(['kubeflow.org'], 'spec.template.spec', 'Notebook'),
  ...pods(['kubeflow.org'], 'spec.pytorchReplicaSpecs.*.template.spec', 'PyTorchJob'),
  ...pods(['kubeflow.org'], 'spec.tfReplicaSpecs.*.template.spec', 'TFJob'),
  ...pods(['kubeflow.org'], 'spec.mpiReplicaSpecs.*.template.spec', 'MPIJob'),
  ...pods(['ray.io'], 'spec.headGroupSpec.template.spec', 'RayCluster'),
  ...pods(['ray.io'], 'spec.workerGroupSpecs.*.template.spec', 'RayCluster'),
  ...pods(['ray.io'], 'spec.rayClusterSpec.headGroupSpec.template.spec', 'RayJob'),
  ...pods(['ray.io'], 'spec.rayClusterSpec.workerGroupSpecs.*.template.spec', 'RayJob'),
  ...pods(['agents.x-k8s.io', 'extensions.agents.x-k8s.io'], 'spec.podTemplate.spec', 'Sandbox', 'SandboxTemplate'),
  ...pods(['operators.coreos.com'], 'spec.install.spec.deployments.*.spec.template.spec', 'ClusterServiceVersion'),

  ...workflows('spec', 'Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'),
  ...workflows('spec.workflowSpec', 'CronWorkflow'),

  ...tasks('Task', undefined, 'spec'),
  ...tasks('ClusterTask', undefined, 'spec'),
  ...tasks('TaskRun', ['spec.podTemplate'], 'spec.taskSpec'),
  ...runs('TaskRun', 'spec.podTemplate'),
  ...tasks('Pipeline', undefined, 'spec.tasks.*.taskSpec', 'spec.finally.*.taskSpec'),
  ...tasks('PipelineRun', PIPELINE_PODS, 'spec.pipelineSpec.tasks.*.taskSpec', 'spec.pipelineSpec.finally.*.taskSpec'),
  ...runs('PipelineRun', ...PIPELINE_PODS, 'spec.taskRunSpecs.*.podTemplate', 'spec.taskRunSpecs.*.taskPodTemplate'),
];

/** The kinds above, each once. */
export const POD_SPEC_KINDS: readonly string[] = [...new Set(POD_SPECS.map(it => it.kind))];

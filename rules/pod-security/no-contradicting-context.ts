import {
  areTogether,
  called,
  type Container,
  containerField,
  defineRule,
  effective,
  type Example,
  isForWindows,
  listField,
  pods,
  type PodSpec,
  type Problem,
  text,
} from '#core';

export default defineRule({
  id: 'pod-security/no-contradicting-context',
  summary: 'The security context of a container must not contradict itself.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  docs: {
    why: `
      A container that must not run as root and is told to be root never starts. One that is privileged and must not
      gain privileges is refused by the API server. Whoever reads the file takes the safe half for the truth.`,
    fix: 'Decide for one, and remove the other.',
    ignore: 'There is nothing to ignore: the pod does not run as written.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) for (const container of pod.containers) yield* contradictions(pod, container);
  },
});

function* contradictions(pod: PodSpec, container: Container): Iterable<Problem> {
  const user = effective(pod, container, 'number', 'runAsUser');
  const nonRoot = effective(pod, container, 'boolean', 'runAsNonRoot');
  // The kubelet of a Windows node does not look at numbers of users.
  if (user.value === 0 && nonRoot.value === true && areTogether(pod, container, user, nonRoot) && !isForWindows(pod)) {
    yield {
      at: user.at,
      message: `The ${called(container)} never starts: it must not run as root, and is told to.`,
      related: [{ place: nonRoot.at.place, message: 'It must not run as root.' }],
    };
  }
  const escalation = containerField(pod, container, 'boolean', 'securityContext', 'allowPrivilegeEscalation');
  if (escalation.value !== false || !container.at('securityContext').isClosed) return;
  const privileged = containerField(pod, container, 'boolean', 'securityContext', 'privileged');
  const added = listField(pod, container.value, 'securityContext', 'capabilities', 'add').items;
  // The API server compares with this very name, and lets the one without prefix pass.
  const admin = privileged.value === true ? privileged.at : added.find(it => it.asString() === 'CAP_SYS_ADMIN');
  if (!admin) return;
  yield {
    at: escalation.at,
    message: `The API server refuses the ${called(container)}: it ${privileged.value === true ? 'is privileged' : 'adds CAP_SYS_ADMIN'}, and must not gain privileges.`,
    related: [{ place: admin.place, message: 'What it gains them by.' }],
  };
}

export const examples = (): readonly Example[] => [
  {
    title: 'Root that must not be',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext: {runAsUser: 0}
                                         ^ The container app never starts: it must not run as root, and is told to.
    `,
  },
  {
    title: 'Privileges that must not be gained',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            securityContext:
              privileged: true
              allowPrivilegeEscalation: false
                                        ^^^^^ The API server refuses the container app: it is privileged, and must not gain privileges.
          - name: mounter
            image: registry.example/mounter:1
            securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [CAP_SYS_ADMIN]}}
                                                        ^^^^^ The API server refuses the container mounter: it adds CAP_SYS_ADMIN, and must not gain privileges.
    `,
  },
  {
    title: 'One branch of a template or the other',
    file: 'templates/pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext:
          {{- if .Values.isRoot }}
          runAsUser: 0
          {{- else }}
          runAsNonRoot: true
          {{- end }}
        containers:
          - {name: app, image: 'registry.example/app:1.4'}
          - name: mounter
            image: registry.example/mounter:1
            securityContext:
              {{- if .Values.isPrivileged }}
              privileged: true
              {{- else }}
              allowPrivilegeEscalation: false
              {{- end }}
    `,
  },
  {
    title: 'A container that overrules its pod, and a pod for Windows, where numbers of users say nothing',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        nodeSelector: {kubernetes.io/os: windows}
        securityContext: {runAsNonRoot: true, runAsUser: 0}
        containers: [{name: app}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        securityContext: {runAsNonRoot: true}
        containers:
          - {name: app, image: 'registry.example/app:1.4', securityContext: {runAsUser: 0, runAsNonRoot: false}}
          - {name: proxy, image: 'registry.example/proxy:2', securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [SYS_ADMIN]}}}
    `,
  },
];

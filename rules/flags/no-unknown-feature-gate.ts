import { atMost, choice, closest, type Component, component, defineRule, elementsOf, type Example } from '#core';
import { gateIn, gatesOf, isNewer, joinList, NEWEST_GATES, type Problem, setFlag, text, withoutElement } from '#core';

const FLAG = 'feature-gates';

export default defineRule({
  id: 'flags/no-unknown-feature-gate',
  summary: 'Feature gates must be named as the programs know them.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  docs: {
    why: `
      A program does not start with a gate that it does not know, and what the gate was to protect stays as it is until somebody takes the
      line out. Capital letters count: \`userNamespacesSupport\` is unknown.`,
    fix: 'Write the name as the reference does, or take it out.',
    ignore: 'The program is built with gates of its own, or is newer than this rule.',
  },

  on: component(),

  check: (program, { kubernetesVersion }) => atMost(unknownGates(program, program.version ?? kubernetesVersion)),
});

/** Only slips: what is like no gate may be one of a newer release, or of a distribution. */
function* unknownGates(program: Component, version: string | undefined): Iterable<Problem> {
  if (program.name !== 'etcd' && isNewer(version, NEWEST_GATES)) return;
  const known = gatesOf(program.name);
  const elements = elementsOf(program.setting(FLAG));
  for (const element of elements) {
    const { name, value } = gateIn(element.text);
    const meant = value === undefined || !/^\w+$/.test(name) || known.has(name) ? undefined : closest(name, known, 2);
    if (meant === undefined || isNextVersion(name, meant)) continue;
    const isThere = elements.some(it => gateIn(it.text).name === meant);
    const corrected = elements.map(it => (it === element ? it.text.replace(name, meant) : it.text));
    yield {
      at: element,
      message: `The program does not start: it has no feature gate ${name}. Did you mean ${meant}?`,
      fixes: [
        isThere
          ? choice(`Take ${name} out of --${FLAG}`, withoutElement(program, FLAG, element.text))
          : choice(`Change it to ${meant}`, setFlag(program, FLAG, joinList(corrected))),
      ],
    };
  }
}

/** Features that come again differ in a number. */
const isNextVersion = (name: string, other: string): boolean => name.replace(/\d+/g, '') === other.replace(/\d+/g, '') && /\d/.test(name);

export const examples = (): readonly Example[] => [
  {
    title: 'One letter too many, and a small one',
    file: 'kubelet.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kubelet --feature-gates=RotateKubeletServerCertificates=true,graceFulNodeShutdown=true,SeccompDefault=true
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The program does not start: it has no feature gate RotateKubeletServerCertificates. Did you mean RotateKubeletServerCertificate?
                                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ The program does not start: it has no feature gate graceFulNodeShutdown. Did you mean GracefulNodeShutdown?
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kubelet --feature-gates=RotateKubeletServerCertificate=true,GracefulNodeShutdown=true,SeccompDefault=true
    `,
  },
  {
    title: 'In a configuration file',
    file: 'var/lib/kubelet/config.yaml',
    bad: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        KubeletFineGrainedAuth: true
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The program does not start: it has no feature gate KubeletFineGrainedAuth. Did you mean KubeletFineGrainedAuthz?
        UserNamespacesSupport: true
    `,
    fixed: text`
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        KubeletFineGrainedAuthz: true
        UserNamespacesSupport: true
    `,
  },
  {
    title: 'Named twice, once wrongly',
    file: 'manifests/kube-apiserver.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: kube-apiserver}
      spec:
        containers:
          - name: kube-apiserver
            command:
              - kube-apiserver
              - --feature-gates=KMSV1=true,KMSv1=true
                                ^^^^^^^^^^ The program does not start: it has no feature gate KMSV1. Did you mean KMSv1?
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: kube-apiserver}
      spec:
        containers:
          - name: kube-apiserver
            command:
              - kube-apiserver
              - --feature-gates=KMSv1=true
    `,
  },
  {
    title: 'Known in some release, like none, or of etcd',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-apiserver --feature-gates=kube:DynamicAuditing=false,OurOwnGate=true,KMSv3=true
    `,
  },
];

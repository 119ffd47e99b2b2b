import { defineRule, type Example, pods, text, weakSwitches } from '#core';

export default defineRule({
  id: 'workload/no-open-program',
  summary: 'A program must not let everybody in.',
  severity: 'warning',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  docs: {
    why: `
      Who reaches the port is inside, with all that the program can see and do: dashboards, notebooks and databases that ask nobody are how most clusters on the internet have been taken over.`,
    fix: `
      Remove the setting, and have the program ask who people are.`,
    ignore: `
      A program whose port only a proxy reaches that asks for it.`,
  },

  on: pods,

  check: weakSwitches('login'),
});

export const examples = (): readonly Example[] => [
  {
    title: 'A dashboard, a cache and a notebook',
    file: 'pod.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: grafana
            image: grafana/grafana:11.2.0
            env:
              - {name: GF_AUTH_ANONYMOUS_ENABLED, value: "true"}
                                                         ^^^^^^ The container grafana lets everybody into Grafana.
          - name: cache
            image: redis:7
            args: [redis-server, --protected-mode, "no"]
                                                   ^^^^ The container cache lets everybody into Redis.
          - name: lab
            image: registry.example/lab:1
            command: [sh, -c, "jupyter lab --ServerApp.token='' --ip=0.0.0.0"]
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The container lab lets everybody into Jupyter.
          - name: db
            image: mysql:8
            env:
              - {name: MYSQL_ALLOW_EMPTY_PASSWORD, value: "yes"}
                                                          ^^^^^ The container db lets everybody into MySQL as root.
              - {name: MYSQL_ROOT_HOST, value: "%"}
          - name: keeper
            image: bitnami/zookeeper:3.9
            env: [{name: ALLOW_ANONYMOUS_LOGIN, value: "yes"}, {name: ZOO_ENABLE_AUTH, value: "no"}]
                                                       ^^^^^ The container keeper lets everybody into ZooKeeper.
    `,
  },
  {
    title: 'With a password or for one machine, and another program',
    file: 'pod.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: cache
            image: redis:7
            args: [redis-server, --protected-mode, "no", --requirepass, $(PASSWORD)]
          - name: db
            image: mysql:8
            env:
              - {name: MYSQL_ALLOW_EMPTY_PASSWORD, value: "yes"}
              - {name: MYSQL_ROOT_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: root}}}
          - name: local
            image: mariadb:11
            env: [{name: MARIADB_ALLOW_EMPTY_ROOT_PASSWORD, value: "1"}, {name: MARIADB_ROOT_HOST, value: localhost}]
          - name: keeper
            image: bitnami/zookeeper:3.9
            env: [{name: ALLOW_ANONYMOUS_LOGIN, value: "yes"}, {name: ZOO_ENABLE_AUTH, value: "yes"}]
          - name: documents
            image: mongo:7
            command: [mongod, --noauth, --bind_ip, 127.0.0.1]
          - name: lab
            image: registry.example/lab:1
            command: [sh, -c, "jupyter lab --config=/etc/lab.py --ServerApp.token=''"]
          - name: app
            image: registry.example/app:1.4
            args: [--enable-skip-login]
    `,
  },
];

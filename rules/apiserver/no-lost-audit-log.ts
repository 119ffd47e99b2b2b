import { component, defineRule, type Example, exposePath, isOfTheNode, isOutput, suggest, text } from '#core';

const FLAG = 'audit-log-path';

const LOST = {
  container: 'goes with the container: no volume is mounted above',
  emptyDir: 'goes with the Pod: it lies in an emptyDir, at',
  readOnly: 'cannot be written: a volume is mounted for reading at',
};

export default defineRule({
  id: 'apiserver/no-lost-audit-log',
  summary: 'The audit log must be written to a place that outlives the API server.',
  severity: 'error',
  profiles: ['recommended'],
  controls: { mitre: ['T1070'] },
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend'],
  docs: {
    why: `
      A static Pod is made anew whenever its file changes or the API server fails. Records in the container, or in an \`emptyDir\`, are gone then, and with them what happened before:
      whoever can stop the API server wipes the traces. Where the volume is read-only, the API server does not start.`,
    fix: 'Mount a directory of the node, writable, at the folder of the log, which should hold nothing that the node itself works with, and ship the log elsewhere.',
    ignore: 'Something in the same Pod ships each line at once.',
  },

  on: component('kube-apiserver'),

  *check(apiserver) {
    const log = apiserver.setting(FLAG);
    if (log.origin !== 'set' || !/^\/./.test(log.value) || isOutput(log.value)) return;
    const storage = apiserver.storage(log.value);
    if (!storage || storage.is === 'node') return;
    const folder = log.value.slice(0, log.value.lastIndexOf('/'));
    yield {
      at: { ...log.at, place: log.at.valuePlace },
      message: `The audit log ${LOST[storage.is]} ${log.value}.`,
      related: storage.place ? [{ place: storage.place, message: 'The mount.' }] : [],
      fixes:
        storage.is === 'container' && !isOfTheNode(folder || '/', true)
          ? [suggest(`Mount ${folder} of the node`, exposePath(apiserver, folder, 'audit-log', true))]
          : [],
    };
  },
});

export const examples = (): readonly Example[] => [
  {
    title: 'In the container',
    file: 'manifests/kube-apiserver.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
          - name: kube-apiserver
            command:
              - kube-apiserver
              - --audit-log-path=/var/log/kubernetes/audit/audit.log
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The audit log goes with the container: no volume is mounted above /var/log/kubernetes/audit/audit.log.
              - --client-ca-file=/etc/kubernetes/pki/ca.crt
            volumeMounts:
              - mountPath: /etc/kubernetes/pki # certificates
                name: certs
                readOnly: true
        volumes:
          - name: certs
            hostPath: {path: /etc/kubernetes/pki}
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
          - name: kube-apiserver
            command:
              - kube-apiserver
              - --audit-log-path=/var/log/kubernetes/audit/audit.log
              - --client-ca-file=/etc/kubernetes/pki/ca.crt
            volumeMounts:
              - mountPath: /var/log/kubernetes/audit
                name: audit-log
              - mountPath: /etc/kubernetes/pki # certificates
                name: certs
                readOnly: true
        volumes:
          - name: audit-log
            hostPath:
              path: /var/log/kubernetes/audit
              type: DirectoryOrCreate
          - name: certs
            hostPath: {path: /etc/kubernetes/pki}
    `,
  },
  {
    title: 'In an emptyDir, and where nothing can be written',
    file: 'manifests/kube-apiserver.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
          - name: kube-apiserver
            command: [kube-apiserver, --audit-log-path=/var/log/audit/audit.log]
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^ The audit log goes with the Pod: it lies in an emptyDir, at /var/log/audit/audit.log.
            volumeMounts:
              - {mountPath: /var/log/audit, name: audit}
        volumes:
          - name: audit
            emptyDir: {}
      ---
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          audit-log-path: /var/log/audit/audit.log
                          ^^^^^^^^^^^^^^^^^^^^^^^^ The audit log cannot be written: a volume is mounted for reading at /var/log/audit/audit.log.
        extraVolumes:
          - name: log
            hostPath: /var/log
            mountPath: /var/log
            readOnly: true
    `,
  },
  {
    title: 'On the node',
    file: 'manifests/kube-apiserver.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
          - name: kube-apiserver
            command: [kube-apiserver, --audit-log-path=/logs/audit.log]
            volumeMounts:
              - {mountPath: /logs, name: logs}
        volumes:
          - name: logs
            hostPath: {path: /var/log/kubernetes, type: DirectoryOrCreate}
    `,
  },
];

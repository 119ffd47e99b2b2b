import { component, defineRule, type Example, text, unmountedFiles } from '#core';

export default defineRule({
  id: 'flags/no-unmounted-file',
  summary: 'A program in a container must see the files that its flags name.',
  severity: 'error',
  profiles: ['recommended'],
  controls: {},
  links: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend'],
  docs: {
    why: `
      A static Pod sees of its node only what is mounted. Without the file the program does not start, and who then takes the flag away to get the
      cluster back has lost what it was for: auditing, encryption, authorization.`,
    fix: 'Mount the folder of the file, for reading, at the same path: `volumes` and `volumeMounts` of a static Pod, `extraVolumes` of kubeadm.',
    ignore: 'The image holds the file.',
  },

  on: component('kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'),

  check: program => unmountedFiles(program),
});

export const examples = (): readonly Example[] => [
  {
    title: 'An audit policy that only the node has',
    file: 'kubeadm.yaml',
    bad: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.34.0
      apiServer:
        extraArgs:
          - name: audit-policy-file
            value: /etc/kubernetes/audit/policy.yaml
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ kube-apiserver cannot read /etc/kubernetes/audit/policy.yaml: no volume is mounted above it.
          - name: client-ca-file
            value: /etc/kubernetes/pki/ca.crt
        extraVolumes:
          - name: encryption
            hostPath: /etc/kubernetes/encryption
            mountPath: /etc/kubernetes/encryption
            readOnly: true
    `,
    fixed: text`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.34.0
      apiServer:
        extraArgs:
          - name: audit-policy-file
            value: /etc/kubernetes/audit/policy.yaml
          - name: client-ca-file
            value: /etc/kubernetes/pki/ca.crt
        extraVolumes:
          - name: audit
            hostPath: /etc/kubernetes/audit
            mountPath: /etc/kubernetes/audit
            readOnly: true
            pathType: DirectoryOrCreate
          - name: encryption
            hostPath: /etc/kubernetes/encryption
            mountPath: /etc/kubernetes/encryption
            readOnly: true
    `,
  },
  {
    title: 'A static Pod that forgot its certificates',
    file: 'manifests/etcd.yaml',
    bad: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: etcd
      spec:
        containers:
          - name: etcd
            command:
              - etcd
              - --data-dir=/var/lib/etcd
              - --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ etcd cannot read /etc/kubernetes/pki/etcd/ca.crt: no volume is mounted above it.
            volumeMounts:
              - mountPath: /var/lib/etcd
                name: data
        volumes:
          - name: data
            hostPath:
              path: /var/lib/etcd
              type: DirectoryOrCreate
    `,
    fixed: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: etcd
      spec:
        containers:
          - name: etcd
            command:
              - etcd
              - --data-dir=/var/lib/etcd
              - --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
            volumeMounts:
              - mountPath: /var/lib/etcd
                name: data
              - mountPath: /etc/kubernetes/pki/etcd
                name: etcd
                readOnly: true
        volumes:
          - name: data
            hostPath:
              path: /var/lib/etcd
              type: DirectoryOrCreate
          - name: etcd
            hostPath:
              path: /etc/kubernetes/pki/etcd
              type: DirectoryOrCreate
    `,
  },
  {
    title: 'Mounted as a folder above it, as a single file, and under another path of the node',
    file: 'manifests/kube-apiserver.yaml',
    good: text`
      apiVersion: v1
      kind: Pod
      metadata:
        name: kube-apiserver
      spec:
        containers:
          - name: kube-apiserver
            command: [kube-apiserver, --audit-policy-file=/etc/kubernetes/audit.yaml, --tls-cert-file=/srv/tls/apiserver.crt]
            volumeMounts:
              - {mountPath: /etc/kubernetes/audit.yaml, name: audit, readOnly: true}
              - {mountPath: /srv, name: srv, readOnly: true}
        volumes:
          - {name: audit, hostPath: {path: /opt/audit.yaml, type: File}}
          - {name: srv, hostPath: {path: /data}}
    `,
  },
  {
    title: 'A program on the node itself',
    file: 'kube-apiserver.service',
    good: text`
      [Service]
      ExecStart=/usr/bin/kube-apiserver --audit-policy-file=/etc/kubernetes/audit.yaml
    `,
  },
];

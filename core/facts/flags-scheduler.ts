/** The flags of the scheduler beside those in `flags-shared.ts`, in the form that `flagtable.ts` reads. From `--help` of 1.15 to 1.34, and `options.go`. */

/** What the help has shown. */
export const SCHEDULER_FLAGS = `
  address                                text     ..1.23 ~1.22 =0.0.0.0 @1.23=
  algorithm-provider                     text     ..1.21
  authentication-tolerate-lookup-failure boolean               =true
  config                                 text
  contention-profiling                   boolean               @1.34=true
  hard-pod-affinity-symmetric-weight     number   1.16..1.21   =1
  kube-api-burst                         number                =100
  kube-api-qps                           number                =50
  leader-elect-resource-name             text     1.16..       =kube-scheduler
  lock-object-name                       text     ..1.27       =kube-scheduler
  lock-object-namespace                  text     ..1.27       =kube-system
  pod-max-in-unschedulable-pods-duration duration 1.24..       =5m0s
  policy-config-file                     text     ..1.22
  policy-configmap                       text     ..1.22
  policy-configmap-namespace             text     ..1.22
  port                                   number   ..1.23 ~1.22 =10251 @1.23=0 @1.24=
  scheduler-name                         text     ..1.21       =default-scheduler
  secure-port                            number                =10259
  use-legacy-policy-config               boolean  ..1.22
  write-config-to                        text
`;

/** What the help has not shown since 1.15, if it ever did. */
export const SCHEDULER_HIDDEN = `
  failure-domains text     ~
  google-json-key text     ~
`;

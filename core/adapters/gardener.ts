/** Shoots, and the virtual cluster of a Garden: what Gardener lets people say about the programs of a cluster. */

import type { ComponentName } from '../model/component.ts';
import { type Field, fields, fieldTable } from './fields.ts';
import { flat, type Shape, shapedProgram, span } from './shape.ts';
import type { Form } from './form.ts';
import { KUBELET_FIELDS } from './componentconfigfields.ts';
import { minorVersion } from '../facts/defaults.ts';
import type { Program } from '../source.ts';
import { switches } from './switches.ts';
import type { Value } from '../model/value.ts';

export const gardenerShoot: Form = {
  kinds: ['Shoot', 'Garden'],
  matches: root => {
    const apiVersion = root.at('apiVersion').asString() ?? '';
    return root.at('kind').asString() === 'Shoot'
      ? /^core\.gardener\.cloud\/v1(?:alpha1|beta1)$/.test(apiVersion)
      : root.at('kind').asString() === 'Garden' && apiVersion === 'operator.gardener.cloud/v1alpha1';
  },
  read(root) {
    const isShoot = root.at('kind').asString() === 'Shoot';
    const kubernetes = isShoot ? root.at('spec', 'kubernetes') : root.at('spec', 'virtualCluster', 'kubernetes');
    const workers = isShoot ? root.at('spec', 'provider', 'workers').items() : [];
    return [
      ...programsOf(kubernetes, PROGRAMS, `Gardener ${isShoot ? 'Shoot' : 'Garden'}`, kubernetes),
      ...workers.flatMap(it => programsOf(it.at('kubernetes'), { kubelet: 'kubelet' }, 'Gardener Shoot', kubernetes)),
    ];
  },
  inlines: root =>
    [root.at('spec', 'kubernetes'), root.at('spec', 'virtualCluster', 'kubernetes')]
      .flatMap(it => it.at('kubeAPIServer', 'admissionPlugins').items())
      .map(it => ({ value: it.at('config') })),
};

const PROGRAMS: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver': 'kubeAPIServer',
  'kube-controller-manager': 'kubeControllerManager',
  'kube-scheduler': 'kubeScheduler',
  kubelet: 'kubelet',
  'kube-proxy': 'kubeProxy',
};

/** Gardener passes much besides, as it and the landscape see fit: each is a part. */
function programsOf(holder: Value, keys: Readonly<Partial<Record<ComponentName, string>>>, form: string, kubernetes: Value): Program[] {
  const version = minorVersion(holder.at('version').asString()) ?? minorVersion(kubernetes.at('version').asString());
  return Object.entries(keys).flatMap(([it, key]) => {
    const name = it as ComponentName;
    const section = holder.at(key);
    if (section.type !== 'mapping') return [];
    const shapes = [
      ...(name === 'kube-apiserver' ? [basicAuthentication(section), disabledPlugins(section)] : []),
      fields(name, section, FIELDS[name]!),
    ];
    return [
      shapedProgram({
        name,
        form,
        place: section.keyPlace,
        distribution: 'Gardener',
        version,
        shapes,
        isPart: true,
        expose: () => undefined,
      }),
    ];
  });
}

/** Of `KubeletConfig`, whose keys are some of those of a KubeletConfiguration. */
const KUBELET: ReadonlySet<string> = new Set(
  (
    'containerLogMaxFiles containerLogMaxSize cpuCFSQuota cpuManagerPolicy evictionMaxPodGracePeriod evictionPressureTransitionPeriod ' +
    'failSwapOn featureGates imageGCHighThresholdPercent imageGCLowThresholdPercent imageMaximumGCAge imageMinimumGCAge ' +
    'maxParallelImagePulls maxPods memorySwap.swapBehavior podPidsLimit protectKernelDefaults registryBurst registryPullQPS ' +
    'seccompDefault serializeImagePulls streamingConnectionIdleTimeout'
  ).split(' '),
);

/** From `pkg/apis/core/v1beta1/types_shoot.go` and `pkg/component/kubernetes/{apiserver,controllermanager,scheduler}`, Gardener 1.60 to 1.130. */
const FIELDS: Readonly<Partial<Record<ComponentName, readonly Field[]>>> = {
  'kube-apiserver': fieldTable(`
    anonymous-auth                            enableAnonymousAuthentication               boolean
    api-audiences                             apiAudiences                                list
    default-not-ready-toleration-seconds      defaultNotReadyTolerationSeconds            number
    default-unreachable-toleration-seconds    defaultUnreachableTolerationSeconds         number
    event-ttl                                 eventTTL
    feature-gates                             featureGates                                map
    v                                         logging.verbosity                           number
    oidc-client-id                            oidcConfig.clientID
    oidc-groups-claim                         oidcConfig.groupsClaim
    oidc-groups-prefix                        oidcConfig.groupsPrefix
    oidc-issuer-url                           oidcConfig.issuerURL
    oidc-required-claim                       oidcConfig.requiredClaims                   map
    oidc-signing-algs                         oidcConfig.signingAlgs                      list
    oidc-username-claim                       oidcConfig.usernameClaim
    oidc-username-prefix                      oidcConfig.usernamePrefix
    max-mutating-requests-inflight            requests.maxMutatingInflight                number
    max-requests-inflight                     requests.maxNonMutatingInflight             number
    runtime-config                            runtimeConfig                               map
    service-account-extend-token-expiration   serviceAccountConfig.extendTokenExpiration  boolean
    service-account-max-token-expiration      serviceAccountConfig.maxTokenExpiration
    tls-min-version                           tlsMinVersion
    default-watch-cache-size                  watchCacheSizes.default                     number
  `),
  'kube-controller-manager': fieldTable(`
    feature-gates                                       featureGates                                     map
    horizontal-pod-autoscaler-cpu-initialization-period horizontalPodAutoscaler.cpuInitializationPeriod
    horizontal-pod-autoscaler-downscale-stabilization   horizontalPodAutoscaler.downscaleStabilization
    horizontal-pod-autoscaler-initial-readiness-delay   horizontalPodAutoscaler.initialReadinessDelay
    horizontal-pod-autoscaler-sync-period               horizontalPodAutoscaler.syncPeriod
    horizontal-pod-autoscaler-tolerance                 horizontalPodAutoscaler.tolerance
    node-cidr-mask-size                                 nodeCIDRMaskSize                                 number
    node-monitor-grace-period                           nodeMonitorGracePeriod
    pod-eviction-timeout                                podEvictionTimeout
  `),
  'kube-scheduler': fieldTable('feature-gates featureGates map'),
  kubelet: KUBELET_FIELDS.filter(it => KUBELET.has(it.path.join('.'))),
  'kube-proxy': fieldTable('feature-gates featureGates map'),
};

/** `enableBasicAuthentication`, up to Kubernetes 1.18. */
function basicAuthentication(section: Value): Shape {
  const value = section.at('enableBasicAuthentication');
  const place = span(value.keyPlace, value.place);
  return switches(
    value.asBoolean() === true
      ? [
          {
            name: 'basic-auth-file',
            value: '/srv/kubernetes/auth/basic_auth.csv',
            place,
            valuePlace: value.place,
            key: 'enableBasicAuthentication',
          },
        ]
      : [],
    { remove: () => value.edit({ op: 'replace', by: [false] }) },
  );
}

/** `admissionPlugins: [{name, disabled}]`: those that are turned off. Which others are on is Gardener's choice. */
function disabledPlugins(section: Value): Shape {
  const list = section.at('admissionPlugins');
  const off = list.items().filter(it => it.at('disabled').asBoolean() === true);
  const names = off.map(it => it.at('name').asString());
  const value = names.every(it => it !== undefined) ? names.join(',') : undefined;
  const entryPlaces = off.map(it => it.at('name').place);
  const written = {
    name: 'disable-admission-plugins',
    value,
    place: span(list.keyPlace, list.place),
    valuePlace: list.place,
    entryPlaces,
    key: 'admissionPlugins',
  };
  return switches(off.length ? [written] : [], {
    isClosed: list.isClosed,
    set(_, text) {
      const wanted = text.split(',');
      if (!wanted.every(it => names.includes(it))) return undefined;
      return flat(
        off.filter((_it, i) => !wanted.includes(names[i] ?? '')).map(it => it.at('disabled').edit({ op: 'replace', by: [false] })),
      );
    },
    remove: () => flat(off.map(it => it.at('disabled').edit({ op: 'replace', by: [false] }))),
  });
}

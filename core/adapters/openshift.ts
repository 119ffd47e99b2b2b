/** OpenShift: the APIServer resource, KubeletConfig, and the configurations that its operators write for programs. */

import type { ComponentName } from '../model/component.ts';
import { type Field, fields, fieldTable } from './fields.ts';
import type { Form } from './form.ts';
import { KUBELET_FIELDS } from './componentconfigfields.ts';
import { namedArguments } from './arguments.ts';
import { onlyWhatIsThere } from './switches.ts';
import type { Path, Value } from '../model/value.ts';
import { placeAt, type Shape, shapedProgram } from './shape.ts';
import type { Program } from '../source.ts';
import { tlsProfile } from './openshifttls.ts';

/** Operators decide on all that is not said here: each is a part. */
export const openshift: Form = {
  kinds: [
    'APIServer',
    'KubeletConfig',
    'KubeAPIServerConfig',
    'KubeControllerManagerConfig',
    'KubeAPIServer',
    'KubeControllerManager',
    'MasterConfig',
    'NodeConfig',
    'HostedCluster',
    'HostedControlPlane',
  ],
  matches: root => readerOf(root) !== undefined,
  read: (root, { text }) => readerOf(root)?.(root, text) ?? [],
};

type Reader = (root: Value, text: string) => readonly Program[];

const readerOf = (root: Value): Reader | undefined => {
  const reader = READERS.get(root.at('kind').asString() ?? '');
  return reader?.[0].test(root.at('apiVersion').asString() ?? '') ? reader[1] : undefined;
};

const READERS: ReadonlyMap<string, readonly [apiVersion: RegExp, Reader]> = new Map(
  Object.entries<readonly [apiVersion: RegExp, Reader]>({
    APIServer: [/^config\.openshift\.io\/v1$/, (root, text) => readApiserver(root, ['spec'], text)],
    HostedCluster: [
      /^hypershift\.openshift\.io\/v1(?:alpha1|beta1)$/,
      (root, text) => readApiserver(root, ['spec', 'configuration', 'apiServer'], text),
    ],
    HostedControlPlane: [
      /^hypershift\.openshift\.io\/v1(?:alpha1|beta1)$/,
      (root, text) => readApiserver(root, ['spec', 'configuration', 'apiServer'], text),
    ],
    KubeletConfig: [/^machineconfiguration\.openshift\.io\/v1$/, readKubeletConfig],
    KubeAPIServerConfig: [
      /^kubecontrolplane\.config\.openshift\.io\/v1$/,
      root => readArguments(root, [], ['kube-apiserver', 'apiServerArguments', true]),
    ],
    KubeControllerManagerConfig: [
      /^kubecontrolplane\.config\.openshift\.io\/v1$/,
      root => readArguments(root, [], ['kube-controller-manager', 'extendedArguments', false]),
    ],
    KubeAPIServer: [/^operator\.openshift\.io\/v1$/, root => overrides(root, 'kube-apiserver', 'apiServerArguments')],
    KubeControllerManager: [/^operator\.openshift\.io\/v1$/, root => overrides(root, 'kube-controller-manager', 'extendedArguments')],
    MasterConfig: [
      /^v1$/,
      root =>
        readArguments(
          root,
          ['kubernetesMasterConfig'],
          ['kube-apiserver', 'apiServerArguments', false],
          ['kube-controller-manager', 'controllerArguments', false],
          ['kube-scheduler', 'schedulerArguments', false],
        ),
    ],
    NodeConfig: [/^v1$/, root => readArguments(root, [], ['kubelet', 'kubeletArguments', false], ['kube-proxy', 'proxyArguments', false])],
  }),
);

/** What an operator found out, and what somebody puts in its place. */
const overrides = (root: Value, name: ComponentName, key: string): readonly Program[] =>
  ['observedConfig', 'unsupportedConfigOverrides'].flatMap(it => readArguments(root, ['spec', it], [name, key, name === 'kube-apiserver']));

/** A program, the mapping of flags to lists that holds its arguments, and whether what stands beside that is about it as well. */
type Section = readonly [name: ComponentName, key: string, hasOthers: boolean];

function readArguments(root: Value, path: Path, ...sections: readonly Section[]): Program[] {
  const holder = root.at(...path);
  return sections.flatMap(([name, key, hasOthers]) => {
    const given = namedArguments(name, holder, key, { lists: true });
    // Flags outrank what stands beside them.
    const others = hasOthers ? SERVING.filter(it => !given.written.some(one => one.name === it.flag)) : [];
    const shapes = [onlyWhatIsThere(fields(name, holder, others)), given];
    if (!holder.at(key).exists && !shapes.some(it => it.written.length)) return [];
    return [part(name, `OpenShift ${root.at('kind').asString()!}`, root, shapes, path, [...path, key])];
  });
}

/** From `openshift-kube-apiserver/openshiftkubeapiserver/flags.go` in OpenShift's Kubernetes. */
const SERVING: readonly Field[] = fieldTable(`
  cors-allowed-origins      corsAllowedOrigins           list
  service-account-key-file  serviceAccountPublicKeyFiles list
  tls-cert-file             servingInfo.certFile
  tls-cipher-suites         servingInfo.cipherSuites     list
  tls-min-version           servingInfo.minTLSVersion
  tls-private-key-file      servingInfo.keyFile
`);

function readApiserver(root: Value, path: Path, text: string): Program[] {
  const spec = root.at(...path);
  const shapes = [fields('kube-apiserver', spec, CORS), tlsProfile(spec.at('tlsSecurityProfile'), text)];
  return shapes.some(it => it.written.length)
    ? [part('kube-apiserver', `OpenShift ${root.at('kind').asString()!}`, root, shapes, path)]
    : [];
}

const CORS = fieldTable('cors-allowed-origins additionalCORSAllowedOrigins list');

/** What the machine configuration operator merges into the KubeletConfiguration of a pool. */
function readKubeletConfig(root: Value, text: string): Program[] {
  const holder = root.at('spec', 'kubeletConfig');
  const shapes = [fields('kubelet', holder, KUBELET_FIELDS), tlsProfile(root.at('spec', 'tlsSecurityProfile'), text)];
  const isThere = holder.type === 'mapping' || shapes.some(it => it.written.length);
  return isThere ? [part('kubelet', 'OpenShift KubeletConfig', root, shapes, ['spec', 'kubeletConfig'])] : [];
}

const part = (name: ComponentName, form: string, root: Value, shapes: readonly Shape[], ...places: readonly Path[]): Program =>
  shapedProgram({
    name,
    form,
    place: placeAt(root, ...places.filter(it => it.length)),
    distribution: 'OpenShift',
    version: undefined,
    shapes,
    isPart: true,
    expose: () => undefined,
  });

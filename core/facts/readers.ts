/** What programs do with a configuration that is not of its type, by the type in schemas/*.types.json. */

/**
 * What becomes of a field that the type does not have, of a value of another type, and of a word that is none of those allowed.
 * Each is the end of a sentence whose subject was named before.
 */
export interface Reader {
  /** Whether an unknown field keeps the program from using the configuration, in some release that there is. */
  readonly isStrict: boolean;
  readonly onUnknown: string;
  readonly onWrong: string;
  /** Whether capital letters and small ones are the same in names of fields. */
  readonly ignoresCase?: true;
}

const reader = (onUnknown: string, onWrong: string, isStrict = false): Reader => ({ isStrict, onUnknown, onWrong });

const NO_START = 'the API server does not start with it';
const NO_EFFECT = 'it has no effect';
const NO_KUBELET = 'the kubelet does not start with it';

/** kubeadm decodes leniently, and warns of what a strict decoder would refuse (`strict.VerifyUnmarshalStrict`). */
const KUBEADM = reader('kubeadm warns of it and passes it by', 'kubeadm refuses it');

/** kubectl asks for strict validation since 1.25, and checked fields by itself before; whoever does not ask gets a warning from the API server. */
const OBJECT = reader('kubectl refuses it, and the API server drops it', 'the API server refuses it');

const READERS: Readonly<Record<string, Reader>> = {
  // `k8s.io/apiserver/pkg/server/options/encryptionconfig`: strict since kubernetes/kubernetes#124912.
  EncryptionConfiguration: reader(
    'the API server of Kubernetes 1.31 and later does not start with it, and an earlier one passes it by',
    NO_START,
    true,
  ),
  // `k8s.io/apiserver/pkg/audit/policy`: decoded strictly, then, with a warning in the log, leniently.
  Policy: reader('the API server passes it by', NO_START),
  AuthenticationConfiguration: reader(NO_START, NO_START, true),
  AuthorizationConfiguration: reader(NO_START, NO_START, true),
  TracingConfiguration: reader(NO_START, NO_START, true),
  PodSecurityConfiguration: reader(NO_START, NO_START, true),
  AdmissionConfiguration: reader(NO_EFFECT, NO_START),
  EventRateLimitConfiguration: reader(NO_EFFECT, NO_START),
  // `k8s.io/apiserver/pkg/server/egressselector`: `yaml.Unmarshal`, which cares neither for case nor for unknown fields.
  EgressSelectorConfiguration: { ...reader(NO_EFFECT, NO_START), ignoresCase: true },
  // `k8s.io/kubernetes/pkg/kubelet/kubeletconfig/util/codec` and `cmd/kube-proxy/app`: strictly, then, with a line in the log, leniently.
  KubeletConfiguration: reader('the kubelet passes it by', NO_KUBELET),
  CredentialProviderConfig: reader(NO_EFFECT, NO_KUBELET),
  KubeProxyConfiguration: reader('kube-proxy passes it by', 'kube-proxy does not start with it'),
  KubeSchedulerConfiguration: reader('the scheduler does not start with it', 'the scheduler does not start with it', true),
  ClusterConfiguration: KUBEADM,
  ClusterConfiguration4: KUBEADM,
  InitConfiguration: KUBEADM,
  InitConfiguration4: KUBEADM,
  JoinConfiguration: KUBEADM,
  JoinConfiguration4: KUBEADM,
};

/** Objects are all read in one way. */
export const readerOf = (type: string): Reader => (Object.hasOwn(READERS, type) ? READERS[type]! : OBJECT);

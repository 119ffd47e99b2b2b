/** Paths of a node, and what a pod that mounts them can do. */

/** What a path gives whoever can write there, or only read. */
interface Reach {
  readonly reading?: string;
  readonly writing?: string;
}

const BOTH = (what: string): Reach => ({ reading: what, writing: what });
const PROGRAMS: Reach = { writing: 'the programs that the node runs as root' };
const CONTAINERS = BOTH('the file systems of all containers of the node');
const KUBELET = BOTH("the kubelet's credentials, and the Secrets and tokens of all pods of the node");
const CONTROL_PLANE = BOTH('credentials and static Pods of the node');
const SOCKETS = BOTH('the sockets of the node, that of its container runtime among them');

/** By the path without a slash at its end, `/run` for `/var/run`. Places as in the Filesystem Hierarchy Standard and in the documentation of the programs. */
const REACH: Readonly<Record<string, Reach>> = {
  '/': BOTH('the whole file system of the node'),
  '/bin': PROGRAMS,
  '/boot': { writing: 'the kernel that the node starts' },
  '/dev': BOTH('the devices of the node, disks among them'),
  '/etc': BOTH('the configuration of the node, accounts and credentials among it'),
  '/etc/cron.d': { writing: 'what the node runs as root' },
  '/etc/kubernetes': CONTROL_PLANE,
  '/etc/kubernetes/admin.conf': BOTH("an administrator's credentials for the cluster"),
  '/etc/kubernetes/manifests': { writing: 'the static Pods of the node' },
  '/etc/kubernetes/pki': BOTH('the keys of the cluster'),
  '/etc/shadow': BOTH('the passwords of the node'),
  '/etc/ssh': BOTH('the keys of the node'),
  '/etc/systemd': { writing: 'what the node runs as root' },
  '/etc/systemd/system': { writing: 'what the node runs as root' },
  '/home': BOTH('the files and keys of those who work on the node'),
  '/lib': PROGRAMS,
  '/lib64': PROGRAMS,
  '/proc': { writing: 'the kernel settings of the node' },
  '/root': BOTH('the files and keys of root'),
  '/root/.ssh': BOTH('the keys of root'),
  '/run': SOCKETS,
  '/run/containerd': SOCKETS,
  '/run/crio': SOCKETS,
  '/sbin': PROGRAMS,
  '/sys': { writing: 'the kernel and device settings of the node' },
  '/usr': PROGRAMS,
  '/usr/bin': PROGRAMS,
  '/usr/local/bin': PROGRAMS,
  '/var': KUBELET,
  '/var/lib': KUBELET,
  '/var/lib/containerd': CONTAINERS,
  '/var/lib/containers': CONTAINERS,
  '/var/lib/docker': CONTAINERS,
  '/var/lib/etcd': BOTH('everything that the cluster stores, Secrets among it'),
  '/var/lib/kubelet': KUBELET,
  '/var/lib/kubelet/pki': BOTH("the kubelet's credentials"),
  '/var/lib/kubelet/pods': BOTH('the Secrets and tokens of all pods of the node'),
};

/**
 * Whether a folder belongs to the node as a whole: mounted over that of an image, it would hide what the image needs, and a program that
 * writes there writes into the node's own programs, devices or accounts. A folder of one program's own is not among them.
 */
export function isOfTheNode(path: string, isWritable: boolean): boolean {
  const known = normalized(path);
  return WHOLE.test(known) || (isWritable && NOT_TO_WRITE.test(known));
}

/** Folders of the Filesystem Hierarchy Standard: with all that lies below them, and as such. */
const WHOLE =
  /^\/(?:(?:bin|boot|dev|lib\d*|libx32|proc|run|sbin|sys|tmp|usr|var\/tmp)(?:\/.*)?|etc|etc\/kubernetes|home|media|mnt|opt|root|srv|var|var\/(?:cache|lib|opt|spool))?$/;

const NOT_TO_WRITE =
  /^\/(?:etc\/(?!kubernetes\/)|etc\/kubernetes\/(?:manifests|pki)(?:\/|$)|home\/|root\/|var\/lib\/(?:containerd|containers|docker|etcd|kubelet)(?:\/|$)|var\/spool\/)/;

/** Where the tools of clouds keep what they sign in with. */
const CLOUD = /\/\.(?:aws|azure|config\/gcloud)(?:\/|$)|^\/etc\/kubernetes\/azure\.json$/;

/** What a pod gets that mounts a path of its node; undefined for what is not known to be dangerous. */
export function reachOfPath(path: string, isWritable: boolean): string | undefined {
  const known = normalized(path);
  if (CLOUD.test(known)) return 'credentials of the cloud';
  if (!Object.hasOwn(REACH, known)) return undefined;
  return isWritable ? REACH[known]!.writing : REACH[known]!.reading;
}

/** Whether a path is the socket of a container runtime, which starts what it is told to, as root. */
export const isRuntimeSocket = (path: string): boolean =>
  /\/(?:docker|containerd|crio|cri-dockerd|dockershim|podman)\.sock$/.test(normalized(path));

function normalized(path: string): string {
  const plain = path.replace(/\/(?:\.?\/)+/g, '/').replace(/\/\.?$/, '') || '/';
  return plain.replace(/^\/var\/run(?=\/|$)/, '/run');
}

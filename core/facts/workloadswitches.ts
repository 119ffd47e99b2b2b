/** Words and variables by which well-known programs let everybody in, listen to debuggers, or believe every certificate. */

export type Weakness = 'login' | 'debugger' | 'certificate';

/** A setting of a program. `says` follows "The container". */
export type Switch = {
  readonly weakness: Weakness;
  readonly says: string;
  /** Part of what must stand in the command, or the image must be called, where the setting alone does not tell the program. */
  readonly program?: RegExp;
  /** Words or variables with which the setting is harmless; variables as their names, and as `NAME=value` (`NAME=?` where it is not known). */
  readonly unless?: RegExp;
} & (
  | { /** A word of the command, or a part of a script. */ readonly word: RegExp }
  | { /** A word, and the one behind it. */ readonly pair: readonly [RegExp, RegExp] }
  | { readonly variable: RegExp; readonly value: RegExp }
);

const YES = /^(?:true|yes|1|on)$/i;

/** From the documentation of these programs. */
export const SWITCHES: readonly Switch[] = [
  { weakness: 'login', says: 'lets everybody into Grafana', variable: /^GF_AUTH_ANONYMOUS_ENABLED$/, value: /^true$/i },
  {
    weakness: 'login',
    says: 'lets people skip the login of the dashboard',
    word: /^--enable-skip-login(?:=true)?$/,
    program: /dashboard/,
  },
  {
    weakness: 'login',
    says: 'lets everybody change the settings of the dashboard',
    word: /^--disable-settings-authorizer(?:=true)?$/,
    program: /dashboard/,
  },
  { weakness: 'login', says: 'lets everybody into Argo CD', word: /^--disable-auth(?:=true)?$/, program: /argocd/ },
  { weakness: 'login', says: 'lets everybody into Argo CD', variable: /^ARGOCD_SERVER_DISABLE_AUTH$/, value: /^true$/i },
  {
    weakness: 'login',
    says: 'lets everybody into Jupyter',
    word: /--(?:NotebookApp|ServerApp|IdentityProvider)\.token=(?:''|"")?(?:\s|$)/,
    // A password may stand in a file that is named.
    unless: /--(?:NotebookApp|ServerApp|PasswordIdentityProvider)\.(?:hashed_)?password=['"]?[^\s'"]|(?:^|\s)--config(?:[=\s]|$)/,
  },
  {
    weakness: 'login',
    says: 'lets everybody into Redis',
    pair: [/^--protected-mode$/, /^no$/],
    unless: /^--(?:requirepass|aclfile|bind|user)$|\.conf$/,
  },
  {
    weakness: 'login',
    says: 'lets everybody into MongoDB',
    word: /^--noauth$/,
    program: /mongo/,
    unless: /(?:^|[\s=])(?:localhost|127\.0\.0\.1)$/,
  },
  { weakness: 'login', says: 'lets everybody into Elasticsearch', variable: /^xpack\.security\.enabled$/, value: /^false$/i },
  {
    weakness: 'login',
    says: 'lets everybody into OpenSearch',
    variable: /^(?:DISABLE_SECURITY_PLUGIN|plugins\.security\.disabled)$/,
    value: /^true$/i,
  },
  { weakness: 'login', says: 'lets everybody into PostgreSQL', variable: /^POSTGRES_HOST_AUTH_METHOD$/, value: /^trust$/ },
  {
    weakness: 'login',
    says: 'lets everybody into MySQL as root',
    variable: /^(?:MYSQL|MARIADB)_ALLOW_EMPTY(?:_ROOT)?_PASSWORD$/,
    value: YES,
    unless: /^(?:MYSQL|MARIADB)_(?:(?:ROOT_PASSWORD(?:_FILE|_HASH)?|RANDOM_ROOT_PASSWORD)$|ROOT_HOST=(?!%$))/,
  },
  {
    weakness: 'login',
    says: 'lets everybody into ZooKeeper',
    variable: /^ALLOW_ANONYMOUS_LOGIN$/,
    value: YES,
    program: /zookeeper/,
    unless: /^ZOO_ENABLE_AUTH=(?:true|yes|1|\?)$/i,
  },

  {
    weakness: 'debugger',
    says: 'lets whoever reaches it run code in Java, through the debugger',
    word: /-agentlib:jdwp=\S*\baddress=(?:\*|0\.0\.0\.0):\d+/,
  },
  {
    weakness: 'debugger',
    says: 'lets whoever reaches it run code in Java, through the debugger',
    variable: /^(?:JAVA_TOOL_OPTIONS|JAVA_OPTS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)$/,
    value: /-agentlib:jdwp=\S*\baddress=(?:\*|0\.0\.0\.0):\d+/,
  },
  {
    weakness: 'debugger',
    says: 'lets whoever reaches it run code in Node.js, through the inspector',
    word: /(?:^|\s)--inspect(?:-brk)?=(?:0\.0\.0\.0|\[?::\]?)(?=[:\s]|$)/,
  },
  {
    weakness: 'debugger',
    says: 'lets whoever reaches it run code in Node.js, through the inspector',
    variable: /^NODE_OPTIONS$/,
    value: /--inspect(?:-brk)?=(?:0\.0\.0\.0|\[?::\]?)(?=[:\s]|$)/,
  },
  {
    weakness: 'debugger',
    says: 'lets whoever reaches it run code, through the debugger Delve',
    word: /^--listen=(?:0\.0\.0\.0|\[::\])?:\d+$/,
    program: /(?:^|\/)dlv$/,
  },

  { weakness: 'certificate', says: 'believes every certificate', variable: /^NODE_TLS_REJECT_UNAUTHORIZED$/, value: /^0$/ },
  { weakness: 'certificate', says: 'believes every certificate', variable: /^PYTHONHTTPSVERIFY$/, value: /^0$/ },
  {
    weakness: 'certificate',
    says: 'believes every certificate of a Git server',
    variable: /^GIT_SSL_NO_VERIFY$/,
    value: /^(?:true|1|yes|on)$/,
  },
  { weakness: 'certificate', says: 'believes every kubelet', word: /^--kubelet-insecure-tls(?:=true)?$/ },
  {
    weakness: 'certificate',
    says: 'believes every certificate',
    word: /^--(?:insecure-skip-tls-verify|skip-tls-verify|insecure-skip-verify)(?:=true)?$/,
  },
];

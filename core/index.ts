/** Everything a rule may import. */

export {
  component,
  defineRule,
  type Context,
  type Enforcement,
  type Example,
  type Problem,
  type Related,
  resource,
  type Rule,
  text,
} from './rule.ts';
export {
  choice,
  createFile,
  exposePath,
  insertItem,
  moveItem,
  type Proposal,
  removeFlag,
  removeValue,
  renameKey,
  replaceValue,
  safe,
  setFlag,
  setKey,
  suggest,
} from './fix.ts';
export type { Component, ComponentName, Setting, Written } from './model/component.ts';
export type { Data, Value } from './model/value.ts';
export type { Resource } from './model/resource.ts';
export { isBootstrapRole, isBootstrapSubject } from './model/role.ts';
export { type Access, type Grant, grantsOf, isWildcard, rulesOf, urlPrefix, wildcardCause } from './model/policyrule.ts';
export { enumerate, namedVerbsProblems, reachOf, resourceProblems, streamVerbs, verbProblems } from './families/grants.ts';
export { boundRole, isOfKubernetes, POWERFUL_ROLES, PUBLIC_ROLES, type Subject, subjectOf, subjectProblems } from './families/subjects.ts';
export {
  AUDIT_LEVELS,
  AUDIT_STAGES,
  type AuditPolicy,
  type AuditRule,
  auditPolicyOf,
  decide,
  dropsEverything,
  isCatchAll,
  isEmpty,
  reachedRules,
} from './model/auditpolicy.ts';
export { ANY, requestDecidedBy, requestOf, RESOURCE_VERBS, shadowOf, unmatchedRequest } from './model/auditprobes.ts';
export {
  decidesOnChange,
  type Deeds,
  deedsInWords,
  dropsWrites,
  forgottenDeeds,
  isAboutUrls,
  judgedPolicy,
  loggedBodies,
  requestsInWords,
  unrecordedDeeds,
  WRITES,
} from './families/audit.ts';
export {
  coversSecrets,
  type EncryptionEntry,
  type EncryptionKey,
  encryptionConfiguration,
  encryptionEntries,
  encryptionKeys,
  groupIn,
  isWithin,
  KEY_LENGTHS,
  keysOf,
  type Provider,
  PROVIDERS,
  providersIn,
} from './model/encryption.ts';
export { whyGuessable } from './model/keystrength.ts';
export { decodeBase64 } from './model/encryption.ts';
export { etcdPublishers, publishedEtcdPorts } from './families/etcd-ports.ts';
export { ETCD_CLIENTS, ETCD_PEERS } from './families/etcd-sides.ts';
export {
  autoTlsProblems,
  etcdAuthorityProblems,
  etcdImpliedAuthProblems,
  etcdLonePeerProblems,
  etcdTlsProblems,
} from './families/etcd-tls.ts';
export { elementsOf, entriesIn, joinList, type ListedUrl, type ListElement, urlsOf } from './families/list-value.ts';
export { unlistedCipherSuites, weakCipherSuites } from './families/cipher-suites.ts';
export { ENCRYPTION } from './families/encryption.ts';
export { oldTlsVersion } from './families/tls-version.ts';
export { missingFlags, nameFiles, needsEtcdCertificates, serves, startsWithoutFlags, valueOf } from './families/files.ts';
export {
  disabledPlugins,
  DISABLED,
  enabledPlugins,
  ENABLED,
  EVENT_RATE_LIMIT_CONFIGURATION,
  missingPlugin,
  ONLY,
  withoutElement,
  withPlugin,
} from './families/admission.ts';
export { deprecatedFlags, releaseOf, unknownFlags, untimelyFlags } from './families/flags.ts';
export { refusedLists } from './families/listfaults.ts';
export { refusedValues } from './families/flagvalues.ts';
export { admissionPlugins, hasPlugin } from './facts/admission.ts';
export { gateIn, gatesOf, NEWEST_GATES } from './facts/featuregates.ts';
export { closest, didYouMean } from './closest.ts';
export { releaseAfter } from './facts/lifetimes.ts';
export { openBindAddress, openPaths, profilingProblems, weakenedGates } from './families/program.ts';
export { atLeast, isNewer } from './facts/defaults.ts';
export { droppedModes, meantMode, passedModes } from './families/authorizationmodes.ts';
export { isEveryInterface, isLoopback, parseUrl } from './model/url.ts';
export { groupOf, isBuiltInGroup, isReview, verbsOf } from './facts/resources.ts';
export { bootstrapBinding, isBootstrapName } from './facts/bootstrap.ts';
export { isComponentRole } from './facts/clusterroles.ts';
export { POWERS, type Power, powersOf } from './facts/powers.ts';
export { type Policy, policiesOf } from './model/policy.ts';
export type { Combined, Grants, SubjectName } from './model/standing.ts';
export { podOf, startsPods } from './grants/pods.ts';
export { namespaceOf } from './grants/said.ts';
export { userFacingRole } from './facts/clusterroles.ts';
export { namedResources, namedVerbs } from './families/wildcards.ts';
export { bindingRefusals } from './families/rbacrefusals.ts';
export { defineRoleRule, subjectInWords } from './families/roles.ts';
export { atMost } from './families/atmost.ts';
export { auditingCause, auditLogLimit, isOutput } from './families/auditlog.ts';
export { groupProblems } from './families/misplaced.ts';
export type { Place } from './text.ts';
export { documentsIn } from './model/embedded.ts';
export {
  areTogether,
  type Container,
  containerField,
  type Effective,
  effective,
  type Field,
  isGiven,
  isWindows,
  listField,
  podField,
  type PodSpec,
} from './model/podspec.ts';
export { isControlPlane, pods } from './podtarget.ts';
export {
  type Control,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  sysctls,
  windowsHostProcess,
} from './families/podhost.ts';
export {
  appArmorProfile,
  capabilitiesBaseline,
  procMount,
  procMountRestricted,
  seccompBaseline,
  seLinuxOptions,
} from './families/podprofiles.ts';
export {
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
} from './families/podrestricted.ts';
export { type Level, type Refusal, refusals, refusing } from './families/podcontrols.ts';
export {
  atContainer,
  atKey,
  atPod,
  called,
  containerCause,
  podCause,
  removeEntry,
  setInContainer,
} from './families/podplaces.ts';
export { typed } from './families/schema.ts';
export { typedInSomeVersion, unknownVersion, wrongGroup } from './families/apiversions.ts';
export { invalidValues, unknownFields, wrongTypes } from './families/schemaproblems.ts';
export { runsNodeProgram } from './families/podneeds.ts';
export { lowId } from './families/podids.ts';
export { isForWindows } from './families/podusers.ts';
export { type HostPath, hostPathsOf } from './families/podmounts.ts';
export { isOfTheNode, isRuntimeSocket, reachOfPath } from './facts/hostpaths.ts';
export { isLabelVersion, isLevel, isSystemNamespace, LABEL_PREFIX, LABELS, LEVELS } from './families/podlabels.ts';
export { atSetting, overriddenSettings, saidOf, unwantedSetting, wrongSetting } from './families/settings.ts';
export { secondsOf } from './model/duration.ts';
export { clustersOf, claimsIn, credentialsOf, kubeconfig, type KubeconfigEntry, usersOf } from './model/kubeconfig.ts';
export { type CertificateSubject, subjectIn } from './model/certificate.ts';
export {
  authenticationConfiguration,
  authenticatorsOf,
  isKnownList,
} from './model/authenticators.ts';
export { admissionConfiguration, imagePolicyConfigurations, podSecurityConfigurations } from './model/admissionconfiguration.ts';
export { isMutableClaim, publicIssuer } from './families/issuers.ts';
export { unprefixedNames } from './families/jwtnames.ts';
export {
  argumentOf,
  type CommandWord,
  commandWords,
  handlerWords,
  imageOf,
  type ImageName,
  variablesOf,
} from './families/workloadcontainers.ts';
export { missingProbe, missingResource } from './families/workloadneeds.ts';
export { misdeedIn, rootBySudoIn } from './families/workloadscripts.ts';
export { allAuthorizers, authorizationConfiguration, type Authorizer, authorizersOf, freeName } from './model/authorizers.ts';
export { mountNoToken } from './families/workloadtokens.ts';
export { unmountedFiles } from './families/filemounts.ts';
export { wrongFiles } from './families/filekinds.ts';
export { unreferenced } from './families/unreferenced.ts';
export { selectorMismatches } from './families/workloadselectors.ts';
export { weakSwitches } from './families/workloadswitches.ts';
export { flawsOf } from './facts/workloadflaws.ts';
export { removedVersion, VERSIONED_KINDS } from './facts/workloadversions.ts';
export { mayBeStatic } from './families/workloadtokens.ts';

/** `rampart init`: a first `.rampart.yaml` that says what can be said in it. */

import { CONFIG_FILE } from '../core/config.ts';
import { createNodeHost } from '../host-node/host.ts';
import { Failure, type Io } from './io.ts';

/** Throws a `Failure` where there is one already. */
export async function init(io: Io): Promise<void> {
  const reason = await createNodeHost(io.cwd).create(CONFIG_FILE, TEMPLATE);
  if (reason !== undefined) throw new Failure(`${CONFIG_FILE} was not written. ${reason}`);
  io.out(`Wrote ${CONFIG_FILE}.\n`);
}

/** Everything but the profile is a comment: what nobody decided is not configured. */
export const TEMPLATE = `# Configuration of Rampart for this folder and everything below it.

# Which rules are asked: recommended, cis, pss-baseline, pss-restricted, nsa or all.
profile: recommended

# The Kubernetes version of the cluster. Without it, a finding that depends on the version
# is given only if it holds in every supported version.
# kubernetesVersion: "1.34"

# What a rule counts as: off, info, warning or error. \`rampart rules\` lists them all.
# rules:
#   rbac/no-wildcard-verbs: error

# Files that are not judged.
# exclude:
#   - vendor/**

# Other settings for some files.
# overrides:
#   - files: [test/**]
#     profile: pss-baseline

# Findings that are accepted, and why.
# ignore:
#   - rule: rbac/no-wildcard-verbs
#     resource: ClusterRole/break-glass
#     reason: Used by the on-call team only, and audited.
#     until: "2030-01-01"

# Where this folder keeps files that the node has elsewhere.
# paths:
#   /etc/kubernetes/audit-policy.yaml: control-plane/audit-policy.yaml
`;

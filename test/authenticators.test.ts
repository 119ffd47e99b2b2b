/** Prefixes keep the users of issuers apart, from those of Kubernetes and from each other's. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openWorkspace } from './harness/workspace.ts';
import { rules } from '../rules/index.ts';

const issuer = (prefix: string) =>
  `  - issuer: {url: https://${prefix.length}.example.com, audiences: [a]}\n    claimMappings: {username: {claim: sub, prefix: '${prefix}'}}\n`;

/** The prefix that the fix for the first issuer sets. */
function proposed(...others: string[]): string | undefined {
  const text = `apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n${['', ...others].map(issuer).join('')}`;
  const workspace = openWorkspace(rules, { 'authentication.yaml': text });
  const [finding] = workspace.report('authentication.yaml').findings.filter(it => it.rule === 'authentication/no-unprefixed-jwt-users');
  const titles = workspace.fixes(finding!).map(it => it.title);
  return titles.map(it => /^Set the prefix to (\S+) /.exec(it)?.[1]).find(it => it !== undefined);
}

describe('The prefix proposed for an issuer', () => {
  it('is the usual one', () => assert.equal(proposed('ci:'), 'oidc:'));
  it('is none that another issuer has', () => assert.equal(proposed('oidc:', 'oidc2:'), 'oidc3:'));
});

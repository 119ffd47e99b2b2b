/** What is known of issuers of tokens: which are for everyone, and which claims change hands. */

import { parseUrl } from '../model/url.ts';

/** Their hosts, each with a claim that tells their organizations apart. */
const PUBLIC: ReadonlyMap<string, string> = new Map([
  ['accounts.google.com', 'hd'],
  ['app.terraform.io', 'terraform_organization_id'],
  ['gitlab.com', 'namespace_path'],
  ['token.actions.githubusercontent.com', 'repository_owner'],
]);

/** Undefined for an issuer that is not known to be for everyone. With a path, that of GitHub is for one enterprise (docs.github.com, OpenID Connect reference). */
export function publicIssuer(url: string): { readonly host: string; readonly claim: string } | undefined {
  const { scheme, host = '' } = parseUrl(url) ?? {};
  const claim = PUBLIC.get(host);
  return scheme === 'https' && claim !== undefined && /^[^/]*\/\/[^/]*\/?$/.test(url.trim()) ? { host, claim } : undefined;
}

/** Of which OpenID Connect Core 1.0 says (section 5.7) that only `sub` with `iss` may identify a user; `upn` is that of Microsoft Entra. */
const MUTABLE: ReadonlySet<string> = new Set(['family_name', 'given_name', 'name', 'nickname', 'preferred_username', 'unique_name', 'upn']);

/** Whether a claim may be that of another user tomorrow; an address is not counted, as few give it away. */
export const isMutableClaim = (claim: string): boolean => MUTABLE.has(claim);

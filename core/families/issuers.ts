/** Issuers of tokens that everyone can have tokens of. */

import { parseUrl } from '../model/url.ts';

/** Their hosts, each with a claim that tells their organizations apart. */
const PUBLIC: ReadonlyMap<string, string> = new Map([
  ['accounts.google.com', 'hd'],
  ['app.terraform.io', 'terraform_organization_id'],
  ['gitlab.com', 'namespace_path'],
  ['token.actions.githubusercontent.com', 'repository_owner'],
]);

/** Undefined for an issuer that is not known to be for everyone. */
export function publicIssuer(url: string): { readonly host: string; readonly claim: string } | undefined {
  const { scheme, host = '' } = parseUrl(url) ?? {};
  const claim = PUBLIC.get(host);
  return scheme === 'https' && claim !== undefined ? { host, claim } : undefined;
}

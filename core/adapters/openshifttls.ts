/** `tlsSecurityProfile` of OpenShift: versions and cipher suites of TLS under one name. */

import { IANA_SUITES, OPENSHIFT_PROFILES } from '../facts/openshift.ts';
import { flat, knownText, type Shape, span } from './shape.ts';
import { renamed, switches } from './switches.ts';
import { replaceData } from './listdata.ts';
import type { TextEdit } from '../text.ts';
import type { Value } from '../model/value.ts';
import type { Written } from '../model/component.ts';

/** `text` is that of the file. Nothing of it is added where it is not. */
export function tlsProfile(profile: Value, text: string): Shape {
  const type = profile.at('type');
  const custom = type.asString() === 'Custom';
  const version = custom ? profile.at('custom', 'minTLSVersion') : type;
  const ciphers = profile.at('custom', 'ciphers');
  const written: Written[] = [];
  const value = custom ? knownText(version) : OPENSHIFT_PROFILES.get(type.asString() ?? '');
  if (value !== undefined)
    written.push({
      name: 'tls-min-version',
      value,
      place: span(version.keyPlace, version.place),
      valuePlace: version.place,
      key: version.path.slice(profile.path.length).join('.'),
    });
  if (custom && ciphers.type === 'list') written.push(suitesOf(ciphers));
  return switches(written, {
    isClosed: profile.isClosed && profile.type !== 'unknown',
    set(flag, wanted) {
      if (flag === 'tls-min-version' && value !== undefined)
        return custom ? version.edit({ op: 'replace', by: [wanted] }) : change(profile, wanted, text);
      if (flag !== 'tls-cipher-suites' || !written.some(it => it.name === flag)) return undefined;
      const names = wanted.split(',').map(it => nameOf(ciphers, it));
      return names.every(it => it !== undefined) ? replaceData(ciphers, names) : undefined;
    },
  });
}

/** Names as OpenSSL has them, as the program gets them; unknown where one of them is not known. */
function suitesOf(ciphers: Value): Written {
  const suites = ciphers.items().map(it => ianaOf(knownText(it) ?? ''));
  const isKnown = ciphers.isClosed && suites.every(it => it.startsWith('TLS_'));
  return {
    name: 'tls-cipher-suites',
    value: isKnown ? suites.join(',') : undefined,
    place: span(ciphers.keyPlace, ciphers.place),
    valuePlace: ciphers.place,
    key: 'custom.ciphers',
    entryPlaces: ciphers.items().map(it => it.place),
  };
}

const ianaOf = (name: string): string => IANA_SUITES.get(name) ?? name;

/** As it is written, where it is; else as OpenSSL has it. Those of TLS 1.3 have one name. */
const nameOf = (ciphers: Value, suite: string): string | undefined =>
  ciphers
    .items()
    .map(it => it.asString())
    .find(it => it !== undefined && ianaOf(it) === suite) ??
  [...IANA_SUITES].find(([, it]) => it === suite)?.[0] ??
  (/^TLS_(?:AES|CHACHA20)_/.test(suite) ? suite : undefined);

/** Another profile, and its own empty section where the old one had one. */
function change(profile: Value, version: string, text: string): readonly TextEdit[] | undefined {
  const type = profile.at('type');
  const name = [...OPENSHIFT_PROFILES].find(([it, least]) => it !== 'Old' && least === version)?.[0];
  if (!name) return undefined;
  const section = profile.at((type.asString() ?? '').toLowerCase());
  const isThere = profile.entries().some(([key]) => key === (type.asString() ?? '').toLowerCase());
  return flat([type.edit({ op: 'replace', by: [name] }), isThere ? [renamed(section, name.toLowerCase(), text)] : []]);
}

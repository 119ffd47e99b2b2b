/** Whom certificates and tokens are for, and what of a kubeconfig counts as a secret: on sound input, and on input that is not. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { subjectIn } from '../core/model/certificate.ts';
import { claimsIn } from '../core/model/kubeconfig.ts';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

/** One value of DER. */
const der = (tag: number, ...parts: readonly (readonly number[])[]): number[] => {
  const content = parts.flat();
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return [tag, ...length, ...content];
};

const bytesOf = (text: string): readonly number[] => [...Buffer.from(text)];

const attribute = (type: number, text: string): number[] => der(0x31, der(0x30, der(0x06, [0x55, 4, type]), der(0x0c, bytesOf(text))));

const name = (...attributes: readonly number[][]): number[] => der(0x30, ...attributes);

const request = (subject: number[]): number[] => der(0x30, der(0x30, der(0x02, [0]), subject, der(0x30, bytesOf('key'))), der(0x03, [0]));

const certificate = (subject: number[], isVersioned: boolean): number[] => {
  const head = [...(isVersioned ? [der(0xa0, der(0x02, [2]))] : []), der(0x02, [1]), der(0x30), name(attribute(3, 'issuer')), der(0x30)];
  return der(0x30, der(0x30, ...head, subject), der(0x03, [0]));
};

const pem = (label: string, bytes: readonly number[]): string =>
  base64(`-----BEGIN ${label}-----\r\n${base64(Uint8Array.from(bytes)).replace(/.{64}/g, '$&\r\n')}\r\n-----END ${label}-----\r\n`);

describe('the subject of a certificate', () => {
  const jane = name(attribute(10, 'developers'), attribute(10, 'system:masters'), attribute(3, 'jäne'));
  const expected = { commonName: 'jäne', organizations: ['developers', 'system:masters'] };

  it('is read from requests and certificates', () => {
    assert.deepEqual(subjectIn(pem('CERTIFICATE REQUEST', request(jane))), expected);
    assert.deepEqual(subjectIn(pem('NEW CERTIFICATE REQUEST', request(jane))), expected);
    assert.deepEqual(subjectIn(pem('CERTIFICATE', certificate(jane, true))), expected);
    assert.deepEqual(subjectIn(pem('CERTIFICATE', certificate(jane, false))), expected);
  });

  it('may be empty', () => {
    assert.deepEqual(subjectIn(pem('CERTIFICATE REQUEST', request(name()))), { commonName: '', organizations: [] });
  });

  it('is not made up where bytes are missing, or say that there are more than there are', () => {
    const whole = request(jane);
    for (let length = 0; length < whole.length; length++)
      assert.equal(subjectIn(pem('CERTIFICATE REQUEST', whole.slice(0, length))), undefined);
    for (const length of [0x80, 0x84, 0xff]) assert.equal(subjectIn(pem('CERTIFICATE', [0x30, length, ...whole])), undefined);
    for (const text of [undefined, '', 'DATA+OMITTED', base64('no certificate'), pem('PRIVATE KEY', whole)])
      assert.equal(subjectIn(text), undefined);
  });
});

describe('the claims of a token', () => {
  const token = (payload: string): string => `e30.${Buffer.from(payload).toString('base64url')}.c2ln`;

  it('are read without a look at the signature', () => {
    for (const sub of ['a', 'ab', 'abc', 'system:serviceaccount:ci:deployer'])
      assert.equal(claimsIn(token(JSON.stringify({ sub })))?.sub, sub);
  });

  it('are none where there is no token, or no object in it', () => {
    for (const text of [undefined, '', 'abcdef.0123456789abcdef', 'a.b.c', token('null'), token('5'), token('{'), token('')])
      assert.equal(claimsIn(text), undefined);
  });
});

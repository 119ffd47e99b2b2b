/** Keys for encryption at rest: base64 as Go reads it, and guessable keys told from random ones. */

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { decodeBase64, isWithin } from '../core/model/encryption.ts';
import { whyGuessable } from '../core/model/keystrength.ts';

test('base64 is read as Go reads it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), bytes => {
      const text = Buffer.from(bytes).toString('base64');
      assert.deepEqual(decodeBase64(text), [...bytes]);
      assert.deepEqual(decodeBase64(`${text.slice(0, 3)}\n${text.slice(3)}\r\n`), [...bytes]);
      if (text.endsWith('=')) assert.equal(decodeBase64(text.replace(/=+$/, '')), undefined);
    }),
  );
  for (const none of ['', 'SECRET', 'a b=', '====', 'ab-_', '<BASE64 ENCODED SECRET>', 'changeme!'])
    assert.equal(decodeBase64(none), undefined, none);
});

test('random keys are not called guessable', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32, min: 0, max: 255 }).filter(isVaried), bytes => {
      assert.equal(whyGuessable([...bytes]), undefined);
    }),
    { numRuns: 2000 },
  );
});

test('random text is not called guessable: hexadecimal and base64 digits', () => {
  const random = seeded(7);
  for (let run = 0; run < 3000; run++) {
    const bytes = Array.from({ length: 24 }, () => Math.floor(random() * 256));
    const base64 = Buffer.from(bytes).toString('base64');
    const hex = Buffer.from(bytes).toString('hex').slice(0, 32);
    for (const text of [base64, hex]) assert.equal(whyGuessable([...Buffer.from(text)]), undefined, text);
  }
});

test('what a person wrote is', () => {
  const texts = [
    'secret is secure',
    'this is password',
    'this is 32 bytes of secret text!',
    'abcdefghijklmnopqrstuvwxyz123456',
    '01234567890123456789012345678901',
    'my-super-secret-encryption-key12',
    'kubernetes-encryption-key-number',
    'passwordpasswordpasswordpassword',
    'aaaaaaaaaaaaaaaa',
  ];
  for (const text of texts) assert.ok(whyGuessable([...Buffer.from(text)]), text);
  assert.ok(whyGuessable(Array.from({ length: 32 }, () => 0)));
});

test('patterns stand for their group', () => {
  assert.ok(isWithin('secrets', '*.') && isWithin('secrets', '*.*') && isWithin('deployments.apps', '*.apps') && isWithin('*.', '*.*'));
  assert.ok(
    !isWithin('secrets', 'secrets') && !isWithin('deployments.apps', '*.') && !isWithin('secrets', '*.apps') && !isWithin('*.*', '*.apps'),
  );
});

/** What fast-check shrinks to, repeated bytes, is no random key. */
const isVaried = (bytes: Uint8Array): boolean => new Set(bytes).size > 16;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

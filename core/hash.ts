/** A short, stable hash of text: for cache keys and fingerprints, not for secrets. */

/** Sixteen hex digits of two independent 32-bit mixes (after MurmurHash's finaliser). The same on every machine and in every version. */
export function hash(text: string): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
  }
  return hex(mix(a ^ text.length)) + hex(mix(b ^ a));
}

function mix(value: number): number {
  let it = value ^ (value >>> 16);
  it = Math.imul(it, 0x85ebca6b);
  it ^= it >>> 13;
  it = Math.imul(it, 0xc2b2ae35);
  return (it ^ (it >>> 16)) >>> 0;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** The random values that a report carries: a verification code made on the phone, and a salt. */

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BYTES = 16;

/** Fills bytes with cryptographic randomness; tests pass their own. */
export type Randomness = (bytes: Uint8Array) => Uint8Array;

/** The key of a customer's private link, in the same alphabet. */
export function privateKey(random: Randomness): string {
  return verificationCode(random);
}

/** 128 random bits in Crockford base32, 26 characters: no I, L, O, U, so it can be read out on the telephone. */
export function verificationCode(random: Randomness): string {
  const bytes = random(new Uint8Array(BYTES));
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let code = "";
  for (let index = 0; index < 26; index += 1) {
    code = CROCKFORD[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return code;
}

/** 128 random bits as 32 hexadecimal digits. Erasure destroys it, and with it the link to the person. */
export function salt(random: Randomness): string {
  return Array.from(random(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

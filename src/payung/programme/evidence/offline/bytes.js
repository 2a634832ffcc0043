// @ts-check
/** Bytes, digests and the words of a key, as the program itself writes them. */

const TABLE = Uint32Array.from({ length: 256 }, (_unused, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** @param {Uint8Array} bytes  @returns {number} CRC-32 */
export const crcOf = (bytes) => {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[at]) & 255];
  return (crc ^ 0xffffffff) >>> 0;
};

/** @param {Uint8Array} bytes  @returns {string} */
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} hex  @returns {Uint8Array} */
export const fromHex = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));

/** @param {string} text  @returns {Uint8Array} */
export const utf8 = (text) => new TextEncoder().encode(text);

/** @param {Uint8Array} bytes  @returns {Promise<string>} SHA-256 in hex */
export const sha256 = async (bytes) => toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

/** @param {Uint8Array[]} parts  @returns {Uint8Array} */
export const joined = (parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** @param {Uint8Array} whole  @param {Uint8Array} part  @returns {boolean} */
export const holds = (whole, part) => {
  for (let at = 0; at + part.length <= whole.length; at += 1) {
    let same = 0;
    while (same < part.length && whole[at + same] === part[same]) same += 1;
    if (same === part.length) return true;
  }
  return false;
};

/** A length in two bytes before each part, as every signed or hashed name is written.
 * @param {string} text  @returns {Uint8Array} */
const named = (text) => joined([Uint8Array.of(text.length >> 8, text.length & 255), utf8(text)]);

/** @param {string} keyHex  @returns {Promise<string>} six words to compare by telephone */
export const wordsOf = async (keyHex) => {
  const digest = fromHex(await sha256(joined([named("payung/1/signer-fingerprint"), fromHex(keyHex)])));
  const consonants = "bdfghjklmnprstvz";
  const vowels = "aiou";
  /** @param {number} n */
  const word = (n) =>
    consonants[n >> 12] + vowels[(n >> 10) & 3] + consonants[(n >> 6) & 15] + vowels[(n >> 4) & 3] + consonants[n & 15];
  return [0, 2, 4, 6, 8, 10].map((at) => word(digest[at] * 256 + digest[at + 1])).join(" ");
};

/** @param {string} keyHex  @param {Uint8Array} signature  @param {Uint8Array} statement
 * @returns {Promise<boolean | null>} null where this browser cannot tell */
export const signed = async (keyHex, signature, statement) => {
  try {
    const key = await crypto.subtle.importKey("raw", fromHex(keyHex), { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, key, signature, statement);
  } catch {
    return null;
  }
};

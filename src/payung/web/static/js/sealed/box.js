// @ts-check
/** Seal bytes under a 32-byte key: suite byte, nonce, AES-256-GCM, bound to `about`. */

import { join, randomBytes, Refused, SUITE_XWING } from "./bytes.js";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param {Uint8Array} key 32 bytes @returns {Promise<CryptoKey>} that cannot be read out */
export const aesKey = (key) =>
  crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);

/**
 * @param {CryptoKey} key @param {Uint8Array} plain @param {Uint8Array} about
 * @returns {Promise<Uint8Array>}
 */
export const sealBox = async (key, plain, about) => {
  const iv = randomBytes(NONCE_BYTES);
  const how = { name: "AES-GCM", iv, additionalData: about };
  const sealed = await crypto.subtle.encrypt(how, key, plain);
  return join([Uint8Array.of(SUITE_XWING), iv, new Uint8Array(sealed)]);
};

/**
 * @param {CryptoKey} key @param {Uint8Array} box @param {Uint8Array} about
 * @returns {Promise<Uint8Array>} or refused
 */
export const openBox = async (key, box, about) => {
  if (box.length < 1 + NONCE_BYTES + TAG_BYTES || box[0] !== SUITE_XWING) {
    throw new Refused();
  }
  const iv = box.subarray(1, 1 + NONCE_BYTES);
  const how = { name: "AES-GCM", iv, additionalData: about };
  try {
    const sealed = box.subarray(1 + NONCE_BYTES);
    return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed));
  } catch {
    throw new Refused();
  }
};

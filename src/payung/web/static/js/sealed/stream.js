// @ts-check
/** Seal an attachment chunk by chunk, so that a film does not fill a cheap phone. */

import { context, join, randomBytes, SUITE_XWING } from "./bytes.js";

/** @typedef {import("./records.js").RecordSecret} RecordSecret */

const CHUNK_BYTES = 64 * 1024;
const SALT_BYTES = 16;

/**
 * @param {RecordSecret} secret @param {string} attachment @param {Uint8Array} salt
 * @returns {Promise<CryptoKey>}
 */
const streamKey = async (secret, attachment, salt) => {
  const info = context("attachment", secret.record, attachment);
  const root = await crypto.subtle.importKey("raw", secret.bytes, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info };
  const aes = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, root, aes, false, ["encrypt"]);
};

/** @param {number} number @param {boolean} isLast @returns {Uint8Array} 12 bytes */
const chunkNonce = (number, isLast) => {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, number);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

/**
 * Yield the sealed file: a header, then its chunks, the last one marked as the last.
 * @param {RecordSecret} secret @param {string} attachment its id @param {Blob} file
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 */
export async function* sealStream(secret, attachment, file) {
  const salt = randomBytes(SALT_BYTES);
  const key = await streamKey(secret, attachment, salt);
  yield join([Uint8Array.of(SUITE_XWING), salt]);
  const chunks = Math.max(1, Math.ceil(file.size / CHUNK_BYTES));
  for (let number = 0; number < chunks; number += 1) {
    const at = number * CHUNK_BYTES;
    const chunk = await file.slice(at, at + CHUNK_BYTES).arrayBuffer();
    const iv = chunkNonce(number, number === chunks - 1);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, chunk);
    yield new Uint8Array(sealed);
  }
}

/**
 * Seal a whole file into one Blob, which the browser may keep on disk.
 * @param {RecordSecret} secret @param {string} attachment @param {Blob} file
 * @returns {Promise<Blob>}
 */
export const sealFile = async (secret, attachment, file) => {
  const parts = [];
  for await (const part of sealStream(secret, attachment, file)) parts.push(part);
  return new Blob(parts, { type: "application/octet-stream" });
};

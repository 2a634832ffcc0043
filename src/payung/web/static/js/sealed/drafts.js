// @ts-check
/** Keep a half-written report on the phone, readable only while she is signed in. */

import { aesKey, openBox, sealBox } from "./box.js";
import { context, fromText, fromUtf8, utf8 } from "./bytes.js";
import { pad, unpad } from "./padding.js";

/**
 * @param {string} key base64url, given by the page of an unlocked session only
 * @returns {Promise<CryptoKey>} that cannot be read out; keep it in memory, never stored
 */
export const draftKey = (key) => aesKey(fromText(key));

/**
 * @param {CryptoKey} key @param {string} draft the draft's own id @param {string} text
 * @returns {Promise<Uint8Array>} to be kept in IndexedDB
 */
export const sealDraft = (key, draft, text) =>
  sealBox(key, pad(utf8(text)), context("draft", draft));

/**
 * @param {CryptoKey} key @param {string} draft @param {Uint8Array} sealed
 * @returns {Promise<string>} or refused: another draft, another person, a changed byte
 */
export const openDraft = async (key, draft, sealed) =>
  fromUtf8(unpad(await openBox(key, sealed, context("draft", draft))));

// @ts-check
/** The draft: sealed anew with every answer, readable only while she is signed in. */

import { draftKey, openDraft, sealDraft } from "../sealed/drafts.js";
import { get, put, remove } from "./store.js";

/** @typedef {{form: string, version: string, answers: any}} Kept */

/**
 * @param {string} key base64url, from the page of an unlocked session
 * @param {string} name the draft's own, one for each person and form
 */
export const draftOf = async (key, name) => {
  const aes = await draftKey(key);
  /** @type {Promise<void>} */
  let last = Promise.resolve();
  return {
    /** @returns {Promise<Kept | null>} null where there is none, or it opens no more */
    resume: async () => {
      const sealed = await get("drafts", name);
      try {
        return sealed ? JSON.parse(await openDraft(aes, name, sealed)) : null;
      } catch {
        return null; // of another session's keys: she changed them, or it is not hers
      }
    },
    /** One after the other, so that an older state never lands on a newer one. @param {Kept} kept */
    save: (kept) => {
      const text = JSON.stringify(kept);
      last = last.catch(() => {}).then(async () => put("drafts", name, await sealDraft(aes, name, text)));
      return last;
    },
    /** @param {string} file @param {Uint8Array} bytes */
    saveFile: async (file, bytes) => put("files", file, await sealDraft(aes, file, bytesToText(bytes))),
    /** @param {string} file @returns {Promise<Uint8Array | null>} */
    file: async (file) => {
      const sealed = await get("files", file);
      return sealed ? textToBytes(await openDraft(aes, file, sealed)) : null;
    },
    /** @param {string} file */
    dropFile: (file) => remove("files", file),
    drop: async () => {
      await last.catch(() => {});
      await remove("drafts", name);
    },
  };
};

/** @param {Uint8Array} bytes @returns {string} one sign for each byte */
const bytesToText = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
};

/** @param {string} text @returns {Uint8Array} */
const textToBytes = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

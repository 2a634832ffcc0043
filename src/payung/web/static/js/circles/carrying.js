// @ts-check
/** What happened to one person is no finding: seal her words into a new note, send nothing. */

import { draftOf } from "../notes/draft.js";
import { canSeal } from "../sealed/can_seal.js";

/** @param {any} carrying @param {string} words @returns {any} the words where the form of a note has its story */
const answers = (carrying, words) =>
  carrying.path.reduceRight((/** @type {any} */ inner, /** @type {string} */ name) => ({ [name]: inner }), words);

/** @param {any} carrying see story.py @param {string} words @returns {Promise<string>} why it cannot be, or "" once it is sealed */
export const carry = async (carrying, words) => {
  if (!canSeal() || typeof indexedDB === "undefined") return carrying.cannot;
  const draft = await draftOf(carrying.draftKey, `${carrying.person}|${carrying.form}`);
  if (await draft.resume()) return carrying.taken;
  const { form, version } = carrying;
  await draft.save(/** @type {any} */ ({ form, version, answers: answers(carrying, words), files: [] }));
  return "";
};

/**
 * Carry words over with the key that only a page fetched in an unlocked session brings.
 * @param {string} address of the finding's own page @param {string} words @param {() => Promise<unknown>} carried
 * @returns {Promise<string | null>} why it cannot be; null without a network or a session
 */
export const carryFrom = async (address, words, carried) => {
  const page = await fetch(address, { cache: "no-store" }).catch(() => null);
  if (!page || !page.ok || page.redirected) return null;
  const held = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("carrying");
  if (!held) return null;
  const carrying = JSON.parse(held.textContent || "{}");
  const sentence = await carry(carrying, words);
  if (sentence) return sentence;
  await carried();
  location.replace(carrying.to);
  return "";
};

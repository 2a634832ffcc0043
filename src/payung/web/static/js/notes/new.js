// @ts-check
/** The page of a new note: say plainly where nothing can be locked, else begin. */

import { canSeal } from "../sealed/can_seal.js";

const carried = /** @type {HTMLElement} */ (document.getElementById("given"));
const given = JSON.parse(carried.textContent ?? "{}");
// The draft's key lies in it: from here on only this page's memory has it.
carried.remove();
const cannot = /** @type {HTMLElement} */ (document.getElementById("cannot"));

/** @param {string} address @returns {Promise<any>} */
const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

/** An import that fails is the same answer as a browser that says it cannot. */
const begin = async () => {
  if (!canSeal() || typeof indexedDB === "undefined") return;
  // Asked for first, so that they come while the rest is being read.
  const logic = fetched(given.compiled);
  const words = fetched(given.strings.replace("LANGUAGE", given.language));
  const { write } = await import("./write.js");
  cannot.hidden = true;
  await write(given, { logic, words, fetched });
};

begin().catch(() => {
  cannot.hidden = false;
});

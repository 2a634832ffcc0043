// @ts-check
/** The page of a new note: say plainly where nothing can be locked, else begin. */

import { canSeal } from "../sealed/can_seal.js";

const carried = /** @type {HTMLElement} */ (document.getElementById("given"));
const given = JSON.parse(carried.textContent ?? "{}");
// The draft's key lies in it: from here on only this page's memory has it.
carried.remove();
const cannot = /** @type {HTMLElement} */ (document.getElementById("cannot"));

/** An import that fails is the same answer as a browser that says it cannot. */
const begin = async () => {
  if (!canSeal() || typeof indexedDB === "undefined") return;
  const { write } = await import("./write.js");
  cannot.hidden = true;
  await write(given);
};

begin().catch(() => {
  cannot.hidden = false;
});

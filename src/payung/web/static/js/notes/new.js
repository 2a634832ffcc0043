// @ts-check
/** The page of a new note: say plainly where nothing can be locked, else begin. */

import { canSeal } from "../sealed/can_seal.js";

const given = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("given")).textContent ?? "{}");
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

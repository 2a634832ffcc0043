// @ts-check
/** A sitting's or a meeting's page, which can be written on without a network. */

import { keep as keepOffline } from "../door/keeping.js";
import { newId } from "../door/sums.js";
import { canSeal } from "../sealed/can_seal.js";

const DAY_MS = 86_400_000;
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

/** @param {import("./writing.js").Writing} writing */
const listen = (writing) => {
  // Before the frame's own listener, which would go where the link leads.
  main.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const link = at && at.closest("a[data-write]");
    if (at && at.closest("[data-close]")) writing.back();
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    void writing.open(link.dataset.write || "", link.dataset.about || "");
  });
  main.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.write !== "finish") return;
    event.preventDefault();
    void writing.finish({ id: newId(), what: "finish", about: "", at: Date.now(), form });
  });
  window.addEventListener("online", () => void writing.goOn());
  window.addEventListener("payung:leave", writing.forget);
};

/** Where nothing can be locked or kept, every link leads to a page of its own. */
const begin = async () => {
  if (!canSeal() || typeof indexedDB === "undefined") return;
  const { begun, given } = await import("./writing.js");
  const writing = await begun();
  listen(writing);
  await writing.show();
  await writing.goOn();
  await keepOffline(given.worker, { addresses: [given.page, location.pathname], forMs: DAY_MS });
};

begin().catch(() => {});

// @ts-check
/** A sitting's or a meeting's page, which can be written on without a network. */

import { keep as keepOffline } from "../door/keeping.js";
import { newId } from "../door/sums.js";
import { canSeal } from "../sealed/can_seal.js";

const DAY_MS = 86_400_000;
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

/**
 * Listen at once: on a slow phone somebody taps before all scripts are there, and without
 * a network the link would lead nowhere. @param {Promise<import("./writing.js").Writing>} ready
 */
const listen = (ready) => {
  // Before the frame's own listener, which would go where the link leads.
  main.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const link = at && at.closest("a[data-write]");
    if (at && at.closest("[data-close]")) void ready.then((writing) => writing.back());
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    const { write = "", about = "" } = link.dataset;
    ready.then((writing) => writing.open(write, about)).catch(() => location.assign(link.href));
  });
  main.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.write !== "finish") return;
    event.preventDefault();
    const entry = { id: newId(), what: "finish", about: "", at: Date.now(), form };
    ready.then((writing) => writing.finish(entry)).catch(() => form.submit());
  });
  document.documentElement.dataset.writes = "yes";
};

/** Where nothing can be locked or kept, every link leads to a page of its own. */
const begin = async () => {
  if (!canSeal() || typeof indexedDB === "undefined") return;
  const loaded = import("./writing.js");
  const ready = loaded.then(({ begun }) => begun());
  listen(ready);
  const [{ given }, writing] = await Promise.all([loaded, ready]);
  window.addEventListener("online", () => void writing.goOn());
  window.addEventListener("payung:leave", writing.forget);
  await writing.show();
  await writing.goOn();
  await keepOffline(given.worker, { addresses: [given.page, location.pathname], forMs: DAY_MS });
};

begin().catch(() => {});

// @ts-check
/** Today: what still lies on this phone, begun or waiting, and a try to send it. */

import { kept, sendAll } from "./outbox.js";
import { names } from "./store.js";

const begun = /** @type {HTMLElement} */ (document.querySelector("[data-begun]"));
const waits = /** @type {HTMLElement} */ (document.querySelector("[data-waits]"));
const nothing = document.querySelector("[data-nothing]");
const csrf = /** @type {HTMLInputElement} */ (document.querySelector("[data-leave] [name=csrfmiddlewaretoken]")).value;
const { person, take = "", files = "" } = waits.dataset;

const show = async () => {
  const drafts = await names("drafts");
  const waiting = await kept();
  begun.hidden = !drafts.some((name) => name.startsWith(`${person}|`));
  waits.hidden = !waiting.length;
  if (nothing instanceof HTMLElement) nothing.hidden = !(begun.hidden && waits.hidden);
  window.dispatchEvent(new CustomEvent("payung:kept", { detail: waiting.length ? "waiting" : "saved" }));
  return waiting.length;
};

const send = async () => {
  if (!(await show()) || !navigator.onLine) return;
  await sendAll({ take, files, csrf });
  await show();
};

if (typeof indexedDB !== "undefined") {
  window.addEventListener("online", () => void send().catch(() => {}));
  send().catch(() => {}); // a browser that keeps nothing has nothing to tell
}

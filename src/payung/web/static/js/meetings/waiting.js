// @ts-check
/** Send what still waits on this phone, now and whenever a connection comes back. */

import { say } from "../notes/told.js";
import { showAside } from "./aside.js";
import { queueOf } from "./queue.js";

const carried = /** @type {HTMLElement} */ (document.getElementById("given"));
export const given = JSON.parse(carried.textContent ?? "{}");
// The key lies in it: from here on only this page's memory has it.
carried.remove();

export const queue = queueOf(given);

export const show = async () => {
  const ready = await queue;
  const items = await ready.items();
  showAside(items, given, (key) => void ready.letGo(key).then(show));
  window.dispatchEvent(new CustomEvent("payung:kept", { detail: items.length ? "waiting" : "saved" }));
};

export const sendWaiting = async () => {
  const last = await (await queue).sendAll();
  await show();
  // What was refused is said in its own line, with what can be done.
  if (last && last.is !== "mend") say(given.words[last.is]);
};

if (typeof indexedDB !== "undefined") {
  window.addEventListener("online", () => void sendWaiting().catch(() => {}));
  sendWaiting().catch(() => {}); // a browser that keeps nothing has nothing to send
}

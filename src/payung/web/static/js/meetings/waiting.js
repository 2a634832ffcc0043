// @ts-check
/** Send what still waits on this phone, now and whenever a connection comes back. */

import { say } from "../notes/told.js";
import { queueOf } from "./queue.js";

const carried = /** @type {HTMLElement} */ (document.getElementById("given"));
export const given = JSON.parse(carried.textContent ?? "{}");
// The key lies in it: from here on only this page's memory has it.
carried.remove();

export const queue = queueOf(given);

export const sendWaiting = async () => {
  const { left, last } = await (await queue).sendAll();
  window.dispatchEvent(new CustomEvent("payung:kept", { detail: left ? "waiting" : "saved" }));
  if (!last) return;
  if (last.is === "mend") say(`${given.words.aside} ${last.sentence}`, "warning");
  else say(given.words[last.is]);
};

if (typeof indexedDB !== "undefined") {
  window.addEventListener("online", () => void sendWaiting().catch(() => {}));
  sendWaiting().catch(() => {}); // a browser that keeps nothing has nothing to send
}

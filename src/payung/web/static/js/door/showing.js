// @ts-check
/** What the door's page shows: the counters, whether it is closed, and what waits here. */

import { countsOf, tapsOf } from "./store.js";
import { dayOf, lastOf, summed, waiting } from "./sums.js";

export const door = /** @type {HTMLElement} */ (document.getElementById("door"));
export const form = /** @type {HTMLFormElement} */ (door.querySelector("[data-form]"));
const { site = "", zone = "UTC", digits = "0123456789", counts = "{}" } = door.dataset;

/** @param {string} name @returns {HTMLElement} */
export const part = (name) => /** @type {HTMLElement} */ (door.querySelector(`[data-${name}]`));

/** @param {number} n */
const spelled = (n) => String(n).replace(/\d/g, (one) => Array.from(digits)[Number(one)] || one);

/** @param {string[]} sentences */
export const say = (sentences) => {
  part("said").hidden = !sentences.length;
  /** @type {HTMLElement} */ (part("said").querySelector("span")).textContent = sentences.join(" ");
  if (sentences.length) part("said").scrollIntoView({ block: "center" });
};

/** @param {number} many @param {boolean} tried whether sending them did not work */
const showWaiting = (many, tried) => {
  const words = /** @type {HTMLElement} */ (part("waits").querySelector("span"));
  // What is just on its way is not worth a word.
  part("waits").hidden = !many || (navigator.onLine && !tried);
  words.textContent = many === 1 ? words.dataset.one || "" : (words.dataset.many || "").replace("#", spelled(many));
  window.dispatchEvent(new CustomEvent("payung:kept", { detail: many ? "waiting" : "saved" }));
};

/** @param {string} closed the reason, "" where it is not closed */
const showClosed = (closed) => {
  const why = form.querySelector(`[value="word close ${closed}"]`);
  part("closed").hidden = !closed;
  part("why").textContent = why ? why.textContent : "";
};

/** @param {boolean} [tried] @returns {Promise<import("./store.js").Tap[]>} what this phone keeps of this door */
export const show = async (tried = false) => {
  const [known, taps, day] = [await countsOf(site), await tapsOf(site), dayOf(Date.now(), zone)];
  const { numbers, closed } = summed(known, taps, day);
  for (const one of door.querySelectorAll("[data-count]"))
    one.textContent = spelled(numbers[/** @type {HTMLElement} */ (one).dataset.count || ""] || 0);
  showClosed(closed);
  part("open").hidden = !closed && Object.values(numbers).some(Boolean);
  part("undo").hidden = !lastOf(taps, day);
  // A page that was kept on the phone says the day on which it was kept.
  if (JSON.parse(counts).day !== day)
    part("day").textContent = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, dateStyle: "full" }).format();
  showWaiting(waiting(taps).length, tried);
  return taps;
};

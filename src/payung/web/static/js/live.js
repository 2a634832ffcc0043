// @ts-check
/** Ask a part of the page anew every few seconds, and change it only where it differs. */

const EVERY_MS = 3_000;
const SLOWEST_MS = 30_000;
const part = /** @type {HTMLElement | null} */ (document.querySelector("[data-live]"));
let seen = "";
let wait = EVERY_MS;

/** @param {Element | null} within  @returns {string} what had the focus, to find it again */
const focused = (within) => {
  const at = document.activeElement;
  return at && within?.contains(at) ? (at.getAttribute("href") ?? at.getAttribute("value") ?? "") : "";
};

/** @param {HTMLElement} part  @param {string} html */
const change = (part, html) => {
  const had = focused(part);
  const unfolded = [...part.querySelectorAll("details[open][id]")].map((one) => one.id);
  part.innerHTML = html;
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  if (had) part.querySelector(`[href="${had}"],[value="${had}"]`)?.focus();
};

const ask = async () => {
  if (!part || document.hidden) return;
  try {
    const address = new URL(part.dataset.live ?? "", location.href);
    address.searchParams.set("seen", seen);
    const answer = await fetch(address.href, { cache: "no-store" });
    if (answer.redirected) location.replace(answer.url); // signed out meanwhile
    if (answer.ok && answer.status !== 204) {
      change(part, await answer.text());
      seen = answer.headers.get("X-Seen") ?? "";
    }
    wait = EVERY_MS;
  } catch {
    wait = Math.min(wait * 2, SLOWEST_MS); // no connection: the frame says so
  }
};

const again = async () => {
  await ask();
  setTimeout(again, wait);
};

document.addEventListener("visibilitychange", ask);
setTimeout(again, EVERY_MS);

// @ts-check
/** The diary of a visit: each tap is kept on this phone first, then sent, and counts once. */

import { digestOf } from "../door/card.js";
import { keep as keepOffline } from "../door/keeping.js";
import { ask, sendAll } from "../door/sending.js";
import { countsOf, forget, heard, keep, tapsOf } from "../door/store.js";
import { newId, waiting } from "../door/sums.js";
import { heardLast, matching, withWaiting } from "./tallies.js";

const EVERY_MS = 20_000;
const DAY_MS = 86_400_000;
const diary = /** @type {HTMLElement} */ (document.getElementById("diary"));
const form = /** @type {HTMLFormElement} */ (diary.querySelector("[data-form]"));
const { site = "", counts = "{}" } = diary.dataset;
const token = /** @type {HTMLInputElement} */ (form.querySelector("[name=csrfmiddlewaretoken]"));
const way = { site, taps: diary.dataset.taps || "", ask: diary.dataset.ask || "", csrf: token.value };

/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (diary.querySelector(`[data-${name}]`));

/** @param {string[]} sentences */
const say = (sentences) => {
  part("said").hidden = !sentences.length;
  /** @type {HTMLElement} */ (part("said").querySelector("span")).textContent = sentences.join(" ");
};

const show = async () => {
  const known = await countsOf(site);
  const left = waiting(await tapsOf(site));
  const numbers = withWaiting(known ? known.visits : {}, left);
  for (const one of diary.querySelectorAll("[data-sums]"))
    one.textContent = String(matching(numbers, /** @type {HTMLElement} */ (one).dataset.sums || ""));
  const harm = heardLast(known ? known.closed : "", left);
  for (const one of diary.querySelectorAll("[data-heard]"))
    one.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (one).dataset.heard === harm));
  part("note").hidden = harm !== "y";
  part("waits").hidden = !left.length;
  window.dispatchEvent(new CustomEvent("payung:kept", { detail: left.length ? "waiting" : "saved" }));
};

const send = async () => {
  const { is, sentences } = await sendAll(way);
  const taps = await tapsOf(site);
  await forget(taps.filter((tap) => tap.sent));
  await show();
  const again = is === "signed_out" ? [part("said").dataset.signedOut || ""] : [];
  const all = [...sentences, ...taps.map((tap) => tap.problem || "").filter(Boolean), ...again];
  if (all.length) say([...new Set(all)]);
};

/** @param {HTMLButtonElement} button */
const tapped = async (button) => {
  const [what, written, change] = button.value.split(" ");
  const typed = new FormData(form);
  const isPerson = what === "person" || what === "card";
  const code = isPerson ? `${written[0]}${typed.get("age")}${written.slice(2)}` : written;
  const card = what === "card" ? await digestOf(String(typed.get("card") || "")) : "";
  if (what === "card" && !card) return;
  say([]);
  const tap = { id: newId(), site, day: "", at: Date.now(), what, code, card, change: Number(change) };
  await keep(/** @type {any} */ (tap));
  if (what === "card") /** @type {HTMLInputElement} */ (form.elements.namedItem("card")).value = "";
  if (navigator.vibrate) navigator.vibrate(20);
  await show();
  await send();
};

/** In, out and help go at once or as soon as there is a network; the page says which. */
const watchDeeds = () => {
  for (const one of /** @type {NodeListOf<HTMLFormElement>} */ (diary.querySelectorAll("[data-deed]")))
    one.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      part("no-network").hidden = false;
      window.addEventListener("online", () => one.submit(), { once: true });
    });
};

const begin = async () => {
  await heard(site, JSON.parse(counts));
  form.addEventListener("submit", (event) => {
    const button = /** @type {any} */ (event).submitter || document.activeElement;
    event.preventDefault();
    if (button instanceof HTMLButtonElement && button.value) tapped(button).catch(() => say([part("said").dataset.signedOut || ""]));
  });
  await show();
  await send();
  // The page was written before the taps of the page before it arrived, or long ago.
  void ask(way).then(() => show());
  window.addEventListener("online", () => void send());
  setInterval(() => !document.hidden && ask(way).then(send).catch(() => {}), EVERY_MS);
  // A visit lasts an evening; what it says of those who go must not lie here for longer.
  await keepOffline(diary.dataset.worker || "", { addresses: [location.pathname], forMs: DAY_MS });
};

watchDeeds();
// Without a place to keep taps the form works as it does without scripts.
if (typeof indexedDB !== "undefined") begin().catch(() => {});

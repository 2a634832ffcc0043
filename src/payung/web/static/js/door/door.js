// @ts-check
/** The door: each tap is kept on this phone first, then sent; nothing counted is lost. */

import { digestOf, offerCamera } from "./card.js";
import { keep as keepOffline } from "./keeping.js";
import { ask, sendAll } from "./sending.js";
import { door, form, part, say, show } from "./showing.js";
import { forget, heard, keep, tapsOf } from "./store.js";
import { dayOf, lastOf, newId } from "./sums.js";

const EVERY_MS = 20_000;
const { site = "", zone = "UTC", counts = "{}" } = door.dataset;
const token = /** @type {HTMLInputElement} */ (form.querySelector("[name=csrfmiddlewaretoken]"));
const way = { site, taps: door.dataset.taps || "", ask: door.dataset.ask || "", csrf: token.value };

const send = async () => {
  const { is, sentences } = await sendAll(way);
  const taps = await show(is !== "sent");
  const told = taps.filter((tap) => tap.problem).map((tap) => tap.problem || "");
  const again = is === "signed_out" ? [part("said").dataset.signedOut || ""] : [];
  const all = [...sentences, ...new Set(told), ...again];
  if (all.length) say(all);
};

/** @param {HTMLButtonElement} button */
const tapped = async (button) => {
  const [what, code, reason] = button.value.split(" ");
  const at = Date.now();
  const typed = new FormData(form);
  say([]);
  const tap = { id: newId(), site, day: dayOf(at, zone), at, what, code, reason };
  /** @type {Record<string, any>} */
  const more = {};
  if (what === "visit") {
    for (const name of ["gender", "age", "setting"]) more[name] = typed.get(name);
    more.card = await digestOf(String(typed.get("card") || ""));
  }
  const last = what === "back" ? lastOf(await tapsOf(site), tap.day) : undefined;
  if (what === "back" && !last) return;
  await keep({ ...tap, ...more, code: last ? "" : code, tap: last && last.id });
  // What was said of one person must not stick to the next.
  if (what === "visit") form.reset();
  if (navigator.vibrate) navigator.vibrate(20);
  await show();
  await send();
};

/** Send it as a page without scripts does: this browser keeps nothing. @param {HTMLButtonElement} button */
const sendPlain = (button) => {
  const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
  form.append(pressed);
  form.submit();
};

const begin = async () => {
  const said = JSON.parse(counts);
  await heard(site, said);
  const taps = await tapsOf(site);
  await forget(taps.filter((tap) => tap.sent && tap.day < dayOf(Date.now() - 86_400_000, zone)));
  form.addEventListener("submit", (event) => {
    const button = /** @type {any} */ (event).submitter || document.activeElement;
    event.preventDefault();
    if (button instanceof HTMLButtonElement) tapped(button).catch(() => sendPlain(button));
  });
  offerCamera(part("camera"), /** @type {HTMLInputElement} */ (form.elements.namedItem("card")));
  await show();
  await send();
  // The page was written before the taps of the page before it arrived, or long ago.
  void ask(way).then(() => show());
  window.addEventListener("online", () => void send());
  setInterval(() => !document.hidden && ask(way).then(send).catch(() => {}), EVERY_MS);
  await keepOffline(door.dataset.worker || "");
};

// Without a place to keep taps the form works as it does without scripts.
if (typeof indexedDB !== "undefined") begin().catch(() => {});

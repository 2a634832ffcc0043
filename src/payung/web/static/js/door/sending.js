// @ts-check
/** Send taps. One leaves the waiting line only for an answer that names it. */

import { heard, settle, tapsOf } from "./store.js";
import { waiting } from "./sums.js";

const AT_ONCE = 200;
/** @typedef {{site: string, taps: string, ask: string, csrf: string}} Way  `csrf` is changed here when it is too old */
/** @typedef {{is: "sent" | "waiting" | "signed_out", sentences: string[]}} Outcome */

/** @param {string} address @param {RequestInit} [how] @returns {Promise<Response | null>} null without a connection */
const fetched = async (address, how) => {
  try {
    return await fetch(address, { cache: "no-store", ...how });
  } catch {
    return null;
  }
};

/** @param {Way} way @returns {Promise<Outcome["is"]>} after the newest counters of all phones were kept */
export const ask = async (way) => {
  const answer = await fetched(way.ask);
  if (!answer || answer.status >= 500) return "waiting";
  if (answer.redirected) return "signed_out";
  // A captive portal answers 200 with a page of its own: that is no count.
  const said = await answer.json().catch(() => null);
  if (!said || !said.counts) return "waiting";
  way.csrf = said.csrf;
  await heard(way.site, said.counts);
  return "sent";
};

/** @param {Way} way @param {import("./store.js").Tap[]} batch */
const post = (way, batch) => {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": way.csrf };
  return fetched(way.taps, { method: "POST", headers, body: JSON.stringify({ now: Date.now(), taps: batch }) });
};

/** @param {Way} way @returns {Promise<Outcome>} */
const work = async (way) => {
  /** @type {string[]} */
  const sentences = [];
  let renewed = false;
  for (;;) {
    const batch = waiting(await tapsOf(way.site)).slice(0, AT_ONCE);
    if (!batch.length) return { is: "sent", sentences };
    const answer = await post(way, batch);
    if (!answer || answer.status >= 500) return { is: "waiting", sentences };
    if (answer.redirected) return { is: "signed_out", sentences };
    // A page that was kept carries an old token: ask for a new one, once.
    if (answer.status === 403 && !renewed) {
      renewed = true;
      const found = await ask(way);
      if (found === "sent") continue;
      return { is: found, sentences };
    }
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok || !Array.isArray(said.stored)) return { is: "waiting", sentences: said.sentence ? [said.sentence] : sentences };
    await settle(way.site, batch, said);
    sentences.push(...said.sentences);
    const named = new Set([...said.stored, ...Object.keys(said.refused)]);
    if (!batch.some((tap) => named.has(tap.id))) return { is: "waiting", sentences };
  }
};

/** @param {Way} way @returns {Promise<Outcome>} */
export const sendAll = (way) => (navigator.locks ? navigator.locks.request(`door ${way.site}`, () => work(way)) : work(way));

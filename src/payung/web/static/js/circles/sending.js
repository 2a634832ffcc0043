// @ts-check
/** Send what waits. One leaves this phone only for an answer that names it. */

import { dropEntry, entriesOf, entryOf, keepEntry, ready } from "./entries.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {{take: string, csrf: string}} Way  `csrf` is changed here when it is too old */
/** @typedef {{is: "kept" | "waiting" | "signed_out"} | {is: "refused", sentence: string} | {is: "read", fields: [string, string][]}} Outcome */

/** @param {string} address @param {RequestInit} [how] @returns {Promise<Response | null>} null without a connection */
const fetched = (address, how) => fetch(address, { cache: "no-store", ...how }).catch(() => null);

/** @param {Way} way @returns {Promise<boolean>} whether there is a new token: a page that was kept has an old one */
const renewed = async (way) => {
  const answer = await fetched(way.take);
  const said = answer && answer.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
  if (said && said.csrf) way.csrf = said.csrf;
  return Boolean(said && said.csrf);
};

/**
 * @param {Way} way @param {Entry} entry @param {"keep" | "read"} [wish] "read": only open it for her
 * @param {boolean} [again] @returns {Promise<Outcome>}
 */
export const send = async (way, entry, wish = "keep", again = false) => {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": way.csrf };
  const body = JSON.stringify({ id: entry.id, ...entry.message, now: Date.now(), wish });
  const answer = await fetched(way.take, { method: "POST", headers, body });
  if (!answer || answer.status >= 500) return { is: "waiting" };
  if (answer.redirected) return { is: "signed_out" };
  if (answer.status === 403) return !again && (await renewed(way)) ? send(way, entry, wish, true) : { is: "signed_out" };
  // A captive portal answers 200 with a page of its own: that is no receipt.
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok && said.sentence) return { is: "refused", sentence: said.sentence };
  if (!answer.ok || said.id !== entry.id) return { is: "waiting" };
  return wish === "read" ? { is: "read", fields: said.fields } : { is: "kept" };
};

/** @param {Entry} entry @param {Outcome} outcome */
const settle = async (entry, outcome) => {
  const now = await entryOf(entry.here, entry.id);
  // Taken up again while it was on its way: what is typed now is not what was sent.
  if (!now || now.message.sealed !== entry.message.sealed) return;
  if (outcome.is === "kept") await dropEntry(entry);
  if (outcome.is === "refused") await keepEntry({ ...now, state: "refused", sentence: outcome.sentence });
};

/**
 * Try each once, in the order in which they were written; what names another waits for it.
 * @param {Way} way @param {string} here @returns {Promise<Map<string, Outcome>>} by id
 */
export const sendAll = (way, here) => {
  const work = async () => {
    /** @type {Map<string, Outcome>} */
    const outcomes = new Map();
    for (;;) {
      const next = ready(await entriesOf(here)).find((one) => !outcomes.has(one.id));
      if (!next) return outcomes;
      const outcome = await send(way, next);
      outcomes.set(next.id, outcome);
      if (outcome.is !== "kept" && outcome.is !== "refused") return outcomes;
      await settle(next, outcome);
    }
  };
  return navigator.locks ? navigator.locks.request(`circle ${here}`, work) : work();
};

// @ts-check
/** What was typed here and has not arrived: locked to the team, not even this phone opens it. */

import { get, names, put, remove } from "../notes/store.js";

/** @typedef {{record: string, team: string | number, epoch: number, wrap: string, sealed: string}} Message */
/**
 * @typedef {object} Entry  what lies open of it names nobody and says nothing of what was typed
 * @property {string} id
 * @property {string} here   the sitting or the meeting
 * @property {string} what   which form
 * @property {string} about  the row it is about, or ""
 * @property {number} at     when it was begun, in milliseconds by this phone's clock
 * @property {"begun" | "waiting" | "refused"} state
 * @property {string[]} needs  others that have to arrive first
 * @property {string} sentence  why it was refused
 * @property {Message} message
 */

/** @param {string} here @param {string} id */
const nameOf = (here, id) => `circle|${here}|${id}`;

/** @param {string} here @returns {Promise<Entry[]>} oldest first */
export const entriesOf = async (here) => {
  const mine = (await names("drafts")).filter((name) => name.startsWith(`circle|${here}|`));
  const found = await Promise.all(mine.map((name) => get("drafts", name)));
  return found.filter(Boolean).sort((a, b) => a.at - b.at);
};

/** @param {string} here @param {string} id @returns {Promise<Entry | undefined>} */
export const entryOf = (here, id) => get("drafts", nameOf(here, id));

/** @param {Entry} entry */
export const keepEntry = (entry) => put("drafts", nameOf(entry.here, entry.id), entry);

/** @param {{here: string, id: string}} entry */
export const dropEntry = ({ here, id }) => remove("drafts", nameOf(here, id));

/**
 * @param {Entry[]} entries @param {string} id @param {string} about @param {[string, string][]} fields
 * @returns {string[]} those of the others that it names: they have to arrive before it
 */
export const neededBy = (entries, id, about, fields) =>
  entries.map((one) => one.id).filter((one) => one !== id && (one === about || fields.some(([, value]) => value === one)));

/** That it was held comes before all that needs it to have been held. @param {Entry} one */
const rank = ({ what }) => (what === "held" || what === "met" ? 0 : 1);

/** @param {Entry[]} entries @returns {Entry[]} those that may be sent now, in order */
export const ready = (entries) => {
  const there = new Set(entries.map((one) => one.id));
  const inOrder = [...entries].sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  return inOrder.filter((one) => one.state === "waiting" && !one.needs.some((id) => there.has(id)));
};

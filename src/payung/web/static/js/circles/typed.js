// @ts-check
/** Keep what is typed: in this page's memory to read, on the phone only locked. */

import { fieldsOf } from "../form_fields.js";
import { entriesOf, keepEntry, neededBy } from "./entries.js";
import { lockerOf } from "./locking.js";

/** @typedef {{id: string, what: string, about: string, at: number, form: HTMLFormElement}} Open */

/** @param {any} given what the page carries; see waiting_page.py */
export const typedHere = async ({ here, key, words }) => {
  const locker = await lockerOf(key, words);
  /** @type {Map<string, [string, string][]>} */
  const memory = new Map();
  /** @type {Promise<void>} */
  let last = Promise.resolve();
  return {
    /** @param {string} id @returns {[string, string][] | undefined} what was typed while this page is open */
    fields: (id) => memory.get(id),
    /** One after the other, so that an older state never lands on a newer one. @param {Open} one @param {"begun" | "waiting"} state */
    save: ({ id, what, about, at, form }, state) => {
      const fields = fieldsOf(form);
      memory.set(id, fields);
      last = last.catch(() => {}).then(async () => {
        const needs = neededBy(await entriesOf(here), id, about, fields);
        const message = await locker.lock(id, { here, what, about, at, fields });
        await keepEntry({ id, here, what, about, at, state, needs, sentence: "", message });
        window.dispatchEvent(new CustomEvent("payung:kept", { detail: "waiting" }));
      });
      return last;
    },
    forget: () => {
      memory.clear();
      locker.forget();
    },
  };
};

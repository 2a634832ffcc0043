// @ts-check
/** Promises that wait on this phone: locked with her own key, sent when there is a connection. */

import { draftKey, openDraft, sealDraft } from "../sealed/drafts.js";
import { get, names, put, remove } from "../notes/store.js";

/** @typedef {{address: string, fields: [string, string][]}} Kept */
/** @typedef {{is: "kept"|"waiting"|"signed_out"} | {is: "mend", sentence: string}} Outcome */

/** @param {{draftKey: string, person: number, csrf: string}} given */
export const queueOf = async (given) => {
  const key = await draftKey(given.draftKey);
  const mine = `promise|${given.person}|`;

  /** @param {Kept} kept @returns {Promise<Outcome>} */
  const send = async ({ address, fields }) => {
    const body = new URLSearchParams([...fields, ["csrfmiddlewaretoken", given.csrf]]);
    const headers = { Accept: "application/json", "X-CSRFToken": given.csrf };
    /** @type {Response | null} */
    const answer = await fetch(address, { method: "POST", headers, body, cache: "no-store" }).catch(() => null);
    if (!answer || answer.status >= 500) return { is: "waiting" };
    if (answer.redirected || answer.status === 403) return { is: "signed_out" };
    /** @type {any} */
    // A captive portal answers 200 with a page of its own: that is no receipt.
    const said = await answer.json().catch(() => ({}));
    if (said.key !== (new Map(fields).get("key") ?? "")) return { is: "waiting" };
    return answer.ok ? { is: "kept" } : { is: "mend", sentence: said.sentence };
  };

  return {
    send,
    /** @param {Kept} kept */
    keep: async (kept) => {
      const name = mine + (new Map(kept.fields).get("key") ?? "");
      await put("drafts", name, await sealDraft(key, name, JSON.stringify(kept)));
    },
    /** Try each once. @returns {Promise<{left: number, last: Outcome | null}>} */
    sendAll: async () => {
      const waiting = (await names("drafts")).filter((name) => name.startsWith(mine));
      let left = 0;
      /** @type {Outcome | null} */
      let last = null;
      for (const name of waiting) {
        const sealed = await get("drafts", name);
        // One that opens no more must not hold up the others.
        const text = sealed ? await openDraft(key, name, sealed).catch(() => "") : "";
        if (text) last = await send(JSON.parse(text));
        if (text && last?.is === "kept") await remove("drafts", name);
        else left += 1;
      }
      return { left, last };
    },
  };
};

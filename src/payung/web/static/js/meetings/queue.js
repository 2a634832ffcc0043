// @ts-check
/** Promises that wait on this phone: locked with her own key, sent when there is a connection. */

import { draftKey, openDraft, sealDraft } from "../sealed/drafts.js";
import { get, names, put, remove } from "../notes/store.js";

/** @typedef {{address: string, fields: [string, string][], sentence?: string}} Kept  `sentence`: why it was refused */
/** @typedef {{is: "kept"|"waiting"|"signed_out"} | {is: "mend", sentence: string}} Outcome */
/** @typedef {{key: string, kept: Kept | null}} Item  null: it opens no more, she has other keys now */

/** @param {Kept} kept @returns {string} the number under which it counts once */
const keyOf = ({ fields }) => new Map(fields).get("key") ?? "";

/** @param {{draftKey: string, person: number, csrf: string}} given */
export const queueOf = async (given) => {
  const key = await draftKey(given.draftKey);
  const mine = `promise|${given.person}|`;

  /** @param {Kept} kept @returns {Promise<Outcome>} */
  const send = async (kept) => {
    const body = new URLSearchParams([...kept.fields, ["csrfmiddlewaretoken", given.csrf]]);
    const headers = { Accept: "application/json", "X-CSRFToken": given.csrf };
    /** @type {Response | null} */
    const answer = await fetch(kept.address, { method: "POST", headers, body, cache: "no-store" }).catch(() => null);
    if (!answer || answer.status >= 500) return { is: "waiting" };
    if (answer.redirected || answer.status === 403) return { is: "signed_out" };
    /** @type {any} */
    // A captive portal answers 200 with a page of its own: that is no receipt.
    const said = await answer.json().catch(() => ({}));
    if (said.key !== keyOf(kept)) return { is: "waiting" };
    return answer.ok ? { is: "kept" } : { is: "mend", sentence: said.sentence };
  };

  /** @param {Kept} kept */
  const keep = async (kept) => {
    const name = mine + keyOf(kept);
    await put("drafts", name, await sealDraft(key, name, JSON.stringify(kept)));
  };

  /** @returns {Promise<Item[]>} */
  const items = async () => {
    const found = (await names("drafts")).filter((name) => name.startsWith(mine));
    return Promise.all(
      found.map(async (name) => {
        const sealed = await get("drafts", name);
        const text = sealed ? await openDraft(key, name, sealed).catch(() => "") : "";
        return { key: name.slice(mine.length), kept: text ? JSON.parse(text) : null };
      }),
    );
  };

  /** Try each once; one that was refused waits for her, and holds up no other. @returns {Promise<Outcome | null>} the last */
  const sendAll = async () => {
    /** @type {Outcome | null} */
    let last = null;
    for (const { key: number, kept } of await items()) {
      if (!kept || kept.sentence) continue;
      last = await send(kept);
      if (last.is === "kept") await remove("drafts", mine + number);
      if (last.is === "mend") await keep({ ...kept, sentence: last.sentence });
    }
    return last;
  };

  return {
    send,
    keep,
    items,
    sendAll: () => (navigator.locks ? navigator.locks.request("promises", sendAll) : sendAll()),
    /** @param {string} number */
    letGo: (number) => remove("drafts", mine + number),
  };
};

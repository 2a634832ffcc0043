// @ts-check
/** Send what is sealed. A note leaves this phone only for a receipt that names it. */

import { all, put, remove } from "./store.js";

/**
 * @typedef {object} Waiting  a sealed note; nobody can read it, not even on this phone
 * @property {string} instance
 * @property {string} digest   SHA-256 of the body, in hex
 * @property {string} body
 * @property {{file: string, question: string, kind: string, digest: string, blob: Blob}[]} files
 * @property {string=} problem  a sentence: it is not tried again by itself
 */
/** @typedef {{take: string, files: string, csrf: string}} Way */
/** @typedef {{is: "sent", reference: string} | {is: "waiting"|"signed_out"} | {is: "aside", sentence: string}} Outcome */

/** @param {ArrayBuffer | Uint8Array} bytes @returns {Promise<string>} */
export const digestOf = async (bytes) =>
  Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (one) => one.toString(16).padStart(2, "0")).join("");

/** @param {string} address @param {RequestInit} how @returns {Promise<Response | null>} null without a connection */
const post = async (address, how) => {
  try {
    return await fetch(address, { method: "POST", cache: "no-store", ...how });
  } catch {
    return null;
  }
};

/** @param {Waiting} waiting @param {Way} way @param {string} reference @returns {Promise<boolean>} */
const sendFiles = async (waiting, way, reference) => {
  for (const { file, question, kind, digest, blob } of waiting.files) {
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": way.csrf, "X-File": file, "X-Question": question, "X-Kind": kind, "X-Digest": digest };
    const answer = await post(way.files.replace("REFERENCE", reference), { headers, body: blob });
    if (!answer || !answer.ok || answer.redirected) return false;
    if ((await answer.json()).digest !== digest) return false;
  }
  return true;
};

/** @param {Waiting} waiting @param {Way} way @returns {Promise<Outcome>} */
const send = async (waiting, way) => {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": way.csrf };
  const answer = await post(way.take, { headers, body: waiting.body });
  if (!answer || answer.status >= 500) return { is: "waiting" };
  if (answer.redirected || answer.status === 403) return { is: "signed_out" };
  /** @type {any} */
  // A captive portal answers 200 with a page of its own: that is no receipt.
  const said = await answer.json().catch(() => ({}));
  const named = said.instance === waiting.instance && said.digest === waiting.digest;
  if (answer.ok && named && said.reference) {
    if (!(await sendFiles(waiting, way, said.reference))) return { is: "waiting" };
    await remove("outbox", waiting.instance);
    return { is: "sent", reference: said.reference };
  }
  if (!said.sentence) return { is: "waiting" };
  await put("outbox", waiting.instance, { ...waiting, problem: said.sentence });
  return { is: "aside", sentence: said.sentence };
};

/** @param {Waiting} waiting */
export const keep = (waiting) => put("outbox", waiting.instance, waiting);

/** @returns {Promise<Waiting[]>} */
export const kept = () => all("outbox");

/**
 * Try each waiting note once; one that cannot be placed does not hold up the others.
 * @param {Way} way @param {boolean} [again] those set aside too
 * @returns {Promise<Map<string, Outcome>>} by instance; empty where another page is sending
 */
export const sendAll = async (way, again = false) => {
  const work = async () => {
    const outcomes = new Map();
    for (const waiting of await kept()) if (again || !waiting.problem) outcomes.set(waiting.instance, await send(waiting, way));
    return outcomes;
  };
  if (!navigator.locks) return work();
  return navigator.locks.request("outbox", work);
};

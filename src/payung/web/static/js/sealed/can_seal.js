// @ts-check
/**
 * Say whether this browser can seal.
 *
 * It imports nothing and is written in old words: the sealing modules use BigInt
 * literals, which an old browser cannot even read. Ask here first, then
 * `await import("./report.js")`; an import that fails is the same answer. If it cannot
 * seal, the page says so and offers to call; nothing is ever sent unsealed.
 */

/** @returns {boolean} whether all that sealing needs is here (https included) */
export const canSeal = () =>
  typeof crypto === "object" &&
  typeof crypto.subtle === "object" &&
  typeof crypto.getRandomValues === "function" &&
  typeof BigInt === "function" &&
  typeof BigUint64Array === "function" &&
  typeof TextEncoder === "function" &&
  typeof globalThis === "object";

// @ts-check
/** Make sure that what we seal to is the team's key and not the server's own. */

import { context, fromText, join, Refused } from "./bytes.js";

/** @typedef {import("./records.js").TeamPublic} TeamPublic */
/**
 * What the page carries; kem, signature and verify are base64url.
 * @typedef {{team: string | number, epoch: number, kem: string, by: string | number,
 *   signature: string, verify: string}} SignedTeamKey
 */

const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";

/** The key is not the one this phone knows; `words` are those of the key offered. */
export class NotTheTeamsKey extends Error {
  /** @param {string} words */
  constructor(words) {
    super("This is not the key this phone knows. Compare the six words with the office.");
    this.name = "NotTheTeamsKey";
    this.words = words;
  }
}

/** @param {number} number @returns {string} */
const word = (number) =>
  CONSONANTS[(number >> 12) & 15] +
  VOWELS[(number >> 10) & 3] +
  CONSONANTS[(number >> 6) & 15] +
  VOWELS[(number >> 4) & 3] +
  CONSONANTS[number & 15];

/** @param {TeamPublic} team @returns {Promise<string>} six words with spaces between */
export const fingerprint = async (team) => {
  const named = join([context("team-fingerprint", team.team, team.epoch), team.kem]);
  const digest = new DataView(await crypto.subtle.digest("SHA-256", named));
  return [0, 2, 4, 6, 8, 10].map((at) => word(digest.getUint16(at))).join(" ");
};

/**
 * @param {SignedTeamKey} signed @param {TeamPublic} team
 * @returns {Promise<boolean | null>} null where the browser has no Ed25519
 */
const signatureHolds = async (signed, team) => {
  let key;
  try {
    const verify = fromText(signed.verify);
    key = await crypto.subtle.importKey("raw", verify, "Ed25519", false, ["verify"]);
  } catch (error) {
    if (error instanceof Refused) throw error;
    return error instanceof Error && error.name === "NotSupportedError" ? null : false;
  }
  const vouched = context("team-key", team.team, team.epoch, signed.by);
  const message = join([vouched, team.kem]);
  return crypto.subtle.verify("Ed25519", key, fromText(signed.signature), message);
};

/**
 * Return the team's key if a member's signature holds, and the pinned words, if any.
 *
 * Where the browser has no Ed25519 the pinned words alone decide, and without them
 * nothing is sealed.
 * @param {SignedTeamKey} signed
 * @param {string | null} pinned six words this phone or its owner accepted before
 * @returns {Promise<TeamPublic>}
 */
export const checkedTeamKey = async (signed, pinned) => {
  const team = { team: signed.team, epoch: signed.epoch, kem: fromText(signed.kem) };
  const holds = await signatureHolds(signed, team);
  const words = await fingerprint(team);
  const known = pinned === null ? holds === true : pinned === words && holds !== false;
  if (!known) throw new NotTheTeamsKey(words);
  return team;
};

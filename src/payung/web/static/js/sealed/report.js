// @ts-check
/** Seal a report on the phone: what the server receives, it cannot read. */

import { sealBox } from "./box.js";
import { context, toText, utf8 } from "./bytes.js";
import { pad } from "./padding.js";
import { wrapForTeam } from "./records.js";

/** @typedef {import("./records.js").RecordSecret} RecordSecret */
/** @typedef {import("./records.js").TeamPublic} TeamPublic */
/** @typedef {Record<string, string>} Answers from answer path to value */
/**
 * @typedef {{identity: Answers, contact: Answers, story: Answers, details: Answers}} Groups
 */

export const GROUPS = /** @type {const} */ (["identity", "contact", "story", "details"]);

/**
 * Seal one text for one field of a record.
 * @param {RecordSecret} secret @param {string} field @param {string} text
 * @returns {Promise<Uint8Array>}
 */
export const sealField = (secret, field, text) =>
  sealBox(secret.aes, pad(utf8(text)), context("field", secret.record, field));

/**
 * Seal the four groups of a report. A group without answers is sealed as well, so that
 * nobody sees which groups were left empty.
 * @param {RecordSecret} secret from `newRecordSecret()`
 * @param {TeamPublic} team from `checkedTeamKey()`
 * @param {Groups} groups
 * @returns {Promise<{record: string, team: string | number, epoch: number, wrap: string,
 *   sealed: Record<string, string>}>} base64url; add form, version, coded and instance
 */
export const sealReport = async (secret, team, groups) => {
  /** @type {Record<string, string>} */
  const sealed = {};
  for (const group of GROUPS) {
    const text = JSON.stringify(groups[group]);
    sealed[group] = toText(await sealField(secret, `report.${group}`, text));
  }
  const wrap = toText(await wrapForTeam(secret, team));
  return { record: secret.record, team: team.team, epoch: team.epoch, wrap, sealed };
};

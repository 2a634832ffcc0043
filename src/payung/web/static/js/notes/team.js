// @ts-check
/** The team's key: checked against what this phone knew, then pinned to this phone. */

import { checkedTeamKey, fingerprint, NotTheTeamsKey } from "../sealed/team_key.js";
import { get, put } from "./store.js";
import { ask } from "./told.js";

/** @typedef {import("../sealed/team_key.js").SignedTeamKey} SignedTeamKey */
/** @typedef {import("../sealed/records.js").TeamPublic} TeamPublic */

/**
 * Return the key to lock to. A key that is not the pinned one, or that this browser
 * cannot check, is used only after a person compared its words with the paper.
 * @param {SignedTeamKey} signed @param {Record<string, string>} words
 * @returns {Promise<TeamPublic>}
 */
export const teamKey = async (signed, words) => {
  const name = `${signed.team}|${signed.epoch}`;
  const pinned = (await get("pins", name)) ?? null;
  let team;
  try {
    team = await checkedTeamKey(signed, pinned);
  } catch (error) {
    if (!(error instanceof NotTheTeamsKey)) throw error;
    await ask(`${words.wrong_key} ${error.words}`, words.accept_key);
    team = await checkedTeamKey(signed, error.words);
  }
  await put("pins", name, await fingerprint(team));
  return team;
};

/**
 * Return what tells the chosen team: the one she chose on this phone before is chosen already.
 * @param {number} person @param {string[]} teams her teams' ids @returns {Promise<() => string>} "" while none is chosen
 */
export const teamChosen = async (person, teams) => {
  if (teams.length < 2) return () => teams[0] ?? "";
  const name = `team of ${person}`;
  const radios = /** @type {HTMLInputElement[]} */ (Array.from(document.querySelectorAll("#team input")));
  const before = await get("pins", name);
  for (const radio of radios) {
    radio.checked = radio.value === before;
    radio.addEventListener("change", () => void put("pins", name, radio.value));
  }
  return () => radios.find((radio) => radio.checked)?.value ?? "";
};

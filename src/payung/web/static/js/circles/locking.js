// @ts-check
/** Lock what is typed to the team's public key: from then on this phone cannot open it. */

import { teamKey } from "../notes/team.js";
import { toText } from "../sealed/bytes.js";
import { newRecordSecret, wrapForTeam } from "../sealed/records.js";
import { sealField } from "../sealed/report.js";

/** @typedef {import("./entries.js").Message} Message */
/** @typedef {{here: string, what: string, about: string, at: number, fields: [string, string][]}} Said */

/**
 * @param {import("../sealed/team_key.js").SignedTeamKey} signed @param {Record<string, string>} words
 * @returns {Promise<{lock: (id: string, said: Said) => Promise<Message>, forget: () => void}>}
 */
export const lockerOf = async (signed, words) => {
  const team = await teamKey(signed, words);
  // One key for each form while this page is open: a phone is slow at making them.
  const made = new Map();
  return {
    lock: async (id, said) => {
      if (!made.has(id)) {
        const secret = await newRecordSecret();
        made.set(id, { secret, wrap: toText(await wrapForTeam(secret, team)) });
      }
      const { secret, wrap } = made.get(id);
      const sealed = toText(await sealField(secret, `circle.waiting.${id}`, JSON.stringify(said)));
      return { record: secret.record, team: team.team, epoch: team.epoch, wrap, sealed };
    },
    forget: () => made.clear(),
  };
};

// @ts-check
/** Finish a note: lock it, keep it until it is sent, and drop its draft. */

import { lock, placesOf } from "./locking.js";
import { keep, kept, sendAll } from "./outbox.js";
import { teamKey } from "./team.js";
import { say, sayKept } from "./told.js";

/** @param {any} page what write.js holds: given, compiled, draft, files, form, chosen */
export const finishing = ({ given, compiled, draft, files, form, chosen }) => {
  const way = { take: given.take, files: given.files, csrf: given.csrf };

  /** @param {string} [mine] the note just written @param {boolean} [again] */
  const go = async (mine, again = false) => {
    const outcome = (await sendAll(way, again)).get(mine ?? "");
    if (outcome?.is === "sent") return location.replace(given.note.replace("REFERENCE", outcome.reference));
    return sayKept(await kept(), outcome, given.words, () => go(mine, true));
  };

  /** @param {any} answers */
  const finish = async (answers) => {
    const signed = given.keys[chosen()];
    if (!signed) return say(given.words.which_team, "warning");
    say(given.words.locking);
    const team = await teamKey(signed, given.words);
    const plain = [];
    for (const [name, question] of placesOf(answers, new Set(files.keys()))) {
      const bytes = await draft.file(name);
      if (bytes) plain.push({ name, question, kind: files.get(name)?.kind ?? "", bytes });
    }
    const waiting = await lock({ answers, keep: compiled.keep, team, form: given.form, files: plain });
    await keep(waiting);
    // From here on only the team can read it: the draft and its files are gone.
    await draft.drop();
    for (const name of files.keys()) await draft.dropFile(name);
    form.textContent = "";
    return go(waiting.instance);
  };

  /** Send what still lies here from another time. */
  const goOn = async () => ((await kept()).length ? go() : undefined);

  return { finish, go, goOn };
};

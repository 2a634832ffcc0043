// @ts-check
/** Turn finished answers and their files into one sealed note, ready to wait or to go. */

import { utf8 } from "../sealed/bytes.js";
import { newRecordSecret } from "../sealed/records.js";
import { sealReport } from "../sealed/report.js";
import { sealFile } from "../sealed/stream.js";
import { digestOf } from "./outbox.js";
import { part } from "./parting.js";

/** @typedef {import("../sealed/records.js").TeamPublic} TeamPublic */
/** @typedef {{name: string, question: string, kind: string, bytes: Uint8Array}} File a file in clear, in memory */

/**
 * @param {{answers: any, keep: Record<string, string>, team: TeamPublic,
 *   form: {id: string, version: string}, files: File[]}} given
 * @returns {Promise<import("./outbox.js").Waiting>}
 */
export const lock = async ({ answers, keep, team, form, files }) => {
  const secret = await newRecordSecret();
  const { coded, groups } = part(answers, keep);
  const sealedFiles = [];
  for (const { name, question, kind, bytes } of files) {
    const file = name.slice(0, 36);
    const blob = await sealFile(secret, file, new Blob([bytes]));
    const digest = await digestOf(await blob.arrayBuffer());
    sealedFiles.push({ file, question, kind, digest, blob });
    // The digest of what was recorded is evidence: it is sealed with the answers.
    groups.details[`${question}#sha256`] = await digestOf(bytes);
  }
  const sealed = await sealReport(secret, team, groups);
  const instance = `uuid:${secret.record}`;
  const body = JSON.stringify({ ...sealed, form: form.id, version: form.version, coded, instance });
  return { instance, digest: await digestOf(utf8(body)), body, files: sealedFiles };
};

/**
 * Return where each kept file belongs: its question's path, by the name in its answer.
 * @param {any} answers @param {Set<string>} names @param {string} [path]
 * @returns {Map<string, string>}
 */
export const placesOf = (answers, names, path = "") => {
  /** @type {Map<string, string>} */
  const places = new Map();
  for (const [name, value] of Object.entries(answers)) {
    if (value && typeof value === "object")
      for (const [file, where] of placesOf(value, names, `${path}${name}/`)) places.set(file, where);
    // "evidence/0/e_file" is the first entry: entries are counted from 1.
    else if (names.has(value)) places.set(value, (path + name).replace(/\/(\d+)\//g, (_, at) => `[${Number(at) + 1}]/`));
  }
  return places;
};

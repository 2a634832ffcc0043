// @ts-check
/** Check the files that were unpacked from a bundle; of the container nothing is left. */
import { sha256 } from "./bytes.js";
import { LIST, SIGNATURE, listIn, nothing, read, reportOn } from "./check.js";

/** @typedef {import("./check.js").Report} Report */
/** @typedef {import("./meaning.js").Told} Told */

/** @param {File[]} files unpacked, with the folder they lie in  @returns {Promise<Report>} */
export const checkFolder = async (files) => {
  const named = new Map(files.map((file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]));
  const bytesOf = async (/** @type {string} */ name) => {
    const file = named.get(name);
    return file ? read(file, 0, file.size) : null;
  };
  const list = (await bytesOf(LIST)) || new Uint8Array();
  const manifest = listIn(list);
  if (!manifest) return nothing([{ say: "no_bundle" }]);
  /** @type {Told[]} */
  const seen = [];
  const whole = new Map();
  for (const { name, sha256: expected, size } of manifest.files) {
    const bytes = await bytesOf(name);
    if (!bytes) seen.push({ say: "missing", name, start: 0 });
    else if ((await sha256(bytes)) !== expected) seen.push({ say: "content", name, start: 0, stop: size });
    else whole.set(name, bytes);
  }
  const listed = new Set([LIST, SIGNATURE, ...manifest.files.map((/** @type {any} */ one) => one.name)]);
  const report = await reportOn(manifest, list, (await bytesOf(SIGNATURE)) || new Uint8Array(), seen, whole, whole.size);
  for (const name of named.keys()) if (!listed.has(name)) report.unchecked.push({ say: "extra", name });
  report.unchecked.push({ say: "container" });
  return report;
};

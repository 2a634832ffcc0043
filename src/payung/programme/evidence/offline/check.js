// @ts-check
/** Check a bundle as it was given, or the files that were unpacked from it. */
import { crcOf, sha256, signed, wordsOf } from "./bytes.js";
import { LOCAL, crcIn, difference, directory, localHeader, places, sizesIn } from "./container.js";
import { checkMeaning } from "./meaning.js";

/** @typedef {import("./meaning.js").Told} Told */
/** @typedef {{ findings: Told[], unchecked: Told[], manifest: any, words: string, whole: number }} Report */

export const LIST = "manifest.json";
export const SIGNATURE = "signature.bin";
const HEAD = LOCAL + LIST.length;
const KEPT = 16 * 1024 * 1024;

/** @param {Blob} file  @param {number} start  @param {number} size  @returns {Promise<Uint8Array>} */
export const read = async (file, start, size) => new Uint8Array(await file.slice(start, start + size).arrayBuffer());

/** @param {Uint8Array} bytes  @returns {any} the list, or null */
export const listIn = (bytes) => {
  try {
    const list = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return list.about === "payung/1/statement/bundle" && Array.isArray(list.files) ? list : null;
  } catch {
    return null;
  }
};

/** @param {any} manifest  @param {Uint8Array} list  @param {Uint8Array} signature
 * @returns {Promise<{ findings: Told[], unchecked: Told[] }>} */
const checkSigned = async (manifest, list, signature) => {
  const holds = await signed(manifest.key, signature, list);
  return {
    findings: holds === false ? [{ say: "signature", name: LIST }] : [],
    unchecked: holds === null ? [{ say: "no_ed25519" }] : [],
  };
};

/** @param {any} manifest  @param {Uint8Array} list  @param {Uint8Array} signature
 * @param {Told[]} seen  @param {Map<string, Uint8Array>} whole  @param {number} count  @returns {Promise<Report>} */
export const reportOn = async (manifest, list, signature, seen, whole, count) => {
  const one = await checkSigned(manifest, list, signature);
  const two = await checkMeaning(manifest.files, manifest.key, whole);
  return {
    findings: [...one.findings, ...seen, ...two.findings],
    unchecked: [...one.unchecked, ...two.unchecked],
    manifest,
    words: await wordsOf(manifest.key),
    whole: count,
  };
};

/** @param {Told[]} findings  @returns {Report} */
export const nothing = (findings) => ({ findings, unchecked: [], manifest: null, words: "", whole: 0 });

/** @param {File} file  @returns {Promise<Report>} */
export const checkBundle = async (file) => {
  const head = await read(file, 0, HEAD);
  let list = new Uint8Array();
  let manifest = null;
  for (const size of sizesIn(head)) {
    if (manifest || size > KEPT) continue;
    list = await read(file, HEAD, size);
    manifest = listIn(list);
  }
  if (!manifest) return nothing([{ say: "no_bundle" }]);
  if (crcOf(list) !== crcIn(head) && (await signed(manifest.key, await read(file, HEAD + list.length + LOCAL + SIGNATURE.length, 64), list)) !== true)
    return nothing([{ say: "content", name: LIST, start: HEAD, stop: HEAD + list.length }]);
  const laid = places([[LIST, list.length], [SIGNATURE, 64], ...manifest.files.map((/** @type {any} */ one) => [one.name, one.size])]);
  /** @type {Told[]} */
  const seen = [];
  const whole = new Map();
  let signature = new Uint8Array();
  let count = 0;
  for (const [at, place] of laid.entries()) {
    const bytes = await read(file, place.content, place.size);
    const header = await read(file, place.start, LOCAL + place.name.length);
    if (at === 1) signature = bytes;
    const good = at === 0 || (at === 1 ? crcOf(bytes) === crcIn(header) : (await sha256(bytes)) === manifest.files[at - 2].sha256);
    place.crc = good ? crcOf(bytes) : crcIn(header);
    if (good && at > 1) count += 1;
    if (good && place.size <= KEPT) whole.set(place.name, bytes);
    if (place.stop > file.size) seen.push({ say: "missing", name: place.name, start: Math.min(file.size, place.stop) });
    else if (!good) seen.push({ say: "content", name: place.name, start: place.content, stop: place.stop });
  }
  const headers = laid.map((place) => ({ name: place.name, start: place.start, bytes: localHeader(place) }));
  const parts = [...headers, ...directory(laid)];
  for (const { name, start, bytes } of parts) {
    const there = await read(file, start, bytes.length);
    const found = difference(there, bytes);
    if (found) seen.push({ say: "header", name, start: start + found[0], stop: start + found[1] });
    else if (there.length < bytes.length) seen.push({ say: "missing", name, start: Math.min(file.size, start) });
  }
  const last = parts[parts.length - 1];
  const end = last.start + last.bytes.length;
  if (file.size > end) seen.push({ say: "behind", start: end });
  return reportOn(manifest, list, signature, seen, whole, count);
};

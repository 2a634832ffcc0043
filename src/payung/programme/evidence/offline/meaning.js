// @ts-check
/** What the files of a bundle say of one another: custody that follows, stamps that name it. */
import { fromHex, holds, joined, sha256, utf8 } from "./bytes.js";

/** @typedef {{ name: string, role: string, of: number, size: number, sha256: string }} Listed */
/** @typedef {{ say: string, name?: string, start?: number, stop?: number, why?: string }} Told */

/** @param {Record<string, unknown>} facts  @returns {string} JSON with its keys in order */
const canonical = (facts) => JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1))));

/** @param {any} custody  @returns {Promise<string>} the numbers of events that do not follow, "" for none */
const broken = async (custody) => {
  const numbers = [];
  let previous = "0".repeat(64);
  let expected = 1;
  for (const { chain, ...event } of custody.events) {
    const facts = utf8(canonical({ ...event, evidence: custody.evidence }));
    const digest = await sha256(joined([fromHex(previous), facts]));
    if (digest !== chain || event.number !== expected) numbers.push(event.number);
    previous = chain;
    expected = event.number + 1;
  }
  return numbers.join(", ");
};

/** @param {string} key in hex  @returns {string} the key as other programs read it */
const pemOf = (key) => {
  const bytes = fromHex(`302a300506032b6570032100${key}`);
  return `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...bytes))}\n-----END PUBLIC KEY-----\n`;
};

/** @param {Listed[]} files  @param {string} key  @param {Map<string, Uint8Array>} whole the small files that are as
 * they were signed  @returns {Promise<{ findings: Told[], unchecked: Told[] }>} */
export const checkMeaning = async (files, key, whole) => {
  /** @type {Told[]} */
  const findings = [];
  /** @type {Told[]} */
  const unchecked = [];
  /** @type {Map<number, any>} */
  const known = new Map();
  const text = (/** @type {string} */ name) => new TextDecoder().decode(whole.get(name));
  for (const { name, of } of files.filter((one) => one.role === "custody" && whole.has(one.name))) {
    const custody = JSON.parse(text(name));
    known.set(of, custody);
    const why = await broken(custody);
    if (why) findings.push({ say: "custody", name, why });
  }
  const sums = files.filter(({ role }) => role !== "sums").map((one) => `${one.sha256}  ${one.name}\n`).join("");
  for (const { name, role } of files.filter((one) => whole.has(one.name))) {
    const wrong = (role === "key" && text(name) !== pemOf(key)) || (role === "sums" && text(name) !== sums);
    if (wrong) findings.push({ say: "other", name });
  }
  for (const one of files.filter(({ of }) => known.has(of))) {
    const custody = known.get(one.of);
    if (one.role === "original" && one.sha256 !== custody.sha256) findings.push({ say: "other", name: one.name });
    const told = custody.events.some((/** @type {any} */ event) => event.about === one.sha256);
    if (one.role === "working_copy" && !told) findings.push({ say: "other", name: one.name });
    if (one.role !== "time_stamp" || !whole.has(one.name)) continue;
    const list = one.name.replace(/tsr$/, "txt");
    const names = whole.has(list) && text(list).includes(`\nfile sha256 ${custody.sha256}\n`);
    const digest = names ? fromHex(await sha256(/** @type {Uint8Array} */ (whole.get(list)))) : null;
    const right = digest && holds(/** @type {Uint8Array} */ (whole.get(one.name)), digest);
    (right ? unchecked : findings).push({ say: right ? "stamp" : "other", name: one.name });
  }
  return { findings, unchecked };
};

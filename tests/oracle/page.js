// What runs in the browser: the same walk through three engines, compared leaf by leaf after every step.
import * as engine from "./engine.js";
import * as enketo from "./enketo.js";
import { differences, excused } from "./explained.js";
import * as ours from "./ours.js";

/** A small generator with a seed, so that a walk can be walked again. */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The leaves of a submission; the entries of a repeat are those that `repeats` names. */
function leavesOf(xml, repeats) {
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  const found = {};
  const walk = (element, path, plain) => {
    const count = {};
    for (const child of element.children) {
      if (child.localName === "meta" || child.hasAttribute("jr:template") || child.hasAttribute("template")) continue;
      const name = child.localName;
      const inner = plain ? `${plain}/${name}` : name;
      count[name] = (count[name] || 0) + 1;
      const here = (path ? `${path}/${name}` : name) + (repeats.includes(inner) ? `[${count[name]}]` : "");
      if (repeats.includes(inner)) found[`${path ? `${path}/` : ""}${name}[#]`] = String(count[name]);
      if (child.children.length) walk(child, here, inner);
      else if (child.textContent.trim() !== "") found[here] = child.textContent;
    }
  };
  walk(root, "", "");
  return found;
}

async function loadAll(form, without) {
  const failures = { ...without };
  const others = {};
  for (const [name, other] of [["enketo", enketo], ["engine", engine]].filter(([name]) => !without[name]))
    try {
      others[name] = await other.begin(form.xform);
    } catch (error) {
      failures[name] = String(error.message || error).slice(0, 300);
    }
  return { others, failures };
}

/** Walk once. Returns what differed first in each engine, and which could not be used. */
export async function walk({ form, seed, steps, skip, filtered, repeats, counted = [], without = {}, stopAt = Infinity }) {
  const random = seeded(seed);
  const { others, failures } = await loadAll(form, without);
  const session = await Promise.resolve().then(() => ours.begin(form.compiled, form.strings, seeded(seed + 1))).catch((error) => {
    failures.ours = String(error.message);
  });
  if (!session) return { found: {}, failures, leaves: 0, steps: 0 };
  const found = {};
  const said = [];
  const given = {};
  const folded = [];
  const compareAll = async (at) => {
    const mine = ours.sent(session);
    for (const repeat of counted) if (!mine[`${repeat}[#]`] && !folded.includes(repeat)) folded.push(repeat);
    for (const [name, other] of Object.entries(others)) {
      if (found[name] || failures[name]) continue;
      const differ = differences(mine, leavesOf(await other.xml(), repeats), { skip, filtered, given, folded }, name);
      if (differ.length) found[name] = { at, differ: differ.slice(0, 6), deeds: said.filter((deed) => JSON.stringify(differ).includes(`${(deed.steps || [[""]]).slice(-1)[0][0]}"`) || deed === said[said.length - 1]).slice(-6).map((deed) => `${said.indexOf(deed) + 1} ${deed.do} ${deed.path}[${deed.at}]=${deed.value}`) };
    }
  };
  await compareAll(0);
  let leaves = 0;
  for (let at = 1; at <= Math.min(steps, stopAt); at += 1) {
    const deed = ours.step(session, random);
    if (!deed) break;
    said.push(deed);
    if (deed.do === "set") {
      const path = deed.path.split("/").slice(2).join("/");
      (given[path] = given[path] || []).push(deed.value);
    }
    for (const [name, other] of Object.entries(others))
      if (!failures[name] && !found[name] && deed.do !== "nothing")
        try {
          other[deed.do](deed);
        } catch (error) {
          failures[name] = `${deed.do} ${deed.path}: ${String(error.message || error).slice(0, 200)}`;
        }
    await compareAll(at);
    leaves += Object.keys(ours.sent(session)).length;
  }
  Object.values(others).forEach((other) => other.end());
  return { found, failures, leaves, steps: said.length, settled: session.settled };
}

window.oracle = { walk, ours: ours.begin, excused, enketo: enketo.begin, engine: engine.begin };

// What counts as a difference. Every excuse is explained in docs/reference/forms_compared.md, and counted.

/** The same answer in other clothes. Each rule is explained in docs/reference/forms_compared.md. */
const RULES = {
  "a label with a quotation mark in it": (mine, theirs, name) => name === "enketo" && mine.includes('"') && theirs === "",
  "NaN is no answer": (mine, theirs) => mine === "" && theirs === "NaN",
  "a decimal keeps the digits that were typed": (mine, theirs) => mine !== "" && theirs !== "" && Number(mine) === Number(theirs),
};
export const excused = {};

function excuse(mine, theirs, name) {
  const rule = Object.keys(RULES).find((one) => RULES[one](mine, theirs, name));
  if (rule) excused[`${name}: ${rule}`] = (excused[`${name}: ${rule}`] || 0) + 1;
  return Boolean(rule);
}

/** Enketo sometimes leaves one entry without a single answer behind when a repeat stops being relevant. */
function isShell(key, mine, theirs, name) {
  const empty = key.endsWith("[#]") && !mine[key] && !Object.keys(theirs).some((other) => other.startsWith(key.replace("[#]", "[1]/")) && !other.endsWith("[#]"));
  if (empty && name === "enketo") excused[`${name}: an empty shell is left`] = (excused[`${name}: an empty shell is left`] || 0) + 1;
  return empty && name === "enketo";
}

/** Enketo sometimes brings back an older answer when a part becomes relevant again; ours is the one given last. */
function isOlder(path, mine, theirs, name, given) {
  const answers = given[path] || [];
  const older = name === "enketo" && answers.includes(theirs) && answers.includes(mine);
  if (older) excused[`${name}: an older answer comes back`] = (excused[`${name}: an older answer comes back`] || 0) + 1;
  return older;
}

/** xforms-engine remembers a choice that is no longer offered, and brings it back when it is offered again. */
function isBroughtBack(path, mine, theirs, name, filtered) {
  const back = name === "engine" && filtered.includes(path) && mine.split(" ").every((one) => one === "" || theirs.split(" ").includes(one));
  if (back) excused[`${name}: a withdrawn choice comes back`] = (excused[`${name}: a withdrawn choice comes back`] || 0) + 1;
  return back;
}

/**
 * Entries that an expression counts: when the repeat was not relevant for a while, the others count 0 and lose what was
 * written in them; ours keeps it.
 */
function isKept(key, mine, name, { given, folded }) {
  const repeat = folded.find((one) => key.startsWith(`${one}[`));
  const kept = Boolean(repeat) && (given[key.replace(/\[\d+\]/g, "")] || []).includes(mine);
  if (kept) excused[`${name}: counted entries are kept`] = (excused[`${name}: counted entries are kept`] || 0) + 1;
  return kept;
}

export function differences(mine, theirs, told, name) {
  const { skip, filtered, given } = told;
  const plain = (path) => path.replace(/\[\d+\]/g, "");
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...keys].filter((key) => !skip.includes(plain(key)) && (mine[key] || "") !== (theirs[key] || ""))
    .filter((key) => !excuse(mine[key] || "", theirs[key] || "", name))
    .filter((key) => !isKept(key, mine[key] || "", name, told))
    .filter((key) => !isShell(key, mine, theirs, name))
    .filter((key) => !isOlder(plain(key), mine[key] || "", theirs[key] || "", name, given))
    .filter((key) => !isBroughtBack(plain(key), mine[key] || "", theirs[key] || "", name, filtered))
    .map((key) => ({ path: key, ours: mine[key] || "", theirs: theirs[key] || "" }));
}

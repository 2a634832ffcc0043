// Our own engine, and the walk: one random step after another, the same for all.
import { answersToSend } from "../../src/payung/web/static/js/form/answers.js";
import { problems } from "../../src/payung/web/static/js/form/check.js";
import { each, entriesOf } from "../../src/payung/web/static/js/form/entries.js";
import { offered } from "../../src/payung/web/static/js/form/offered.js";
import { ANSWERS, pick } from "./answers_at_random.js";
import { addEntry, answer, open, removeEntry } from "../../src/payung/web/static/js/form/session.js";

export const begin = (compiled, strings, random) => open({ compiled, strings, clock: () => new Date(), random });

/** Every leaf that would be sent: {"perp[1]/ptype": "pol_station"}. */
export function leaves(answers, path = "") {
  const found = {};
  for (const [name, value] of Object.entries(answers)) {
    const here = path ? `${path}/${name}` : name;
    if (Array.isArray(value) && value.length) found[`${here}[#]`] = String(value.length);
    if (Array.isArray(value)) value.forEach((entry, at) => Object.assign(found, leaves(entry, `${here}[${at + 1}]`)));
    else if (typeof value === "object") Object.assign(found, leaves(value, here));
    else found[here] = value;
  }
  return found;
}

export const sent = (session) => leaves(answersToSend(session));
export const wrong = (session) => problems(session).map(({ node, kind }) => `${node.def.path} ${kind}`);

/** Where a node stands, in the words of each of the other engines. */
export function place(session, node) {
  const steps = [];
  for (let one = node; one.parent.parent; one = one.parent)
    steps.unshift([one.name, one.def.kind === "repeat" ? entriesOf(one.parent, one.def).indexOf(one) : null]);
  const same = [];
  each(session.top.children[0], (one) => one.def === node.def && same.push(one));
  return { path: node.def.path, steps, at: same.indexOf(node), type: node.def.type };
}

/** The names that the counts of repeats read. */
const counts = (session) => {
  const found = [];
  const walk = (defs) => defs.forEach((def) => {
    if (def.count) JSON.stringify(def.count).replace(/"name":"([^"]+)"/g, (_, name) => found.push(name));
    walk(def.children || []);
  });
  walk(session.compiled.nodes);
  return found;
};

/** One thing a person might do next. */
export function step(session, random) {
  const questions = [];
  const repeats = [];
  each(session.top.children[0], (node) => {
    if (!node.on) return;
    if (node.def.kind === "question" && node.def.type in ANSWERS && !node.def.calculate && !node.locked) questions.push(node);
    for (const def of node.def.children || []) if (def.kind === "repeat" && !def.count) repeats.push([node, def]);
  });
  if (repeats.length && (random() < 0.12 || !questions.length)) return repeatStep(session, random, pick(random, repeats));
  const node = pick(random, questions);
  if (!node) return null;
  const values = /^select/.test(node.def.type) ? offered(session, node).map((item) => item.value) : [];
  const drawn = ANSWERS[node.def.type](random, values);
  // xforms-engine keeps the old entries when what counts them is emptied, the others take 0: so it is never emptied here.
  const value = drawn === "" && counts(session).includes(node.name) ? "0" : drawn;
  const deed = { do: "set", ...place(session, node), value };
  answer(session, node, value);
  return deed;
}

function repeatStep(session, random, [parent, def]) {
  const entries = entriesOf(parent, def);
  const shown = entries.filter((entry) => entry.on);
  if (entries.length !== shown.length) return { do: "nothing" };
  if (entries.length > 1 && random() < 0.4) {
    const entry = pick(random, entries);
    const where = place(session, entry);
    const deed = { do: "remove", ...where, steps: [...where.steps.slice(0, -1), [def.name, null]], entry: entries.indexOf(entry) };
    removeEntry(session, entry);
    return deed;
  }
  if (entries.length > 4) return { do: "nothing" };
  const above = parent.parent.parent ? place(session, parent).steps : [];
  addEntry(session, parent, def);
  return { do: "add", path: def.path, parentAt: parent.parent.parent ? place(session, parent).at : 0, steps: [...above, [def.name, null]] };
}

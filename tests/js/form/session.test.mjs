// What happens to a form while it is filled.
process.env.TZ = "Asia/Kathmandu";
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersToKeep, answersToSend } from "../../../src/payung/web/static/js/form/answers.js";
import { problems } from "../../../src/payung/web/static/js/form/check.js";
import { offered } from "../../../src/payung/web/static/js/form/offered.js";
import { addEntry, answer, close, removeEntry } from "../../../src/payung/web/static/js/form/session.js";
import { pagesOf } from "../../../src/payung/web/static/js/form/pages.js";
import { at, begin, call, num, op, path, str } from "./tree.mjs";

const yes = (where) => op("=", path(where), str("yes"));
const CONSENT = [
  { name: "ok", type: "select_one", list: "yn" },
  { kind: "group", name: "story", relevant: yes("/data/ok"), children: [{ name: "words", type: "text" }, { name: "many", type: "integer", default: "1" }] },
];

test("an answer that is no longer relevant is not sent, and comes back when it is relevant again", () => {
  const session = begin(CONSENT);
  answer(session, at(session, "ok"), "yes");
  answer(session, at(session, "story/words"), "at night");

  answer(session, at(session, "ok"), "no");
  const without = answersToSend(session);
  answer(session, at(session, "ok"), "yes");

  assert.deepEqual(without, { ok: "no" });
  assert.deepEqual(answersToSend(session), { ok: "yes", story: { words: "at night", many: "1" } });
});

test("a draft keeps what is not relevant just now", () => {
  const session = begin(CONSENT);
  answer(session, at(session, "ok"), "yes");
  answer(session, at(session, "story/words"), "at night");

  answer(session, at(session, "ok"), "no");

  assert.equal(answersToKeep(session).story.words, "at night");
});

test("a draft taken up again is the same draft", () => {
  const answers = { ok: "yes", story: { words: "ढाका" } };

  const session = begin(CONSENT, { answers });

  assert.deepEqual(answersToSend(session), answers);
});

test("calculations follow one another whatever their order in the form", () => {
  const session = begin([
    { name: "c", type: "calculate", calculate: op("+", path("/data/b"), num(1)) },
    { name: "b", type: "calculate", calculate: op("+", path("/data/a"), num(1)) },
    { name: "a", type: "integer" },
  ]);

  answer(session, at(session, "a"), "1");

  assert.equal(at(session, "c").value, "3");
});

test("expressions that chase one another stop, and the form says that it has not settled", () => {
  const session = begin([
    { name: "a", type: "calculate", calculate: op("+", call("coalesce", path("/data/b"), num(0)), num(1)) },
    { name: "b", type: "calculate", calculate: op("+", call("coalesce", path("/data/a"), num(0)), num(1)) },
  ]);

  assert.equal(session.settled, false);
});

test("a code made by chance stays the same until something it reads changes", () => {
  let drawn = 0;
  const session = begin(
    [{ name: "other", type: "text" }, { name: "a", type: "text" },
      { name: "code", type: "calculate", calculate: call("concat", path("/data/a"), str("-"), call("random")) }],
    { random: () => (drawn += 1) },
  );
  const first = at(session, "code").value;

  answer(session, at(session, "other"), "x");
  const afterOther = at(session, "code").value;
  answer(session, at(session, "a"), "R");

  assert.equal(first, "-1");
  assert.equal(afterOther, "-1");
  assert.match(at(session, "code").value, /^R-[2-9]$/);
});

test("a code made by chance survives the draft", () => {
  const session = begin([{ name: "code", type: "calculate", calculate: call("uuid") }], { answers: { code: "R-old" } });

  assert.equal(at(session, "code").value, "R-old");
});

test("a repeat counted by an expression grows and shrinks with it", () => {
  const session = begin([
    { name: "acts", type: "select_multiple", list: "act" },
    { kind: "repeat", name: "detail", count: call("count-selected", path("/data/acts")),
      children: [{ name: "act", type: "calculate", calculate: call("selected-at", path("/data/acts"), op("-", call("position", path("..")), num(1))) }] },
  ], { lists: { act: [{ value: "hit", label: null }, { value: "rob", label: null }] } });

  answer(session, at(session, "acts"), "hit rob");
  const two = answersToSend(session).detail;
  answer(session, at(session, "acts"), "rob");

  assert.deepEqual(two, [{ act: "hit" }, { act: "rob" }]);
  assert.deepEqual(answersToSend(session).detail, [{ act: "rob" }]);
});

test("counted entries outlive a while of not being relevant", () => {
  const session = begin([
    { name: "ok", type: "select_one", default: "yes" },
    { kind: "group", name: "g", relevant: yes("/data/ok"), children: [{ name: "n", type: "integer", default: "2" }] },
    { kind: "repeat", name: "r", count: path("/data/g/n"), relevant: yes("/data/ok"), children: [{ name: "w", type: "text" }] },
  ]);
  answer(session, at(session, "r[2]/w"), "second");

  answer(session, at(session, "ok"), "no");
  answer(session, at(session, "ok"), "yes");

  assert.equal(at(session, "r[2]/w").value, "second");
});

test("an entry that is taken away closes the gap", () => {
  const session = begin([{ kind: "repeat", name: "perp", initial: 0, children: [{ name: "n", type: "calculate", calculate: call("position", path("..")) }, { name: "w", type: "text" }] }]);
  const repeat = session.compiled.nodes[0];
  for (const words of ["a", "b", "c"]) answer(session, addEntry(session, session.top.children[0], repeat).children[1], words);

  removeEntry(session, at(session, "perp[2]"));

  assert.deepEqual(answersToSend(session).perp, [{ n: "1", w: "a" }, { n: "2", w: "c" }]);
});

const LAWS = { law: [{ value: "a", label: null, cc: "np" }, { value: "b", label: null, cc: "bd" }, { value: "c", label: null, cc: "ALL" }] };
const item = (name) => ["path", { from: "self", steps: [{ axis: "child", name }] }];
const CASCADE = [
  { name: "cc", type: "select_one" },
  { name: "law", type: "select_multiple", list: "law", filter: [op("or", op("=", item("cc"), path("/data/cc")), op("=", item("cc"), str("ALL")))] },
];

test("choices follow an earlier answer", () => {
  const session = begin(CASCADE, { lists: LAWS });

  answer(session, at(session, "cc"), "bd");

  assert.deepEqual(offered(session, at(session, "law")).map((one) => one.value), ["b", "c"]);
});

test("a chosen answer that is no longer offered is taken away, the others stay", () => {
  const session = begin(CASCADE, { lists: LAWS });
  answer(session, at(session, "cc"), "np");
  answer(session, at(session, "law"), "a c");

  answer(session, at(session, "cc"), "bd");

  assert.equal(at(session, "law").value, "c");
});

test("a first answer that is worked out is worked out once", () => {
  const session = begin([{ name: "a", type: "text", default: "1" }, { name: "b", type: "text", default: call("concat", str("x"), path("/data/a")) }]);

  answer(session, at(session, "a"), "2");

  assert.equal(at(session, "b").value, "x1");
});

test("a trigger fills its target when the person changes the answer", () => {
  const session = begin([{ name: "a", type: "text", triggers: [{ target: "/data/b", value: call("now") }] }, { name: "b", type: "text" }]);

  answer(session, at(session, "a"), "x");

  assert.equal(at(session, "b").value, "2026-11-25T14:00:30.000+05:45");
});

test("what must be mended is named in the form's order", () => {
  const session = begin([
    { name: "name", type: "text", required: call("true") },
    { name: "age", type: "integer", default: "2x" },
    { name: "day", type: "date", default: "2026-12-01", constraint: op("<=", path("."), call("today")), constraint_message: 0 },
    { name: "hidden", type: "text", required: call("true"), relevant: call("false") },
  ], { strings: { en: ["Not in the future"] } });

  const found = problems(session).map(({ node, kind, words }) => [node.name, kind, words]);

  assert.deepEqual(found, [["name", "required", ""], ["age", "shape", ""], ["day", "constraint", "Not in the future"]]);
});

test("a constraint is not tried on an answer that is not there", () => {
  const session = begin([{ name: "day", type: "date", constraint: call("false") }]);

  assert.deepEqual(problems(session), []);
});

test("the moments of beginning and finishing are written down", () => {
  const times = [new Date("2026-11-25T08:00:00Z"), new Date("2026-11-25T09:00:00Z")];
  const session = begin([{ name: "start", type: "start" }, { name: "end", type: "end" }], { clock: () => times[0] });
  times.shift();

  close(session);

  assert.deepEqual(answersToSend(session), { start: "2026-11-25T13:45:00.000+05:45", end: "2026-11-25T14:45:00.000+05:45" });
});

test("a long list has a page to itself, and takes the note before it along", () => {
  const many = Array.from({ length: 20 }, (_, n) => ({ value: `v${n}`, label: null }));
  const session = begin([{ kind: "group", name: "g", children: [
    { name: "a", type: "text" }, { name: "b", type: "text" }, { name: "n", type: "note" }, { name: "long", type: "select_one", list: "many" }, { name: "c", type: "text" },
  ] }], { lists: { many } });

  const pages = pagesOf(session, undefined).map((page) => page.nodes.map((node) => node.name));

  assert.deepEqual(pages, [["a", "b"], ["n", "long"], ["c"], []]);
});

test("a part that is not relevant is not counted in the progress", () => {
  const session = begin(CONSENT, {});

  assert.equal(pagesOf(session, undefined).slice(-1)[0].part, 2);
});

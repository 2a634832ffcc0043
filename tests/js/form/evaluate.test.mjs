// What an expression is worth. Every row says why it is so.
process.env.TZ = "Asia/Kathmandu";
import assert from "node:assert/strict";
import { test } from "node:test";
import { asText } from "../../../src/payung/web/static/js/form/coerce.js";
import { valueAt } from "../../../src/payung/web/static/js/form/evaluate.js";
import { at, begin, call, num, op, path, str } from "./tree.mjs";

const session = begin(
  [
    { name: "age", type: "integer", default: "25" },
    { name: "empty", type: "text" },
    { name: "day", type: "date", default: "2026-11-24" },
    { name: "gone", type: "text", default: "kept", relevant: call("false") },
    { name: "acts", type: "select_multiple", default: "hit rape arrest" },
    {
      kind: "repeat", name: "perp", initial: 2,
      children: [{ name: "ptype", type: "select_one", default: "police" }, { name: "many", type: "integer", default: "3" }, { name: "blank", type: "integer" }],
    },
  ],
  { lists: { yn: [{ value: "yes", label: 0 }, { value: "no", label: null }] }, strings: { en: ["Yes indeed"] } },
);
const worth = (ast, where) => valueAt(ast, session, where ? at(session, where) : session.top.children[0]);

const TABLE = [
  ["a whole number has no point", call("string", num(3)), "3"],
  ["a third keeps its digits", call("string", op("div", num(1), num(3))), "0.3333333333333333"],
  ["a very large number has no exponent", call("string", num(1e21)), "1000000000000000000000"],
  ["minus zero is zero", call("string", call("round", num(-0.2))), "0"],
  ["yes and no are words", call("string", call("true")), "true"],
  ["half goes up", call("round", num(2.5)), 3],
  ["half below zero goes up too, as XPath says", call("round", num(-2.5)), -2],
  ["places are counted after the point", call("round", num(1.005), num(2)), 1.01],
  ["places below zero are tens", call("round", num(1234), num(-2)), 1200],
  ["int cuts, it does not round", call("int", num(-3.7)), -3],
  ["mod keeps the sign of the first", op("mod", num(-7), num(3)), -1],
  ["text that is no number is not a number, so no order holds", op("<", str("x"), num(5)), false],
  ["an empty answer is not below any number", op("<", path("/data/empty"), num(5)), false],
  ["an empty answer is equal to the empty text", op("=", path("/data/empty"), str("")), true],
  ["what is not relevant reads as empty", op("=", path("/data/gone"), str("")), true],
  ["what is not relevant differs from any word", op("!=", path("/data/gone"), str("kept")), true],
  ["what does not exist reads as empty", op("=", path("/data/nowhere"), str("")), true],
  ["numbers are compared as numbers", op("=", path("/data/age"), num(25)), true],
  ["node sets are compared pair by pair", op("=", path("/data/perp/ptype"), str("police")), true],
  ["and stops early", op("and", call("false"), call("no-such-function")), false],
  ["or stops early", op("or", call("true"), call("no-such-function")), true],
  ["if works out one branch only", call("if", call("true"), num(1), call("no-such-function")), 1],
  ["a set of nodes is added up", call("sum", path("/data/perp/many")), 6],
  ["a sum with an empty answer in it is not a number", call("sum", path("/data/perp/blank")), NaN],
  ["count counts entries, answered or not", call("count", path("/data/perp/blank")), 2],
  ["count-non-empty counts answers", call("count-non-empty", path("/data/perp/blank")), 0],
  ["max takes numbers and sets together", call("max", num(2), path("/data/perp/many")), 3],
  ["selected looks for a whole word", call("selected", path("/data/acts"), str("arr")), false],
  ["selected works with the words first and the answer second", call("selected", str("hit rape"), str("rape")), true],
  ["nothing is selected in an empty answer", call("selected", path("/data/empty"), str("hit")), false],
  ["selected-at counts from 0", call("selected-at", path("/data/acts"), num(1)), "rape"],
  ["selected-at past the end is empty", call("selected-at", path("/data/acts"), num(9)), ""],
  ["count-selected of nothing is 0", call("count-selected", path("/data/empty")), 0],
  ["a choice has a name", call("jr:choice-name", str("yes"), str("yn")), "Yes indeed"],
  ["a choice without a label is called by its value", call("jr:choice-name", str("no"), str("yn")), "no"],
  ["a pattern must fit the whole text", call("regex", str("ab12"), str("[a-z]+")), false],
  ["a pattern with an or in it is still whole", call("regex", str("abx"), str("ab|x")), false],
  ["substr counts from 0 and leaves out the end", call("substr", str("R-abcdef"), num(2), num(5)), "abc"],
  ["letters beyond 16 bits are one letter", call("string-length", str("ढाका😀")), 5],
  ["join spreads a set", call("join", str(", "), path("/data/perp/ptype")), "police, police"],
  ["coalesce takes the first that is answered", call("coalesce", path("/data/empty"), str("b")), "b"],
  ["today is the phone's day, not Greenwich's", call("today"), "2026-11-25"],
  ["now carries the phone's time zone", call("now"), "2026-11-25T14:00:30.000+05:45"],
  ["days compare in their order", op("<=", path("/data/day"), call("today")), true],
  ["a day begins at midnight here", op("*", op("-", call("decimal-date-time", str("2026-11-25T06:00:00.000+05:45")), call("decimal-date-time", str("2026-11-25"))), num(24)), 6],
  ["a day that does not exist is no day", call("date", str("2026-02-30")), ""],
  ["a whole number of days is that day here", call("date", num(0)), "1970-01-01"],
  ["a date is written as asked", call("format-date", path("/data/day"), str("%d/%m/%y %e")), "24/11/26 24"],
  ["a date that is not there is written as nothing", call("format-date", path("/data/empty"), str("%d")), ""],
  ["a uuid comes from the chance given", call("uuid"), "88888888-8888-4888-8888-888888888888"],
  ["indexed-repeat takes the entry by its number", call("indexed-repeat", path("/data/perp/many"), path("/data/perp"), num(2)), "3"],
];

for (const [reason, ast, expected] of TABLE)
  test(reason, () => {
    const value = worth(ast);

    const seen = Array.isArray(value) ? asText(value) : typeof value === "number" ? Number(value.toFixed(9)) : value;
    assert.deepEqual(seen, typeof expected === "number" ? Number(expected.toFixed(9)) : expected);
  });

test("from inside an entry, a path through the repeat means that entry", () => {
  const inside = begin([
    { kind: "repeat", name: "perp", initial: 2, children: [
      { name: "number", type: "calculate", calculate: call("position", path("..")) },
      { name: "twice", type: "calculate", calculate: op("*", path("/data/perp/number"), num(2)) },
    ] },
  ]);

  assert.equal(at(inside, "perp[2]/twice").value, "4");
});

test("a function nobody knows says what to do", () => {
  assert.throws(() => worth(call("pulldata")), /"pulldata\(\)".*Publish the form again/);
});

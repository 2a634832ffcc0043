import assert from "node:assert/strict";
import test from "node:test";
import { heardLast, matching, withWaiting } from "../../../src/payung/web/static/js/visit/tallies.js";

const tap = (what, code, change = 1) => ({ what, code, change });

test("what waits on the phone is added to what the server has counted", () => {
  const numbers = withWaiting({ "person:f2vn": 3 }, [tap("person", "f2vn"), tap("person", "f2vn", -2), tap("material", "condoms", 10)]);

  assert.deepEqual(numbers, { "person:f2vn": 2, "material:condoms": 10 });
});

test("somebody with a card is shown as somebody who was met", () => {
  assert.deepEqual(withWaiting({}, [tap("card", "nnvn")]), { "person:nnvn": 1 });
});

test("a counter sums over ages, and leaves out other genders and those met first now", () => {
  const numbers = { "person:f1vn": 2, "person:fnsn": 1, "person:f1vy": 7, "person:m1vn": 9, "material:kit": 4 };

  assert.equal(matching(numbers, "person:f..n"), 3);
  assert.equal(matching(numbers, "material:kit"), 4);
});

test("a counter never shows less than nobody", () => {
  assert.equal(matching({ "person:f1vn": -2 }, "person:f..n"), 0);
});

test("what was said last of harm is what counts, and else what the server knows", () => {
  assert.equal(heardLast("n", [tap("violence", "n"), tap("violence", "y"), tap("person", "f2vn")]), "y");
  assert.equal(heardLast("y", [tap("person", "f2vn")]), "y");
});

// What waits of a sitting: in which order it goes, and what it has to wait for.
import assert from "node:assert/strict";
import { test } from "node:test";

import { neededBy, ready } from "../../../src/payung/web/static/js/circles/entries.js";

const entry = (id, what, at, more = {}) => ({ id, what, at, state: "waiting", needs: [], ...more });
const ids = (entries) => entries.map((one) => one.id);

test("that it was held goes first, the rest as it was written", () => {
  const entries = [entry("a", "told", 1), entry("b", "finding", 2), entry("c", "held", 3)];

  assert.deepEqual(ids(ready(entries)), ["c", "a", "b"]);
});

test("a decision waits for the finding it rests on, also where that was refused", () => {
  const finding = entry("a", "finding", 1, { state: "refused" });
  const decision = entry("b", "decision", 2, { needs: ["a"] });

  assert.deepEqual(ids(ready([finding, decision])), []);
  assert.deepEqual(ids(ready([decision])), ["b"]);
});

test("what is only begun is not sent", () => {
  assert.deepEqual(ready([entry("a", "finding", 1, { state: "begun" })]), []);
});

test("a form needs what it is about and what it names, and never itself", () => {
  const entries = [entry("a", "finding", 1), entry("b", "decision", 2), entry("c", "action", 3)];
  const fields = [["what", "a"], ["what", "Ask"], ["why", "c"]];

  assert.deepEqual(neededBy(entries, "c", "b", fields), ["a", "b"]);
});

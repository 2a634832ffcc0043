import assert from "node:assert/strict";
import test from "node:test";
import { dropOf, hasMoved, scrollAt } from "../../../src/payung/web/static/js/roster_drop.js";

const SHIFT = { shift: "s1", day: "2026-11-23", duty: "hotline" };
const NAME = { person: "sunita" };

test("a shift dropped on another day of its duty moves there and keeps its person", () => {
  const drop = dropOf(SHIFT, { day: "2026-11-25", duty: "hotline" });

  assert.deepEqual(drop, { kind: "move", fields: { shift: "s1", day: "2026-11-25", person: "" } });
});

test("a shift moves also where another shift lies on that day", () => {
  const drop = dropOf(SHIFT, { day: "2026-11-25", duty: "hotline", shift: "s2", person: "operator" });

  assert.deepEqual(drop, { kind: "move", fields: { shift: "s1", day: "2026-11-25", person: "" } });
});

test("a shift dropped on its own day changes nothing", () => {
  assert.equal(dropOf(SHIFT, { day: "2026-11-23", duty: "hotline" }), null);
});

test("a shift never becomes another duty by a slip of the hand", () => {
  assert.equal(dropOf(SHIFT, { day: "2026-11-25", duty: "attorney" }), null);
});

test("a name dropped on a shift takes that shift over, on its day", () => {
  const drop = dropOf(NAME, { day: "2026-11-25", duty: "hotline", shift: "s2", person: "operator" });

  assert.deepEqual(drop, { kind: "move", fields: { shift: "s2", day: "2026-11-25", person: "sunita" } });
});

test("a name dropped on a shift that is hers changes nothing", () => {
  assert.equal(dropOf(NAME, { day: "2026-11-25", duty: "hotline", shift: "s2", person: "sunita" }), null);
});

test("a name dropped beside the shifts of a day asks for a new one", () => {
  const drop = dropOf(NAME, { day: "2026-11-25", duty: "backup", shift: undefined, person: "" });

  assert.deepEqual(drop, { kind: "add", fields: { day: "2026-11-25", duty: "backup", person: "sunita" } });
});

test("what is let go outside of the roster changes nothing", () => {
  assert.equal(dropOf(SHIFT, null), null);
  assert.equal(dropOf(NAME, null), null);
});

test("a shaky tap is not a drag", () => {
  assert.equal(hasMoved({ x: 100, y: 100 }, { x: 103, y: 104 }), false);
  assert.equal(hasMoved({ x: 100, y: 100 }, { x: 106, y: 107 }), true);
});

test("the page scrolls only near its edges, and never faster than eighteen pixels", () => {
  assert.equal(scrollAt(400, 800), 0);
  assert.equal(scrollAt(90, 800), 0);
  assert.equal(scrollAt(45, 800), -9);
  assert.equal(scrollAt(0, 800), -18);
  assert.equal(scrollAt(-500, 800), -18);
  assert.equal(scrollAt(755, 800), 9);
  assert.equal(scrollAt(3000, 800), 18);
});

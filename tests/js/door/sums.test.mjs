import assert from "node:assert/strict";
import test from "node:test";
import { dayOf, lastOf, newId, summed, waiting } from "../../../src/payung/web/static/js/door/sums.js";
import { digestOf } from "../../../src/payung/web/static/js/door/card.js";

const DAY = "2026-11-20";
const tap = (id, more = {}) => ({ id, site: "blue", day: DAY, at: Number(id), what: "visit", code: "new", ...more });
const counts = (more = {}) => ({ day: DAY, at: 1, visits: {}, services: {}, closed: "", ...more });

test("what waits is added to what the server has counted", () => {
  const taps = [tap("1"), tap("2", { what: "service", code: "rest" }), tap("3", { sent: true })];

  const { numbers } = summed(counts({ visits: { new: 4 } }), taps, DAY);

  assert.deepEqual(numbers, { new: 5, rest: 1 });
});

test("a tap that was sent and is taken back counts one less until the server knows", () => {
  const taps = [tap("1", { sent: true }), tap("2", { what: "back", code: "", tap: "1" })];

  assert.deepEqual(summed(counts({ visits: { new: 4 } }), taps, DAY).numbers, { new: 3 });
});

test("yesterday's counters are not shown today, and yesterday's taps still wait", () => {
  const taps = [tap("1", { day: "2026-11-19" })];

  assert.deepEqual(summed(counts({ day: "2026-11-19", visits: { new: 9 } }), taps, DAY).numbers, {});
  assert.equal(waiting(taps).length, 1);
});

test("a closing that waits closes the door, and its taking back opens it", () => {
  const close = tap("1", { what: "word", code: "close", reason: "raid" });

  assert.equal(summed(counts(), [close], DAY).closed, "raid");
  assert.equal(summed(counts(), [close, tap("2", { what: "back", code: "", tap: "1" })], DAY).closed, "");
});

test("a tap that cannot be kept is neither counted nor sent again", () => {
  const taps = [tap("1", { problem: "This count cannot be read." })];

  assert.deepEqual(summed(counts(), taps, DAY).numbers, {});
  assert.deepEqual(waiting(taps), []);
});

test("the last tap is one of today that was not taken back", () => {
  const taps = [tap("1", { day: "2026-11-19" }), tap("2"), tap("3"), tap("4", { what: "back", tap: "3" })];

  assert.equal(lastOf(taps, DAY).id, "2");
  assert.equal(lastOf(taps.slice(0, 1), DAY), undefined);
});

test("the day is that of the room, to the minute", () => {
  const midnight = Date.UTC(2026, 10, 19, 18, 15);

  assert.equal(dayOf(midnight - 60_000, "Asia/Kathmandu"), "2026-11-19");
  assert.equal(dayOf(midnight, "Asia/Kathmandu"), "2026-11-20");
});

test("an id is a random UUID", () => {
  const ids = new Set(Array.from({ length: 200 }, newId));

  assert.equal(ids.size, 200);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("the digest of a code is the server's, however it was typed", async () => {
  const digest = "289d273cfe2a0a58aaec2002fffe056eb196d5f7a5a667fb659e031037835337";

  assert.equal(await digestOf(" abcde-23456 "), digest);
  assert.equal(await digestOf("---"), "");
});

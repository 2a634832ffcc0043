import { fromHex, toHex, vectors } from "./browser.mjs";
import assert from "node:assert/strict";
import test from "node:test";
import { canSeal } from "../../../src/payung/web/static/js/sealed/can_seal.js";
import { context, fromText, fromUtf8, Refused, toText, utf8 } from "../../../src/payung/web/static/js/sealed/bytes.js";
import { pad, padme, unpad } from "../../../src/payung/web/static/js/sealed/padding.js";

const spec = vectors("text");

test("a context is the same bytes here and on the server", () => {
  for (const { label, names, hex } of spec.contexts) {
    assert.equal(toHex(context(label, ...names)), hex);
  }
});

test("lengths are hidden alike here and on the server", () => {
  for (const [length, hidden] of spec.padme) assert.equal(padme(length), hidden);
});

test("a text is padded alike, and comes back", () => {
  for (const { text, hex } of spec.padded) {
    assert.equal(toHex(pad(utf8(text))), hex);
    assert.equal(fromUtf8(unpad(fromHex(hex))), text);
  }
});

test("padding that nobody made is refused", () => {
  for (const bytes of [[], [0x80], [0, 0], [...new Array(63).fill(65), 0x80, 0]]) {
    assert.throws(() => unpad(Uint8Array.from(bytes)), Refused);
  }
});

test("base64url has one spelling only", () => {
  for (const { hex, text } of spec.base64url) {
    assert.equal(toText(fromHex(hex)), text);
    assert.equal(toHex(fromText(text)), hex);
  }
  for (const text of spec.not_base64url) assert.throws(() => fromText(text), Refused);
});

test("a browser with WebCrypto can seal", () => {
  assert.equal(canSeal(), true);
});

test("a browser without BigInt cannot seal, and says so", () => {
  const kept = globalThis.BigInt;
  try {
    delete globalThis.BigInt;
    assert.equal(canSeal(), false);
  } finally {
    globalThis.BigInt = kept;
  }
});
